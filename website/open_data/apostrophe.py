"""In words for readers, where a CSV has an apostrophe before a text; the rule itself is `documents.tables.escaped`."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from documents.tables import FORMULA_SIGNS, FULL_WIDTH_SIGNS

from .columns import Text

RULE: Text = format_lazy(
    _(
        "Beginnt ein Text mit einem der Zeichen {signs} (auch breit geschrieben: {full_width}), mit einem Tabulator "
        "oder einem Zeilenumbruch, steht in beiden CSV-Dateien ein Hochkomma (') davor. Leerzeichen vor dem Zeichen "
        "ändern daran nichts, Hochkommas am Anfang des Textes auch nicht. So rechnet kein Programm mit dem Text. JSON "
        "und Excel haben den genauen Wortlaut."
    ),
    signs=" ".join(FORMULA_SIGNS),
    full_width=" ".join(FULL_WIDTH_SIGNS),
)
#: Where there is no room for the whole rule.
BRIEFLY: Text = _("Vor Texten, die ein Programm für eine Formel halten könnte, steht ein Hochkomma.")
