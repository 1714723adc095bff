"""Every address leads somewhere, below any path that the site is put at."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from quangba.checks.built.facts import Link
from quangba.checks.built.site import BuiltSite, Target
from quangba.messages import Text, msg
from quangba.problems import Problem, error, warning

_SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:", "geo:", "webcal:")
_EVERYWHERE = frozenset({"", "top"})
"""Fragments that lead to the head of any page."""


def check(built: BuiltSite) -> Iterator[Problem]:
    """Links, pictures and files that are not there; anchors; addresses bound to one host."""
    ids = {name: frozenset(page.ids) for name, page in built.pages.items()}
    for name, page in built.pages.items():
        anywhere = built.is_not_found(name)
        bound = anywhere or built.is_block(name)
        for link in page.links:
            target = built.target(name, link.href)
            if target is None:
                yield from _scheme(built, name, link)
            elif not target.exists:
                yield _missing(built, name, link, target)
            elif _is_lost(target, ids):
                yield from _anchor(built, name, link, target, ids[target.name])
            if target is not None and link.how != "named":
                yield from _movable(built, name, link, anywhere=anywhere, bound=bound)
    yield from _of_assets(built)


def _is_lost(target: Target, ids: Mapping[str, frozenset[str]]) -> bool:
    """Whether an address names an id that its page does not have."""
    fragment = unquote(target.fragment)
    if is_anywhere(fragment):
        return False
    return target.name in ids and fragment not in ids[target.name]


def is_anywhere(fragment: str) -> bool:
    """Whether a fragment names no id: the head of a page, or a text that browsers look for."""
    return fragment in _EVERYWHERE or fragment.startswith(":~:")


def _needles(link: Link) -> tuple[str, ...]:
    path = link.href.partition("#")[0].rstrip("/")
    stem = posixpath.basename(path)
    return (link.href, f"{stem}.md", link.text) if stem.strip(".") else (link.href, link.text)


def _missing(built: BuiltSite, name: str, link: Link, target: Target) -> Problem:
    place = built.place(name, link.line, *_needles(link))
    return error(
        "site-link", place.path, place.line,
        _found(link, msg("it leads to {file}, which is not in the site.", file=target.name)),
        _meant(built, target.name),
    )  # fmt: skip


def _found(link: Link, what: Text) -> Text:
    if link.how == "followed" and link.text:
        return msg("Link “{text}” to {address}: {what}",
                   text=link.text, address=link.href, what=what)  # fmt: skip
    return msg("<{element}> with the address {address}: {what}",
               element=link.element, address=link.href, what=what)  # fmt: skip


def _meant(built: BuiltSite, name: str) -> Text:
    known = [each for each in built.files if each.lower() == name.lower()]
    if not known and f"{name}/index.html" in built.files:
        known = [f"{name}/"]
    if not known:
        near = [each for each in built.files if each[:1] == name[:1]]
        known = difflib.get_close_matches(name, near, n=1, cutoff=0.8)
    if known:
        return msg("Readers get “not found”. There is {name}.", name=known[0])
    return msg("Readers get “not found”. Correct the address, or add what it names.")


def _anchor(
    built: BuiltSite, name: str, link: Link, target: Target, ids: frozenset[str]
) -> Iterator[Problem]:
    fragment = unquote(target.fragment)
    place = built.place(name, link.line, f"#{fragment}", link.text)
    what = msg("no heading or element of {page} has the id “{id}”.",
               page=built.file(target.name), id=fragment)  # fmt: skip
    close = difflib.get_close_matches(fragment, sorted(ids), n=1, cutoff=0.7)
    hint = (
        msg("Readers arrive at the head of the page. Did you mean #{id}?", id=close[0])
        if close
        else msg("Readers arrive at the head of the page. Name an id that is there.")
    )
    yield warning("site-anchor", place.path, place.line, _found(link, what), hint)


def _scheme(built: BuiltSite, name: str, link: Link) -> Iterator[Problem]:
    if link.href.lower().startswith((*_SCHEMES, "//")):
        return
    place = built.place(name, link.line, link.href, link.text)
    yield error(
        "site-scheme", place.path, place.line,
        _found(link, msg("browsers do not go to such an address.")),
        msg("Links may begin with {schemes}, or lead to a page: ../na-sam/.",
            schemes=", ".join(_SCHEMES)),
    )  # fmt: skip


def _movable(
    built: BuiltSite, name: str, link: Link, *, anywhere: bool, bound: bool
) -> Iterator[Problem]:
    """Pages for missing addresses are shown at any depth; all others may be put anywhere."""
    rooted = link.href.startswith("/") or (":" in link.href and built.is_own(link.href))
    if anywhere and not rooted and not link.href.startswith("#"):
        place = built.place(name, link.line, link.href)
        yield error(
            "site-not-found", place.path, place.line,
            _found(link, msg("a server shows this page at any address, where it leads astray.")),
            msg("Write it from the site's root: {address}",
                address="/" + link.href.lstrip("./")),
        )  # fmt: skip
    elif rooted and not bound:
        place = built.place(name, link.line, link.href)
        yield warning(
            "site-rooted", place.path, place.line,
            _found(link, msg("it holds only at the site's own address.")),
            msg("A copy for a preview or without a network breaks there. "
                "Write the way from this page: ../na-sam/."),
        )  # fmt: skip


def _of_assets(built: BuiltSite) -> Iterator[Problem]:
    for name, asset in built.assets.items():
        for address, line in asset.loads:
            if address.startswith(("#", "data:")) or not address:
                continue
            target = built.target(name, address)
            if target is not None and not target.exists:
                yield error(
                    "site-link", built.file(name), line,
                    msg("It loads {address}: it leads to {file}, which is not in the site.",
                        address=address, file=target.name),
                    _meant(built, target.name),
                )  # fmt: skip
