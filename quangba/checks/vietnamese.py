"""Vietnamese as it is typed: one habit of tone marks, no keys left over, no stray marks.

Rules on what readers see of a line (`texts.Line`). Names that terms.csv writes in the other
habit keep it wherever they stand: an office or a person is called as it calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from quangba.checks import keystrokes, syllables
from quangba.checks.syllables import Style
from quangba.checks.texts import Line
from quangba.messages import Text, msg
from quangba.problems import Problem, warning

Habit = Literal["old", "new", "any"]

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\S*\w[@/\\.]\w\S*")
"""`na-sam.vn` and `a/b` are no words, but `một.Hai` is a slip of another kind."""
_TONED = re.compile("[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_STRANGE = re.compile("[\u0300-\u036f´ˊˋ˜ˆÐðƉɖ]")
_COMBINING = re.compile("[^\\W\\d_]?[\u0300-\u036f]+[^\\W\\d_]?")
_LONE_MARK = re.compile("[^\\W\\d_]+[´ˊˋ˜ˆ][^\\W\\d_]*|(?<!\\S)[´ˊˋ˜ˆ][^\\W\\d_]+")
_ETH = re.compile(r"\w*[ÐðƉɖ]\w*")
_RIGHT_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_IN_NO_PINYIN = (3, 4, 5)
"""Hỏi, ngã and nặng; the other two also stand in 'huà' and 'xiá', where Chinese puts them."""
_WORDS_KEPT = 50_000


class Rules:
    """The rules for texts in Vietnamese. names: as the register writes them."""

    def __init__(self, habit: Habit, names: Iterable[str]) -> None:
        self._habit = habit
        self._style: Style = "new" if habit == "new" else "old"
        self._names = tuple(name for name in names if self._differing(name))
        self._right_words: set[str] = set()

    def __call__(self, line: Line) -> Iterator[Problem]:
        """What is wrong with a line."""
        if _STRANGE.search(line.text):
            yield from _strange_marks(line)
        words = set(_WORD.findall(line.text)) - self._right_words
        wrong = {word for word in words if self._meant(word) or self._right(word)}
        if len(self._right_words) < _WORDS_KEPT:
            self._right_words |= words - wrong
        if wrong:
            yield from self._wrong(line, wrong)

    def _wrong(self, line: Line, words: set[str]) -> Iterator[Problem]:
        hidden = [match.span() for match in _ADDRESS.finditer(line.text)]
        for match in _WORD.finditer(line.text):
            word = match[0]
            if word not in words:
                continue
            if right := self._meant(word):
                if not any(start <= match.start() < end for start, end in hidden):
                    yield _left_over(line, word, right)
            elif right := self._right(word):
                yield from self._tone(line, match, right)

    def _meant(self, word: str) -> str | None:
        return keystrokes.meant(word, self._style) if len(word) > 1 else None

    def _right(self, word: str) -> str | None:
        """A syllable with its tone mark where it should stand; None when it stands there."""
        if not _TONED.search(word):
            return None
        letters, tones = syllables.read(word)
        found = syllables.parse(letters, tones[0][1]) if len(tones) == 1 else None
        if found is None:
            return None
        place, right = tones[0][0], found.at(self._style)
        if found.differs and (self._habit == "any" or place == right):
            return None
        is_late = place > right and not found.differs
        if place == right or (is_late and found.tone not in _IN_NO_PINYIN):
            return None
        return syllables.in_case_of(word, found.written(self._style))

    def _differing(self, name: str) -> bool:
        return any(self._right(match[0]) for match in _WORD.finditer(name))

    def _tone(self, line: Line, match: re.Match[str], right: str) -> Iterator[Problem]:
        if any(_holds(line.text, name, match.start()) for name in self._names):
            return
        letters, tones = syllables.read(match[0])
        found = syllables.parse(letters, tones[0][1])
        if found and found.differs:
            yield warning(
                "tone-habit", line.path, line.number,
                _habits(self._style, match[0]), msg("Write: {text}", text=right),
            )  # fmt: skip
        else:
            yield warning(
                "tone-place", line.path, line.number,
                msg("The tone mark of “{found}” stands on the wrong letter.", found=match[0]),
                msg("Write: {text}", text=right),
            )  # fmt: skip


def _habits(style: Style, found: str) -> Text:
    match style:
        case "old":
            return msg("“{found}” puts its tone mark on the last vowel; this site writes òa, òe, ùy"
                       " (tone_marks: old).", found=found)  # fmt: skip
        case "new":
            return msg("“{found}” puts its tone mark on the first vowel; this site writes oà, oè,"
                       " uỳ (tone_marks: new).", found=found)  # fmt: skip


def _left_over(line: Line, word: str, right: str) -> Problem:
    return warning(
        "typing-keys", line.path, line.number,
        msg("“{found}” looks like keys that became no letters (Telex or VNI).", found=word),
        msg("Write: {text}", text=right),
    )  # fmt: skip


def _strange_marks(line: Line) -> Iterator[Problem]:
    for pattern in (_COMBINING, _LONE_MARK):
        for match in pattern.finditer(line.text):
            yield warning(
                "typing-mark", line.path, line.number,
                msg("In “{found}” a mark stands apart from its letter.", found=match[0]),
                msg("Delete the word and type it again, with the keyboard set to Unicode."),
            )  # fmt: skip
    for match in _ETH.finditer(line.text):
        right = match[0].translate(_RIGHT_D)
        if match[0].isalpha():
            yield warning(
                "typing-letter", line.path, line.number,
                msg("“{found}” has a letter that looks like đ and is another (Icelandic eth).",
                    found=match[0]),
                msg("Write: {text}", text=right),
            )  # fmt: skip


def _holds(text: str, name: str, place: int) -> bool:
    """Whether a name stands over a place of a text."""
    start = text.find(name)
    while start >= 0:
        if start <= place < start + len(name):
            return True
        start = text.find(name, start + 1)
    return False
