"""Telex and VNI left in a text: what is found, and above all what is not taken for it."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quangba.checks import keystrokes, syllables

ROOT = Path(__file__).parents[2]
TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
TELEX_TONES = ("", "s", "f", "r", "x", "j")

_NOT_TYPED_WRONGLY = """
tour tours beef room rooms zoom text email web website online offline homestay check-in wifi
Wi-Fi Facebook Google YouTube TikTok iPhone laptop test best host post max tax box six mix fax
bus gas yes this these those has was his her for or car bar star beer seen see tree free week
been how now show town down new news view law laws row rows low door floor food good book look
cook school sofa photo chef half golf roof proof of if self surf leaf loaf turf wolf raj taj
majo mojo dojo trojan ajar les des nous vous dans sans sur pas mais est sont Paris Louis Lyon
Alexandre Yersin Pasteur Doumer Noé née têtes mâts forêts café résumé français été deux rois
mois bois voix choix taxi soif vif sauf Rome Roosevelt Beethoven Lee Moon Park Kim Haas Maas
Isaac Aaron Kuwait Rwanda Zimbabwe Hollywood Deng Xiaoping Zhou Enlai Guangxi Pingxiang Nanning
Chongzuo Longzhou Hanoi Saigon Laos Lao Hmong OCOP UNESCO ASEAN COVID GDP HTX UBND XHCN QĐ NĐ VH
TTDL DDoS PDF GIF JPEG MP4 H2O CO2 A4 B2 QL1 QL1A QL4A 4A S23 U23 G20 COP26 km2 m2 m3 3G 4G 5G
a11y i18n e2e b2b PM2 PC1 T1 D9 ha2 mp3 zone4 L1 N9 B52 sli lượn then tính Tày Nùng Dao Sán Chay
Mông Kinh Ngái Pò Pác Bản Khuổi Nà Slao coóng phù cốm pjạng phja bjoóc slương hắt Háng Kỳ Cùng
Đắk Lắk Krông Pleiku Kon Tum Buôn xoong goòng moóc boong
"""
NOT_TYPED_WRONGLY = _NOT_TYPED_WRONGLY.split()
TYPED_WRONGLY = {
    "ddaauf": "đầu", "tieengs": "tiếng", "nguowif": "người", "Vieejt": "Việt", "VIEEJT": "VIỆT",
    "dduowcj": "được", "nhuwngx": "những", "phoos": "phố", "nhaf": "nhà", "lamf": "làm",
    "tuwf": "từ", "khoong": "không", "ddi": "đi", "tieesng": "tiếng", "tiêngs": "tiếng",
    "đuowngf": "đường", "nuwowcs": "nước", "Ddoongf": "Đồng", "khacs": "khác", "giuwx": "giữ",
    "tie61ng": "tiếng", "d9a6u": "đâu", "Vie65t": "Việt", "d9u7o7c5": "được", "d9i": "đi",
    "ngu7o7i2": "người", "D9o6ng": "Đông", "la2m": "làm", "pho61": "phố",
}  # fmt: skip


@pytest.mark.parametrize("word", NOT_TYPED_WRONGLY)
def test_words_of_other_languages_names_and_codes(word):
    for part in re.findall(r"[^\W_]+", word):
        assert keystrokes.meant(part, "old") is None


@pytest.mark.parametrize("word", TYPED_WRONGLY)
def test_leftovers(word):
    assert keystrokes.meant(word, "old") == TYPED_WRONGLY[word]


def test_the_habit_of_the_site_is_what_is_proposed():
    assert keystrokes.meant("nhoaf", "old") == "nhòa"
    assert keystrokes.meant("nhoaf", "new") == "nhoà"


def test_no_word_of_this_sites_pages():
    words = {
        word
        for file in (ROOT / "docs").rglob("*.md")
        for word in re.findall(r"[^\W_]+", re.sub(r"\S*[/@.]\w\S*", "", file.read_text("utf-8")))
    }

    assert len(words) > 5_000
    assert [word for word in sorted(words) if keystrokes.meant(word, "old")] == []


RHYMES = st.sampled_from(sorted(syllables.RHYMES))
SYLLABLES = st.builds(
    syllables.parse,
    st.builds("{}{}".format, st.sampled_from(syllables.ONSETS), RHYMES),
    st.integers(0, 5),
).filter(lambda found: found is not None and found.is_said)  # fmt: skip


@given(SYLLABLES, st.sampled_from(["old", "new"]))
def test_a_syllable_is_never_a_leftover(found, style):
    word = found.written(style)
    if not (found.rhyme == "oong" and found.onset in ("ng", "ngh", "nh", "kh", "ph", "đ")):
        assert keystrokes.meant(word, style) is None
        assert keystrokes.meant(word.upper(), style) is None


@given(SYLLABLES, st.sampled_from(["old", "new"]), st.booleans())
def test_keys_come_to_what_they_were_typed_for_or_to_nothing(found, style, vni):
    assume(vni or not found.rhyme.startswith("oo"))  # Telex writes ô so
    table = VNI if vni else TELEX
    typed = "".join(table.get(char, char) for char in found.onset + found.rhyme)
    if found.tone:
        typed += str(found.tone) if vni else TELEX_TONES[found.tone]

    meant = keystrokes.meant(typed, style)

    assert meant in (None, found.written(style))
    if vni and found.tone and set(typed) & set("6789"):
        assert meant == found.written(style)
    if found.onset == "đ" and not vni and found.tone:
        assert meant == found.written(style)


def test_letters_in_parts_are_read_alike():
    assert syllables.read("tiếng") == ("tiêng", ((2, 1),))
    assert unicodedata.is_normalized("NFC", keystrokes.meant("tieengs", "old"))
