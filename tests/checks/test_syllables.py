"""Vietnamese syllables against a table that was written by hand, not by the rules."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.checks import syllables

TONES = {1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323"}

# Rhymes with a star before the letter that carries the tone mark, in both habits.
_BOTH = """
*a *ai *ao *au *ay *am *an *ang *anh *ap *at *ac *ach *ăm *ăn *ăng *ăp *ăt *ăc *âm *ân *âng *âp
*ât *âc *âu *ây *e *em *en *eng *eo *ep *et *ec *ê *êm *ên *ênh *êp *êt *êch *êu *i *im *in *inh
*ip *it *ich *iu i*êm i*ên i*êng i*êp i*êt i*êc i*êu *ia *o *oi *om *on *ong *op *ot *oc *ô *ôi
*ôm *ôn *ông *ôp *ôt *ôc *ơ *ơi *ơm *ơn *ơp *ơt *u *ui *um *un *ung *up *ut *uc *ua u*ôi u*ôm
u*ôn u*ông u*ôt u*ôc *ư *ưi *ưu *ưng *ưt *ưc *ưa ư*ơi ư*ơu ư*ơm ư*ơn ư*ơng ư*ơp ư*ơt ư*ơc o*ai
o*ao o*ay o*an o*ang o*anh o*at o*ac o*ach o*ăn o*ăng o*ăt o*ăc o*en o*eo o*et u*ê u*ênh u*êch
u*ân u*âng u*ât u*ây u*ơ u*yt u*yu u*ynh u*ych uy*ên uy*êt
"""
BOTH = _BOTH.split()
DIFFERENT = {"oa": ("*oa", "o*a"), "oe": ("*oe", "o*e"), "uy": ("*uy", "u*y")}
ONSETS = ["", "b", "đ", "h", "kh", "l", "m", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"]
# What belongs to the onset, and what is written for it in one way only.
_WORDS = """
quá quà quả quã quạ quý quỳ quỷ quỹ quỵ quét quẻ quê quế quốc quyền quyết quỳnh quýt quơ quán
quảng quắt quấy quẩn quít giá già giả giã giạ giò giỏ giết giếng giường giữ gì gìn gỉ giúp giỗ
giờ giặc ghế ghét gà gỗ kẻ ký kỳ kiến ngã nghĩ nghệ nghiệp ngoài ngoại yến yếu ý ỷ ông ếch ủy
khuỷu khúc tuổi cuối chuối chuột người mía của mùa cứu rượu hươu quẹo ngoẹo ngoáo nguệch
"""
WORDS = _WORDS.split()


def written(onset, starred, tone):
    at = starred.index("*")
    rhyme = starred.replace("*", "")
    marked = unicodedata.normalize("NFC", rhyme[at] + TONES[tone])
    return onset + rhyme[:at] + marked + rhyme[at + 1 :]


def right(word, style):
    letters, tones = syllables.read(word)
    assert len(tones) <= 1
    found = syllables.parse(letters, tones[0][1] if tones else 0)
    return found and found.written(style)


def table():
    for onset, starred, tone in itertools.product(ONSETS, BOTH, TONES):
        if tone in (1, 5) or not starred.endswith(("c", "ch", "p", "t")):
            yield written(onset, starred, tone)


@pytest.mark.parametrize("style", ["old", "new"])
def test_where_both_habits_agree(style):
    assert [word for word in table() if right(word, style) != word] == []


@pytest.mark.parametrize("style", ["old", "new"])
@pytest.mark.parametrize("word", WORDS)
def test_onsets_with_a_vowel_letter(word, style):
    assert right(word, style) == word or (word == "ủy" and style == "new")


@pytest.mark.parametrize("onset", ONSETS)
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("rhyme", DIFFERENT)
def test_the_habits_differ_in_three_open_rhymes_alone(onset, tone, rhyme):
    old, new = (written(onset, starred, tone) for starred in DIFFERENT[rhyme])

    assert old != new
    for word in (old, new):
        assert right(word, "old") == old
        assert right(word, "new") == new


@given(
    st.sampled_from(syllables.ONSETS),
    st.sampled_from(sorted(syllables.RHYMES)),
    st.integers(1, 5),
    st.sampled_from(["old", "new"]),
)
def test_what_is_written_is_read_again(onset, rhyme, tone, style):
    found = syllables.parse(onset + rhyme, tone)
    if found is not None:
        letters, tones = syllables.read(found.written(style))

        assert letters == onset + rhyme
        assert [each for _, each in tones] == [tone]
        assert letters[tones[0][0]] in syllables.VOWELS


@pytest.mark.parametrize(
    "letters",
    ["ce", "kô", "nge", "gho", "quia", "brung", "pjêt", "strong", "web", "", "ngw", "qoa"],
)
def test_what_no_syllable_can_be(letters):
    assert syllables.parse(letters, 0) is None


@pytest.mark.parametrize(
    ("word", "right", "shown"),
    [("HÒA", "hoà", "HOÀ"), ("Hòa", "hoà", "Hoà"), ("TIE61NG", "tiếng", "TIẾNG"),
     ("Tie61ng", "tiếng", "Tiếng"), ("uỶ", "ủy", "ủY")],
)  # fmt: skip
def test_capitals_stay(word, right, shown):
    assert syllables.in_case_of(word, right) == shown
