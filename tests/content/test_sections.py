"""What of a text counts as its words, where pages are cut, and which section is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.content.markdown_lines import heading_ids, headings
from quangba.content.sections import align, cut, fingerprint, id_of, key_of, normalised

SAME = [
    ("One two.", "One\n  two.  "),
    ("One two.", "One\u00a0two."),
    ("One two.", "One  \ntwo."),
    ("One two.", "One\\\ntwo."),
    ("[One](a.md)", "[One](../b/c.md#d)"),
    ("[One](a.md)", "[One](<a b.md>)"),
    ("[One](a.md 'T')", "[One](b.md 'T')"),
    ("![One](/media/a.jpg)", "![One](/media/b.jpg)"),
    ("[![One](a)](b)", "[![One](c)](d)"),
    ("[One][a]\n\n[a]: b.md", "[One][a]\n\n[a]: c.md"),
    ("“One” ‘two’", "\"One\" 'two'"),
    ("« One »", '" One "'),
    ("## One", "## One {#one}"),
    ("One", "One<!-- why? -->"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "|a|b|\n|:--|-----:|\n|1|2|"),
    ("ế", "ế"),
    ("新清口岸\n开放", "新清口岸开放"),
    ('<a href="a">One</a>', '<a href="b">One</a>'),
    ("soft\u00adhyphen", "softhyphen"),
]
OTHER = [
    ("One two.", "Onetwo."),
    ("One", "One."),
    ("one", "One"),
    ("12,5", "12,6"),
    ("[One](a.md)", "[Two](a.md)"),
    ("[One](a.md 'T')", "[One](a.md 'U')"),
    ("![One](/media/a.jpg)", "![Two](/media/a.jpg)"),
    ("## One", "### One"),
    ('{{ fact("a") }}', '{{ fact("b") }}'),
    ("má", "mà"),
    ("đ", "d"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 3 |"),
    ("口岸", "口案"),
    ("```\ncode\n```", "```\ncodes\n```"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_readers_need_not_be_told(one, other):
    assert fingerprint(one) == fingerprint(other), (normalised(one), normalised(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_they_must_be_told(one, other):
    assert fingerprint(one) != fingerprint(other)


LINES = st.lists(
    st.sampled_from(
        ["", "Text.", "## One", "### Two {#two}", "Title\n---", "- a", "    code", "<!-- x -->",
         "```\n## no\n```", "> ## no", "# top"]
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.integers(1, 9))
def test_sections_put_together_are_the_page(lines, first):
    body = "\n".join(lines)
    found = headings(body, first)

    parts = cut({"title": "T"}, body, first, found, heading_ids(found))

    assert parts[0].text == "title: T\n"
    texts = [part.text for part in parts[1:]]
    assert body.endswith("".join(texts))
    rest = body.removesuffix("".join(texts))
    assert not rest.replace("<!-- x -->", "").strip()
    if lines.count("### Two {#two}") < 2:  # else the check stops the build
        assert len({part.key for part in parts}) == len(parts)
    for part in parts[1:]:
        assert body.split("\n")[part.line - first :][0] == part.text.split("\n")[0]


@pytest.mark.parametrize("name", ["one", "_head", "_intro", "__x", "2024"])
def test_a_heading_never_has_a_key_of_ours(name):
    assert id_of(key_of(name)) == name
    assert key_of(name) not in ("_head", "_intro")


@pytest.mark.parametrize(
    ("made", "now", "found"),
    [
        ("a1 b2", "a1 b2", "a=a b=b"),
        ("a1 b2", "b2 a1", "a=a b=b"),
        ("a1 b2", "a1 c2", "a=a b=c"),  # an id was given
        ("a1 b2 d4", "a1 c3 d4", "a=a b=c d=d"),  # a heading was reworded
        ("a1 b2", "a1 c3 b2", "a=a b=b"),  # one has come
        ("a1 b2 d4", "a1 d4", "a=a d=d"),  # one is gone
        ("a1 b2 d4", "a1 x3 y4 d5", "a=a d=d"),  # which one is it?
        ("a1 b2 d4", "x1 b2 y4", "a=x b=b d=y"),
        ("_head1 a2", "_head9 b2", "_head=_head a=b"),
        ("", "a1", ""),
    ],
)
def test_sections_are_known_again(made, now, found):
    stamps = [(each[:-1], each[-1]) for each in made.split()]
    present = tuple((each[:-1], each[-1]) for each in now.split())

    aligned = align(dict(stamps), present)

    assert " ".join(f"{key}={aligned[key]}" for key, _ in stamps if key in aligned) == found
