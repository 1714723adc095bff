"""Rules over the content, one a file. Each is a pure function of the site to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quangba.checks import (
    cards,
    events,
    facts,
    headings,
    links,
    moved,
    names,
    parity,
    parity_by_kind,
    pictures,
    places,
    press,
    references,
    rights,
    routes,
    self_check,
    theme_words,
    titles,
    translations,
    videos,
    writing,
)
from quangba.media import recipes
from quangba.problems import Problem, in_order
from quangba.site import Site

RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    cards.check,
    events.check,
    facts.check,
    headings.check,
    links.check,
    moved.check,
    names.check,
    parity.check,
    parity_by_kind.check,
    pictures.check,
    pictures.in_html,
    pictures.languages,
    pictures.unfinished,
    places.check,
    press.check,
    references.check,
    rights.check,
    routes.check,
    self_check.check,
    theme_words.check,
    titles.check,
    translations.check,
    videos.check,
    writing.check,
)


def run(site: Site) -> tuple[Problem, ...]:
    """Every problem that the rules find, in the order of files and lines."""
    return in_order(problem for rule in RULES for problem in rule(site))


def of_pictures(site: Site, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the library, its recipes and the pictures that pages name."""
    settings = site.settings
    library = f"{settings.relative(settings.media_dir)}/"
    uses = settings.relative(settings.media_dir.parent / recipes.FILE)
    return tuple(
        problem
        for problem in problems
        if problem.code.startswith("picture-")
        or problem.path.startswith(library)
        or problem.path == uses
    )
