"""Which pictures of a site readers are offered to use, and the uses of all pictures of a site."""

from __future__ import annotations

from quangba import picture_uses
from quangba.content.tree import ContentTree
from quangba.media.library import Original
from quangba.media.service import Use
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
