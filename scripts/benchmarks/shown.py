"""What was seen of previews, as Markdown for people and as JSON for programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from benchmarks.articles import LANGUAGES
from benchmarks.figures import Spread
from benchmarks.previews import EDITS
from benchmarks.seen import Shown


@dataclass(slots=True)
class Result:
    """Of one preview.

    cold: its start with nothing kept; start: the next one; memory: bytes, at the start and at the
    end; failed: why it ended early.
    """

    edits: dict[str, list[Shown]] = field(default_factory=dict)
    cold: Shown | None = None
    start: Shown | None = None
    memory: list[int] = field(default_factory=list)
    failed: str = ""


def table(pages: int, results: dict[str, Result]) -> str:
    """Everything as Markdown."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return "\n".join(
        (
            f"{os.cpu_count()} processors, {machine}; load at the end {os.getloadavg()[0]:.1f}.",
            "",
            f"### {len(LANGUAGES)} × {pages:,} pages",
            "",
            "| | | seen after, s (least–most) | processors, s |",
            "|---|---|--:|--:|",
            *(row for name in EDITS for row in _rows(name, results)),
            *_starts(results),
            *(
                f"| failed | {name} | {result.failed.replace('|', '/')} | |"
                for name, result in results.items() if result.failed
            ),
            "",
            "Memory of the server, at the start and at the end: "
            + "; ".join(
                f"{name} {', '.join(f'{each / 1e6:.0f}' for each in result.memory)} MB"
                for name, result in results.items()
            ),
        )
    )  # fmt: skip


def _rows(edit: str, results: dict[str, Result]) -> Iterator[str]:
    for name, result in results.items():
        if seen := result.edits.get(edit):
            clock = Spread.of([each.seconds for each in seen])
            cpu = Spread.of([each.cpu for each in seen])
            yield (
                f"| {edit} | {name} | {clock.middle:.2f} ({clock.least:.2f}–{clock.most:.2f})"
                f" | {cpu.middle:.2f} |"
            )


def _starts(results: dict[str, Result]) -> Iterator[str]:
    for what in ("cold", "start"):
        for name, result in results.items():
            seen: Shown | None = getattr(result, what)
            if seen:
                title = "first start" if what == "cold" else "next start"
                yield f"| {title} | {name} | {seen.seconds:.2f} | {seen.cpu:.2f} |"


def as_json(pages: int, results: dict[str, Result]) -> dict[str, object]:
    """Every edit, with the machine's load at the end."""
    return {
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
        "pages": pages,
        "results": {name: asdict(result) for name, result in results.items()},
    }
