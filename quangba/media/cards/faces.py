"""The fonts that words are drawn with: which characters each has, and how wide they are."""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from quangba.store import Store

SUFFIXES = (".otf", ".ttf")
VERSION = 1
"""Raise when other things are read of a font file."""

EM = 1000
"""Widths are in thousandths of the size of the letters."""

BOLD, REGULAR = 700, 400
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. advances: how wide each character is, by code point, in thousandths."""

    family: str
    weight: int
    file: Path
    digest: str
    advances: Mapping[int, int]

    def has(self, char: str) -> bool:
        """Whether it can draw a character. One that it cannot would simply be missing."""
        return ord(char) in self.advances


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a line that one face draws."""

    text: str
    face: Face


@dataclass(frozen=True)
class Faces:
    """The fonts of a theme, in the order of their files' names."""

    all: tuple[Face, ...]

    @cached_property
    def _covered(self) -> frozenset[int]:
        return frozenset(code for face in self.all for code in face.advances)

    @cached_property
    def _by_family(self) -> Mapping[str, tuple[Face, ...]]:
        families = dict.fromkeys(face.family for face in self.all)
        return {name: tuple(f for f in self.all if f.family == name) for name in families}

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no face has, each once."""
        return tuple(
            char
            for char in dict.fromkeys(text)
            if ord(char) not in self._covered and _is_drawn(char) and not char.isspace()
        )

    def runs(self, text: str, weight: int) -> tuple[Run, ...]:
        """The parts of a line with the face of each.

        A letter is drawn with the family that has most of the text, or else the next one that has
        it. What stands between letters goes with the letter before it, so that quotation marks and
        dashes are wide in Chinese and narrow in Latin. Characters that no face has are left out.
        """
        families = self._families(text)
        chosen: list[tuple[str, Face]] = []
        before: Face | None = None
        for char in text:
            if not _is_drawn(char):
                continue
            face = before if before and not _is_letter(char) and before.has(char) else None
            face = face or next((f for f in families if f.has(char)), None)
            if face is not None:
                best = self._weighted(face, char, weight)
                chosen.append((char, best))
                before = best
        return tuple(
            Run("".join(char for char, _ in part), face)
            for face, part in groupby(chosen, key=lambda pair: pair[1])
        )

    def _families(self, text: str) -> list[Face]:
        """One face of each family, that which has most of a text's letters first."""
        letters = Counter(char for char in text if _is_letter(char))
        firsts = [faces[0] for faces in self._by_family.values()]
        return sorted(
            firsts, key=lambda face: -sum(n for char, n in letters.items() if face.has(char))
        )

    def _weighted(self, face: Face, char: str, weight: int) -> Face:
        """The face of its family that comes nearest to a weight and has the character."""
        able = [each for each in self._by_family[face.family] if each.has(char)]
        return min(able, key=lambda each: abs(each.weight - weight))

    def width(self, text: str, weight: int) -> int:
        """How wide a line is, in thousandths of its size."""
        return sum(
            run.face.advances[ord(char)] for run in self.runs(text, weight) for char in run.text
        )


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _is_drawn(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE


def read(folder: Path, store: Store) -> Faces:
    """The fonts of a folder; what is known of them is kept in the store."""
    return Faces(tuple(_face(file, store) for file in _files(folder)))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if file.suffix in SUFFIXES:
                yield file


def _face(file: Path, store: Store) -> Face:
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    known = json.loads(
        store.get_or_make_checked(f"fonts/{digest}.{VERSION}.json", lambda: _looked_at(data))
    )
    advances = {int(code): int(width) for code, width in known["advances"].items()}
    return Face(known["family"], known["weight"], file, digest, advances)


def _looked_at(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont  # slow to import, and the store nearly always answers

    font = TTFont(io.BytesIO(data), lazy=True)
    names, metrics, em = font["name"], font["hmtx"].metrics, font["head"].unitsPerEm
    advances = {
        str(code): round(metrics[glyph][0] * EM / em)
        for code, glyph in sorted((font.getBestCmap() or {}).items())
    }
    family = names.getDebugName(16) or names.getDebugName(1) or ""
    found = {"family": family, "weight": font["OS/2"].usWeightClass, "advances": advances}
    return json.dumps(found).encode()
