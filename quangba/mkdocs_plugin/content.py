"""A page's text in HTML, with what falls off its conversion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["warning", "error"]


@dataclass(frozen=True, slots=True)
class Content:
    """A text in HTML and what falls off its conversion: plain values, which can be kept.

    html: with addresses relative to the page's; preload: the `<link>` for its first picture, or
    ''; credits: the HTML of who made the pictures that stand within lines; noted: the ids of the
    terms that have a note; warnings: what the lines hid from the checks; anchors: what can be
    linked to; leads: (uri, anchor, the link as written) for each link to an anchor.
    """

    html: str
    preload: str = ""
    credits: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    warnings: tuple[tuple[Level, str], ...] = ()
    anchors: tuple[str, ...] = ()
    leads: tuple[tuple[str, str, str], ...] = ()
