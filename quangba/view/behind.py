"""A translation that is behind its source: what readers are told of it."""

from __future__ import annotations

from typing import Literal

from quangba import addresses
from quangba.content.sections import HEAD, INTRO, id_of, is_heading
from quangba.content.tree import Entry
from quangba.memory import Owner, memo
from quangba.translations.status import Added, Changed, Drift, Removed
from quangba.view import states
from quangba.view.parts import Parts
from quangba.view.values import ChangeView, HeadingMark, OutdatedView

MOST_NAMED = 3
"""So many sections are named; of the others, their number is told."""


class Behind(Owner):
    """What readers of one language are told of a page, as memos.

    It is made from the texts of two languages: so a change of one of them is no change of the
    other's page, where that tells of it what it has told before.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._entries = parts.site.tree.entries
        super().__init__(self._parts.memory, self._parts.locale)

    @memo
    def notice(self, uri: str) -> OutdatedView | None:
        """The notice of a page; None where there is nothing to tell."""
        return of(self._parts, self._entries[uri])

    @memo
    def marks(self, uri: str) -> dict[str, HeadingMark]:
        """What is said below headings of the readers' page, by their ids."""
        return marks(self._parts, self._entries[uri])

    @memo
    def ids(self, uri: str) -> tuple[str, ...]:
        """The ids of the headings of the page that the readers get."""
        entry = self._entries[uri]
        return entry.ids(self._parts.page(entry))


def of(parts: Parts, entry: Entry) -> OutdatedView | None:
    """The notice of a page; None where there is nothing to tell."""
    found = states.outdated(entry, parts.language.locale)
    if found is None or found.made_from is None:
        return None
    source = parts.site.settings.language(entry.owner)
    made, now = found.made_from.day, found.now
    return OutdatedView(
        source=source,
        source_name=source.name_in(parts.language),
        url=addresses.of(entry.uri, source),
        made=made,
        now=now if now and now > made else None,
        changes=tuple(_change(parts, entry, drift) for drift in found.sections[:MOST_NAMED]),
        more=max(0, len(found.sections) - MOST_NAMED),
    )


def _change(parts: Parts, entry: Entry, drift: Drift) -> ChangeView:
    """Titles of sections that readers see are in their language, those of new ones are not."""
    source = parts.site.settings.language(entry.owner)
    address = addresses.of(entry.uri, source)
    match drift:
        case Changed(section):
            title = _titles(parts, entry).get(section.key, "")
            return ChangeView("changed", _what(section.key), title, None, _at(address, section.key))
        case Added(section):
            url = _at(address, section.key)
            what = _what(section.key)
            tag = source.tag if what == "section" else None
            return ChangeView("added", what, section.title, tag, url)
        case Removed(key):
            return ChangeView("removed", _what(key), _titles(parts, entry).get(key, ""), None, None)


def _what(key: str) -> Literal["head", "intro", "section"]:
    if key == HEAD:
        return "head"
    return "intro" if key == INTRO else "section"


def _at(address: str, key: str) -> str:
    return f"{address}#{id_of(key)}" if is_heading(key) else address


def _titles(parts: Parts, entry: Entry) -> dict[str, str]:
    """The headings of the readers' page by key."""
    return {each.key: each.title for each in entry.sections(parts.language.locale)}


def marks(parts: Parts, entry: Entry) -> dict[str, HeadingMark]:
    """What is said below headings of the readers' page, by their ids.

    All that have changed: who comes to a section by its address has not seen the notice above.
    """
    found = states.outdated(entry, parts.language.locale)
    if found is None:
        return {}
    source = parts.site.settings.language(entry.owner)
    address = addresses.of(entry.uri, source)
    marked: dict[str, HeadingMark] = {}
    for drift in found.sections:
        match drift:
            case Changed(section) if is_heading(section.key):
                name = id_of(section.key)
                words = parts.t("behind_here")
                marked[name] = HeadingMark(words, f"{address}#{name}", source.tag)
            case Removed(key) if is_heading(key):
                marked[id_of(key)] = HeadingMark(parts.t("behind_gone"), None, source.tag)
            case Changed() | Added() | Removed():
                pass
    return marked
