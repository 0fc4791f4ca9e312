"""From the frozen parts of a report to its records: only what is named here goes out."""

from typing import Any

from reporting.frozen import Part


def whole_report(head: Part) -> dict[str, Any]:
    total = head["figures"]["total"]
    return {
        "konzept": head["concept"]["title"],
        "zahlen": {
            "massnahmen": total["measures"],
            "verzoegert": total["delayed"],
            "angefragt": total["asked"],
            "freigegeben": total["approved"],
            "staende": [
                {"umsetzungsstand_code": s["value"], "umsetzungsstand": s["label"], "anzahl": s["count"]}
                for s in total["statuses"]
            ],
        },
        "organisationen": [
            {
                **_organisation(part),
                "in_vertretung": part["on_behalf"],
                "antworten": _own_answers(part["answers"]),
            }
            for part in head["organisations"]
        ],
    }


def reported_measure(part: Part) -> dict[str, Any]:
    measure = part["measure"]
    return {
        "id": measure["uuid"],
        "nummer": measure["code"],
        "titel": measure["title"],
        "handlungsfeld_id": measure["field"]["uuid"],
        "handlungsfeld": measure["field"]["title"],
        "stand": _status(part["status"]) if part["status"] else None,
        "meldungen": [_answer(each) for each in part["answers"]],
        "weitere_meldungen": [_answer(each) for each in part["unasked"]],
        "nachtraege": [
            {"organisation": row.organisation_name, "text": row.text, "ergaenzt_am": row.added_at}
            for row in part["addenda"]
        ],
    }


def _answer(part: Part) -> dict[str, Any]:
    report = part["report"]
    return {
        **_organisation(part),
        "rolle": part["role"] or None,
        "vermerk": None if report else part.get("label") or None,
        "nach_der_frist": part.get("late", False),
        "sachstand": _statement(report) if report else None,
        "antworten": _own_answers(part.get("own_answers", [])),
    }


def _organisation(part: Part) -> dict[str, str]:
    return {"organisation_id": part["organisation"]["uuid"], "organisation": part["organisation"]["name"]}


def _status(part: Part) -> dict[str, Any]:
    return {
        "stand_vom": part["as_of"],
        **_choice("umsetzungsstand", part["status"]),
        **_choice("verlauf", part["course"]),
        **_choice("grund_der_verzoegerung", part["delay_reason"]),
        "gegenmassnahme": part["countermeasure"] or None,
        "neuer_termin": part["new_date"],
    }


def _statement(report: Part) -> dict[str, Any]:
    return {
        **_status(report),
        "sachstand": report["text"] or None,
        "erfahrungen": report["experiences"] or None,
        "naechste_schritte": report["next_steps"] or None,
        "ressourcen": report["resources"] or None,
        "unveraendert": report["is_unchanged"],
        "in_vertretung": report["on_behalf"],
        "meldung_und_freigabe_durch_dieselbe_person": report["self_approved"],
        "freigegeben_am": report["approved_on"],
        "indikatoren": [_indicator(each) for each in report["indicators"]],
    }


def _indicator(part: Part) -> dict[str, Any]:
    return {
        "id": part["uuid"],
        "indikator": part["text"],
        "ziel": part["target"] or None,
        **_choice("zielerreichung", part["attainment"]),
        "wert": None if part["value"] is None else float(part["value"]),
        "einheit": part["unit"] or None,
        "erlaeuterung": part["note"] or None,
    }


def _own_answers(parts: list[Part]) -> list[dict[str, str | None]]:
    return [{"frage": part["text"], "antwort": part["label"] or None} for part in parts]


def _choice(name: str, part: Part | None) -> dict[str, str | None]:
    return {f"{name}_code": part["value"] if part else None, name: part["label"] if part else None}
