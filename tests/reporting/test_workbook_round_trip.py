"""Whatever text stands in the portal comes back from the file as it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.models import ProgressReport, WorkbookUpload
from reporting.services.workbooks import Kind, preview_upload, store_upload, take_over, write_workbook

from .rounds import NOW
from .workbooks import Asked, filled, make_asked

#: Beginnings of formulas, line ends, what spreadsheets escape, reading from the right, faces, what nobody sees.
NASTY = [
    "=1+1",
    "+49",
    "-",
    "@x",
    "\t",
    "\r\n",
    "\n",
    "_x000D_",
    "_x0041_",
    "x005F_",
    "‮ع",
    "😀",
    "\x00",
    "\x0b",
    "'",
    "ja",
]
texts = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=6
).map("".join)
#: Rows are undone after the whole test, not after each example; each has its own text.
relaxed = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def asked(db: None) -> Asked:
    return make_asked()


@relaxed
@given(text=texts, note=texts)
def test_an_untouched_file_changes_nothing(asked: Asked, text: str, note: str) -> None:
    # The database of the second kind cannot hold a null character, and no form lets one in.
    text, note = text.replace("\x00", ""), note.replace("\x00", "")
    ProgressReport.objects.all().delete()
    asked.draft(text=text, next_steps=note)
    content = write_workbook(asked.participation, now=NOW)
    shown = preview_upload(WorkbookUpload(participation=asked.participation, content=content))
    assert [entry.kind for entry in shown.entries] == [Kind.UNCHANGED]


@relaxed
@given(text=texts)
def test_another_cell_that_changes_leaves_a_text_to_the_letter(asked: Asked, text: str) -> None:
    text = text.replace("\x00", "")
    ProgressReport.objects.all().delete()
    report = asked.draft(text=text)
    content = filled(asked.download(), at={("Maßnahmen", "M1", "Ressourcen"): "Neu"})
    upload = store_upload(
        participation=asked.participation, name="a.xlsx", content=content, user=asked.owner, now=NOW
    )
    seen = preview_upload(upload).seen
    take_over(upload=upload, seen=seen, mine=set(), user=asked.owner, now=NOW)
    report.refresh_from_db()
    assert (report.text, report.resources) == (text, "Neu")
