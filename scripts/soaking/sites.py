"""Small sites that change from run to run, and what readers may see of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quangba.publish.release import Release
from quangba.publish.target import Target
from soaking.killing import Way
from tests.publish import webs

Shown = Mapping[str, bytes]


def web(chance: random.Random) -> dict[str, bytes]:
    """Some pages that name each other, a style sheet, pictures, a list."""
    style = f"a{{order:{chance.randint(0, 3)}}}".encode()
    look = webs.hashed("look", "css", style)
    pictures = {f"hill.{each:08x}.jpg": chance.randbytes(3000) for each in range(3)}
    chosen = {path: bytes([number]) * 3000 for number, path in enumerate(sorted(pictures))
              if chance.random() < 0.7}  # fmt: skip
    pages = [f"vi/{name}.html" for name in "abcdefgh" if chance.random() < 0.6]
    text = str(chance.random())
    made = {look: style, "feed.xml": text.encode(), **chosen}
    for page in pages:
        made[page] = webs.page(text, look, *chance.sample(sorted(chosen), len(chosen) // 2))
    made["index.html"] = webs.page(text, look, "feed.xml", *pages, *chosen)
    return made


@dataclass
class Publishing:
    """A target that must show one whole site, the old or the new. folder: of the built site."""

    target: Target
    folder: Path
    now: dict[str, bytes] = field(default_factory=dict)
    seen: list[dict[str, bytes]] = field(default_factory=list)
    release: Release | None = None
    back: bool = False
    ways: tuple[Way, ...] = (Way.KILL,)

    def prepare(self, chance: random.Random) -> None:
        """Another site, or now and then the way back."""
        self.back = len(self.seen) > 3 and chance.random() < 0.15
        self.now = web(chance)
        self.seen.append(self.now)
        self.release = webs.written(self.folder, self.now)

    def run(self) -> None:
        """Publish it."""
        assert self.release
        if self.back:
            self.target.rollback(webs.silent)
        self.target.publish(self.release, webs.silent)

    def shown(self) -> Shown:
        """What readers find; a subject says how."""
        raise NotImplementedError

    def broken(self) -> list[str]:
        """Readers see just one of the sites, or nothing yet."""
        shown = self.shown()
        sites = [each for each in self.seen if matches(shown, each)]
        return [] if sites or not shown else [f"a mixture: {sorted(shown)}"]

    def unfinished(self) -> list[str]:
        """They see the last one."""
        return [] if matches(self.shown(), self.now) else ["not the last site"]

    def workers(self, run: int) -> list[int]:  # noqa: ARG002 - as others are asked
        """None that is known."""
        return []

    def strays(self) -> list[str]:
        """The next run clears them away."""
        return []


def matches(shown: Shown, site: Shown) -> bool:
    """Whether this is the site, and besides it only styles that open pages name."""
    rest = {path for path in shown.keys() - site.keys() if not path.startswith("assets/look.")}
    return not rest and all(shown.get(path) == content for path, content in site.items())
