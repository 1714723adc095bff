"""Pictures per second, bytes and memory of our pipeline beside sharp and pyvips, at equal looks.

    python scripts/bench_media.py                          # everything; some 15 minutes
    python scripts/bench_media.py --images 6 --rounds 1    # a quick look

The same ladder of widths is made from the same photo-like originals of 12 megapixels, by one
tool after the other, round by round, so that what else the machine does hits all alike.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import originals, tools
from bench.ladders import AT, FORMATS, LARGE_AT, WIDTHS, Tool, available, calibrated, scores
from bench.measured import Cost
from bench.warm import project

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and print a table and JSON."""
    arguments = _arguments()
    sys.path.insert(0, str(ROOT))
    os.environ["PYTHONPATH"] = str(ROOT)
    from quangba.media.recipes import Quality
    from quangba.media.render import AVIF_SPEED

    tools.add_packages(arguments.cache)
    folder = arguments.cache / "originals"
    files = originals.originals(folder, tools.photographs(), arguments.images)
    pixels = originals.SIZE[0] * originals.SIZE[1]
    weights = [file.stat().st_size / pixels for file in files]
    print(
        f"{len(files)} originals of {pixels / 1e6:.0f} MP, {statistics.mean(weights):.2f} bytes a "
        f"pixel ({min(weights):.2f} to {max(weights):.2f}); widths {WIDTHS}; AVIF speed "
        f"{AVIF_SPEED}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n"
    )
    quality = Quality()
    found, missing = available(
        arguments.cache, {"avif": quality.avif, "jpeg": quality.jpeg}, AVIF_SPEED
    )
    for lack in missing:
        print(f"Not measured, missing: {lack}")
    ladder = _calibrated(found, files[: arguments.calibrate], files)
    results = _measured(ladder, files, arguments.rounds)
    print(_table(results, len(files)))
    if arguments.pictures:
        results["warm"] = _warm(files, arguments.cache, arguments.pictures)
    print(json.dumps(results, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--images", type=int, default=24, help="originals of 12 megapixels")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, interleaved")
    parser.add_argument("--calibrate", type=int, default=8, help="originals to find qualities with")
    parser.add_argument("--pictures", type=int, default=1000, help="pictures of the warm run, or 0")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "bench")
    return parser.parse_args()


Calibrated = tuple[Tool, dict[str, float], dict[str, float]]
"""A tool at the qualities that look like ours, its scores at AT, and at LARGE_AT on a few."""


def _calibrated(
    found: Sequence[Tool], few: Sequence[Path], files: Sequence[Path]
) -> dict[str, Calibrated]:
    wanted = scores(found[0], few)
    ladder = {}
    for tool in found:
        equal = tool if tool is found[0] else calibrated(tool, few, wanted)
        ladder[tool.title] = equal, scores(equal, files), scores(equal, few, LARGE_AT)
    return ladder


def _measured(
    ladder: dict[str, Calibrated], files: Sequence[Path], rounds: int
) -> dict[str, object]:
    costs: dict[str, dict[int, list[Cost]]] = {title: {1: [], 2: []} for title in ladder}
    sizes: dict[str, dict[str, float]] = {}
    for number in range(rounds):
        for processes in (1, 2):
            order = list(ladder) if number % 2 else list(reversed(ladder))
            for title in order:
                with tempfile.TemporaryDirectory() as out:
                    tool = ladder[title][0]
                    cost = tool.make(files, Path(out), processes)
                    costs[title][processes].append(cost)
                    print(f"round {number}, {processes}: {title}, {cost}", file=sys.stderr)
                    sizes[title] = {name: _mean_size(Path(out), name) for name in FORMATS}
    first = costs[next(iter(ladder))]
    return {
        title: {
            "quality": ladder[title][0].quality,
            "score": ladder[title][1],
            "score_large": ladder[title][2],
            "bytes": sizes[title],
            "processes": {
                processes: {
                    "images_per_second": len(files) / statistics.median(c.wall for c in each),
                    "cpu_per_image": statistics.median(c.cpu for c in each) / len(files),
                    "peak_mb": statistics.median(c.peak for c in each) / 1e6,
                    "speed_of_ours": statistics.median(
                        theirs.wall / ours.wall
                        for theirs, ours in zip(each, first[processes], strict=True)
                    ),
                }
                for processes, each in costs[title].items()
            },
        }
        for title in ladder
    }


def _mean_size(out: Path, name: str) -> float:
    return statistics.mean(file.stat().st_size for file in out.glob(f"*.{name}"))


def _table(results: dict[str, object], count: int) -> str:
    head = (
        f"| | quality AVIF, JPEG | score at {AT} px | at {LARGE_AT} px | KB a rendition AVIF, JPEG "
        "| images/s, 1 process | 2 processes | ours is faster by (1, 2) | CPU s an image "
        "| peak MB (1, 2) |"
    )
    rows = [head, "| --- " * 10 + "|"]
    for title, row in results.items():
        assert isinstance(row, dict)
        one, two = row["processes"][1], row["processes"][2]
        rows.append(
            f"| {title} | {row['quality']['avif']}, {row['quality']['jpeg']} "
            f"| {row['score']['avif']:.1f}, {row['score']['jpeg']:.1f} "
            f"| {row['score_large']['avif']:.1f}, {row['score_large']['jpeg']:.1f} "
            f"| {row['bytes']['avif'] / 1e3:.1f}, {row['bytes']['jpeg'] / 1e3:.1f} "
            f"| {one['images_per_second']:.2f} | {two['images_per_second']:.2f} "
            f"| {one['speed_of_ours']:.2f}, {two['speed_of_ours']:.2f} "
            f"| {one['cpu_per_image']:.2f} | {one['peak_mb']:.0f}, {two['peak_mb']:.0f} |"
        )
    return "\n".join([*rows, "", f"Medians; {count} originals.", ""])


def _warm(files: Sequence[Path], cache: Path, count: int) -> dict[str, float]:
    pictures = originals.small(cache / "small", list(files), count, (800, 600))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        project(root, pictures, ROOT / "mkdocs.yml")
        runs = []
        for _ in range(4):
            out = root / "run.json"
            started = time.perf_counter()
            program = Path(__file__).with_name("bench") / "warm.py"
            subprocess.run([sys.executable, str(program), str(root), str(out)], check=True)
            runs.append({**json.loads(out.read_text()), "all": time.perf_counter() - started})
    cold, again = runs[0], sorted(runs[1:], key=lambda run: run["all"])[1]
    print(
        f"{count} pictures, {cold['made']} renditions: cold {cold['all']:.1f} s, warm "
        f"{again['all']:.2f} s ({again['all'] / cold['all']:.1%}), of which Python starts in "
        f"{again['all'] - again['seconds']:.2f} s, sidecars and index take "
        f"{again['reading']:.2f} s; {again['made']} made again.\n"
    )
    return {"cold": cold["all"], "warm": again["all"], "reading": again["reading"]}


if __name__ == "__main__":
    main()
