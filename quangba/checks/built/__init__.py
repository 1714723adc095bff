"""Rules over the built site, one a file. Each is a pure function of the site's facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quangba.checks.built import (
    alternates,
    headings,
    hosts,
    ids,
    landmarks,
    languages,
    links,
    orphans,
    pictures,
    redirects,
    titles,
    validity,
    weights,
)
from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, in_order

RULES: tuple[Callable[[BuiltSite], Iterator[Problem]], ...] = (
    alternates.check,
    headings.check,
    hosts.check,
    ids.check,
    landmarks.check,
    languages.check,
    links.check,
    orphans.check,
    pictures.check,
    redirects.check,
    titles.check,
    validity.check,
    weights.check,
)
MANY = 5
"""The same words on so many pages are the theme's, and told once."""


def run(built: BuiltSite) -> tuple[Problem, ...]:
    """Every problem that the rules find, in the order of files and lines."""
    found = [problem for rule in RULES for problem in rule(built)]
    return in_order(_gathered(built, found))


def _gathered(built: BuiltSite, found: Iterable[Problem]) -> Iterator[Problem]:
    """Problems one by one, but for those that many pages have in the same words."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.code, str(problem.message)), []).append(problem)
    sources = {origin.path for origin in built.origins.values()}
    for group in alike.values():
        # what stands in a line of a text is that text's
        own = [each for each in group if each.path in sources and each.line]
        yield from own
        others = [each for each in group if not (each.path in sources and each.line)]
        paths = sorted({each.path for each in others})
        if len(paths) < MANY:
            yield from others
        else:
            yield _themes(built, others[0], paths)


def _themes(built: BuiltSite, problem: Problem, paths: list[str]) -> Problem:
    return Problem(
        problem.code,
        f"{built.settings.relative(built.settings.theme_dir)}/",
        None,
        problem.severity,
        msg("{message} So on {count} pages, such as {page}.",
            message=problem.message, count=len(paths), page=paths[0]),
        problem.hint,
    )  # fmt: skip
