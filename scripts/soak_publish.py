"""Kill whoever publishes, at random moments, and see whether readers always had a whole site.

Two releases are published in turns, by a process of its own that is killed (SIGKILL) after a
moment; then what readers see is compared, file by file, with both. At the end an ordinary run
must go through.

    .venv/bin/python scripts/soak_publish.py --kills 200 --seconds 600 --seed 1
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quangba import settings
from quangba.publish import release, targets, verify
from quangba.publish.release import Manifest

LONGEST = 1.0
"""Seconds that a publisher has at most; a release of this size takes a tenth of it."""

PAGES = 20
PROJECT = """\
site_name: Brume
site_url: https://brume.example/
plugins:
  - i18n: {languages: [{locale: en, name: English, default: true}]}
  - quangba:
      publish:
        folder: {kind: folder, path: ../www, keep: 2}
        git: {kind: git, remote: ../remote.git, author: Soak <soak@brume.example>}
        folder-seen: {kind: folder, path: ../www, keep: 2}
        git-seen: {kind: git, remote: ../remote.git, author: Soak <soak@brume.example>}
"""
KINDS = ("folder", "git")
"""Targets by name; NAME-seen looks at the same place and has nothing in common with it."""

BY_CONTENT = ("git",)
"""Targets whose list of what is published is made of the files themselves."""

CHILD = """\
import sys
from pathlib import Path
from quangba import settings
from quangba.publish import release, targets
config, name, *sites = sys.argv[1:]
made = [release.read(Path(site)) for site in sites]
target = targets.opened(settings.read(Path(config)), name)
print("ready", flush=True)
while True:
    for each in made:
        target.publish(each, lambda _: None)
        print("published", flush=True)
"""


@dataclass(slots=True)
class Tally:
    """What was done, and what readers saw that was no whole site."""

    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    published: int = 0
    broken: list[str] = field(default_factory=list)


def run(*, kills: int, seconds: float, seed: int, kinds: Sequence[str] = KINDS) -> Tally:
    """Kill so often each kind of target's publisher, or so long, whichever is over first."""
    tally, end, dice = Tally(), time.monotonic() + seconds, random.Random(seed)  # noqa: S311 - a soak
    with tempfile.TemporaryDirectory() as folder:
        config, sites = _project(Path(folder))
        whole = [release.read(site).files for site in sites]
        for name in kinds:
            targets.opened(settings.read(config), name).publish(release.read(sites[0]), _silent)
        for _ in range(kills):
            for name in kinds:
                if time.monotonic() < end:
                    tally.published += _kill(config, name, sites, dice.uniform(0, LONGEST))
                    tally.kills[name] += 1
                    tally.broken += _broken(config, name, whole)
        for name in kinds:
            target = targets.opened(settings.read(config), name)
            for site in sites:
                target.publish(release.read(site), _silent)
            tally.broken += _broken(config, name, whole[-1:])
    return tally


def _silent(_text: object) -> None:
    """Nobody waits."""


def _project(folder: Path) -> tuple[Path, list[Path]]:
    """A project with settings, and two built sites that differ in every page."""
    git = shutil.which("git") or "git"
    subprocess.run([git, "init", "-q", "--bare", folder / "remote.git"], check=True)
    config = folder / "project" / "mkdocs.yml"
    config.parent.mkdir()
    config.write_text(PROJECT, encoding="utf-8")
    sites = [folder / name for name in ("first", "second")]
    for site in sites:
        for number in range(PAGES):
            (site / f"p{number}").mkdir(parents=True)
            (site / f"p{number}" / "index.html").write_text(f"{site.name} {number}" * 100)
            (site / f"same{number}.txt").write_text(f"{number}")
        (site / "index.html").write_text(site.name)
    return config, sites


def _kill(config: Path, name: str, sites: Sequence[Path], delay: float) -> int:
    """Let somebody publish for a moment; how many releases came through."""
    arguments = [sys.executable, "-c", CHILD, *map(str, (config, name, *sites))]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.kill()
        return child.stdout.read().count(b"published")


def _broken(config: Path, name: str, whole: Sequence[Manifest]) -> list[str]:
    """What readers see that is none of the whole sites."""
    target = targets.opened(settings.read(config), f"{name}-seen")
    seen = target.published()
    if seen not in whole:
        return [f"{name}: a mixture"]
    if name in BY_CONTENT:
        return []
    return [
        f"{name}: {each.where}"
        for each in verify.by_reading(verify.readable(target), seen, sorted(seen))
    ]


def main() -> None:
    """Read the arguments, kill, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200, help="of each kind of target")
    parser.add_argument("--seconds", type=float, default=600, help="at most so long")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    tally = run(kills=asked.kills, seconds=asked.seconds, seed=asked.seed)
    print(f"kills: {tally.kills}, releases that came through: {tally.published}")
    print("\n".join(tally.broken) or "readers always saw a whole site")
    sys.exit(bool(tally.broken))


if __name__ == "__main__":
    main()
