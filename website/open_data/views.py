"""The pages about the open data, and the files themselves; all for everybody, and only to be read."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from reporting.models import Job
from website.models import OpenDataFile
from website.reading import reading

from .apostrophe import RULE
from .catalogue_answer import catalogue_answer
from .counting import row_counts
from .dataset import Dataset
from .datasets import DATASETS
from .downloads import kept_download, text_answer, text_download, workbook_download
from .formats import FORMATS, XLSX, Format
from .keeping import MOST_ROWS_AT_ONCE, file_name, is_large, kept_file, subject
from .licence import attribution, data_licence
from .schema import json_schema
from .selection import Selection, known_filters, select
from .version import content_state

#: After so many seconds it is worth asking again for a file that is being made.
RETRY_AFTER = 60


@reading
def overview(request: HttpRequest) -> HttpResponse:
    counts, kept = row_counts(), {file.name: file for file in OpenDataFile.objects.all()}
    context = {
        "datasets": [(each, counts[name], kept.get(file_name(each))) for name, each in DATASETS.items()],
        "formats": FORMATS.values(),
        "licence": data_licence(),
        "attribution": attribution(),
        "apostrophe": RULE,
        "changed_at": content_state().changed_at,
    }
    return render(request, "website/open_data/overview.html", context)


@reading
def dictionary(request: HttpRequest) -> HttpResponse:
    return render(
        request, "website/open_data/dictionary.html", {"datasets": DATASETS.values(), "apostrophe": RULE}
    )


@reading
def schema(request: HttpRequest) -> HttpResponse:
    content = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    return text_answer(request, content.encode(), "application/schema+json")


@reading
def catalogue(request: HttpRequest, syntax: str) -> HttpResponse:
    return catalogue_answer(request, syntax)


@reading
def file(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    dataset, form = DATASETS.get(name), FORMATS.get(ending)
    if dataset is None or form is None:
        raise Http404
    selection = select(dataset, request.GET, on=timezone.localdate())
    if selection.is_refused:
        return _refused(request, dataset, selection)
    if ending == XLSX:
        return _workbook(request, dataset, selection, form)
    return text_download(request, dataset, selection, form)


def _workbook(request: HttpRequest, dataset: Dataset, selection: Selection, form: Format) -> HttpResponseBase:
    """Few rows at once; all of a large data set as the job made them, while part of one is too much for a request."""
    if selection.is_part:
        if selection.exceeds(MOST_ROWS_AT_ONCE):
            return _refused(request, dataset, selection)
    elif is_large(dataset):
        kept = kept_file(dataset)
        return kept_download(request, kept, form.content_type) if kept else _pending(request, dataset)
    return workbook_download(request, dataset, selection, form)


def _refused(request: HttpRequest, dataset: Dataset, selection: Selection) -> HttpResponse:
    context = {
        "dataset": dataset,
        "filter": selection.refused,
        "most": MOST_ROWS_AT_ONCE,
        "unknown": selection.unknown,
        "known": known_filters(dataset),
    }
    return render(request, "website/open_data/refused.html", context, status=400)


def _pending(request: HttpRequest, dataset: Dataset) -> HttpResponse:
    context = {"dataset": dataset, "job": Job.objects.latest_for(subject(dataset))}
    answer = render(request, "website/open_data/pending.html", context, status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer
