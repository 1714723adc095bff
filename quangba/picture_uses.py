"""Which pictures the pages use, and for what: only those get renditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from quangba.content.schema import Story, Video
from quangba.content.tree import ContentTree, Entry
from quangba.media.service import Use

MEDIA = "/media/"
"""How Markdown names a picture of the library: ![](/media/NAME)."""

HERO, CARD, FIGURE, FULL = "hero", "card", "figure", "full"
"""At the head of a page, in lists, in texts, and what a picture in a text or a story opens."""
POSTER = "poster"
"""What the player shows until it plays."""
SQUARE = "square"
"""What chat programs show of a page that is sent (see `partials/square.html`)."""
PRESS = "press"
"""What readers may take to use it themselves."""


def main_picture(entry: Entry) -> str | None:
    """The picture at the head of a page and on its card; of a story, by default its first.

    Of a film it is by default one of its frames, which goes by the clip's name.
    """
    fields = entry.fields
    if fields.picture is None and isinstance(fields, Video):
        return fields.video
    if fields.picture is None and isinstance(fields, Story) and fields.pictures:
        return fields.pictures[0]
    return fields.picture


def named_by(entry: Entry) -> Iterator[tuple[str, str, int | None, str, bool]]:
    """Pictures that a page names: (name, path, line, locale, has an alt text of its own)."""
    source = entry.source
    shared = [("picture", entry.fields.picture)] if entry.fields.picture else []
    if isinstance(entry.fields, Story):
        shared += [("pictures", name) for name in entry.fields.pictures]
    for field, name in shared:
        for locale in entry.pages:
            yield name, source.path, source.lines.get(field), locale, False
    for page in entry.pages.values():
        for link in page.links:
            if link.is_image and link.target.startswith(MEDIA):
                name = unquote(link.target.removeprefix(MEDIA))
                yield name, page.path, link.line, page.locale, bool(link.text.strip())


def of_tree(tree: ContentTree) -> frozenset[Use]:
    """Every use of every picture by the pages of a tree."""
    return frozenset(use for entry in tree.entries.values() for use in of_entry(entry))


def of_entry(entry: Entry) -> frozenset[Use]:
    """Every use of every picture by a page in all its languages."""
    found: set[Use] = set()
    main = main_picture(entry)
    if main and isinstance(entry.fields, Video):
        found |= {(main, CARD), (main, SQUARE), (entry.fields.video, POSTER)}
    elif main:
        found |= {(main, HERO), (main, CARD), (main, SQUARE)}
    if isinstance(entry.fields, Story):
        # the largest file of a hero is large enough to be opened by itself
        found |= {(name, HERO) for name in entry.fields.pictures}
        # and those of its text, which run from edge to edge when they are a list
        found |= {(name, HERO) for name in _in_texts(entry)}
    else:
        found |= {(name, use) for name in _in_texts(entry) for use in (FIGURE, FULL)}
    return frozenset(found)


def _in_texts(entry: Entry) -> Iterator[str]:
    for locale in entry.pages:
        yield from in_text(entry, locale)


def in_text(entry: Entry, locale: str) -> Iterator[str]:
    """The pictures in a page's text in one of its languages, in its order."""
    for link in entry.pages[locale].links:
        if link.is_image and link.target.startswith(MEDIA):
            yield unquote(link.target.removeprefix(MEDIA))


def clips_of_tree(tree: ContentTree) -> frozenset[str]:
    """Every clip that the pages of a tree show."""
    return clips_of(tree.entries.values())


def clips_of(entries: Iterable[Entry]) -> frozenset[str]:
    """Every clip that some pages show."""
    return frozenset(each.fields.video for each in entries if isinstance(each.fields, Video))
