"""The measurements behind the encoder settings: quality for equal looks, speed, chroma, scaling.

    python scripts/measure_encoding.py                     # all tables
    python scripts/measure_encoding.py --images 2 quality  # one of them, quickly

Every table is on photo-like originals and on the site's own drawings. Quality is what gives a
SSIMULACRA2 score; bytes are compared at that score, never at equal settings.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from bench import originals, score, tools

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LANCZOS, HAMMING = Image.Resampling.LANCZOS, Image.Resampling.HAMMING

Sets = Mapping[str, Sequence[Path]]

TARGET = {480: 75, 720: 75, 1080: 75, 1600: 72}
"""Scores to reach by width: 70 is high quality; large ones are seen on dense screens."""


@dataclass(frozen=True, slots=True)
class Way:
    """An encoder with its options; `table`: our JPEG quantisation at the quality."""

    format: str
    options: tuple[tuple[str, object], ...] = ()
    table: bool = False

    def encode(self, image: Image.Image, quality: int) -> bytes:
        """The bytes at a quality."""
        from quangba.media.render import _table

        options = dict(self.options)
        if self.table:
            options["qtables"] = [_table(quality)] * 2
        else:
            options["quality"] = quality
        out = io.BytesIO()
        image.save(out, self.format, **options)
        return out.getvalue()

    @property
    def first(self) -> tuple[int, int]:
        """Qualities to begin the search at."""
        return (52, 68) if self.format == "AVIF" else (64, 80)


def _avif(speed: int, chroma: str = "4:2:0") -> Way:
    return Way("AVIF", (("speed", speed), ("subsampling", chroma), ("max_threads", 1)))


def _jpeg(chroma: str = "4:2:0", *, progressive: bool = True, table: bool = True) -> Way:
    options = (("progressive", progressive), ("optimize", True), ("subsampling", chroma))
    return Way("JPEG", options, table)


OURS = {"AVIF": _avif(9), "JPEG": _jpeg()}
WAYS = {
    "AVIF speed 9": OURS["AVIF"],
    "AVIF speed 8": _avif(8),
    "AVIF speed 6": _avif(6),
    "AVIF speed 9, 4:4:4": _avif(9, "4:4:4"),
    "JPEG": OURS["JPEG"],
    "JPEG, libjpeg's table": _jpeg(table=False),
    "JPEG, not progressive": _jpeg(progressive=False),
    "JPEG, 4:4:4": _jpeg("4:4:4"),
    "WebP method 4": Way("WEBP", (("method", 4),)),
}


@dataclass(frozen=True, slots=True)
class Scaling:
    """A way from an original to a width: decode to, then through widths with a filter each."""

    steps: tuple[tuple[int, Image.Resampling], ...]
    draft: int | None = None
    gap: float | None = None

    def make(self, file: Path) -> Image.Image:
        """The pixels."""
        with Image.open(file) as image:
            if self.draft:
                image.draft("RGB", (self.draft, self.draft * 3 // 4))
            image.load()
        scaled: Image.Image = image
        for width, kernel in self.steps:
            size = width, round(width * scaled.height / scaled.width)
            scaled = scaled.resize(size, kernel, reducing_gap=self.gap)
        return scaled


SCALINGS = {
    "1600: whole, Lanczos": Scaling(((1600, LANCZOS),)),
    "1600: whole, Hamming": Scaling(((1600, HAMMING),)),
    "1600: half decoded, Lanczos": Scaling(((1600, LANCZOS),), 1600),
    "1600: from 2400 Lanczos": Scaling(((2400, LANCZOS), (1600, LANCZOS))),
    "1600: from 2400 Hamming": Scaling(((2400, HAMMING), (1600, LANCZOS))),
    "1080: whole, Lanczos": Scaling(((1080, LANCZOS),)),
    "1080: half decoded, Lanczos": Scaling(((1080, LANCZOS),), 1080),
    "1080: reducing_gap 2": Scaling(((1080, LANCZOS),), None, 2.0),
    "1080: reducing_gap 1.5": Scaling(((1080, LANCZOS),), None, 1.5),
    "1080: from 2400, 1600": Scaling(((2400, HAMMING), (1600, LANCZOS), (1080, LANCZOS))),
    "480: whole, Lanczos": Scaling(((480, LANCZOS),)),
    "480: quarter decoded, Lanczos": Scaling(((480, LANCZOS),), 480),
    "480: half decoded, gap 2": Scaling(((480, LANCZOS),), 960, 2.0),
    "480: from 1080, 720": Scaling(((1080, LANCZOS), (720, LANCZOS), (480, LANCZOS)), 1080),
}


def _encoded(job: tuple[Path, int, str]) -> tuple[float, float, float]:
    """Quality and bytes at the width's target score, and milliseconds of one encoding."""
    file, width, name = job
    original = _reference(file, width)
    times: list[float] = []

    def encode(quality: int) -> bytes:
        started = time.process_time()
        data = WAYS[name].encode(original, quality)
        times.append(time.process_time() - started)
        return data

    found = score.at_score(score.png(original), encode, TARGET[width], WAYS[name].first)
    return found.quality, found.size, min(times) * 1000


def _reference(file: Path, width: int) -> Image.Image:
    if file.suffix != ".svg":
        return score.reference(file, width)
    from quangba.media import decode, render

    return render.flat(decode.open_upright(file, ".svg", (width, width)))


def _scaled(job: tuple[Path, str]) -> tuple[float, float, float, float]:
    """Score of the pixels, score and bytes as AVIF 60, milliseconds with decoding."""
    file, name = job
    started = time.process_time()
    image = SCALINGS[name].make(file)
    seconds = time.process_time() - started
    original = score.png(score.reference(file, image.width))
    data = OURS["AVIF"].encode(image, 60)
    return (
        score.score(original, score.png(image)), score.score(original, data), len(data),
        seconds * 1000,
    )  # fmt: skip


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("| --- " * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print()


def _encoders(pool: ProcessPoolExecutor, sets: Sets, width: int) -> None:
    for title, files in sets.items():
        _encoders_of(pool, title, files, width)


def _encoders_of(pool: ProcessPoolExecutor, title: str, files: Sequence[Path], width: int) -> None:
    jobs = [(file, width, name) for name in WAYS for file in files]
    found = list(pool.map(_encoded, jobs))
    rows = []
    for number, name in enumerate(WAYS):
        each = found[number * len(files) : (number + 1) * len(files)]
        size = statistics.geometric_mean(row[1] for row in each)
        rows.append(
            (name, f"{statistics.mean(row[0] for row in each):.0f}", f"{size / 1e3:.1f}",
             f"{statistics.mean(row[2] for row in each):.0f}")
        )  # fmt: skip
    _table((f"{title}, {width} px, score {TARGET[width]}", "quality", "KB", "ms"), rows)


def _qualities(pool: ProcessPoolExecutor, sets: Sets) -> None:
    for title, files in sets.items():
        _qualities_of(pool, title, files)


def _qualities_of(pool: ProcessPoolExecutor, title: str, files: Sequence[Path]) -> None:
    names = ("AVIF speed 9", "JPEG")
    rows = []
    for width, target in TARGET.items():
        found = list(pool.map(_encoded, [(file, width, name) for name in names for file in files]))
        row = [str(width), str(target)]
        for start in (0, len(files)):
            each = found[start : start + len(files)]
            qualities = sorted(part[0] for part in each)
            size = statistics.geometric_mean(part[1] for part in each)
            row += [
                f"{statistics.median(qualities):.0f} ({qualities[0]:.0f} to {qualities[-1]:.0f})",
                f"{size / 1e3:.1f}",
            ]
        rows.append(row)
    _table((f"{title}: width", "score", "AVIF quality", "KB", "JPEG quality", "KB"), rows)


def _scalings(pool: ProcessPoolExecutor, files: Sequence[Path]) -> None:
    found = list(pool.map(_scaled, [(file, name) for name in SCALINGS for file in files]))
    rows = []
    for number, name in enumerate(SCALINGS):
        each = found[number * len(files) : (number + 1) * len(files)]
        means = [statistics.mean(row[part] for row in each) for part in range(4)]
        rows.append(
            (name, f"{means[0]:.1f}", f"{means[1]:.1f}", f"{means[2] / 1e3:.1f}", f"{means[3]:.0f}")
        )
    _table(("scaling", "score of the pixels", "score as AVIF 60", "KB", "ms"), rows)


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description="Measure encoder settings.")
    parser.add_argument("tables", nargs="*", default=["encoders", "quality", "scaling"])
    parser.add_argument("--images", type=int, default=6)
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "bench")
    arguments = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    tools.add_packages(arguments.cache)
    photos = originals.originals(
        arguments.cache / "originals", tools.photographs(), arguments.images
    )
    drawings = sorted((ROOT / "assets" / "media").glob("*.svg"))[: arguments.images]
    sets = {"photos": photos, "drawings": drawings}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        run: dict[str, Callable[[], None]] = {
            "encoders": lambda: _encoders(pool, sets, 720),
            "quality": lambda: _qualities(pool, sets),
            "scaling": lambda: _scalings(pool, photos),
        }
        for name in arguments.tables:
            run[name]()


if __name__ == "__main__":
    main()
