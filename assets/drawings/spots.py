"""Make the spot drawings: `python3 assets/drawings/spots.py [NAME…]` from the repository root.

Small motifs for topics and rows, set inline by the templates: their colours are classes, so that
the style sheet gives them the tokens of the light and the dark scheme.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from canvas import Pen
from plants import leaf

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).resolve().parent.parent / "theme" / "spots"
SIZE = 96


class Spot:
    """Collects the shapes of one motif by what they are: ink, sun, leaf, light, or a line."""

    def __init__(self) -> None:
        self._body: list[str] = []

    def fill(self, part: str, pen: Pen) -> Spot:
        """Add a filled shape in the colour of a part."""
        self._body.append(f'<path class="spot-{part}" d="{pen}"/>')
        return self

    def line(self, pen: Pen, width: float = 2.5, part: str = "line") -> Spot:
        """Add a drawn line; parts whose name ends in -line take another colour than ink."""
        self._body.append(f'<path class="spot-{part}" stroke-width="{width:g}" d="{pen}"/>')
        return self

    def svg(self) -> str:
        """Return the motif; it says nothing to a screen reader, the words beside it do."""
        head = f'<svg class="spot" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true" focusable="false">'
        return head + "".join(self._body) + "</svg>\n"


def pen() -> Pen:
    """Return a pen fine enough for so small a drawing."""
    return Pen(1)


def persimmon() -> Spot:
    """Draw a ring persimmon: the calyx presses a ring into the fruit."""
    body = pen().move(48, 27).cubic((74, 24), (91, 36), (91, 57)).cubic((91, 78), (72, 86), (48, 86)).cubic((24, 86), (5, 78), (5, 57)).cubic((5, 36), (22, 24), (48, 27)).close()
    low = pen().move(91, 57).cubic((91, 78), (72, 86), (48, 86)).cubic((34, 86), (21, 83), (13, 75)).cubic((44, 84), (72, 77), (81, 37)).cubic((88, 42), (91, 49), (91, 57)).close()
    spot = Spot().fill("sun", body).fill("shade", low)
    spot.line(pen().move(20, 42).cubic((28, 57), (68, 57), (76, 42)), 2.4, "shade-line")
    sepals = pen()
    for angle in (0.28, 1.05, 2.09, 2.86, 4.71):
        reach = 31 if math.cos(angle) ** 2 > 0.5 else 19
        leaf(sepals, (48, 36), angle, reach, reach * 0.42)
    spot.fill("leaf", sepals).fill("leaf", pen().disc(48, 36, 12, 6))
    return spot.line(pen().move(48, 35).line(50, 22), 6).line(pen().move(17, 60).quad(18, 67, 24, 72), 4, "light-line")


def tinh_lute() -> Spot:
    """Draw the tính lute: half a gourd, a long neck, a bent head with its tassel."""
    spot = Spot().line(pen().move(44, 54).line(80, 18), 6).line(pen().move(80, 18).quad(89, 9, 84, 4), 5)
    spot.line(pen().move(66, 24).line(72, 30).move(73, 17).line(79, 23).move(72, 32).line(77, 36), 3.5)
    spot.fill("ink", pen().disc(32, 66, 26)).fill("light", pen().disc(31.4, 65.4, 22))
    spot.line(pen().disc(38, 60, 5.5), 2, "sun-line").line(pen().move(18, 80).line(78, 20), 1.6, "sun-line")
    spot.line(pen().move(20, 72).line(27, 79), 3.5)
    return spot.line(pen().move(84, 20).line(86, 32), 2, "sun-line").fill("sun", pen().move(86, 30).line(81, 48).quad(86, 51, 91, 48).close())


def cat_lion() -> Spot:
    """Draw the mask of the cat-lion: a mane of points, wide eyes, a laughing mouth."""
    mane, count = pen(), 22
    points = []
    for step in range(count * 2):
        reach, angle = (44 if step % 2 else 35), step * math.tau / (count * 2)
        points.append((48 + math.cos(angle) * reach, 50 + math.sin(angle) * reach * 0.96))
    spot = Spot().fill("leaf", mane.polygon(points))
    spot.fill("ink", pen().disc(20, 20, 13).disc(76, 20, 13))
    spot.fill("sun", pen().disc(21, 21, 7.5).disc(75, 21, 7.5))
    spot.fill("sun", pen().disc(48, 50, 33, 31))
    spot.fill("light", pen().disc(34, 44, 9.5).disc(62, 44, 9.5)).fill("ink", pen().disc(35, 45, 4.5).disc(61, 45, 4.5))
    spot.line(pen().move(21, 35).quad(29, 24, 42, 29).move(54, 29).quad(67, 24, 75, 35), 3.6)
    spot.fill("ink", pen().move(41, 54).line(55, 54).line(48, 60).close())
    spot.fill("ink", pen().move(25, 61).quad(48, 67, 71, 61).quad(70, 78, 48, 78).quad(26, 78, 25, 61).close())
    teeth = pen().polygon([(33, 63), (63, 63), (62, 68.5), (34, 68.5)]).disc(48, 19.5, 4.5, 6)
    spot.fill("light", teeth).fill("shade", pen().disc(22, 57, 5).disc(74, 57, 5).disc(48, 76, 8, 3.4))
    spot.line(pen().move(43, 63).line(43, 68.5).move(53, 63).line(53, 68.5), 1.6)
    return spot


def gate() -> Spot:
    """Draw an open gate under a tiled roof, the sun in its opening."""
    spot = Spot().fill("sun", pen().disc(48, 66, 17)).fill("leaf", pen().move(23, 88).quad(48, 76, 73, 88).close())
    spot.fill("ink", pen().polygon([(14, 86), (14, 46), (23, 46), (23, 86)]).polygon([(73, 86), (73, 46), (82, 46), (82, 86)]))
    spot.fill("light", pen().polygon([(12, 47), (12, 40), (84, 40), (84, 47)]))
    spot.fill("leaf", pen().move(3, 34).quad(16, 34, 22, 24).line(74, 24).quad(80, 34, 93, 34).quad(86, 42, 78, 41).line(18, 41).quad(10, 42, 3, 34).close())
    spot.fill("leaf", pen().move(22, 17).quad(31, 16, 35, 9).line(61, 9).quad(65, 16, 74, 17).quad(68, 24, 62, 23).line(34, 23).quad(28, 24, 22, 17).close())
    return spot.line(pen().move(34, 8).line(62, 8).move(21, 24).line(75, 24), 3).line(pen().move(4, 88).line(92, 88), 3)


def boat() -> Spot:
    """Draw a narrow boat with its rower under a conical hat."""
    spot = Spot().fill("sun", pen().disc(24, 26, 11))
    spot.fill("leaf", pen().move(46, 60).quad(43, 40, 54, 36).quad(66, 40, 65, 60).close())
    spot.fill("light", pen().move(36, 36).line(55, 18).line(75, 36).quad(55, 44, 36, 36).close()).line(pen().move(36, 36).line(55, 18).line(75, 36).quad(55, 44, 36, 36), 2.2)
    spot.line(pen().move(60, 46).line(90, 82), 3)
    spot.fill("ink", pen().move(3, 54).quad(20, 62, 48, 61).quad(76, 62, 93, 53).quad(80, 77, 48, 77).quad(16, 77, 3, 54).close())
    return spot.line(pen().move(8, 83).quad(20, 79, 30, 83).quad(40, 87, 50, 83).quad(58, 80, 66, 83).move(26, 91).quad(36, 88, 46, 91).quad(54, 94, 64, 91), 2.6, "leaf-line")


def peach_branch() -> Spot:
    """Draw a bough of peach in bloom."""
    spot = Spot().line(pen().move(4, 90).quad(30, 76, 44, 54).quad(54, 36, 84, 24), 5).line(pen().move(40, 61).quad(60, 60, 74, 70).move(55, 41).quad(52, 26, 58, 14), 3.5)
    for x, y, size, turn in ((34, 40, 15, 0.3), (72, 32, 13, 0.9), (66, 70, 14, 0.1)):
        petals, hearts = pen(), pen()
        for step in range(5):
            angle = turn + step * math.tau / 5
            petals.disc(x + math.cos(angle) * size * 0.62, y + math.sin(angle) * size * 0.62, size * 0.46)
            hearts.move(x, y).line(x + math.cos(angle + 0.6) * size * 0.5, y + math.sin(angle + 0.6) * size * 0.5)
        spot.fill("bloom", petals).line(hearts, 1.6, "shade-line").fill("light", pen().disc(x, y, size * 0.2))
    return spot.fill("bloom", pen().disc(58, 13, 5).disc(86, 22, 4.5).disc(76, 73, 4)).fill("leaf", _leaves(((22, 78, -1.9), (47, 50, 1.0))))


def _leaves(places: tuple[tuple[float, float, float], ...]) -> Pen:
    leaves = pen()
    for x, y, angle in places:
        leaf(leaves, (x, y), angle, 17, 5)
    return leaves


def stilt_house() -> Spot:
    """Draw a house on stilts under a broad tiled roof."""
    spot = Spot().fill("light", pen().polygon([(20, 66), (20, 44), (76, 44), (76, 66)]))
    spot.fill("ink", pen().polygon([(41, 66), (41, 49), (55, 49), (55, 66)]))
    spot.line(pen().move(30, 50).line(30, 58).move(66, 50).line(66, 58).move(25, 50).line(25, 58).move(71, 50).line(71, 58), 2.4)
    spot.fill("leaf", pen().move(4, 47).quad(16, 40, 26, 14).line(70, 14).quad(80, 40, 92, 47).close())
    rows = pen()
    for step in range(1, 7):
        rows.move(26 + 44 * step / 7, 16).line(8 + 80 * step / 7, 45)
    spot.line(rows, 1.4, "light-line").line(pen().move(24, 13).line(72, 13), 4.5)
    spot.line(pen().move(14, 67).line(82, 67).move(22, 68).line(22, 87).move(74, 68).line(74, 87).move(58, 68).line(58, 87), 4)
    spot.line(pen().move(36, 68).line(27, 88).move(48, 68).line(39, 88), 2.6).line(pen().move(34.5, 73).line(45.5, 73).move(32, 79).line(43, 79).move(29.5, 85).line(40.5, 85), 2.2)
    return spot.line(pen().move(6, 89).line(90, 89), 2.6, "leaf-line")


def star_anise() -> Spot:
    """Draw a star of anise, a seed in each of its eight boats."""
    boats, slits, seeds = pen(), pen(), pen()
    for step in range(8):
        angle = step * math.tau / 8 + 0.2
        reach = 43 if step % 2 else 39
        leaf(boats, (48, 48), angle, reach, 15)
        ux, uy = math.cos(angle), math.sin(angle)
        slits.move(48 + ux * 10, 48 + uy * 10).line(48 + ux * (reach - 5), 48 + uy * (reach - 5))
        seeds.disc(48 + ux * 22, 48 + uy * 22, 3.6)
    return Spot().fill("shade", boats).line(slits, 2.4).fill("light", seeds).fill("ink", pen().disc(48, 48, 6)).fill("sun", pen().disc(48, 48, 3))


def road() -> Spot:
    """Draw a road that winds up to limestone peaks."""
    spot = Spot().fill("sun", pen().disc(66, 20, 11))
    spot.fill("leaf", pen().move(2, 56).quad(12, 18, 24, 16).quad(36, 18, 42, 44).quad(48, 30, 56, 30).quad(64, 32, 70, 48).quad(76, 38, 82, 38).quad(90, 40, 94, 56).close())
    spot.line(pen().move(25, 22).line(23, 36).move(30, 26).line(31, 40).move(57, 36).line(56, 46).move(83, 44).line(82, 51), 1.8, "light-line")
    spot.fill("ink", pen().move(14, 92).quad(26, 80, 50, 77).quad(66, 74, 58, 69).quad(36, 66, 44, 58).line(49, 56).quad(48, 61, 64, 64).quad(92, 72, 68, 80).quad(58, 83, 54, 92).close())
    return spot.line(pen().move(33, 91).quad(36, 87, 41, 85).move(49, 82).quad(56, 80, 63, 77).move(69, 72).quad(66, 69, 60, 67), 2.2, "light-line")


def money_time() -> Spot:
    """Draw a coin and a clock: money and time."""
    spot = Spot().fill("sun", pen().disc(34, 58, 29)).line(pen().disc(34, 58, 23), 2.4, "shade-line")
    spot.fill("shade", pen().polygon([(27, 51), (41, 51), (41, 65), (27, 65)])).line(pen().move(16, 50).quad(20, 42, 28, 38), 3, "light-line")
    spot.fill("ink", pen().disc(66, 34, 27)).fill("light", pen().disc(66, 34, 22))
    ticks = pen()
    for step in range(12):
        ux, uy = math.sin(step * math.tau / 12), math.cos(step * math.tau / 12)
        near = 16 if step % 3 == 0 else 18.5
        ticks.move(66 + ux * near, 34 - uy * near).line(66 + ux * 20, 34 - uy * 20)
    spot.line(ticks, 1.8)
    return spot.line(pen().move(66, 20).line(66, 34).line(76, 40), 3.4).fill("sun", pen().disc(66, 34, 3))


def telephone() -> Spot:
    """Draw a handset that rings."""
    spot = Spot().fill("ink", pen().move(22, 10).quad(29, 6, 33, 13).line(41, 28).quad(44, 34, 38, 38).line(32, 42).quad(38, 57, 54, 65).line(58, 59).quad(62, 53, 68, 56).line(83, 64).quad(90, 68, 86, 75).quad(79, 90, 64, 88).quad(20, 78, 10, 32).quad(9, 17, 22, 10).close())
    spot.line(pen().move(24, 17).quad(16, 22, 17, 33), 3, "light-line")
    spot.line(pen().move(54, 30).quad(66, 33, 68, 45), 4.5, "sun-line").line(pen().move(55, 18).quad(78, 22, 81, 45), 4.5, "sun-line")
    return spot.line(pen().move(57, 6).quad(90, 10, 93, 43), 4.5, "sun-line").fill("sun", pen().disc(52, 43, 4.5))


def letters() -> Spot:
    """Draw two cards with a sign each, a Chinese one and a Vietnamese one: languages."""
    spot = Spot().fill("sun", pen().move(10, 6).line(54, 6).quad(60, 6, 60, 12).line(60, 50).quad(60, 56, 54, 56).line(26, 56).line(14, 67).line(16, 56).line(10, 56).quad(4, 56, 4, 50).line(4, 12).quad(4, 6, 10, 6).close())
    spot.line(pen().move(32, 12).line(33, 18).move(14, 23).line(50, 23).move(42, 24).quad(36, 40, 14, 48).move(22, 24).quad(30, 42, 50, 48), 4.2, "night-line")
    spot.fill("leaf", pen().move(42, 34).line(86, 34).quad(92, 34, 92, 40).line(92, 76).quad(92, 82, 86, 82).line(82, 82).line(84, 93).line(71, 82).line(42, 82).quad(36, 82, 36, 76).line(36, 40).quad(36, 34, 42, 34).close())
    spot.line(pen().disc(63, 66, 9, 9.5).move(73, 56).line(73, 76).move(56, 43).quad(64, 52, 72, 43), 4.4, "paper-line")
    return spot


SPOTS: dict[str, Callable[[], Spot]] = {
    "boat": boat,
    "cat-lion": cat_lion,
    "gate": gate,
    "letters": letters,
    "money-time": money_time,
    "peach-branch": peach_branch,
    "persimmon": persimmon,
    "road": road,
    "star-anise": star_anise,
    "stilt-house": stilt_house,
    "telephone": telephone,
    "tinh-lute": tinh_lute,
}


def main(names: list[str]) -> int:
    """Write the named motifs, or all of them."""
    unknown = [name for name in names if name not in SPOTS]
    if unknown:
        print(f"no such spot: {', '.join(unknown)}; there are: {', '.join(SPOTS)}", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    for name in names or SPOTS:
        (FOLDER / f"{name}.svg").write_text(SPOTS[name]().svg(), encoding="utf-8", newline="\n")
        print(f"assets/theme/spots/{name}.svg")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
