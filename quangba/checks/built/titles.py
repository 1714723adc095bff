"""Every page says what it is called and what it is about, in words of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quangba.checks.built.facts import Page
from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, warning


def check(built: BuiltSite) -> Iterator[Problem]:
    """Titles and descriptions: one each, and no two alike within a language."""
    for name, page in built.pages.items():
        if len(page.titles) != 1 or not page.titles[0]:
            place = built.place(name, None, "title:")
            yield warning(
                "site-title", place.path, place.line,
                msg("The page has {count} titles, expected one.",
                    count=len([title for title in page.titles if title])),
                msg("Tabs, bookmarks and search results show the address instead. "
                    "For example: <title>Na Sầm – Văn Lãng</title>"),
            )  # fmt: skip
    for name, other, text in _alike(built, {n: p.titles for n, p in _titled(built).items()}):
        place = built.place(name, None, "title:")
        yield warning(
            "site-title", place.path, place.line,
            msg("The title is that of {file}, too: “{text}”", file=built.file(other), text=text),
            msg("In search results nobody can tell the two apart. Say in each what it is about."),
        )  # fmt: skip
    yield from _descriptions(built)


def _titled(built: BuiltSite) -> Mapping[str, Page]:
    return {name: page for name, page in built.pages.items() if not page.refresh
            and (name in built.whole or built.is_not_found(name))}  # fmt: skip


def _descriptions(built: BuiltSite) -> Iterator[Problem]:
    for name, page in built.whole.items():
        if len(page.descriptions) != 1 or not page.descriptions[0]:
            place = built.place(name, None, "description:")
            yield warning(
                "site-description", place.path, place.line,
                msg("The page has {count} descriptions, expected one.",
                    count=len([each for each in page.descriptions if each])),
                msg("Search engines then make up their own. For example: "
                    '<meta name="description" content="Five communes at the border.">'),
            )  # fmt: skip
    for name, other, text in _alike(built, {n: p.descriptions for n, p in built.whole.items()}):
        place = built.place(name, None, "description:")
        yield warning(
            "site-description", place.path, place.line,
            msg("The description is that of {file}, too: “{text}”",
                file=built.file(other), text=text),
            msg("In search results nobody can tell the two apart. Say in each what it is about."),
        )  # fmt: skip


def _alike(
    built: BuiltSite, texts: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, str]]:
    """Pages with the text of another one of their language that comes before them."""
    first: dict[tuple[str, str], str] = {}
    for name, found in texts.items():
        for text in filter(None, found[:1]):
            other = first.setdefault((built.language(name).locale, text), name)
            if other != name:
                yield name, other, text
