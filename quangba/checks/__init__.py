"""Rules over the content, one a file. Each is a pure function of the site to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quangba.checks import headings, links, pictures, references, theme_words
from quangba.problems import Problem, in_order
from quangba.site import Site

RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    headings.check,
    links.check,
    pictures.check,
    references.check,
    theme_words.check,
)


def run(site: Site) -> tuple[Problem, ...]:
    """Every problem that the rules find, in the order of files and lines."""
    return in_order(problem for rule in RULES for problem in rule(site))
