"""The check of a site that has been built, before it is put in place: of what has changed in it.

What a strict build has found nothing in is called by the label of its tree. The next one begins
with that tree, knows which of its files are others, and looks at these, if nothing that the rules
depend on is another. Whatever is not known for certain, and whatever is found, means that all of
the site is looked at.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from quangba.build import check_built
from quangba.build.tree import Tree
from quangba.checks import leaks
from quangba.checks.weighing import Part, Weighed, weigh
from quangba.registers import restricted
from quangba.site import Site
from quangba.store import with_check, without_check, write_atomically

FILE = "clean"


@dataclass(frozen=True, slots=True)
class Clean:
    """A tree in which nothing was found.

    label: of the tree; rules: hash of all else that this depends on; proof: hash of what the check
    of pages has kept; folders: at the top of the tree.
    """

    label: str
    rules: str
    proof: str
    folders: tuple[str, ...]

    def written(self) -> bytes:
        """For a file: as JSON."""
        return with_check(json.dumps(asdict(self)).encode())


def read(file: Path) -> Clean | None:
    """What was `written`; None where nothing can be trusted."""
    try:
        row = json.loads(without_check(file.read_bytes()) or b"")
        return Clean(**{**row, "folders": tuple(row["folders"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def examine(loaded: Site, tree: Tree, label: str, ground: str) -> Weighed:
    """The problems of the site that stands in a tree, which has been made and not yet put in place.

    label: what the next build will know the tree by; ground: of the build (`driver.base`).
    """
    cache = loaded.settings.cache_dir / check_built.FOLDER
    folder, shown = Path(tree.folder), Path(tree.target)
    now = Clean(label, _rules(loaded, ground), "", tuple(sorted(_folders(tree))))
    changed = _changed(tree, read(cache / FILE), now, cache)
    found = list(check_built.check(loaded, folder, shown, changed).problems)
    if found or changed is None or any(True for _ in leaks.check(loaded, folder, changed)):
        found += leaks.check(loaded, folder)
    with contextlib.suppress(OSError):  # only time is lost
        if found:
            (cache / FILE).unlink(missing_ok=True)
        else:
            known = Clean(now.label, now.rules, _proof(cache), now.folders)
            write_atomically(cache / FILE, known.written())
    return weigh(found, loaded.settings, loaded.today, part=Part.BUILT)


def _changed(tree: Tree, before: Clean | None, now: Clean, cache: Path) -> frozenset[str] | None:
    """The files that are others than in the site in which nothing was found; None: nobody knows."""
    changes = tree.changes()
    is_known = (
        before is not None
        and not changes.clean
        and before.label == tree.label
        and before.rules == now.rules
        and before.proof == _proof(cache)
        # what looks like a folder of a machine is none as long as the site has it
        and set(before.folders) <= set(now.folders)
    )
    return frozenset((*changes.written, *changes.removed)) if is_known else None


def _rules(loaded: Site, ground: str) -> str:
    """Whatever the absence of problems depends on, beside the files of the site."""
    words, _ = restricted.read(loaded.settings)
    return hashlib.sha256(repr((ground, loaded.settings, words)).encode()).hexdigest()


def _proof(cache: Path) -> str:
    try:
        return hashlib.sha256((cache / check_built.PROOF).read_bytes()).hexdigest()
    except OSError:
        return ""


def _folders(tree: Tree) -> set[str]:
    return {path.partition("/")[0] for path in tree.files}
