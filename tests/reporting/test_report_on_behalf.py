"""For whom the KI may answer: bodies with a name that answer for a measure, the asked ones first."""

from measures.models import ResponsibilityRole
from partners.models import OrganisationKind
from reporting.forms.on_behalf import OnBehalfForm
from tests.builders import make_measure, make_organisation, make_request, make_responsible
from tests.reporting.reports import World


def offered() -> list[str]:
    choices = OnBehalfForm().fields["responsibility"].choices  # type: ignore[attr-defined]
    return [label for value, label in choices if value]


def test_groups_and_those_who_only_cooperate_are_not_offered(world: World) -> None:
    make_responsible(world.measure, make_organisation(kind=OrganisationKind.UNNAMED_GROUP))
    make_responsible(world.measure, make_organisation(), ResponsibilityRole.COOPERATION)
    assert offered() == [f"{world.measure.code} {world.measure} – {world.organisation}"]


def test_the_asked_ones_stand_first_then_the_order_of_measures(world: World) -> None:
    field, number = world.measure.field_of_action, world.measure.number
    last, first = make_measure(field, number=number + 1000), make_measure(field, number=number + 900)
    for measure in (last, first):
        make_responsible(measure, world.organisation)
    make_request(world.ask().query, last, world.organisation)
    labels = offered()
    assert [label.split()[0] for label in labels] == [world.measure.code, last.code, first.code]
    assert ["(Antwort offen: Statusabfrage" in label for label in labels] == [True, True, False]


def test_who_has_answered_is_not_waited_for(world: World) -> None:
    world.ask()
    world.submit()
    assert not any("Antwort offen" in label for label in offered())
