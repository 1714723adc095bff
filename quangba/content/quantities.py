"""Numbers, dates and codes of a text by value, as the text's language writes them.

1.234,5 in Vietnamese, 1,234.5 in English and 12.3万 in Chinese are then the same kind of thing:
a value with its line. Numbers in words ('three', '三') are not read here; `number_words` finds
them for the few values that have no counterpart in digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quangba.content.markdown_lines import Line
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
_COUNTED = re.compile(r"[.)] ")
_BEFORE_COUNTED = re.compile(r"(?:^|\n)[ >]*$")
_ROMAN = re.compile(r"[IVX]{2,}")
_IS_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_FIRST_YEAR, _AFTER_YEARS = 1000, 3000
_SUFFIX = 4
"""So many characters at most between a day and its month: '3rd May', '1 de enero'."""
_GAP = 5
"""And between the ends of a range: '–', ' đến ', ' to '."""
_ENDS_A_GAP = frozenset(".,;:()|\n")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a code. values: what it can mean, the plain reading first; line: of the file."""

    shown: str
    values: tuple[Value, ...]
    line: int


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


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a part of a text.

    text: what readers see, without marks; lines: (place in the text, line of the file) of where
    each begins.
    """

    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    text: str
    lines: tuple[tuple[int, int], ...]

    def line(self, at: int) -> int:
        """The line of the file that a place of `text` is in."""
        return self.lines[bisect_right(self.lines, (at, 10**9)) - 1][1]


@dataclass(slots=True)
class _Found:
    """A number before its neighbours are looked at. scale: of the words behind it, else 1."""

    start: int
    end: int
    values: list[Value]
    scale: int = 1
    month: int = 0


@dataclass(slots=True)
class _Dated:
    """A date that stands from `start` to `end`."""

    start: int
    end: int
    date: Date


def read(parts: Sequence[Sequence[Line]], form: NumberFormat) -> tuple[Reading, ...]:
    """What stands in each part of a text of one language. Read at once: passes cost time."""
    text = _plain("\n".join(line for part in parts for _, line in (*part, (0, ""))))
    rows = text.split("\n")
    numbers = [number for part in parts for number, _ in (*part, (0, ""))]
    starts, at = [], 0
    for row in rows:
        starts.append(at)
        at += len(row) + 1
    found, dates = _all(text, form)
    places = [each.start for each in found]
    readings, first = [], 0
    for part in parts:
        last = first + len(part)
        begin, end = starts[first], starts[last]
        own = found[bisect_right(places, begin - 1) : bisect_right(places, end - 1)]
        quantities = tuple(
            Quantity(
                text[f.start : f.end],
                tuple(f.values),
                numbers[bisect_right(starts, f.start) - 1],
            )
            for f in own
        )
        days = tuple(
            replace(each.date, line=numbers[bisect_right(starts, each.start) - 1])
            for each in dates
            if begin <= each.start < end
        )
        lines = tuple(
            (start - begin, number)
            for start, number in zip(starts[first:last], numbers[first:last], strict=True)
        )
        readings.append(Reading(quantities, days, text[begin:end], lines))
        first = last + 1
    return tuple(readings)


def _plain(text: str) -> str:
    """The text without what readers do not see, with plain spaces and digits 0–9."""
    for mark, pattern in _NOT_TEXT:
        if mark in text:
            text = pattern.sub("", text)
    text = with_plain_spaces(text)
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), text)


def _all(text: str, form: NumberFormat) -> tuple[list[_Found], list[_Dated]]:
    dates: list[_Dated] = []
    found = list(_numbers(text, form, dates))
    _neighbours(text, found)
    if form.afternoon:
        _hours(text, found, *form.afternoon)
    found += _names(text, form)
    found.sort(key=lambda each: each.start)
    dates += _dates(text, found, form)
    taken = [(each.start, each.end) for each in dates]
    free = {f.start for f in found if not any(start <= f.start < end for start, end in taken)}
    dates += [other for each in dates for other in _ranges(text, each, found, free)]
    return found, dates


def _numbers(text: str, form: NumberFormat, dates: list[_Dated]) -> Iterator[_Found]:
    at = 0
    while start := _STARTS.search(text, at):
        match = form.number.match(text, start.start())
        if match is None:
            at = start.end()
            continue
        at = match.end()
        if not _counts(text, match):
            yield from _read(match, form, dates)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number only counts an item of a list."""
    return bool(
        _COUNTED.match(text, match.end())
        and _BEFORE_COUNTED.search(text, max(0, match.start() - 8), match.start())
    )


def _read(match: re.Match[str], form: NumberFormat, dates: list[_Dated]) -> Iterator[_Found]:
    start, end = match.span()
    if run := match["run"]:
        yield _scaled(match, form.value(run), form)
    elif phone := match["phone"]:
        yield _Found(start, end, list(_phone(phone)))
    elif code := match["code"]:
        yield _Found(start, end, [code])
    else:
        parts = [(part[0], start + part.start()) for part in re.finditer(r"\d+", match[0])]
        values = [int(part) for part, _ in parts]
        if day := form.day(values):
            year = max(values) if max(values) > 99 else 0
            # 9/2 alone may be a fraction, or the way another language writes it
            dates.append(_Dated(start, end, Date(*day, year, 0, written=bool(year))))
        for part, at in parts:
            yield _Found(at, at + len(part), [Decimal(part)])


def _scaled(match: re.Match[str], value: Value, form: NumberFormat) -> _Found:
    words = match["scale"]
    if not words or isinstance(value, str):
        return _Found(match.start(), match.end("run"), [value])
    scale = 1
    for word in form.scale_word.finditer(words):
        scale *= form.scales[word[0].lower()]
    return _Found(match.start(), match.end(), [value * scale], scale)


def _phone(written: str) -> Iterator[str]:
    """A telephone number without the zero or the country's code, which has one to three digits."""
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        yield from (digits[length:] for length in (2, 1, 3))
    else:
        yield digits[1:]


def _neighbours(text: str, found: list[_Found]) -> None:
    """Two numbers that are one (1万5千), and what one end of a range says of the other."""
    at = 0
    while at + 1 < len(found):
        this, then = found[at], found[at + 1]
        at += 1
        first, second = this.values[0], then.values[0]
        if then.start - this.end > _GAP or isinstance(first, str) or isinstance(second, str):
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
            if _FIRST_YEAR <= first < _AFTER_YEARS and second < 100 and not gap.strip("-–—/～~ "):
                then.values.append(first // 100 * 100 + second)  # 2022–23


def _hours(
    text: str, found: list[_Found], before: re.Pattern[str], behind: re.Pattern[str]
) -> None:
    for each in found:
        hour = each.values[0]
        if isinstance(hour, Decimal) and hour <= 12:
            said = before.search(text, max(0, each.start - 8), each.start)
            if said or behind.match(text, each.end):
                each.values.append(hour + 12)


def _names(text: str, form: NumberFormat) -> Iterator[_Found]:
    if form.month:
        for match in form.month.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                month = form.months[match[0]]
                yield _Found(*match.span(), [Decimal(month)], month=month)
    for match in _ROMAN.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if _IS_ROMAN.fullmatch(match[0]) and not any(map(str.isalnum, around)):
            yield _Found(*match.span(), [Decimal(_roman(match[0]))])


def _roman(written: str) -> int:
    digits = [_ROMAN_DIGITS[char] for char in written]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-this if this < then else this for this, then in pairs)


def _dates(text: str, found: list[_Found], form: NumberFormat) -> Iterator[_Dated]:
    """Days that stand beside a month: by name in either order, in digits in the language's own."""
    months = {at: span for at, each in enumerate(found) if (span := _month(text, each, form))}
    for at, (month, start, end) in months.items():
        for beside in (at - 1, at + 1):
            if not 0 <= beside < len(found) or beside in months:
                continue
            other = found[beside]
            day, is_before = other.values[0], beside < at
            gap = start - other.end if is_before else other.start - end
            in_order = found[at].month or is_before == form.day_first
            if in_order and gap <= _SUFFIX and isinstance(day, Decimal) and 1 <= day <= 31:
                first, last = min(start, other.start), max(end, other.end)
                year = _year(found, min(at, beside), first, last, before=form.year_first)
                yield _Dated(first, last, Date(int(day), month, year, 0))


def _year(found: list[_Found], first: int, start: int, end: int, *, before: bool) -> int:
    """The year beside a date, whose two numbers are `first` and the next; 0 if there is none."""
    at = first - 1 if before else first + 2
    if not 0 <= at < len(found):
        return 0
    year, gap = found[at].values[0], start - found[at].end if before else found[at].start - end
    if isinstance(year, str) or gap > _GAP or not _FIRST_YEAR <= year < _AFTER_YEARS:
        return 0
    return int(year)


def _month(text: str, each: _Found, form: NumberFormat) -> tuple[int, int, int] | None:
    """(month, start, end) of a number that is a month by its name, or by what is around it."""
    if each.month:
        return each.month, each.start, each.end
    number = each.values[0]
    if isinstance(number, Decimal) and 1 <= number <= 12:
        for before, after in form.around_months:
            start, end = each.start - len(before), each.end + len(after)
            if text[max(0, start) : each.start] == before and text[each.end : end] == after:
                return int(number), start, end
    return None


def _ranges(text: str, dated: _Dated, found: list[_Found], free: set[int]) -> Iterator[_Dated]:
    """Other days of the same month, no dates themselves: 14 in 14–15/2, 15 in 2月14日至15日."""
    places = [each.start for each in found]
    first, last = bisect_left(places, dated.start), bisect_left(places, dated.end)
    for others, is_before in ((reversed(found[:first]), True), (found[last:], False)):
        start, end = dated.start, dated.end
        for each in others:
            gap = text[each.end : start] if is_before else text[end : each.start]
            day = each.values[0]
            if each.start not in free or len(gap) > _GAP:
                break
            if isinstance(day, str) or not 1 <= day <= 31:
                break
            start, end = min(start, each.start), max(end, each.end)
            yield _Dated(each.start, each.end, replace(dated.date, day=int(day), written=False))
