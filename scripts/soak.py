"""Kill programs at random moments, many times, and look whether what they leave is whole.

    .venv/bin/python scripts/soak.py publish-folder --times 200 --seed 1

Every subject is a module of `scripts/soaking/` with a function `subject(folder)`. Not part of the
gate: it takes minutes. The same seed kills after the same parts of a run; where exactly that
strikes depends on the machine.

    .venv/bin/python scripts/soak.py edits --steps 2000 --seed 1

edits small sites instead, and looks after each edit whether the incremental build is the clean
one; `--serve` does so through the preview. What it prints of a fault can be done again.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import random
import signal
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests' servers and sites

SUBJECTS = ("build", "media", "publish-folder", "publish-git", "publish-rsync", "publish-s3")


def main() -> int:
    """Soak one subject; 0 where all was whole."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("subject", choices=(*SUBJECTS, "edits"))
    parser.add_argument("--times", type=int, default=200, help="how often a program is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=2000, help="how many edits")
    parser.add_argument("--serve", action="store_true", help="edits: through the preview")
    parser.add_argument("--site", type=int, default=0, help="edits: the site of --replay")
    parser.add_argument("--replay", default="", help="edits: these steps, as a fault names them")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if asked.subject == "edits":
        return _edit(asked)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell has turned it off
    from soaking import killing

    module = importlib.import_module(f"soaking.{asked.subject.replace('-', '_')}")
    chance = random.Random(asked.seed)  # noqa: S311 - the same every time
    counts = killing.Counts()
    with (
        contextlib.suppress(KeyboardInterrupt),  # it tells what it has seen so far
        tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder,
        module.subject(Path(folder)) as subject,
    ):
        killing.soak(subject, asked.times, chance, counts)
    print(f"{asked.subject} (seed {asked.seed}): {counts}", flush=True)
    return 0 if counts.whole else 1


def _edit(asked: argparse.Namespace) -> int:
    from soaking import edits

    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        steps = tuple(asked.replay.split())
        todo = edits.Asked(asked.steps, asked.seed, asked.serve, asked.site, steps)
        return 0 if edits.soak(todo, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
