"""Compressed copies in a site that is being built: of what has changed, gone with their file."""

from __future__ import annotations

import contextlib
from pathlib import Path

from quangba.build.tree import Tree
from quangba.outputs.hosting.precompress import ENCODINGS, is_packed, packed


def compress(tree: Tree, cache: Path) -> None:
    """Bring the copies in a tree to the state of its files.

    The site of before had them, or the build is a clean one. cache: that of the project.
    """
    changes = tree.changes()
    for path in filter(is_packed, changes.removed):
        for encoding in ENCODINGS:
            tree.remove(f"{path}.{encoding.suffix}")
    paths = [path for path in changes.written if is_packed(path)]
    files = [Path(tree.folder, path) for path in paths]
    with contextlib.closing(packed(files, cache)) as found:
        for path, (_, copies) in zip(paths, found, strict=True):
            for encoding in ENCODINGS:
                if data := copies.get(encoding.suffix):
                    tree.write(f"{path}.{encoding.suffix}", data)
                else:
                    tree.remove(f"{path}.{encoding.suffix}")
