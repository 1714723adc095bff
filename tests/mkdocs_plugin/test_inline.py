"""Inline patterns: whatever is passed over, what comes out is the library's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX

from quangba.mkdocs_plugin import blocks
from quangba.mkdocs_plugin.citations import Citations
from quangba.mkdocs_plugin.inline import needed, quicken

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "nl2br", "tables",
    "pymdownx.caret", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed",
    "pymdownx.tasklist", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.tilde",
)  # fmt: skip
MARKS = [*"`\\[]()!<>&;+*_^=~{}\"':#@/|-", "![", "[^1]", "  \n", "\n", "\n\n", "{{ fact(", "++c++",
         "https://a.b", "<b>", "<!--", "&amp;", "^^", "==", "~~", "**", STX, "[^1]: n", "- ", "> ",
         "a", "chợ ", "Na Sầm", "1"]  # fmt: skip


def converter(*, quick, extensions=EXTENSIONS):
    md = Markdown(extensions=[*extensions, Citations()])
    if quick:
        quicken(md)
        blocks.quicken(md)
    return md


PLAIN, QUICK = converter(quick=False), converter(quick=True)


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_what_comes_out_is_the_same(text):
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
def test_a_pattern_needs_what_is_said(text):
    for pattern in PLAIN.inlinePatterns:
        needs = needed(pattern)
        if needs and not any(mark in text for mark in needs):
            assert not pattern.getCompiledRegExp().search(text)


def test_it_is_known_of_all_patterns_of_the_site():
    unknown = [each.pattern for each in PLAIN.inlinePatterns if not needed(each)]

    assert unknown == [r"\n"]  # of nl2br, which the site does not have


def test_a_pattern_of_which_it_is_not_known_is_tried():
    class Shout(inlinepatterns.InlineProcessor):
        def handleMatch(self, m, data):  # noqa: N802
            return m[0].upper(), m.start(), m.end()

    md = converter(quick=True)
    md.inlinePatterns.register(Shout("quiet", md), "shout", 65)

    assert "QUIET" in md.convert("quiet")


LINES = ["a", "Na Sầm", "*[a]: A", "[^1]: n", "[a]: /b", "- a", "1. a", "> a", "# a", "a\n===",
         "a\n: b", ": b", "!!! note", "??? note", '=== "a"', "```", "a | b", "-|-", "***",
         "<div markdown>", "</div>", "a[^1] [a] a", "    a", "  a", "", "\tb", "a  ",
         "- [ ] a"]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["", "    ", "        "]), st.sampled_from(LINES),
                          st.sampled_from(["\n", "\n\n"])), max_size=12))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_blocks_are_the_same(parts):
    text = "".join(part for line in parts for part in line)

    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


def test_a_paragraph_of_the_site_is_known_at_first_sight():
    assert "quangba_plain" in QUICK.parser.blockprocessors


def test_it_is_not_where_a_processor_is_not_known():
    md = Markdown(extensions=["pymdownx.blocks.admonition"])
    blocks.quicken(md)

    assert "quangba_plain" not in md.parser.blockprocessors


@pytest.mark.parametrize("name", ["__handleInline", "__applyPattern"])
def test_the_library_still_has_the_methods(name):
    """Those that are replaced, and called: by these names Python knows them."""
    assert hasattr(InlineProcessor, f"_InlineProcessor{name}")


def test_a_text_without_marks_meets_no_pattern(monkeypatch):
    def tried(*_):
        raise AssertionError

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", tried)

    quick = converter(quick=True, extensions=["tables"])

    assert quick.convert("Từ chợ đi Na Sầm.") == "<p>Từ chợ đi Na Sầm.</p>"
