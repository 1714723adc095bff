"""Lines: where a text may break, and which breaks look best. No pixels, no fonts.

Where a line may break is what Unicode says (UAX 14): in Vietnamese and English between words, in
Chinese between characters, but never before ，。！？）》 nor after （《, and not inside numbers or
Latin words. Beyond that a number stays with the character that it counts (2025年), and names
are kept together where they can be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

Measure = Callable[[str], float]
"""How wide a line is."""

ELLIPSIS = "…"
_AFTER_WORD = 0.08
"""What a break costs that does not come after a comma or colon: as much as two lines that are
a fifth of the room off each."""

_MARKS = tuple(",;:.!?·–—，。；：！？、）》”)")
_COUNTED = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Room:
    """width: of a line, as the measure counts; most: lines."""

    width: float
    most: int


def fitted(text: str, room: Room, measure: Measure, kept: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a text, as few as it needs, and as long as each other; () if it has no room.

    kept: names that do not break, so that one which is too wide has no room. A dot between two
    parts of a text is left out where a line ends.
    """
    names = _unbroken(name for name in kept if name in text)
    if any(measure(name) > room.width for name in names):
        return ()
    found = _balanced(_joined(_pieces(" ".join(text.split())), names), room, measure)
    return (*(line.removesuffix("·").rstrip() for line in found[:-1]), *found[-1:])


def cut(text: str, room: Room, measure: Measure) -> tuple[str, ...]:
    """The lines of a text that is too long: full ones, the last one ending in an ellipsis."""
    pieces = list(_pieces(" ".join(text.split())))
    lines: list[str] = []
    while pieces and len(lines) < room.most:
        line, pieces = _filled(pieces, room.width, measure)
        lines.append(line)
    if pieces and lines:
        lines[-1] = _shortened(lines[-1], room.width, measure)
    return tuple(line.strip() for line in lines)


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[str, ...]:
    """The parts of a text between which it may break, with the spaces after them."""
    from uniseg.linebreak import line_break_units

    found: list[str] = []
    for piece in line_break_units(text):
        if found and _COUNTED.search(found[-1]) and unicodedata.category(piece[0]) == "Lo":
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _unbroken(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that hold another beside words of their own.

    "Tân Thanh Pagoda Festival" may break before "Pagoda": kept whole, it would leave a short word
    alone on the line above.
    """
    every = tuple(names)
    return tuple(
        name
        for name in every
        if not (" " in name and any(other != name and other in name for other in every))
    )


def _joined(pieces: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces without the breaks inside names."""
    text = "".join(pieces)
    closed: set[int] = set()
    for name in names:
        for match in re.finditer(re.escape(name), text):
            closed.update(range(match.start() + 1, match.end()))
    found: list[str] = []
    at = 0
    for piece in pieces:
        if at in closed:
            found[-1] += piece
        else:
            found.append(piece)
        at += len(piece)
    return tuple(found)


def _balanced(pieces: tuple[str, ...], room: Room, measure: Measure) -> tuple[str, ...]:
    """As few lines as will do; of all ways that with the least difference between lines."""
    fewest = _fewest(pieces, room, measure)
    if fewest == 0:
        return ()
    ideal = measure("".join(pieces).strip()) / fewest
    # best[n][end]: cost and start of the last line, of the first `end` pieces on n lines
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(fewest):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + 1, len(pieces) + 1):
                width = measure("".join(pieces[start:end]).strip())
                if width > room.width:
                    break
                total = cost + _cost(pieces, end, width, ideal, room.width)
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        best.append(row)
    lines: list[str] = []
    end = len(pieces)
    for row in reversed(best[1:]):
        start = row[end][1]
        lines.append("".join(pieces[start:end]).strip())
        end = start
    return tuple(reversed(lines))


def _cost(pieces: tuple[str, ...], end: int, width: float, ideal: float, room: float) -> float:
    off = abs(width - ideal) / room
    ends_well = end == len(pieces) or pieces[end - 1].rstrip().endswith(_MARKS)
    return off**2 + (0 if ends_well else _AFTER_WORD)


def _fewest(pieces: tuple[str, ...], room: Room, measure: Measure) -> int:
    """How many lines a text needs; 0 if it is more than there are, or a piece is too wide."""
    rest, count = list(pieces), 0
    while rest:
        if measure(rest[0].strip()) > room.width or count == room.most:
            return 0
        _, rest = _filled(rest, room.width, measure)
        count += 1
    return count


def _filled(pieces: list[str], width: float, measure: Measure) -> tuple[str, list[str]]:
    """One line as full as it can be, and what is left. A piece too wide breaks anywhere."""
    line = pieces[0]
    if measure(line.strip()) > width:
        letters = _letters(line)
        fits = max(
            (n for n in range(1, len(letters)) if measure("".join(letters[:n])) <= width), default=1
        )
        return "".join(letters[:fits]), ["".join(letters[fits:]), *pieces[1:]]
    count = 1
    while count < len(pieces) and measure((line + pieces[count]).strip()) <= width:
        line += pieces[count]
        count += 1
    return line, pieces[count:]


def _letters(text: str) -> list[str]:
    """With their marks, as readers count them."""
    from uniseg.graphemecluster import grapheme_clusters

    return list(grapheme_clusters(text))


def _shortened(line: str, width: float, measure: Measure) -> str:
    """The line with an ellipsis, without what has no room then, nor marks before it."""
    pieces = list(_pieces(line.strip()))
    while len(pieces) > 1 and measure(_ended("".join(pieces))) > width:
        pieces.pop()
    letters = _letters("".join(pieces))
    while len(letters) > 1 and measure(_ended("".join(letters))) > width:
        letters.pop()
    return _ended("".join(letters))


def _ended(text: str) -> str:
    return text.rstrip().rstrip("".join(_MARKS) + "“（《(").rstrip() + ELLIPSIS
