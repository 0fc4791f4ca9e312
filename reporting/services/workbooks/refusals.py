"""Why a whole file is refused, in words that say what to do."""

from django.utils.translation import gettext as _

from reporting.errors import ReportError


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


class UploadGoneError(Exception):
    """A colleague has thrown the file away meanwhile; nothing was taken over."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jemand aus Ihrer Organisation hat diese Tabelle inzwischen verworfen. Es wurde nichts übernommen."
            )
        )


class OtherQueryError(ReportError):
    """One report per measure and organisation is open at a time, and this one answers somebody else's question."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Zu einer Maßnahme ist inzwischen eine Antwort auf eine andere Abfrage an der Reihe. Bitte sehen Sie "
                "sich die Vorschau noch einmal an. Es wurde nichts übernommen."
            )
        )
