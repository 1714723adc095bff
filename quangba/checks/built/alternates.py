"""Search engines find every language of a page: hreflang, both ways, and canonical addresses."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.facts import Alternate, Page
from quangba.checks.built.site import BuiltSite, Target
from quangba.messages import Text, msg
from quangba.problems import Problem, warning

_DEFAULT = "x-default"


def check(built: BuiltSite) -> Iterator[Problem]:
    """Alternates that do not answer one another; canonical addresses that are none."""
    for name, page in built.pages.items():
        if page.alternates:
            yield from _alternates(built, name, page)
        yield from _canonical(built, name, page)


def _alternates(built: BuiltSite, name: str, page: Page) -> Iterator[Problem]:
    tags = {each.tag: each for each in page.alternates}
    own = built.address(name)
    if own not in {each.href for each in page.alternates}:
        yield _wrong(built, name, None, msg("hreflang does not name the page itself."))
    if _DEFAULT not in tags:
        yield _wrong(built, name, None, msg("hreflang has no x-default."))
    if len(tags) < len(page.alternates):
        yield _wrong(built, name, None, msg("hreflang names a language twice."))
    for each in page.alternates:
        if not built.is_own(each.href):
            what = msg("hreflang {tag} is no whole address of this site: {address}",
                       tag=each.tag, address=each.href)  # fmt: skip
            yield _wrong(built, name, each.line, what)
            continue
        target = built.target(name, each.href)
        other = built.pages.get(target.name) if target else None
        if target and other:
            yield from _answer(built, name, each, target, other)


def _answer(
    built: BuiltSite, name: str, each: Alternate, target: Target, other: Page
) -> Iterator[Problem]:
    own = built.address(name)
    if each.tag not in {_DEFAULT, other.lang}:
        what = msg("hreflang {tag} leads to a page in {language}: {address}",
                   tag=each.tag, language=other.lang, address=each.href)  # fmt: skip
        yield _wrong(built, name, each.line, what)
    elif own not in {back.href for back in other.alternates}:
        what = msg("hreflang names {file}, which does not name this page in return.",
                   file=built.file(target.name))  # fmt: skip
        yield _wrong(built, name, each.line, what)


def _wrong(built: BuiltSite, name: str, line: int | None, what: Text) -> Problem:
    place = built.place(name, line)
    return warning(
        "site-hreflang", place.path, place.line, what,
        msg("Search engines then show readers a page in a language that is not theirs. "
            "Each page names all its languages, itself and x-default, by whole addresses."),
    )  # fmt: skip


def _canonical(built: BuiltSite, name: str, page: Page) -> Iterator[Problem]:
    found = None
    if len(page.canonical) > 1 or (name in built.whole and not page.canonical):
        found = msg("The page has {count} canonical addresses, expected one.",
                    count=len(page.canonical))  # fmt: skip
    elif page.canonical:
        address = page.canonical[0]
        target = built.target(name, address) if built.is_own(address) else None
        if target is None or not target.exists:
            found = msg("The canonical address is no page of this site: {address}",
                        address=address)  # fmt: skip
        elif page.alternates and address != built.address(name):
            found = msg("The page has hreflang, but its canonical address is another page's: "
                        "{address}", address=address)  # fmt: skip
    if found:
        place = built.place(name, None)
        yield warning(
            "site-canonical", place.path, place.line, found,
            msg("Search engines then list another page, or none. For example: "
                '<link rel="canonical" href="{address}">', address=built.address(name)),
        )  # fmt: skip
