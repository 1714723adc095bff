"""Numbers of a text with their places, and what their neighbours say of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quangba.content.number_format import NumberFormat, Value, with_plain_spaces

# Each has a mark that a text must have at all: most texts have few, and a pass costs time.
_NOT_TEXT = tuple(
    (mark, re.compile(pattern, re.MULTILINE))
    for mark, pattern in (
        ("`", r"(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"),
        ("](", r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()\n]*)?\)"),
        ("]:", r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*"),
        ("[^", r"\[\^[^\]\n]*\]:?"),
        ("://", r"https?://[^\s<>)\]]+"),
        ("<", r"<[^<>\n]+>"),
        ("{{", r"\{\{[^{}\n]*\}\}"),
        ("{", r"\{[^{}\n]*\}"),
        ("*", r"\*+"),
        ("~~", r"~~"),
        ("_", r"(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])"),
    )
)
_STARTS = re.compile(r"[0-9+]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_NO_MINUTES = "00"
"""8:00 is 8 a.m."""
_COUNTED = re.compile(r"[.)] ")
_BEFORE_COUNTED = re.compile(r"(?:^|\n)[ >]*$")
_ROMAN = re.compile(r"[IVX]{2,}")
_IS_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
FIRST_YEAR, AFTER_YEARS = 1000, 3000
"""Numbers that can be years."""
GAP = 5
"""So many characters at most between the ends of a range: '–', ' đến ', ' to '."""
_ENDS_A_GAP = frozenset(".,;:()|\n")


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month. year: 0 where none stands beside it.

    written: with its own month; else it is the other end of a range, as the 14 in 14–15/2.
    """

    day: int
    month: int
    year: int
    line: int
    written: bool = True

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same day."""
        years = {self.year, other.year} - {0}
        return (self.day, self.month) == (other.day, other.month) and len(years) < 2


@dataclass(slots=True)
class Found:
    """A number before its neighbours are looked at. scale: of the words behind it, else 1."""

    start: int
    end: int
    values: list[Value]
    scale: int = 1
    month: int = 0


@dataclass(slots=True)
class Dated:
    """A date that stands from `start` to `end`."""

    start: int
    end: int
    date: Date


def plain(text: str) -> str:
    """The text without what readers do not see, with plain spaces and digits 0–9."""
    for mark, pattern in _NOT_TEXT:
        if mark in text:
            text = pattern.sub("", text)
    text = with_plain_spaces(text)
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)


def find(text: str, form: NumberFormat) -> tuple[list[Found], list[Dated]]:
    """The numbers of a plain text in order, and the dates that are written in numbers."""
    dates: list[Dated] = []
    found = list(_in_digits(text, form, dates))
    _join_neighbours(text, found)
    if form.afternoon:
        _hours(text, found, *form.afternoon)
    found += _by_name(text, form)
    found.sort(key=lambda each: each.start)
    return found, dates


def _in_digits(text: str, form: NumberFormat, dates: list[Dated]) -> Iterator[Found]:
    at = 0
    while start := _STARTS.search(text, at):
        match = form.number.match(text, start.start())
        if match is None:
            at = start.end()
            continue
        at = match.end()
        if match[0] != _NO_MINUTES and not _counts(text, match):
            yield from _read(match, form, dates)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number only counts an item of a list."""
    return bool(
        _COUNTED.match(text, match.end())
        and _BEFORE_COUNTED.search(text, max(0, match.start() - 8), match.start())
    )


def _read(match: re.Match[str], form: NumberFormat, dates: list[Dated]) -> Iterator[Found]:
    start, end = match.span()
    if run := match["run"]:
        yield _scaled(match, form.value(run), form)
    elif phone := match["phone"]:
        yield Found(start, end, list(_phone(phone)))
    elif code := match["code"]:
        yield Found(start, end, [code])
    else:
        parts = [(part[0], start + part.start()) for part in re.finditer(r"\d+", match[0])]
        values = [int(part) for part, _ in parts]
        if day := form.day(values):
            year = max(values) if max(values) > 99 else 0
            # 9/2 alone may be a fraction, or the way another language writes it
            dates.append(Dated(start, end, Date(*day, year, 0, written=bool(year))))
        for part, at in parts:
            yield Found(at, at + len(part), [Decimal(part)])


def _scaled(match: re.Match[str], value: Value, form: NumberFormat) -> Found:
    words = match["scale"]
    if not words or isinstance(value, str):
        return Found(match.start(), match.end("run"), [value])
    scale = 1
    for word in form.scale_word.finditer(words):
        scale *= form.scales[word[0].lower()]
    return Found(match.start(), match.end(), [value * scale], scale)


def _phone(written: str) -> Iterator[str]:
    """A telephone number without the zero or the country's code, which has one to three digits."""
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        yield from (digits[length:] for length in (2, 1, 3))
    else:
        yield digits[1:]


def _join_neighbours(text: str, found: list[Found]) -> None:
    """Two numbers that are one (1万5千), and what one end of a range says of the other."""
    at = 0
    while at + 1 < len(found):
        this, then = found[at], found[at + 1]
        at += 1
        first, second = this.values[0], then.values[0]
        if then.start - this.end > GAP or isinstance(first, str) or isinstance(second, str):
            continue
        gap = text[this.end : then.start]
        if this.scale > then.scale and second < this.scale:
            if then.scale > 1 if gap == " " else not gap and second * 10 >= this.scale:
                this.values, this.end, this.scale = [first + second], then.end, then.scale
                del found[at]
                at -= 1
        elif _ENDS_A_GAP.isdisjoint(gap):
            if this.scale == 1 < then.scale:
                this.values.append(first * then.scale)  # 15–25 nghìn
            if FIRST_YEAR <= first < AFTER_YEARS and second < 100 and not gap.strip("-–—/～~ "):
                then.values.append(first // 100 * 100 + second)  # 2022–23


def _hours(text: str, found: list[Found], before: re.Pattern[str], behind: re.Pattern[str]) -> None:
    for each in found:
        hour = each.values[0]
        if isinstance(hour, Decimal) and hour <= 12:
            said = before.search(text, max(0, each.start - 8), each.start)
            if said or behind.match(text, each.end):
                each.values.append(hour + 12)


def _by_name(text: str, form: NumberFormat) -> Iterator[Found]:
    if form.month:
        for match in form.month.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                month = form.months[match[0]]
                yield Found(*match.span(), [Decimal(month)], month=month)
    for match in _ROMAN.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if _IS_ROMAN.fullmatch(match[0]) and not any(map(str.isalnum, around)):
            yield Found(*match.span(), [Decimal(_roman(match[0]))])


def _roman(written: str) -> int:
    digits = [_ROMAN_DIGITS[char] for char in written]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-this if this < then else this for this, then in pairs)
