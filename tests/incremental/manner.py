"""How a site is built, beside what it is built of.

Options are of the sources: with others, a clean build makes another site, too. The builder stands
for all that must make no difference, and a clean build knows nothing of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ASKED = "asked"
DRAFTS, COMPRESSED, ELSEWHERE = OPTIONS = ("drafts", "compressed", "elsewhere")
"""`--drafts`, `--precompress`, and `--site-dir` with another folder."""

_BUILDER = "builder"


@dataclass(frozen=True)
class Builder:
    """processes: so many make pages in each build. What else there is, is for the next one alone.

    once: so many instead; spawned: they begin anew, and not as copies; served: before it a preview
    has been there, or ends and another begins.
    """

    processes: int = 1
    once: int = 0
    spawned: bool = False
    served: bool = False


def asked(root: Path) -> frozenset[str]:
    """The options of the next build."""
    return frozenset((root / ASKED).read_text(encoding="ascii").split())


def turn(root: Path, option: str) -> str:
    """Ask for an option, or no more."""
    now = asked(root) ^ {option}
    (root / ASKED).write_text(" ".join(sorted(now)), encoding="ascii")
    return f"it is built with {' '.join(sorted(now)) or 'no option'}"


def site(root: Path) -> Path:
    """Where the next build puts the site."""
    return root / ("public" if ELSEWHERE in asked(root) else "site")


def builder(root: Path) -> Builder:
    """Who builds next: in a folder that has been copied, one process that begins anew."""
    file = root / _BUILDER
    return Builder(**json.loads(file.read_bytes())) if file.is_file() else Builder()


def hire(root: Path, **changes: int | bool) -> None:
    """Let the next builds be made another way."""
    values = asdict(replace(builder(root), **changes))  # type: ignore[arg-type]
    (root / _BUILDER).write_text(json.dumps(values), encoding="ascii")
