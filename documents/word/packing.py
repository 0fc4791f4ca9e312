"""The parts of a document in one file, always in the same order and without the time of the making."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = "[Content_Types].xml"
#: The earliest that the format knows.
NEVER = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o600 << 16


def repacked(content: bytes) -> bytes:
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            part = ZipInfo(name, NEVER)
            part.compress_type, part.external_attr, part.create_system = ZIP_DEFLATED, _READABLE, 3
            packed.writestr(part, source.read(name))
    return target.getvalue()
