"""The film: the scene of karst_mist.py, in which the sun rises, mist drifts and the boat comes down."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import karst_mist as scene
import resvg_py
from boats import sampan
from canvas import Canvas, Point
from noise import Dice
from palette import INDIGO, NIGHT, PAPER
from PIL import Image
from ridges import veil
from water import ripples

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = (1280, 720)
RATE = 24
SECONDS = 12
FRAMES = RATE * SECONDS

Pool = tuple[float, float, float, float, float]

FAR_MIST: list[Pool] = [(300, 800, 620, 58, 0.75), (1150, 792, 520, 44, 0.6), (1950, 804, 640, 60, 0.75)]
NEAR_MIST: list[Pool] = [(700, 985, 640, 40, 0.7), (1650, 1000, 560, 44, 0.75), (2350, 980, 420, 40, 0.6)]
COURSE: list[Point] = [(1412, 1056), (1470, 1092), (1540, 1128), (1580, 1170), (1560, 1222)]
"""Where the boat goes, from far to near."""


def paint(layer: Callable[[Canvas], None]) -> Image.Image:
    """Draw on a canvas that can be seen through, in the film's size."""
    canvas = Canvas("river-morning", scene.WIDTH, scene.HEIGHT)
    layer(canvas)
    png = resvg_py.svg_to_bytes(svg_string=canvas.svg(), width=SIZE[0], skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(png))) as image:
        return image.convert("RGBA")


def ease(share: float) -> float:
    """Slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


class River:
    """Everything that stands still is drawn once; `frame` adds what moves."""

    def __init__(self) -> None:
        dice = Dice(4101)  # the still's own: the same hills
        self._air = paint(scene.air)
        self._far = paint(lambda canvas: scene.far_ridges(canvas, dice))
        self._middle = paint(lambda canvas: scene.middle_towers(canvas, dice))
        self._great = paint(lambda canvas: scene.great_tower(canvas, dice))

        def plain(canvas: Canvas) -> None:
            scene.valley(canvas, dice)
            scene.river(canvas, dice, boat=False)

        self._plain = paint(plain)

        def near(canvas: Canvas) -> None:
            scene.left_hill(canvas, dice)
            scene.right_bank(canvas, dice)

        self._near = paint(near)
        self._branch = paint(lambda canvas: scene.branch(canvas, dice))
        self._glitter = [
            ripples(Dice(seed), 46, (1250, 1010, 1760, 1300), scene.on_river, (8, 56), 1)
            for seed in (51, 52, 53)
        ]

    def frame(self, index: int) -> Image.Image:
        """One picture of the film."""
        time, share = index / RATE, index / (FRAMES - 1)
        image = self._air.copy()
        for part in (
            paint(lambda canvas: self._sky(canvas, share)),
            self._far,
            self._middle,
            paint(lambda canvas: self._mist(canvas, FAR_MIST, time * 26, 1 - 0.35 * ease(share))),
            self._great,
            self._plain,
            paint(lambda canvas: self._water(canvas, time, share)),
            self._near,
        ):
            image.alpha_composite(part)
        image.alpha_composite(_swayed(self._branch, time))
        return _lit(image.convert("RGB"), share)

    @staticmethod
    def _sky(canvas: Canvas, share: float) -> None:
        x, y = scene.SUN
        scene.sun(canvas, x - 30 * (1 - share), y + 250 * (1 - ease(share)))
        scene.streaks(canvas)
        scene.birds(canvas, east=-260 + 700 * share, up=70 * share)

    @staticmethod
    def _mist(canvas: Canvas, pools: list[Pool], drift: float, thick: float) -> None:
        round_trip = scene.WIDTH + 1400
        spots = [
            ((x + drift + 700) % round_trip - 700, y, rx, ry, opacity * thick)
            for x, y, rx, ry, opacity in pools
        ]
        veil(canvas, PAPER, spots)

    def _water(self, canvas: Canvas, time: float, share: float) -> None:
        for number, glitter in enumerate(self._glitter):
            shine = max(0.0, math.sin(time * 1.6 + number * 2.1))
            canvas.shape(glitter, "#fff6e4", round(0.12 + 0.6 * shine, 2))
        (x, y), half = _on_course(ease(0.08 + 0.84 * share)), 44 + 30 * share
        wake = 0.5 + 0.5 * math.sin(time * 3.1)
        veil(canvas, "#fff6e4", [(x - half * 1.2, y + 4, half * 0.9, 5, 0.35 + 0.2 * wake)])
        sampan(canvas, (x, y + 1.5 * math.sin(time * 2.2)), half, 0.03 * math.sin(time * 1.7), crew=True)
        self._mist(canvas, NEAR_MIST, -time * 16, 1 - 0.7 * ease(share))


def _on_course(share: float) -> Point:
    place = share * (len(COURSE) - 1)
    step = min(int(place), len(COURSE) - 2)
    rest = place - step
    (x0, y0), (x1, y1) = COURSE[step], COURSE[step + 1]
    return x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest


def _swayed(branch: Image.Image, time: float) -> Image.Image:
    """The branch bends a little in the wind, the more the farther from its foot on the right."""
    lean = 0.006 * math.sin(time * 1.3) + 0.003 * math.sin(time * 2.3)
    shift = (1, 0, 0, lean, 1, -lean * SIZE[0])
    return branch.transform(SIZE, Image.Transform.AFFINE, shift, Image.Resampling.BICUBIC)


def _lit(image: Image.Image, share: float) -> Image.Image:
    """Blue before the sun is up, and in and out of the dark at both ends."""
    dawn = Image.new("RGB", SIZE, INDIGO)
    image = Image.blend(image, dawn, 0.42 * (1 - ease(share * 1.5)))
    dark = 1 - min(ease(share * SECONDS / 0.8), ease((1 - share) * SECONDS / 0.9))
    return Image.blend(image, Image.new("RGB", SIZE, NIGHT), dark)
