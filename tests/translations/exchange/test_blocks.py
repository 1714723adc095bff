"""Cutting a text for translators loses nothing, and gives them texts, not signs."""

from hypothesis import example, given
from hypothesis import strategies as st

from quangba.translations.exchange import blocks, inline
from tests.translations.exchange.made import bodies, body_of

anything = st.text("ab \t\n#*_-+>|`~[](){}!:<>\"'&;\\=.1é雾\r\x0b\x85\u2028", max_size=60)

PAGE = """## A *heading* { #id .wide }

A paragraph
  of two lines.

- one
- two
  and more
    1. [ ] three

    a second paragraph

!!! warning "Careful"
    Within.

| A | B |
|---|---|
| `a|b` | c \\| d |

> said
> so

```py
code = 1
```

<!-- a comment

of two paragraphs -->
Underlined
----------

Term
:   its meaning

[^1]: A note.
[ref]: https://a.example
*[EU]: European Union

    indented code
"""
TEXTS = [
    ("heading", "A *heading*"),
    ("paragraph", "A paragraph\nof two lines."),
    ("paragraph", "one"),
    ("paragraph", "two\nand more"),
    ("paragraph", "three"),
    ("paragraph", "a second paragraph"),
    ("title", "Careful"),
    ("paragraph", "Within."),
    ("cell", "A"),
    ("cell", "B"),
    ("cell", "`a|b`"),
    ("cell", "c \\| d"),
    ("paragraph", "said\nso"),
    ("heading", "Underlined"),
    ("paragraph", "Term"),
    ("paragraph", "its meaning"),
    ("paragraph", "A note."),
    ("abbreviation", "*[EU]: European Union"),
]


def test_what_translators_see_of_a_page():
    found = blocks.split(PAGE)

    assert [(piece.kind, piece.words) for piece in found if piece.kind] == TEXTS
    assert blocks.joined(found) == PAGE


def test_a_section_as_a_whole_is_its_heading_and_the_rest():
    found = blocks.split_whole("Title\n-----\n\nOne.\n\nTwo.\n\n")

    assert [(piece.kind, piece.text) for piece in found] == [
        ("heading", "Title"),
        ("", "\n-----\n\n"),
        ("rest", "One.\n\nTwo."),
        ("", "\n\n"),
    ]


@given(anything | bodies.map(body_of))
@example("")
@example("#")
@example("# \n-")
@example("| a\n|-\n")
def test_the_pieces_of_any_text_are_the_text(text):
    found = blocks.split(text)

    assert blocks.joined(found) == text
    assert blocks.joined(blocks.split_whole(text)) == text
    assert all(piece.text for piece in found)


@given(anything | bodies.map(body_of))
def test_a_piece_with_its_own_words_is_itself(text):
    for piece in (*blocks.split(text), *blocks.split_whole(text)):
        assert piece.with_words(piece.words) == piece
        assert piece.text.replace(f"\n{piece.prefix}", "\n") == piece.words


def test_other_words_get_the_indentation_of_their_place():
    (piece,) = (piece for piece in blocks.split("- one\n  two\n") if piece.kind)

    assert piece.with_words("un\n\ndeux").text == "un\n  deux"


@given(anything | bodies.map(body_of))
@example('[a](b "c")')
@example("[![a](b)](c)")
@example("[a `](b)` c](d)")
def test_the_tokens_of_any_text_are_the_text(text):
    found = inline.tokens(text)

    assert "".join(token.text for token in found) == text
    opened = 0
    for token in found:
        opened += {"open": 1, "close": -1}.get(token.kind, 0)
        assert opened >= 0
    assert opened == 0


def test_what_is_protected():
    text = (
        'See [the *quay*](b.md "By boat"), ![a boat](/media/a.jpg){ .wide } and <b>more</b>:'
        " {{ fact(\"x\", 'number') }} `code` https://a.example/b?c=d, [^1] &nbsp; ++ctrl+c++."
    )
    codes = [token.text for token in inline.tokens(text) if token.kind != "text"]

    assert codes == [
        "[", '](b.md "', '")', "![", "](/media/a.jpg)", "{ .wide }", "<b>", "</b>",
        "{{ fact(\"x\", 'number') }}", "`code`", "https://a.example/b?c=d", "[^1]", "&nbsp;",
        "++ctrl+c++",
    ]  # fmt: skip
    assert inline.protected('{{ fact("x") }} [a](b.md)') == inline.protected(
        "[b](b.md) {{ fact('x') }}"
    )
    assert inline.protected("a&nbsp;b  \nc") == inline.protected("a b c")
    assert inline.protected("[a](b.md)") != inline.protected("[a](c.md)")


def test_what_would_be_read_as_something_else():
    piece = blocks.Piece("one", "paragraph")

    assert blocks.is_one(piece.with_words("two\nthree"))
    for words in ("- two", "1. two", "## two", "> two", "two\n- three", "    two\n\n# three"):
        assert not blocks.is_one(piece.with_words(words)), words
    assert not blocks.is_one(blocks.Piece("a", "cell").with_words("a | b"))
    assert blocks.is_one(blocks.Piece("a", "cell").with_words("a \\| `b|c`"))
