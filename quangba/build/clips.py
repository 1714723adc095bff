"""The films of a build."""

from __future__ import annotations

from quangba import picture_uses
from quangba.content.tree import ContentTree
from quangba.media.service import Progress
from quangba.media.video import service
from quangba.media.video.library import unusable
from quangba.problems import Problem
from quangba.site import Site


def make_clips(
    loaded: Site, tree: ContentTree, *, progress: Progress | None
) -> tuple[Problem, ...]:
    """Make the files that are not in the store yet; problems of clips that cannot be made."""
    settings = loaded.settings
    names = picture_uses.clips_of_tree(tree)
    rows = service.optimize(settings, loaded.clips, names, progress=progress)
    return tuple(
        unusable(settings.relative(loaded.clips[row.name].file), row.unusable)
        for row in rows
        if row.unusable
    )


def clips_lacking(loaded: Site, tree: ContentTree) -> bool:
    """Whether a file that pages show is not in the store."""
    names = picture_uses.clips_of_tree(tree)
    return service.lacking(loaded.settings, loaded.clips, names)
