"""Loading a concept: idempotent, careful with edits, all or nothing, and clear about what is wrong."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fields.models import Concept, FieldOfAction
from measures.loading import ConceptFileError, load_concept
from measures.models import Indicator, Measure, Step
from tests.builders import make_indicator, make_organisation, make_report, make_step

pytestmark = pytest.mark.django_db

KREFELD = Path(__file__).parents[2] / "fixtures" / "krefeld_2018.yaml"

SMALL = """\
- model: fields.concept
  fields: {key: stadt-2020, title: Konzept, municipality: Stadt, year: 2020, state: in_force}
- model: fields.fieldofaction
  fields: {concept: [stadt-2020], number: 1, title: Sprache lernen, short_title: Sprache, slug: sprache}
- model: measures.measure
  fields: {field_of_action: [stadt-2020, sprache], number: 1, slug: kurse, title: Kurse, objective: Deutsch lernen}
- model: measures.step
  fields: {measure: [stadt-2020, kurse], number: 1, text: Raum finden}
- model: measures.indicator
  fields: {measure: [stadt-2020, kurse], number: 1, text: 50 Kurse, kind: number, target_min: 50}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "konzept.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def problems_of(path: Path) -> str:
    with pytest.raises(ConceptFileError) as caught:
        load_concept(path=path)
    return "\n".join(caught.value.problems)


def test_the_krefeld_concept_comes_in_whole() -> None:
    load_concept(path=KREFELD)
    assert FieldOfAction.objects.in_force().count() == 5
    assert Measure.objects.published().count() == 18
    assert Indicator.objects.count() == 44


def test_a_second_load_changes_nothing(small: Path) -> None:
    load_concept(path=small)
    versions = list(Measure.objects.values_list("version", flat=True))
    assert load_concept(path=small).counts == {"unchanged": 5}
    assert list(Measure.objects.values_list("version", flat=True)) == versions
    assert Measure.history.count() == 2  # the sheet itself, and the version that counts its parts


def test_identifiers_are_the_same_on_every_installation(small: Path) -> None:
    load_concept(path=small)
    before = Measure.objects.get().uuid
    Measure.objects.all().delete()
    Measure.history.all().delete()
    Step.history.all().delete()
    Indicator.history.all().delete()
    load_concept(path=small)
    assert Measure.objects.get().uuid == before


def test_a_change_in_the_file_arrives(small: Path) -> None:
    load_concept(path=small)
    version = Measure.objects.get().version
    small.write_text(SMALL.replace("Raum finden", "Raum mieten"), encoding="utf-8")
    assert load_concept(path=small).counts == {"unchanged": 4, "updated": 1}
    assert Step.objects.get().text == "Raum mieten"
    assert Measure.objects.get().version == version + 1


def test_an_edited_object_is_not_overwritten(small: Path) -> None:
    load_concept(path=small)
    Measure.objects.update(objective="Sehr gut Deutsch lernen")
    small.write_text(SMALL.replace("Deutsch lernen", "Deutsch üben"), encoding="utf-8")
    text = problems_of(small)
    assert "measures.measure kurse, objective" in text
    assert "Sehr gut Deutsch lernen" in text
    assert "Deutsch üben" in text
    assert Measure.objects.get().objective == "Sehr gut Deutsch lernen"


def test_replace_overwrites_an_edited_object(small: Path) -> None:
    load_concept(path=small)
    Measure.objects.update(objective="Sehr gut Deutsch lernen")
    load_concept(path=small, replace=True)
    assert Measure.objects.get().objective == "Deutsch lernen"


def test_what_editors_add_besides_is_left_alone(small: Path) -> None:
    load_concept(path=small)
    added = make_step(Measure.objects.get(), number=7, text="Tee kochen")
    load_concept(path=small, replace=True)
    assert Step.objects.filter(pk=added.pk).exists()


def test_a_deleted_row_does_not_come_back_unasked(small: Path) -> None:
    load_concept(path=small)
    Step.objects.get().delete()
    assert "gelöscht" in problems_of(small)
    load_concept(path=small, replace=True)
    assert Step.objects.get().text == "Raum finden"


def test_a_row_that_left_the_file_is_a_difference(small: Path) -> None:
    load_concept(path=small)
    small.write_text(SMALL[: SMALL.index("- model: measures.indicator")], encoding="utf-8")
    assert "steht nicht mehr in der Datei" in problems_of(small)
    load_concept(path=small, replace=True)
    assert not Indicator.objects.exists()


def test_replace_never_deletes_answers(small: Path) -> None:
    load_concept(path=small)
    report = make_report(Measure.objects.get(), make_organisation())
    report.indicator_answers.create(indicator=Indicator.objects.get(), attainment="reached")
    small.write_text(SMALL[: SMALL.index("- model: measures.indicator")], encoding="utf-8")
    result = load_concept(path=small, replace=True)
    assert "hat Antworten" in result.notes[0]
    assert report.indicator_answers.count() == 1


def test_all_or_nothing(small: Path) -> None:
    small.write_text(SMALL.replace("kind: number", "kind: viele"), encoding="utf-8")
    assert "measures.indicator kurse 1, kind" in problems_of(small)
    assert not Concept.objects.exists()


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("title: Kurse", "titel: Kurse", "measures.measure kurse, titel): Dieses Feld gibt es nicht"),
        (
            "[stadt-2020, sprache]",
            "[stadt-2020, sport]",
            "field_of_action): „['stadt-2020', 'sport']“ gibt es nicht",
        ),
        ("title: Kurse,", "", "measures.measure kurse, title"),
        ("target_min: 50", "target_min: 50, target_max: 10", "kleiner als der Zielwert"),
        ("year: 2020", "year: bald", "fields.concept stadt-2020"),
        ("model: measures.step", "model: partners.user", "gehören nicht in eine Konzeptdatei"),
        ("[stadt-2020, kurse], number: 1, text: Raum", "[], number: 1, text: Raum", "measures.step"),
    ],
)
def test_bad_content_is_named_with_object_field_and_reason(
    small: Path, written: str, instead: str, said: str
) -> None:
    small.write_text(SMALL.replace(written, instead), encoding="utf-8")
    assert said in problems_of(small)


def test_malformed_yaml_names_the_line(small: Path) -> None:
    small.write_text(SMALL.replace("{measure: [stadt-2020, kurse], number: 1, text: Raum finden}", "{a: [b}"))
    assert problems_of(small).startswith("Zeile 8, Spalte")


@pytest.mark.parametrize("content", ["nur Text", "- 5", "- model: x", "", "a: 1"])
def test_another_shape_is_refused(small: Path, content: str) -> None:
    small.write_text(content)
    assert problems_of(small)


def test_an_object_twice_is_refused(small: Path) -> None:
    small.write_text(SMALL + SMALL[SMALL.index("- model: measures.indicator") :], encoding="utf-8")
    assert "zweimal" in problems_of(small)


def test_a_second_concept_in_force_is_refused(small: Path) -> None:
    load_concept(path=small)
    other = small.with_name("anderes.yaml")
    other.write_text(SMALL.replace("stadt-2020", "stadt-2030"), encoding="utf-8")
    assert "schon ein anderes Konzept in Kraft" in problems_of(other)


def test_the_command_lists_every_problem(small: Path) -> None:
    small.write_text(
        SMALL.replace("kind: number", "kind: viele").replace("number: 1, text: Raum", "nr: 1, text: Raum")
    )
    with pytest.raises(CommandError, match=r"(?s)kurse, nr.*kind"):
        call_command("load_concept", small)


def test_the_command_names_a_missing_file() -> None:
    with pytest.raises(CommandError, match="kann nicht gelesen werden"):
        call_command("load_concept", "gibt-es-nicht.yaml")


def test_an_indicator_of_the_editors_is_not_taken_for_the_file_s(small: Path) -> None:
    load_concept(path=small)
    make_indicator(Measure.objects.get(), number=2, text="Mehr Kurse")
    small.write_text(
        SMALL
        + "- model: measures.indicator\n  fields: {measure: [stadt-2020, kurse], number: 2, text: Weniger}\n"
    )
    assert "Mehr Kurse" in problems_of(small)
