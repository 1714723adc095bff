"""Edits of a text: the names of pages change, nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import yaml_source
from quangba.editing import texts


def now(path):
    return {"old.md": "new.md", "../a/old.md": "../b/new.md"}.get(path)


def links(body):
    return texts.edited(body, texts.in_links(body, now))


def yaml(text):
    return texts.edited(text, texts.in_yaml(text, now))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](old.md)", "[a](new.md)"),
        ("([a](old.md))", "([a](new.md))"),
        ("[a](old.md#part)", "[a](new.md#part)"),
        ("[a](<old.md>)", "[a](<new.md>)"),
        ('[a](old.md "old.md")', '[a](new.md "old.md")'),
        ("[a]( ../a/old.md )", "[a]( ../b/new.md )"),
        ("[a](%6Fld.md)", "[a](new.md)"),
        ("[old.md](old.md)", "[old.md](new.md)"),
        ("[![](/media/b.jpg)](old.md)", "[![](/media/b.jpg)](new.md)"),
        ("[a][1], [b][1]\n\n[1]: old.md#x 'old.md'", "[a][1], [b][1]\n\n[1]: new.md#x 'old.md'"),
        ("[1]: <old.md>\n", "[1]: <new.md>\n"),
        ("[a\nb](old.md\n'title')", "[a\nb](new.md\n'title')"),
        ("- \tx\t[a](old.md)\r\n", "- \tx\t[a](new.md)\r\n"),
        ("- [a](old.md)\r\n\r\n  [b](old.md)", "- [a](new.md)\r\n\r\n  [b](new.md)"),
    ],
)  # fmt: skip
def test_links_are_mended(before, after):
    assert links(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "old.md",
        "(old.md)",
        "[a](old.md.md)",
        "[a](bold.md)",
        "`[a](old.md)`",
        r"\[a](old.md)",
        "```\n[a](old.md)\n```\n",
        "```\r\n[a](old.md)\r\n```\r\n",
        "<!-- [a](old.md) -->",
        "<!--\n[a](old.md)\n-->\n",
        "<!--\r\n[a](old.md)\r\n\r\n-->\r\n",
        "[a](https://example.org/old.md)",
    ],
)
def test_what_is_no_link_stays(text):
    assert links(text) == text


def test_links_beside_code_that_looks_like_them():
    body = "`[a](old.md)` [a](old.md) <!-- [a](old.md) --> [a](old.md#x)\n"
    assert links(body) == "`[a](old.md)` [a](new.md) <!-- [a](old.md) --> [a](new.md#x)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("place: old.md  # old.md\n", "place: new.md  # old.md\n"),
        ("place: 'old.md'\r\ntitle: a\r\n", "place: 'new.md'\r\ntitle: a\r\n"),
        ("home: {doors: [a.md, old.md], actions: [old.md]}\n",
         "home: {doors: [a.md, new.md], actions: [new.md]}\n"),
        ("- page: old.md\n- page: >-\n    old.md\n", "- page: new.md\n- page: >-\n    new.md\n"),
        ("a: &x old.md\nb: *x\n", "a: &x new.md\nb: *x\n"),
        ('a: "\\x6fld.md"\n', "a: new.md\n"),
        ("\ufeffa: old.md\n", "\ufeffa: new.md\n"),
        ("moved_from: [old.md]\nold.md: 1\ntitle: see old.md\n",
         "moved_from: [old.md]\nold.md: 1\ntitle: see old.md\n"),
    ],
)  # fmt: skip
def test_values_that_name_a_page_are_mended(before, after):
    assert yaml(before) == after


@pytest.mark.parametrize(
    ("front", "former", "after"),
    [
        ("title: a\n", ("b.md",), "title: a\nmoved_from: [b.md]\n"),
        ("title: a\r\n", ("b.md",), "title: a\r\nmoved_from: [b.md]\r\n"),
        ("moved_from: [b.md] # why\nx: 1\n", ("b.md", "c.md"),
         "moved_from: [b.md, c.md] # why\nx: 1\n"),
        ("moved_from:\n- b.md\n- c.md\n# end\nx: 1\n", ("c.md",),
         "moved_from: [c.md]\n# end\nx: 1\n"),
        ("moved_from:\nx: 1\n", ("c.md",), "moved_from: [c.md]\nx: 1\n"),
        ("a: 1\nmoved_from: [b.md]\nx: 1\n", (), "a: 1\nx: 1\n"),
        ("{title: a}\n", ("b.md",), "{title: a, moved_from: [b.md]}\n"),
    ],
)  # fmt: skip
def test_former_paths(front, former, after):
    assert texts.edited(front, [texts.with_former(front, former)]) == after


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_front_matter_with_any_line_ends(newline, before):
    text = newline.join([f"{before}---", "title: a", "--- ", "body", ""])
    start, end, body = texts.front_matter(text)
    assert text[start:end] == f"title: a{newline}"
    assert text[body:] == f"body{newline}"
    assert texts.line_of(text, body) == 4


def test_no_front_matter():
    assert texts.front_matter("a\n---\n") is None
    assert texts.front_matter("---\na: 1\n") is None


PIECES = st.sampled_from(
    ["[a](old.md)", "[b](old.md#x)", "[c][r]", "`", "``", "old.md", "(", ")", "[", "]", "<!--",
     "-->", "\n", "\r\n", "\n\n", "```\n", "    ", "> ", "- ", "\t", "\\", "<old.md>", '"',
     "[r]: old.md\n", "![](/media/a.jpg)", "đ", "# ", "%6Fld.md", "{", "}"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_all_links_and_nothing_else(body):
    """No link leads to the old page afterwards, and taking the name back gives the text."""
    from quangba.content import markdown_links

    edits = list(texts.in_links(body, now))
    after = texts.edited(body, edits)

    paths = [link.target.partition("#")[0] for link in markdown_links.links(texts.as_read(after))]
    assert "old.md" not in paths
    back = texts.edited(
        after, texts.in_links(after, lambda path: "old.md" if path == "new.md" else None)
    )
    assert back.replace("%6Fld", "old") == body.replace("%6Fld", "old")


@given(st.text(max_size=30))
def test_other_values_stay(value):
    import json

    text = f"a: {json.dumps(value)}\nb: old.md\n"
    was, problems = yaml_source.parse(text, "x.yml")
    if problems:
        return
    assert yaml_source.parse(yaml(text), "x.yml")[0].values == {**was.values, "b": "new.md"} | (
        {"a": "new.md"} if value.strip() == "old.md" else {}
    )
