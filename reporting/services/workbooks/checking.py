"""An uploaded file seen from outside: what it is by its first bytes, how large it would become, what it carries."""

import io
import zipfile

from django.utils.translation import gettext as _

from .limits import LARGEST_FILE, LARGEST_UNPACKED, MOST_MEMBERS
from .refusals import WorkbookError

ZIP = b"PK\x03\x04"
#: Container of old XLS files and of files with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The name of the stream that holds a workbook encrypted with a password, as OLE writes it.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}
#: What a form needs nowhere, and what could load or run something.
FORBIDDEN = (
    "vbaproject", "externallinks/", "activex", "embeddings/", "macrosheets/", "connections.xml",
    "querytables/", "customui", "dialogsheets/",
)  # fmt: skip


def check_file(content: bytes) -> None:
    """Raise WorkbookError unless the file may be read."""
    if not content:
        raise WorkbookError(_("Die Datei ist leer. Bitte wählen Sie die ausgefüllte Tabelle."))
    if len(content) > LARGEST_FILE:
        raise WorkbookError(too_large())
    _check_magic(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookError(damaged()) from error


def too_large() -> str:
    return _(
        "Die Datei ist zu groß. Erlaubt sind höchstens %(size)s Megabyte. Bitte entfernen Sie Bilder und "
        "laden Sie sie noch einmal hoch."
    ) % {"size": LARGEST_FILE // 1024 // 1024}


def damaged() -> str:
    return _(
        "Die Datei lässt sich nicht lesen. Bitte öffnen Sie sie, speichern Sie sie als Excel-Datei (.xlsx) "
        "und laden Sie sie noch einmal hoch."
    )


def _check_magic(content: bytes) -> None:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise WorkbookError(
                _(
                    "Die Datei ist mit Kennwort geschützt. Bitte entfernen Sie das Kennwort und laden Sie "
                    "sie noch einmal hoch."
                )
            )
        raise WorkbookError(
            _(
                "Das ist eine Datei im alten Excel-Format. Bitte speichern Sie sie als „Excel-Arbeitsmappe "
                "(.xlsx)“."
            )
        )
    if not content.startswith(ZIP):
        raise WorkbookError(
            _(
                "Das ist keine Excel-Datei. Bitte laden Sie die Tabelle hoch, die Sie hier heruntergeladen "
                "und ausgefüllt haben."
            )
        )


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise WorkbookError(
            _(
                "Die Datei enthält viel mehr, als in diese Tabelle gehört. Bitte laden Sie die Tabelle neu "
                "herunter und übertragen Sie nur Ihre Antworten."
            )
        )
    names = {member.filename for member in members}
    if len(names) != len(members) or any(member.flag_bits & 0x1 for member in members):
        raise WorkbookError(damaged())
    if any(part in name.lower() for name in names for part in FORBIDDEN):
        raise WorkbookError(
            _(
                "Die Datei enthält Makros oder Verknüpfungen mit anderen Dateien. Das lesen wir nicht. "
                "Bitte speichern Sie sie als „Excel-Arbeitsmappe (.xlsx)“ ohne Makros."
            )
        )
    if not names >= NEEDED:
        raise WorkbookError(
            _(
                "Das ist keine Excel-Datei. Bitte laden Sie die Tabelle hoch, die Sie hier heruntergeladen "
                "und ausgefüllt haben."
            )
        )
