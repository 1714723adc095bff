"""Rules over the content, one a file.

Each is a pure function to problems of one entry (`of_entry`), of one of its pages (`of_page`) or
of the site (`of_site`), and a memo: asked again only when something that it has read is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quangba.checks import (
    cards,
    documents,
    events,
    external_links,
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
    raw_html,
    references,
    restricted,
    rights,
    routes,
    security_txt,
    self_check,
    theme_words,
    titles,
    translations,
    unfinished,
    videos,
    writing,
)
from quangba.checks.files import Folder, stamp
from quangba.checks.look import SHARES, Look
from quangba.checks.weighing import Weighed, weigh
from quangba.content.tree import Entry, Page
from quangba.media import recipes
from quangba.memory import Owner, kept_memo, memo
from quangba.problems import Problem, in_order
from quangba.site import Site

OfEntry = Callable[[Look, Entry], Iterator[Problem]]
OfPage = Callable[[Look, Page], Iterator[Problem]]
OfSite = Callable[[Look], Iterator[Problem]]

OF_HEADS: tuple[OfEntry, ...] = (
    cards.of_entry,
    events.of_entry,
    references.of_entry,
    titles.of_entry,
)
"""Rules that read of a page what stands in its front matter."""

OF_ENTRIES: tuple[OfEntry, ...] = (
    external_links.of_entry,
    facts.of_entry,
    headings.of_entry,
    links.of_entry,
    names.of_entry,
    parity.of_entry,
    parity_by_kind.of_entry,
    pictures.of_entry,
    pictures.in_html,
    raw_html.of_entry,
    translations.of_entry,
    unfinished.of_entry,
)
"""Rules that read its texts, too, those of one language beside another's."""

OF_PAGES: tuple[OfPage, ...] = (writing.of_page,)
"""Rules that read the text of one language alone."""

_READ_BY_ENTRIES: tuple[Folder, ...] = ("fonts", "links")

OF_SITE: dict[OfSite, tuple[Folder, ...]] = {
    cards.of_site: ("fonts",),
    documents.of_site: ("documents",),
    external_links.of_site: ("data",),
    facts.of_site: ("data",),
    moved.of_site: (),
    pictures.languages: (),
    pictures.unfinished: (),
    places.of_site: (),
    press.of_site: (),
    raw_html.of_site: (),
    references.of_site: ("documents", "theme"),
    restricted.of_site: ("data",),
    rights.of_site: (),
    routes.of_site: (),
    security_txt.of_site: (),
    self_check.of_site: ("theme",),
    theme_words.of_site: ("theme",),
    titles.of_site: (),
    unfinished.of_site: ("data", "media", "strings"),
    unfinished.conflicts: ("data", "media", "theme", "strings"),
    videos.of_site: ("media",),
    writing.of_site: ("data", "media", "strings"),
}
"""With the folders whose files a rule reads by itself, beside what the site has of them."""

GATHERED: dict[str, Callable[[Look, Entry], Any]] = {
    "files": references.gather,
    "layouts": theme_words.gather,
    "moved": moved.gather,
    "titles": titles.gather,
    "videos": videos.gather,
}
"""Small plain facts of entries (None where there are none), for rules over all of them."""


class Checks(Owner):
    """The problems of one site, as memos."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.look = Look(site, self._gathered)
        """What rules are given."""
        self._of_site = {f"{rule.__module__}.{rule.__name__}": rule for rule in OF_SITE}
        super().__init__(self._site.memory)

    def all(self) -> Iterator[Problem]:
        """Every problem, in the order of rules."""
        settings = self._site.settings
        of_entries = stamp(settings, _READ_BY_ENTRIES)
        for number in range(SHARES):
            yield from self.of_share(number, of_entries)
        yield from self.of_site()

    def of_site(self) -> tuple[Problem, ...]:
        """Those that rules for all entries find."""
        stamps = {folders: stamp(self._site.settings, folders) for folders in set(OF_SITE.values())}
        return tuple(
            problem
            for name, rule in self._of_site.items()
            for problem in self._of_rule(name, stamps[OF_SITE[rule]])
        )

    @property
    def shares(self) -> tuple[tuple[int, str], ...]:
        """What `of_share` is asked for by `all`: those shares that hold any entry."""
        files = stamp(self._site.settings, _READ_BY_ENTRIES)
        return tuple((number, files) for number in range(SHARES) if self.look.share(number))

    @kept_memo
    def of_share(self, number: int, files: str) -> tuple[Problem, ...]:
        """What rules for single entries find in a share of them."""
        uris = self.look.share(number)
        return tuple(problem for uri in uris for problem in self._of_entry(uri, files))

    @kept_memo
    def _of_entry(self, uri: str, files: str) -> tuple[Problem, ...]:
        entry = self._site.tree.entries[uri]
        found = [problem for rule in OF_ENTRIES for problem in rule(self.look, entry)]
        of_pages = (each for locale in entry.pages for each in self._of_page(uri, locale))
        return (*found, *self._of_head(uri, files), *of_pages)

    @kept_memo
    def _of_head(self, uri: str, files: str) -> tuple[Problem, ...]:  # noqa: ARG002 - in its key
        entry = self._site.tree.entries[uri]
        return tuple(problem for rule in OF_HEADS for problem in rule(self.look, entry))

    @kept_memo
    def _of_page(self, uri: str, locale: str) -> tuple[Problem, ...]:
        page = self._site.tree.entries[uri].pages[locale]
        return tuple(problem for rule in OF_PAGES for problem in rule(self.look, page))

    @kept_memo
    def _of_rule(self, name: str, files: str) -> tuple[Problem, ...]:  # noqa: ARG002 - in its key
        return tuple(self._of_site[name](self.look))

    @memo
    def _gathered(self, name: str, number: int) -> tuple[tuple[str, Any], ...]:
        entries = self._site.tree.entries
        facts = ((uri, GATHERED[name](self.look, entries[uri])) for uri in self.look.share(number))
        return tuple((uri, found) for uri, found in facts if found is not None)


def weighed(site: Site, problems: Iterable[Problem]) -> Weighed:
    """What is told of a site's content. problems: those that reading has found."""
    return weigh((*problems, *run(site)), site.settings, site.today)


def run(site: Site) -> tuple[Problem, ...]:
    """Every problem that the rules find, in the order of files and lines."""
    return in_order(Checks(site).all())


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
