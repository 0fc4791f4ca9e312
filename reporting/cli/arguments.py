"""The sub-commands and what each of them takes."""

import argparse
import datetime as dt

from reporting.models import QueryKind

DAY = "JJJJ-MM-TT"
#: Steps that a timer takes for every running query.
WITHOUT_YEAR = {"remind"}
#: What can be planned, here as on the page of the planning.
FIRST_YEAR, LAST_YEAR = 2000, 2100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    plan = _step(steps, "plan", "plant eine neue Abfrage; noch wird niemand gefragt")
    plan.add_argument("--as-of", type=day, metavar=DAY, help="Stichtag; mit --copy-from verzichtbar")
    plan.add_argument("--due-on", type=day, metavar=DAY, help="Frist; mit --copy-from verzichtbar")
    plan.add_argument(
        "--copy-from",
        type=int,
        metavar="JAHR",
        help="übernimmt Umfang, Fragen, Erinnerungen und Texte aus der Abfrage dieses Jahres",
    )
    _step(steps, "check", "zeigt, wen die Abfrage fragt und was noch offen ist; 1, solange etwas offen ist")
    opening = _step(steps, "open", "öffnet die Abfrage und merkt die Einladungen vor")
    opening.add_argument(
        "--waive-gaps",
        action="store_true",
        help="öffnet auch, wenn zu Maßnahmen wissentlich niemand oder niemand per E-Mail gefragt wird",
    )
    remind = _step(
        steps, "remind", "merkt fällige Erinnerungen vor; ohne --year bei allen laufenden Abfragen"
    )
    remind.add_argument("--dry-run", action="store_true", help="zeigt nur, wer erinnert würde")
    remind.add_argument(
        "--redirect-to",
        metavar="ADRESSE",
        default="",
        help="merkt die Erinnerungen nur zur Ansicht an diese Adresse vor; niemand gilt als erinnert",
    )
    _step(steps, "show", "zeigt Stand und Rücklauf")
    close = _step(steps, "close", "schließt die Abfrage und hält die Antworten fest")
    close.add_argument("--yes", action="store_true", help="schließt ohne Rückfrage")


def day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag der Form {DAY}.") from error


def plannable_year(text: str) -> int:
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise argparse.ArgumentTypeError(f"„{text}“ ist kein Jahr von {FIRST_YEAR} bis {LAST_YEAR}.")


def _step(
    steps: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, help_text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=help_text, description=help_text)
    parser.add_argument(
        "--year",
        type=plannable_year if name == "plan" else int,
        required=name not in WITHOUT_YEAR,
        metavar="JAHR",
        help="Jahr der Abfrage",
    )
    parser.add_argument(
        "--kind",
        choices=QueryKind.values,
        default=None if name in WITHOUT_YEAR else QueryKind.YEARLY.value,
        help="Art: yearly (jährliche Abfrage), evaluation (Abschlussevaluation), interim (Zwischenabfrage)",
    )
    parser.add_argument(
        "--slug", default="", help="Adresse der Abfrage, wenn es mehrere dieser Art im Jahr gibt"
    )
    parser.add_argument("--json", action="store_true", dest="as_json", help="Ausgabe für Programme")
    return parser
