"""What was measured, as Markdown for people and as JSON for programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from bench.measured import Cost
from benchmarks.articles import LANGUAGES
from benchmarks.figures import Spread, exponent, ratio
from benchmarks.scenarios import BARE, SCENARIOS

AGAINST = ("hugo", "plain")
"""What ratios are told to."""


@dataclass(slots=True)
class Result:
    """Of one generator at one size. runs: by scenario; failed: why it ended early."""

    runs: dict[str, list[Cost]] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    failed: str = ""


Results = dict[int, dict[str, Result]]
"""News pages a language -> generator -> what was measured."""


def table(results: Results) -> str:
    """Everything as Markdown."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    load = os.getloadavg()[0]
    lines = [f"{os.cpu_count()} processors, {machine}; load at the end {load:.1f}.", ""]
    for size, found in results.items():
        lines += [f"### {len(LANGUAGES)} × {size:,} pages", "", *_rows(found), ""]
    lines += ["Growth of the cold build: time ~ pages ^ exponent.", "", *_growth(results)]
    return "\n".join(lines)


def _rows(found: dict[str, Result]) -> Iterator[str]:
    others = [each for each in AGAINST if each in found]
    heads = ["", "", "time, s (least–most)", "processors, s", "largest process, MB",
             *(f"× {each}" for each in others)]  # fmt: skip
    yield f"| {' | '.join(heads)} |"
    yield f"|---|---{'|--:' * (len(heads) - 2)}|"
    for scenario in (BARE, *SCENARIOS):
        for name, result in found.items():
            runs = result.runs.get(scenario)
            if not runs:
                continue
            wall = Spread.of([each.wall for each in runs])
            cells = [
                scenario, name,
                f"{wall.middle:.2f} ({wall.least:.2f}–{wall.most:.2f})",
                f"{Spread.of([each.cpu for each in runs]).middle:.2f}",
                f"{max(each.peak for each in runs) / 1e6:.0f}",
                *(_times(ratio(runs, found[each].runs.get(scenario, []))) for each in others),
            ]  # fmt: skip
            yield f"| {' | '.join(cells)} |"
    for name, result in found.items():
        if result.failed:
            yield f"| failed | {name} | {result.failed.replace('|', '/')} |"
    yield ""
    yield "Built: " + "; ".join(
        f"{name} {result.files:,} files, {result.bytes / 1e6:.0f} MB"
        for name, result in found.items()
    )


def _times(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"


def _growth(results: Results) -> Iterator[str]:
    yield "| | exponent |"
    yield "|---|--:|"
    for name in dict.fromkeys(each for found in results.values() for each in found):
        points = {
            len(LANGUAGES) * size: Spread.of(
                [each.wall for each in found[name].runs["cold"]]
            ).middle
            for size, found in results.items()
            if name in found and found[name].runs.get("cold")
        }
        slope = exponent(points)
        yield f"| {name} | {'' if slope is None else f'{slope:.2f}'} |"


def as_json(results: Results) -> dict[str, object]:
    """Every run, with the machine's load at the end."""
    sizes = {
        size: {name: asdict(result) for name, result in found.items()}
        for size, found in results.items()
    }
    return {"processors": os.cpu_count(), "load": os.getloadavg(), "sizes": sizes}
