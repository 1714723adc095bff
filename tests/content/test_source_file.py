"""Bytes from any editor become text, or a problem."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from quangba.content.source_file import MAX_BYTES, check_name, decode

BOM = b"\xef\xbb\xbf"


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_text_or_problems(data):
    text, problems = decode(data, "a.md")

    assert (text is None) == any(problem.severity > 0 for problem in problems)
    if text is not None:
        assert "\r" not in text
        assert not text.startswith("\ufeff") or data.startswith(BOM * 2)
        assert unicodedata.is_normalized("NFC", text)


@given(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\ufeff")).filter(
        str.strip
    )
)
def test_a_mark_and_windows_line_ends_change_nothing(text):
    plain = text.encode()

    assert decode(BOM + plain.replace(b"\n", b"\r\n"), "a.md")[0] == decode(plain, "a.md")[0]


def test_composed_and_decomposed_letters_are_the_same_text():
    text, notes = decode(unicodedata.normalize("NFD", "Đầu tư").encode(), "a.md")

    assert (text, ()) == decode("Đầu tư".encode(), "a.md")
    assert [note.code for note in notes] == ["file-nfc"]


def test_a_file_may_have_a_million_bytes_and_not_one_more():
    assert decode(b"x" * MAX_BYTES, "a.md")[0]
    assert decode(b"x" * (MAX_BYTES + 1), "a.md")[0] is None


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="/\0"), min_size=1))
def test_the_name_that_is_proposed_is_a_good_one(name):
    problem = check_name(f"{name}.md", "p")
    if problem is not None and problem.code == "file-name":
        assert check_name(problem.hint.values["name"], "p") is None


def test_good_names():
    for name in ("index.md", "den-tham/duong-di.md", "tin-tuc/2026-02-25-hoi.md", "A_b.c.md"):
        assert check_name(name, "p") is None
