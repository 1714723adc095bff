"""The measurements behind the encoder settings: quality for equal looks, speed, chroma, scaling.

Tables: encoders, quality, scaling, recipes (what each recipe's settings give), films.

    python scripts/measure_encoding.py                     # all tables
    python scripts/measure_encoding.py --images 2 quality  # one of them, quickly

Every table is on photo-like originals and on the site's own drawings. Quality is what gives a
SSIMULACRA2 score; bytes are compared at that score, never at equal settings.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import os
import statistics
import sys
import tempfile
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
FILM = ROOT / "assets" / "media" / "river-morning.mp4"
LANCZOS, HAMMING = Image.Resampling.LANCZOS, Image.Resampling.HAMMING
BICUBIC = Image.Resampling.BICUBIC

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
    """A way from an original to a width. halvings: by 2 x 2 means, or while JPEG is decoded."""

    width: int
    kernel: Image.Resampling
    halvings: int = 0
    draft: bool = False

    def make(self, file: Path) -> Image.Image:
        """The pixels."""
        with Image.open(file) as image:
            if self.draft:
                image.draft("RGB", (image.width >> self.halvings, image.height >> self.halvings))
            image.load()
        scaled: Image.Image = image if self.draft else image.reduce(2**self.halvings)
        size = self.width, round(self.width * scaled.height / scaled.width)
        return scaled.resize(size, self.kernel)


SCALINGS = {
    "2400: Lanczos": Scaling(2400, LANCZOS),
    "2400: bicubic": Scaling(2400, BICUBIC),
    "**2400: Hamming**": Scaling(2400, HAMMING),
    "1600: Lanczos": Scaling(1600, LANCZOS),
    "1600: half decoded, Lanczos": Scaling(1600, LANCZOS, 1, draft=True),
    "1600: halved, Lanczos": Scaling(1600, LANCZOS, 1),
    "**1600: halved, bicubic**": Scaling(1600, BICUBIC, 1),
    "1080: Lanczos": Scaling(1080, LANCZOS),
    "**1080: halved, Lanczos**": Scaling(1080, LANCZOS, 1),
    "1080: halved, bicubic": Scaling(1080, BICUBIC, 1),
    "480: Lanczos": Scaling(480, LANCZOS),
    "480: quarter decoded, Lanczos": Scaling(480, LANCZOS, 2, draft=True),
    "**480: halved twice, Lanczos**": Scaling(480, LANCZOS, 2),
}
"""Those in bold are the pipeline's for an original of 12 megapixels."""


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

    drawn = render.flat(decode.open_upright(file.read_bytes(), ".svg").srgb())
    return drawn.resize((width, round(width * drawn.height / drawn.width)), LANCZOS)


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


def _of_recipe(job: tuple[Path, str, str, int]) -> tuple[int, float, float]:
    """Width, score and bytes of one rendition as the pipeline makes it; which: of its widths."""
    from quangba.media import decode, plan, recipes, render
    from quangba.settings import read

    file, name, form, which = job
    found, _ = recipes.read(read(ROOT / "mkdocs.yml"))
    data = file.read_bytes()
    whole = decode.open_upright(data, file.suffix).srgb()
    wanted = [
        each for each in plan.renditions(whole.size, found[name]) if each.format == form
    ]  # fmt: skip
    each = wanted[which]
    size = each.width, each.height
    pixels = decode.open_upright(data, file.suffix, each.halvings)
    speed = render.AVIF_SPEED_DRAWN if file.suffix == ".svg" else render.AVIF_SPEED
    made = render.encode(pixels.scaled(each.crop, size), each, speed=speed)
    crop = each.crop.left, each.crop.top, each.crop.right, each.crop.bottom
    best = render.flat(whole).resize(size, LANCZOS, crop)
    return each.width, score.score(score.png(best), made), len(made)


def _recipes(pool: ProcessPoolExecutor, sets: Sets) -> None:
    from quangba.media import recipes
    from quangba.settings import read

    found, _ = recipes.read(read(ROOT / "mkdocs.yml"))
    head = ("recipe", "format", "quality", "width", *(f"{each}: score, KB" for each in sets))
    rows = []
    for name, recipe in found.items():
        for form in recipe.formats:
            for which in (0, -1) if len(recipe.widths) > 1 else (0,):
                cells = []
                for files in sets.values():
                    each = list(pool.map(_of_recipe, [(f, name, form, which) for f in files]))
                    means = [statistics.mean(row[part] for row in each) for part in range(3)]
                    cells.append(f"{means[1]:.1f}, {means[2] / 1e3:.1f}")
                quality = getattr(recipe.quality, form)
                rows.append((name, form, str(quality), f"{means[0]:.0f}", *cells))
    _table(head, rows)


def _of_film(job: tuple[str, int]) -> tuple[float, float, float]:
    """Mean and least score of a frame each second, and kilobits a second, at a CRF."""
    import av

    from quangba.media.video import encode, plan, probe
    from quangba.media.video.facts import Look, Looked

    codec, crf = job
    with tempfile.TemporaryDirectory() as folder:
        looked = probe.look(Look(FILM, None, Path(folder) / "frame.png"))
        assert isinstance(looked, Looked)
        facts = looked.facts
        each = [one for one in plan.renditions(facts) if one.codec == codec][-1]
        file = Path(folder) / "out.mp4"
        task = encode.EncodeTask(FILM, facts, dataclasses.replace(each, crf=crf), file)
        assert isinstance(encode.encode(task), encode.Encoded)
        found = []
        with av.open(str(FILM)) as one, av.open(str(file)) as two:
            pairs = zip(one.decode(video=0), two.decode(video=0), strict=False)
            for number, (before, after) in enumerate(pairs):
                if number % round(facts.rate[0] / facts.rate[1]) == 0:
                    pair = [frame.to_image() for frame in (before, after)]  # type: ignore[no-untyped-call]
                    found.append(score.score(*map(score.png, pair)))
        return statistics.mean(found), min(found), file.stat().st_size / facts.seconds / 125


def _films(pool: ProcessPoolExecutor) -> None:
    jobs = [("av1", 30), ("av1", 34), ("av1", 38), ("h264", 20), ("h264", 22), ("h264", 24)]
    rows = [
        (codec, str(crf), f"{mean:.1f}", f"{least:.1f}", f"{rate:.0f}")
        for (codec, crf), (mean, least, rate) in zip(jobs, pool.map(_of_film, jobs), strict=True)
    ]
    _table(("codec, 720p", "CRF", "score, mean", "least", "kbit/s with sound"), rows)


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description="Measure encoder settings.")
    parser.add_argument(
        "tables", nargs="*", default=["encoders", "quality", "scaling", "recipes", "films"]
    )
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
            "recipes": lambda: _recipes(pool, sets),
            "films": lambda: _films(pool),
        }
        for name in arguments.tables:
            run[name]()


if __name__ == "__main__":
    main()
