"""Lengths of titles and descriptions are counted as their script is shown."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from quangba import snippets
from quangba.languages import Language

VI, ZH, EN = (
    Language("vi", "vi", "Việt"),
    Language("zh", "zh-Hans", "中文"),
    Language("en", "en", "E"),
)


def test_limits_by_script():
    assert snippets.limits(EN) == snippets.limits(VI) == snippets.Limits(60, 160, 25)
    assert snippets.limits(ZH) == snippets.Limits(30, 80, 12)
    assert snippets.limits(Language("ja", "ja", "日本語")) == snippets.limits(ZH)


def test_a_han_character_is_as_wide_as_two_letters():
    assert snippets.length("新清口岸", ZH) == 4
    assert snippets.length("新清（Tân）", ZH) == 6
    assert snippets.length("新清", EN) == 4


@given(st.text(alphabet="aăâđêôơư áàảãạ", max_size=80))
def test_tone_marks_take_no_room(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert snippets.length(composed, VI) == snippets.length(decomposed, VI) == len(composed)
