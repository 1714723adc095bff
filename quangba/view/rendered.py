"""Pages with their text in HTML, for what is made when all of a language are rendered."""

from __future__ import annotations

from dataclasses import dataclass

from quangba.content.tree import Entry
from quangba.view.values import EntryView


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as the readers of one language get it.

    html: its text, as it stands below the head of the page, with addresses relative to its own;
    credits: the HTML of who made the pictures that stand within its lines.
    """

    entry: Entry
    view: EntryView
    html: str
    credits: tuple[str, ...] = ()
