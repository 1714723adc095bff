"""Photo-like originals of 12 megapixels, the same on every machine, never committed.

Real photographs that scikit-image ships are small. Each original is one of them enlarged, with
the finer structure that enlarging cannot give taken from photographs at their own scale: their
detail, strong where the enlarged picture has detail and weak in its skies, and a sensor's grain.
The JPEGs then weigh what a phone's weigh: some 0.2 to 0.4 bytes a pixel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

SIZE = 4000, 3000
SCENES = ("astronaut", "chelsea", "coffee", "motorcycle_left", "rocket", "hubble_deep_field")
GRAINS = ("gravel", "grass", "brick", "coffee", "chelsea", "motorcycle_right")
VERSION = 3


def originals(folder: Path, data: Path, count: int, processes: int = 2) -> list[Path]:
    """The first `count` originals, those that are not there yet made in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"photo-{VERSION}-{number:03}.jpg" for number in range(count)]
    todo = [(number, data, file) for number, file in enumerate(files) if not file.is_file()]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(_make, todo):
            pass
    return files


def small(folder: Path, from_: list[Path], count: int, size: tuple[int, int]) -> list[Path]:
    """Many small originals, all different: crops of the large ones."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"small-{VERSION}-{number:04}.jpg" for number in range(count)]
    missing = {number for number, file in enumerate(files) if not file.is_file()}
    for each, source in enumerate(from_):
        mine = [number for number in range(each, count, len(from_)) if number in missing]
        if not mine:
            continue
        with Image.open(source) as opened:
            image = opened.convert("RGB")
        for number in mine:
            x, y = _place(f"small {number}", image.size, size)
            part = image.crop((x, y, x + size[0], y + size[1]))
            part.save(files[number], "JPEG", quality=90)
    return files


def _make(job: tuple[int, Path, Path]) -> None:
    number, data, file = job
    image = _photo(number, data)
    unfinished = file.with_suffix(".part")
    image.save(unfinished, "JPEG", quality=93, subsampling="4:2:0" if number % 3 else "4:2:2")
    unfinished.replace(file)


def _photo(number: int, data: Path) -> Image.Image:
    scene = _open(data, SCENES[number % len(SCENES)])
    turn = number // len(SCENES)
    if turn % 2:
        scene = ImageOps.mirror(scene)
    across = round(min(scene.width, scene.height * 4 / 3) * (1.0, 0.9, 0.75, 0.6)[turn % 4])
    window = across, across * 3 // 4
    x, y = _place(f"scene {number}", scene.size, window)
    scene = scene.crop((x, y, x + window[0], y + window[1]))
    large = scene.resize(SIZE, Image.Resampling.BICUBIC)
    # where the scene has structure at its own finest scale, a sharper camera would see more
    busy = _busy(scene).resize(SIZE, Image.Resampling.BILINEAR)
    for octave, strength in ((4, 1.0), (2, 0.85), (1, 0.7)):
        grain = _open(data, GRAINS[(number + octave) % len(GRAINS)])
        detail = _tiled(_detail(grain), octave, f"{number} {octave}")
        level = busy.point(_times(strength))
        flat = Image.new("RGB", SIZE, (128, 128, 128))
        large = ImageChops.add(large, Image.composite(detail, flat, level), 1, -128)
    noise = _noise(f"grain {number}", 5 + number % 4 * 2).filter(ImageFilter.GaussianBlur(0.6))
    grained = ImageChops.add(large, noise, 1, -128)
    soft = grained.filter(ImageFilter.GaussianBlur(0.45 + number % 3 * 0.15))
    return ImageEnhance.Color(soft).enhance(1.05)


def _times(factor: float) -> Callable[[int], float]:
    return lambda value: value * factor


def _open(data: Path, name: str) -> Image.Image:
    file = data / f"{name}.png"
    with Image.open(file if file.is_file() else file.with_suffix(".jpg")) as image:
        return image.convert("RGB")


def _place(seed: str, whole: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    digest = hashlib.sha256(seed.encode()).digest()
    x, y = int.from_bytes(digest[:4]), int.from_bytes(digest[4:8])
    return x % (whole[0] - part[0] + 1), y % (whole[1] - part[1] + 1)


def _busy(scene: Image.Image) -> Image.Image:
    grey = scene.convert("L")
    edges = ImageChops.difference(grey, grey.filter(ImageFilter.GaussianBlur(1.2)))
    spread = edges.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(1.5))
    return spread.point(_times(9.0))


def _detail(image: Image.Image) -> Image.Image:
    return ImageChops.subtract(image, image.filter(ImageFilter.GaussianBlur(3)), 1, 128)


def _tiled(tile: Image.Image, scale: int, seed: str) -> Image.Image:
    tile = tile.resize((tile.width * scale, tile.height * scale), Image.Resampling.BICUBIC)
    ground = Image.new("RGB", SIZE)
    for row, y in enumerate(range(0, SIZE[1], tile.height)):
        for column, x in enumerate(range(0, SIZE[0], tile.width)):
            turn = hashlib.sha256(f"{seed} {row} {column}".encode()).digest()[0]
            piece = ImageOps.mirror(tile) if turn & 1 else tile
            ground.paste(ImageOps.flip(piece) if turn & 2 else piece, (x, y))
    return ground


def _noise(seed: str, strength: float) -> Image.Image:
    channels = []
    for channel in "rgb":
        total = Image.new("L", SIZE, 128)
        for part in _bytes(f"{seed} {channel}", 2):
            layer = Image.frombytes("L", SIZE, part).point(_around(strength / 100))
            total = ImageChops.add(total, layer, 1, -128)
        channels.append(total)
    return Image.merge("RGB", channels)


def _around(factor: float) -> Callable[[int], float]:
    return lambda value: round((value - 127.5) * factor + 128)


def _bytes(seed: str, count: int) -> Iterator[bytes]:
    for number in range(count):
        yield hashlib.shake_128(f"{seed} {number}".encode()).digest(SIZE[0] * SIZE[1])
