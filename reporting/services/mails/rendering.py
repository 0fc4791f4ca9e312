"""From blocks to text and HTML. A thousand invitations are written while a query opens, so this is lean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Block:
    """A part of a letter under a heading of its own; what is empty is left out."""

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    #: Somebody's own words, set apart.
    quote: str = ""
    links: tuple[Link, ...] = ()


def render_letter(kind: str, blocks: Sequence[Block], context: Mapping[str, object]) -> str:
    """`kind` is „txt“ or „html“; blocks that are the same in every letter are rendered once."""
    rendered = [_render_block(kind, block) for block in blocks]
    return get_template(f"reporting/mails/letter.{kind}").render({**context, "blocks": rendered})


@lru_cache(maxsize=128)
def _render_block(kind: str, block: Block) -> SafeString:
    # A line break cannot stand in a tag of a template.
    context = {"block": block, "next_item": "\n- "}
    rendered = get_template(f"reporting/mails/_block.{kind}").render(context)
    return mark_safe(rendered.strip("\n"))  # noqa: S308 -- escaped by the template, or plain text
