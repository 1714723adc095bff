"""How long the output folder takes: a site of 12,000 files, one page of which changes.

.venv/bin/python scripts/bench_tree.py [--pages 3000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quangba import clock
from quangba.build import unchanged
from quangba.build.listing import look
from quangba.build.tree import Tree

FILES = 4
"""Of each page: itself, and as many others as a site has for each of its pages."""


class Stopwatch:
    """Milliseconds by what was done: by the clock, and of processor time, children included."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[float, float]]] = {}

    def __call__(self, name: str, work: Callable[[], object]) -> None:
        """Measure one run."""
        started, used = time.perf_counter(), _used()
        work()
        row = (time.perf_counter() - started) * 1e3, (_used() - used) * 1e3
        self.rows.setdefault(name, []).append(row)

    def tell(self) -> None:
        """The medians of each."""
        print("   clock  processor")
        for name, rows in self.rows.items():
            clock_time, processor = (
                statistics.median(column) for column in zip(*rows, strict=True)
            )
            print(f"{clock_time:5.0f} ms {processor:7.0f} ms  {name}")


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    """Make both folders in a temporary place and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        tree = _clean(root, asked.pages, watch)
        for number in range(asked.rounds):
            tree = Tree(root / ".cache/build", root / "site")
            watch("edit: nobody has touched the site", tree.intact)
            watch("edit: the twin is as the site", partial(tree.begin, clean=False))
            data = b"another %d" % number
            watch("edit: one page", partial(tree.write, "3/3/0.html", data))
            watch("edit: put in place", tree.commit)
        _noted(root, tree)
        for _ in range(asked.rounds):
            watch("no change: the whole command", partial(_command, root))
    watch.tell()


def _clean(root: Path, pages: int, watch: Stopwatch) -> Tree:
    (root / ".cache/build").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Brume\n", encoding="utf-8")
    tree = Tree(root / ".cache/build", root / "site")
    tree.begin(clean=True)
    for number in range(pages):
        source = root / f"docs/{number % 30}/{number}.md"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text("Fog", encoding="utf-8")
        for part in range(FILES):
            tree.write(f"{number % 30}/{number}/{part}.html", b"<p>Fog. " * 1000)
    watch("clean: put in place", tree.commit)
    watch("clean: a twin of links", tree.settle)
    time.sleep(0.1)  # what was written this very moment is looked at again
    return tree


def _noted(root: Path, tree: Tree) -> None:
    places = [str(root / "docs"), str(root / "mkdocs.yml")]
    now = clock.now().timestamp()
    unchanged.keep(
        unchanged.Asked.of(root / "mkdocs.yml"),
        root / ".cache",
        named=root / "site",
        places=places,
        seen=look(places),
        seal=tree.seal,
        valid=unchanged.Span(now, now + 3600),
        told=unchanged.Told(str(root / "site"), len(tree.files) // FILES, len(tree.files), 0),
    )


def _command(root: Path) -> None:
    command = [sys.executable, "-m", "quangba", "build"]
    done = subprocess.run(
        command, cwd=root, check=True, capture_output=True, encoding="utf-8", env={**os.environ}
    )
    assert "nothing to do" in done.stdout, done.stdout


if __name__ == "__main__":
    main()
