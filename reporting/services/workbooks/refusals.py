"""Why a whole file is refused, in words that say what to do."""

from django.utils.translation import gettext as _


class WorkbookError(Exception):
    """The file is not read; nothing was kept or changed."""


class StalePreviewError(Exception):
    """Something changed since the preview was shown; nothing was taken over."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Inzwischen hat sich im Portal etwas geändert. Es wurde nichts übernommen. Bitte prüfen "
                "Sie die Vorschau noch einmal."
            )
        )
