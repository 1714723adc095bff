"""The cards and posters of a build."""

from __future__ import annotations

from dataclasses import replace

from quangba.content.tree import ContentTree
from quangba.media.library import unusable
from quangba.media.service import Progress
from quangba.problems import Problem
from quangba.site import Site
from quangba.view import sharing


def make_cards(
    loaded: Site, tree: ContentTree, *, progress: Progress | None
) -> tuple[Problem, ...]:
    """Draw what is not in the store yet; problems of pictures that cannot be shown."""
    settings = loaded.settings
    failed = sharing.make(replace(loaded, tree=tree), progress=progress)
    fonts = settings.relative(settings.theme_dir / "fonts")
    return tuple(
        unusable(settings.relative(loaded.pictures[name].file) if name else fonts, found)
        for name, found in failed
    )


def cards_lacking(loaded: Site, tree: ContentTree) -> bool:
    """Whether a sheet that pages name is not in the store."""
    return sharing.lacking(replace(loaded, tree=tree))
