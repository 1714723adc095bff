"""Which pictures of a site readers are offered to use, and the uses of all pictures of a site."""

from __future__ import annotations

from quangba import picture_uses
from quangba.content.tree import ContentTree
from quangba.media.original import Original
from quangba.media.service import Use
from quangba.memory import Owner, kept_memo, memo
from quangba.picture_uses import PRESS
from quangba.site import Site


def offered(site: Site, tree: ContentTree) -> tuple[Original, ...]:
    """The pictures that pages of a tree show and that may be passed on, by name.

    A still of a film is none of them: the film's own page offers its file.
    """
    shown = {name for name, _ in picture_uses.of_tree(tree)}
    return tuple(
        original
        for name, original in sorted(site.pictures.items())
        if name in shown and name not in site.clips and original.sidecar.passed_on(site.today)
    )


def uses(site: Site, tree: ContentTree) -> frozenset[Use]:
    """Every use of every picture: by the pages of a tree, and by those who take it with them."""
    taken = {(original.name, PRESS) for original in offered(site, tree)}
    return picture_uses.of_tree(tree) | taken


class PictureUses(Owner):
    """The same as memos: what the pages of a site use, found page by page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        super().__init__(self._site.memory)

    @memo
    def of_page(self, uri: str) -> tuple[Use, ...]:
        """What a page uses pictures for."""
        return tuple(sorted(picture_uses.of_entry(self._site.tree.entries[uri])))

    @kept_memo
    def all(self) -> dict[str, tuple[str, ...]]:
        """The recipes of each picture that pages use."""
        found: dict[str, set[str]] = {}
        for uri in self._site.tree.entries:
            for name, recipe in self.of_page(uri):
                found.setdefault(name, set()).add(recipe)
        return {name: tuple(sorted(recipes)) for name, recipes in sorted(found.items())}

    @memo
    def of(self, name: str) -> tuple[str, ...]:
        """The recipes of a picture."""
        return self.all().get(name, ())

    @kept_memo
    def offered(self) -> tuple[str, ...]:
        """The pictures that pages show and that may be passed on, by name."""
        site = self._site
        return tuple(
            name
            for name in sorted(self.all())
            if name in site.pictures
            and name not in site.clips
            and site.pictures[name].sidecar.passed_on(site.today)
        )

    @memo
    def is_offered(self, name: str) -> bool:
        """Whether a picture is one of them."""
        return name in self.offered()
