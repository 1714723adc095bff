"""Numbers by value: whatever CLDR writes is read back, in every language."""

import datetime as dt
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from quangba.content import quantities
from quangba.content.number_format import NumberFormat
from quangba.content.number_words import NumberWords
from quangba.languages import Language

TAGS = (
    "vi",
    "en",
    "en-GB",
    "zh-Hans",
    "zh-Hant",
    "fr",
    "de",
    "de-CH",
    "hi",
    "ja",
    "es",
    "pl",
    "sv",
)
LANGUAGES = {tag: Language(tag.lower(), tag, tag) for tag in TAGS}
FORMS = {
    tag: NumberFormat(language, {"千": 1000} if tag.startswith("zh") else {})
    for tag, language in LANGUAGES.items()
}


def read(text, tag):
    (reading,) = quantities.read([[(1, text)]], FORMS[tag])
    return reading


def values(text, tag):
    return [each.values[0] for each in read(text, tag).quantities]


tags = st.sampled_from(TAGS)
numbers = st.decimals(0, 10**12, places=3).map(Decimal.normalize) | st.integers(0, 10**12).map(
    Decimal
)


@given(numbers, tags)
def test_a_number_is_read_as_it_was_written(number, tag):
    written = format_decimal(
        number, locale=LANGUAGES[tag].babel, decimal_quantization=False, numbering_system="latn"
    )

    assert values(f"x {written} x", tag) == [number]


@given(numbers, st.tuples(tags, tags), st.data())
def test_one_changed_digit_is_another_number(number, pair, data):
    one, other = (
        format_decimal(number, locale=LANGUAGES[tag].babel, decimal_quantization=False)
        for tag in pair
    )
    at = data.draw(st.sampled_from([n for n, char in enumerate(other) if char.isdigit()]))
    digit = data.draw(st.sampled_from("123456789").filter(lambda digit: digit != other[at]))
    changed = other[:at] + digit + other[at + 1 :]

    assert values(one, pair[0]) == values(other, pair[1])
    assert values(one, pair[0]) != values(changed, pair[1])


@given(st.integers(1, 999), st.integers(3, 12), tags)
def test_scaled_numbers(number, zeros, tag):
    value, locale = number * 10**zeros, LANGUAGES[tag].babel
    width = "long" if "long" in locale.compact_decimal_formats else "short"
    written = format_compact_decimal(value, format_type=width, locale=locale, fraction_digits=9)

    assume(any(map(str.isdecimal, written)))  # French writes `mille` in letters

    assert values(f"x {written} x", tag) == [Decimal(value)]


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)),
    tags,
    st.sampled_from(["short", "medium", "long"]),
)
def test_dates_have_their_day_and_month(day, tag, width):
    written = format_date(day, width, locale=LANGUAGES[tag].babel)
    found = read(f"x {written} x", tag)

    parts = {value for each in found.quantities for value in each.values}
    assert {Decimal(day.day), Decimal(day.month)} <= parts
    assert (day.day, day.month) in {(date.day, date.month) for date in found.dates}


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("1.234,5", "vi", ["1234.5"]),
        ("1,234.5", "en", ["1234.5"]),
        ("12.3万", "zh-Hans", ["123000"]),
        ("1万5千", "zh-Hans", ["15000"]),
        ("3亿2000万", "zh-Hans", ["320000000"]),
        ("１２３", "zh-Hans", ["123"]),
        ("1 tỷ 200 triệu đồng", "vi", ["1200000000"]),
        ("4,5 nghìn tỷ", "vi", ["4500000000000"]),
        ("đường 4A, QL4A", "vi", ["4A", "4A"]),
        ("12.3", "vi", ["12.3"]),
        ("1.234,5", "en", ["1234.5"]),
        ("the 19th and the XIXth, in XIX", "en", ["19", "19"]),
        ("0205", "vi", ["0205"]),
        ("version 3.11.2", "en", ["3.11.2"]),
        ("15.000", "en", ["15"]),
        ("1 km² of H2O and CO₂", "en", ["1", "2O"]),
        ("12,5% và 7h30", "vi", ["12.5", "7", "30"]),
        ("1. One\n2. Two", "en", []),
        ("`12` [7](8.md) {#nine9} <b id='10'> https://x.example/11 {{ fact(\"a-12\") }} [^13]",
         "en", ["7"]),
        ("**12**5 and *7*", "en", ["125", "7"]),
        ("March and may, mar", "en", ["3"]),
        ("LXII, I, V, CV, MIX", "en", []),
    ],
)  # fmt: skip
def test_values(text, tag, expected):
    assert [str(Decimal(v).normalize().__format__("f") if isinstance(v, Decimal) else v)
            for v in values(text, tag)] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("13 giờ", "vi"), ("1 p.m.", "en")),
        (("下午1点", "zh-Hans"), ("13:00", "en")),
        (("+84 205 3812 345", "en"), ("0205 3812 345", "vi")),
        (("15–25 nghìn", "vi"), ("1.5万～2.5万", "zh-Hans")),
        (("2022–23", "en"), ("2022–2023", "vi")),
    ],
)
def test_what_can_mean_the_same(one, other):
    pairs = zip(read(*one).quantities, read(*other).quantities, strict=False)

    assert all(set(a.values) & set(b.values) for a, b in pairs)


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("14–15/2/2027", "vi", {(15, 2, 2027), (14, 2, 2027)}),
        ("2027年2月14日至15日", "zh-Hans", {(14, 2, 2027), (15, 2, 2027)}),
        ("ngày 25 tháng 2 năm 2026", "vi", {(25, 2, 2026)}),
        ("the 3rd of March", "en", set()),
        ("3rd March, 1990", "en-GB", {(3, 3, 1990)}),
        ("2/9/2026", "en", {(9, 2, 2026)}),
        ("2026-02-09", "vi", {(9, 2, 2026)}),
        ("Nghị quyết 202/2025/QH15", "vi", set()),
    ],
)
def test_dates(text, tag, expected):
    assert {(date.day, date.month, date.year) for date in read(text, tag).dates} == expected


def test_each_part_has_its_own_lines():
    parts = [[(3, "7 boats"), (9, "8")], [], [(12, "9")]]
    readings = quantities.read(parts, FORMS["en"])

    assert [[(q.shown, q.line) for q in r.quantities] for r in readings] == [
        [("7", 3), ("8", 9)],
        [],
        [("9", 12)],
    ]
    assert readings[0].line(readings[0].text.index("8")) == 9


@given(st.integers(1, 200), st.sampled_from(["vi", "en", "fr", "de", "zh-Hans", "ja"]))
def test_words_of_numbers(number, tag):
    words = NumberWords(LANGUAGES[tag], {Decimal(15): ("rằm",)})
    from unicode_rbnf import RbnfEngine

    spelt = RbnfEngine.for_language(tag.partition("-")[0]).format_number(number).text

    assert words.count(Decimal(number), f"x {spelt} x".lower()) == 1
    assert words.count(Decimal(number), "") == 0


def test_words_are_whole_words():
    chinese, english = (NumberWords(LANGUAGES[tag], {}) for tag in ("zh-Hans", "en"))

    assert chinese.count(Decimal(3), "三十、十三、第三、三个") == 2
    assert english.count(Decimal(1), "someone, one, first") == 2
    assert english.count(Decimal("0.5"), "half") == 0
