"""Lines of cards: where they may break, how they are balanced, how they are cut."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media.cards import lines
from quangba.media.cards.lines import ELLIPSIS, Room

NEVER_FIRST = "，。！？、；：）》」』】”’…—·%"
NEVER_LAST = "（《「『【“‘"
NAME = ("Tân Thanh", "Văn Lãng", "新清寺")


def measure(text):
    """A Han character is as wide as two letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def fitted(text, width, most=9, kept=()):
    return lines.fitted(text, Room(width, most), measure, kept)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        # Vietnamese: between syllables, after a comma where that is no worse
        ("Na Sầm, thị trấn bên sông", 18, ["Na Sầm, thị", "trấn bên sông"]),
        ("Tiền, giờ, điện thoại", 14, ["Tiền, giờ,", "điện thoại"]),
        ("Hội chùa", 20, ["Hội chùa"]),
        # no last line of one short word where the lines can be alike
        ("mot hai ba bon nam", 17, ["mot hai", "ba bon nam"]),
        # English: no break inside words, numbers, or between a number and its sign
        ("Trade: 5.5 km, 100%", 8, ["Trade:", "5.5 km,", "100%"]),
        # Chinese: between any characters but before 、，。）》 or after （《
        ("一二三四五六，七八", 12, ["一二三四", "五六，七八"]),
        ("在《山河》中", 8, ["在《山", "河》中"]),
        ("新清（Tân Thanh）", 13, ["新清", "（Tân Thanh）"]),
        ("建于2015年", 8, ["建于", "2015年"]),
        ("到Hà Nội去", 8, ["到Hà", "Nội去"]),
        # what has no room
        ("Nghiêng", 3, []),
        ("", 10, []),
    ],
)
def test_breaks(text, width, expected):
    kept = ("Tân Thanh",)
    assert list(fitted(text, width, kept=kept)) == expected


def test_a_name_is_kept_together_where_it_has_room():
    text = "Hội chùa Tân Thanh, mùng chín"
    assert list(fitted(text, 16, kept=("chùa Tân Thanh",))) == [
        "Hội",
        "chùa Tân Thanh,",
        "mùng chín",
    ]
    # one that is wider than a line has no room: a smaller size may have
    assert fitted(text, 8, kept=("Tân Thanh",)) == ()


def test_of_names_that_hold_each_other_the_inner_one_is_kept():
    """Kept whole, the longer one would leave "Hội" alone on the first line."""
    text = "Hội chùa Tân Thanh, mùng chín"

    found = fitted(text, 16, kept=("chùa Tân Thanh", "Tân Thanh", "sông Kỳ Cùng mùa lũ"))

    assert found == ("Hội chùa", "Tân Thanh,", "mùng chín")
    assert fitted("参加新清寺庙会", 8, kept=("新清", "新清寺")) == ("参加", "新清寺", "庙会")


def test_a_dot_between_two_parts_does_not_end_a_line():
    assert fitted("ngày 14 · chùa Tân Thanh", 16) == ("ngày 14", "chùa Tân Thanh")


@pytest.mark.parametrize(
    ("text", "width", "most", "expected"),
    [
        ("một hai ba bốn năm sáu", 8, 2, ["một hai", f"ba bốn{ELLIPSIS}"]),
        ("một hai, ba bốn", 8, 1, [f"một hai{ELLIPSIS}"]),
        ("一二三四五六七八", 8, 1, [f"一二三{ELLIPSIS}"]),
        ("一二（三四）五六", 8, 1, [f"一二{ELLIPSIS}"]),
        ("Nghiêng nghiêng", 4, 2, ["Nghi", f"êng{ELLIPSIS}"]),
        ("một hai", 8, 2, ["một hai"]),
    ],
)
def test_what_is_too_long_ends_in_an_ellipsis(text, width, most, expected):
    assert list(lines.cut(text, Room(width, most), measure)) == expected


words = st.text(st.sampled_from("aăâđêộữẫgnhtv"), min_size=1, max_size=9)
han = st.text(st.sampled_from("文朗新清寺谅山，。、！（）《》“”2025年 "), min_size=1, max_size=12)
texts = st.lists(st.one_of(words, han, st.sampled_from(NAME)), min_size=1, max_size=12).map(
    " ".join
)


@given(texts, st.integers(6, 60), st.integers(1, 6))
def test_lines_have_room_and_say_everything(text, width, most):
    found = fitted(text, width, most, kept=NAME)
    assert len(found) <= most
    assert all(measure(line) <= width for line in found)
    assert all(line == line.strip() and line for line in found)
    if found:
        assert "".join("".join(found).split()) == "".join(text.split())


@given(texts, st.integers(12, 60))
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(text, width):
    found = fitted(text, width)
    whole = " ".join(text.split())
    for before, after in itertools.pairwise(found):
        if f"{before} {after}" in whole:
            continue  # a space is a place to break, whatever stands beside it
        assert after[0] not in NEVER_FIRST
        assert before[-1] not in NEVER_LAST


@given(texts, st.integers(12, 60))
def test_no_break_inside_a_syllable_or_a_number(text, width):
    for before, after in itertools.pairwise(fitted(text, width)):
        joined = not (before[-1].isspace() or after[0].isspace())
        letters = before[-1].isalnum() and after[0].isalnum()
        narrow = measure(before[-1] + after[0]) == 2
        if joined and letters and narrow:
            assert f"{before[-1]} {after[0]}" in " ".join(text.split())


@given(texts, st.integers(1, 40), st.integers(1, 4))
def test_a_cut_has_room_whatever_the_text(text, width, most):
    found = lines.cut(text, Room(width, most), measure)
    assert len(found) <= most
    assert all(measure(line) <= max(width, 3) for line in found)
