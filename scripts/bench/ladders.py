"""The tools that make the ladder: how each is started, and at which quality it looks like ours."""

from __future__ import annotations

import dataclasses
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from bench import score, tools
from bench.measured import Cost, run_all

WIDTHS = (480, 720, 1080, 1600, 2400)
AT, LARGE_AT = 1080, 2400
"""The width at which scores are made equal, and another at which they are looked at."""

FORMATS = ("avif", "jpeg")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that makes the ladder: title, command without the job file, its options."""

    title: str
    command: tuple[str, ...]
    quality: Mapping[str, int]
    options: Mapping[str, object]
    pool: bool = False  # it spreads the work over processes itself

    def make(
        self, files: Sequence[Path], out: Path, processes: int, widths: Sequence[int] = WIDTHS
    ) -> Cost:
        """Make the ladder of every file in `out`."""
        commands = []
        parts = [files] if self.pool else [files[n::processes] for n in range(processes)]
        for number, part in enumerate(part for part in parts if part):
            job = out / f"job-{number}.json"
            sizes = [_size(file) for file in part]
            settings = {
                "files": [str(file) for file in part], "sizes": sizes, "out": str(out),
                "widths": list(widths), "processes": processes, **self.quality, **self.options,
            }  # fmt: skip
            job.write_text(json.dumps(settings))
            commands.append((*self.command, str(job)))
        return run_all(commands, processes)


def _size(file: Path) -> tuple[int, int]:
    with Image.open(file) as image:
        return image.size


def available(cache: Path, ours: Mapping[str, int], speed: int) -> tuple[list[Tool], list[str]]:
    """The tools that are there, ours first, and what is missing for the others."""
    here = Path(__file__).parent
    like_ours = {"speed": speed, "progressive": True}
    found = [Tool("quangba", _python(here / "ladder_quangba.py"), ours, like_ours, pool=True)]
    missing = []
    if (lacks := tools.sharp(cache)) is None:
        command = ("node", str(cache / "node" / "ladder_sharp.mjs"))
        clones = {"clones": True, "speed": speed, "progressive": False}
        packed = {**like_ours, "mozjpeg": True}
        found += [
            Tool("sharp, scaled once", command, ours, like_ours),
            Tool("sharp, as documented", command, ours, clones),
            Tool("sharp, mozjpeg", command, ours, packed),
        ]
    else:
        missing.append(f"sharp: {lacks}")
    if tools.has("pyvips"):
        found.append(Tool("pyvips", _python(here / "ladder_pyvips.py"), ours, like_ours))
    else:
        missing.append("pyvips: pyvips and pyvips-binary from PyPI")
    return found, missing


def _python(file: Path) -> tuple[str, ...]:
    return sys.executable, str(file)


def scores(tool: Tool, files: Sequence[Path], width: int = AT) -> dict[str, float]:
    """The tool's mean score at one width, by format."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        tool.make(files, out, 2, (width,))
        jobs = [(file, out, name, width) for file in files for name in FORMATS]
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            each = list(pool.map(_score, jobs))
    return {
        name: statistics.mean(each[start :: len(FORMATS)]) for start, name in enumerate(FORMATS)
    }


def _score(job: tuple[Path, Path, str, int]) -> float:
    file, out, name, width = job
    original = score.png(score.reference(file, width))
    return score.score(original, (out / f"{file.stem}-{width}.{name}").read_bytes())


def calibrated(tool: Tool, files: Sequence[Path], wanted: Mapping[str, float]) -> Tool:
    """The tool at the whole qualities whose mean scores come nearest to those wanted."""
    tried: dict[str, dict[int, float]] = {name: {} for name in FORMATS}
    quality = dict(tool.quality)
    for _ in range(5):
        found = scores(dataclasses.replace(tool, quality=quality), files)
        for name in FORMATS:
            tried[name][quality[name]] = found[name]
        better = {name: _next(tried[name], wanted[name]) for name in FORMATS}
        if all(better[name] in tried[name] for name in FORMATS):
            break
        quality = better
    best = {
        name: min(tried[name], key=lambda q: abs(tried[name][q] - wanted[name])) for name in FORMATS
    }
    return dataclasses.replace(tool, quality=best)


def _next(tried: Mapping[int, float], wanted: float) -> int:
    near = sorted(tried, key=lambda quality: abs(tried[quality] - wanted))
    best = near[0]
    slope = 0.6
    if len(near) > 1 and near[1] != best:
        slope = max(0.2, (tried[near[1]] - tried[best]) / (near[1] - best))
    return min(97, max(10, best + round((wanted - tried[best]) / slope)))
