"""The parts of a page can be told apart by those who jump from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quangba.checks.built.site import BuiltSite
from quangba.messages import Text, msg
from quangba.problems import Problem, warning


def check(built: BuiltSite) -> Iterator[Problem]:
    """One <main>; each <nav> with a name of its own."""
    for name, page in built.pages.items():
        if page.mains != 1 and not built.is_block(name):
            yield _wrong(built, name, None,
                         msg("The page has {count} <main>, expected one.",
                             count=page.mains))  # fmt: skip
        counts = Counter(each.value for each in page.navigations)
        for each in page.navigations:
            if not each.value:
                yield _wrong(built, name, each.line, msg("A <nav> has no aria-label."))
            elif counts.pop(each.value, 0) > 1:
                yield _wrong(built, name, each.line,
                             msg("Two <nav> have the same name: “{name}”",
                                 name=each.value))  # fmt: skip


def _wrong(built: BuiltSite, name: str, line: int | None, what: Text) -> Problem:
    place = built.place(name, line, "<nav" if line else "")
    return warning(
        "site-landmark", place.path, place.line, what,
        msg("Those who hear a page jump from part to part by these names. "
            'For example: <nav aria-label="Menu">'),
    )  # fmt: skip
