"""How builds are asked for, and what else works on the site between them."""

from __future__ import annotations

import random
from pathlib import Path

from tests.incremental import manner
from tests.incremental.edits import ground
from tests.incremental.edits.site import Edit


def drafts(chance: random.Random, root: Path) -> str:
    """With drafts, or without them again."""
    return manner.turn(root, manner.DRAFTS)


def compressed(chance: random.Random, root: Path) -> str:
    """With copies that servers send as they are."""
    return manner.turn(root, manner.COMPRESSED)


def elsewhere(chance: random.Random, root: Path) -> str:
    """Into another folder; the site of before stays, and may be built again later."""
    return manner.turn(root, manner.ELSEWHERE)


def spawned(chance: random.Random, root: Path) -> str:
    """Much is to be made, by processes that begin anew."""
    manner.hire(root, once=2, spawned=True)
    return f"{ground.template(chance, root)}, made by new processes"


def processes(chance: random.Random, root: Path) -> str:
    """Much is to be made, by copies of the process."""
    count = chance.choice((2, 3))
    manner.hire(root, once=count)
    return f"{ground.template(chance, root)}, made by {count} processes"


def served(chance: random.Random, root: Path) -> str:
    """Somebody looks at the site in a preview; or ends it, and begins another."""
    manner.hire(root, served=True)
    return "a preview ends"


EDITS: tuple[Edit, ...] = (drafts, compressed, elsewhere, spawned, processes, served)
