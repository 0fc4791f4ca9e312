"""A message about one measure stands in its section: the page opens there, far below the messages at its top."""

from collections.abc import Iterable

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from reporting.forms.answering.page import Section


def place_notes(request: HttpRequest, sections: Iterable[Section]) -> list[Message]:
    """Give each section the messages tagged with its key, and open it; all others are returned, for the top."""
    drawn, elsewhere = {section.key: section for section in sections}, []
    for message in get_messages(request):
        section = drawn.get(message.extra_tags or "")
        if section is None:
            elsewhere.append(message)
        else:
            section.notes.append(message)
            section.is_open = True
    return elsewhere
