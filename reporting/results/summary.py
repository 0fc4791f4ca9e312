"""The report in a few plain sentences: only what was counted, no judgement (B1)."""

from collections import Counter
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .content import Results
from .moved import moved
from .reading import percent


def summarise(results: Results) -> list[str]:
    """In the order in which a reader asks: who answered, how far it is, what hinders, what moved, what is open.

    What belongs together stands together, since one sentence may refer to the one before it.
    """
    parts = [_answers, _states, _delays, moved, _gaps, _unchanged, _indicators, _funding, _reviews]
    said = [" ".join(part(results)) for part in parts]
    return [sentences for sentences in said if sentences]


def _answers(results: Results) -> Iterator[str]:
    if not results.asked:
        yield _("Für diesen Bericht wurde keine Organisation gefragt.")
        return
    asked = ngettext(
        "Für den Stand vom %(day)s wurde %(number)d Anfrage an die zuständigen Organisationen gestellt.",
        "Für den Stand vom %(day)s wurden %(number)d Anfragen an die zuständigen Organisationen gestellt.",
        results.asked,
    )
    yield asked % {"day": date_format(results.as_of, "j. F Y"), "number": results.asked}
    if not results.answered:
        yield _("Beantwortet wurde keine.")
        return
    answered = ngettext(
        "Beantwortet wurde %(number)d, das sind %(share)d Prozent.",
        "Beantwortet wurden %(number)d, das sind %(share)d Prozent.",
        results.answered,
    )
    yield answered % {"number": results.answered, "share": percent(results.answered, results.asked)}
    if results.late:
        yield (
            ngettext(
                "%(number)d Antwort kam nach der Frist.",
                "%(number)d Antworten kamen nach der Frist.",
                results.late,
            )
            % {"number": results.late}
        )


def _states(results: Results) -> Iterator[str]:
    if not results.measures:
        yield _("Der Bericht enthält keine Maßnahme.")
        return
    text = ngettext(
        "Der Bericht enthält %(number)d Maßnahme. Ihr Umsetzungsstand ist: %(states)s.",
        "Der Bericht enthält %(number)d Maßnahmen. Ihr Umsetzungsstand ist: %(states)s.",
        results.measures,
    )
    states = [_times(status.label, status.number) for status in results.statuses if status.number]
    yield text % {"number": results.measures, "states": _listed(states)}
    if results.carried:
        text = ngettext(
            "Bei %(number)d Maßnahme gibt es keine neue freigegebene Antwort; ihr Umsetzungsstand ist der von früher.",
            "Bei %(number)d Maßnahmen gibt es keine neue freigegebene Antwort; "
            "ihr Umsetzungsstand ist der von früher.",
            results.carried,
        )
        yield text % {"number": results.carried}


def _delays(results: Results) -> Iterator[str]:
    if not results.delayed:
        if results.measures:
            yield _("Keine Maßnahme ist als verzögert gemeldet.")
        return
    delayed = ngettext(
        "%(number)d Maßnahme ist verzögert.", "%(number)d Maßnahmen sind verzögert.", results.delayed
    )
    yield delayed % {"number": results.delayed}
    reasons = Counter(delay.reason for delay in results.delays if delay.reason)
    if reasons:
        named = [_times(*reason) for reason in reasons.most_common()]
        text = ngettext(
            "Der genannte Grund ist: %(reasons)s.", "Die genannten Gründe sind: %(reasons)s.", len(named)
        )
        yield text % {"reasons": _listed(named)}


def _gaps(results: Results) -> Iterator[str]:
    if results.missing:
        text = ngettext("%(number)d Antwort fehlt.", "%(number)d Antworten fehlen.", results.missing)
        yield text % {"number": results.missing}
    waiting = len(results.unapproved_answers)
    if waiting:
        text = ngettext(
            "%(number)d Antwort war am Ende nicht freigegeben und steht nicht in diesem Bericht.",
            "%(number)d Antworten waren am Ende nicht freigegeben und stehen nicht in diesem Bericht.",
            waiting,
        )
        yield text % {"number": waiting}


def _unchanged(results: Results) -> Iterator[str]:
    same = len(results.unchanged)
    if same:
        text = ngettext(
            "Bei %(number)d Maßnahme ist bestätigt, dass sich nichts geändert hat.",
            "Bei %(number)d Maßnahmen ist bestätigt, dass sich nichts geändert hat.",
            same,
        )
        yield text % {"number": same}


def _indicators(results: Results) -> Iterator[str]:
    known = Counter(each.latest.attainment_label for each in results.indicators if each.latest)
    if not known:
        return
    text = ngettext(
        "Von %(all)d Teilziel ist die Zielerreichung bekannt: %(known)s.",
        "Von %(all)d Teilzielen ist bei %(number)d die Zielerreichung bekannt: %(known)s.",
        len(results.indicators),
    )
    named = [_times(*each) for each in known.most_common()]
    yield text % {"all": len(results.indicators), "number": known.total(), "known": _listed(named)}


def _funding(results: Results) -> Iterator[str]:
    ended = sum(means.has_ended for means in results.funding)
    if ended:
        text = ngettext(
            "%(number)d Förderung ist bis zum Stichtag ausgelaufen.",
            "%(number)d Förderungen sind bis zum Stichtag ausgelaufen.",
            ended,
        )
        yield text % {"number": ended}
    ending = len(results.funding) - ended
    if ending:
        text = ngettext(
            "%(number)d Förderung endet in den zwölf Monaten nach dem Stichtag.",
            "%(number)d Förderungen enden in den zwölf Monaten nach dem Stichtag.",
            ending,
        )
        yield text % {"number": ending}


def _reviews(results: Results) -> Iterator[str]:
    if results.reviews:
        number = len(results.reviews)
        text = ngettext(
            "%(number)d Überprüfung war bis zum Stichtag vorgesehen und ist nicht bestätigt.",
            "%(number)d Überprüfungen waren bis zum Stichtag vorgesehen und sind nicht bestätigt.",
            number,
        )
        yield text % {"number": number}


def _times(label: str, number: int) -> str:
    """As „Daueraufgabe (4)“: the labels are no words to be counted."""
    return f"{label} ({number})"


def _listed(parts: list[str]) -> str:
    """„a, b und c“."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s und %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
