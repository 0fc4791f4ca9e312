"""Reading the file: Django's serialisation with natural keys, in YAML, each object with the line it begins on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .errors import ConceptFileError


@dataclass(frozen=True)
class Entry:
    """One object of the file, as written."""

    model: str
    fields: dict[str, Any]
    line: int

    def problem(self, reason: str, field: str = "") -> str:
        """A sentence that names the object, the field if there is one, and the reason."""
        place = " ".join([self.model, *self._names()]) + (f", {field}" if field else "")
        return _("Zeile %(line)d (%(place)s): %(reason)s") % {
            "line": self.line,
            "place": place,
            "reason": reason,
        }

    def _names(self) -> list[str]:
        """How the file names the object: by its address, or for a part by its sheet and number."""
        for name in ("slug", "key", "name"):
            if self.fields.get(name):
                return [str(self.fields[name])]
        sheet = self.fields.get("measure")
        owner = [str(sheet[-1])] if isinstance(sheet, list) and sheet else []
        number = [str(self.fields["number"])] if "number" in self.fields else []
        return [*owner, *number]


def read_entries(path: Path) -> list[Entry]:
    """All objects of the file in its order. Raises ConceptFileError with the line of whatever cannot be read."""
    try:
        with path.open(encoding="utf-8") as stream:
            loader = yaml.SafeLoader(stream)
            try:
                root = loader.get_single_node()
                if not isinstance(root, yaml.SequenceNode):
                    raise ConceptFileError([_("Die Datei muss aus einer Liste von Objekten bestehen.")])
                return [_entry(loader, node) for node in root.value]
            finally:
                loader.dispose()
    except OSError as error:
        raise ConceptFileError([_("Die Datei kann nicht gelesen werden: %s") % error.strerror]) from error
    except UnicodeDecodeError as error:
        raise ConceptFileError([_("Die Datei ist nicht in UTF-8 geschrieben.")]) from error
    except yaml.YAMLError as error:
        raise ConceptFileError([_describe(error)]) from error


def _entry(loader: yaml.SafeLoader, node: yaml.Node) -> Entry:
    line = node.start_mark.line + 1
    raw = loader.construct_object(node, deep=True)
    if not isinstance(raw, dict) or set(raw) != {"model", "fields"} or not isinstance(raw["fields"], dict):
        reason = _("Zeile %d: Ein Objekt besteht aus „model“ und „fields“.") % line
        raise ConceptFileError([reason])
    return Entry(str(raw["model"]).lower(), raw["fields"], line)


def _describe(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _("Die Datei ist kein lesbares YAML: %s") % error
    return _("Zeile %(line)d, Spalte %(column)d: Die Datei ist kein lesbares YAML (%(reason)s).") % {
        "line": mark.line + 1,
        "column": mark.column + 1,
        "reason": getattr(error, "problem", ""),
    }
