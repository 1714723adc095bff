"""The scanner of lines and the renderer agree on what is a heading: ids are given by position."""

import re
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from quangba.content.markdown_lines import heading_ids, headings, plain, text_lines
from quangba.mkdocs_plugin import markdown as plugin_markdown
from tests.content.site_markdown import renderer
from tests.small_sites import page, words

# -- both sides ------------------------------------------------------------------------------


class _Seen(Extension):
    """Keep the headings that would be given ids, at the moment when they would."""

    def __init__(self):
        super().__init__()
        self.headings = []

    def extendMarkdown(self, md):  # noqa: N802 - the library's name
        seen = self

        class Look(Treeprocessor):
            def run(self, root):
                found = plugin_markdown._headings(root)
                seen.headings = [(int(heading.tag[1]), heading.get("id")) for heading in found]

        md.treeprocessors.register(Look(md), "look", plugin_markdown.IDS_PRIORITY)


@cache
def _renderer():
    seen = _Seen()
    return renderer(seen), seen


def rendered(text):
    converter, seen = _renderer()
    converter.reset()
    seen.headings = []
    converter.convert(text)
    return seen.headings


def scanned(text):
    return [(heading.level, heading.explicit_id) for heading in headings(text)]


# -- pages -----------------------------------------------------------------------------------

SEPARATE = (
    "A paragraph.\nOf two lines.",
    "## Đầu tư",
    "### Two {#two}",
    "# One ##",
    "## Three { .wide #three } ##",
    "## Not an id{#x}",
    "## Open { #x",
    "##Without a space",
    "####### Seven",
    "##",
    "## C#",
    "## Ends in \\",
    "\\## Escaped",
    "## `code` *and* [link](b.md)",
    "  ## Two spaces",
    "   ### Three spaces",
    "    ## Code",
    "    code\n    ## more code",
    "\t## Tab",
    "Title\n---",
    "Title\n=====",
    "Title {#title}\n---",
    "  Title  \n--  ",
    "a\n-",
    "a\n=-=",
    "Two\nlines\n---",
    "- A list\n- of two\n---",
    "1. One\n---",
    "> Quote\n---",
    "| pipe\n---",
    "---",
    "***",
    "- - -",
    "====",
    "- item",
    "* item\n\n    in the item\n\n    ## in the item",
    "- item\n\n  ## two spaces",
    "- item\n## after the item",
    "1. one\n2. two",
    "- [ ] to do",
    "> quoted\n> ## quoted\nlazy",
    "> quoted\n## not quoted",
    "```\n## code\n```",
    "``` py\n# code\n```",
    '```py title="a"\n# code\n```',
    "~~~\n## code\n```\n~~~",
    "````\n```\n## code\n```\n````",
    "```\n\n## code\n\n```",
    "```\n## not closed",
    "``` a b c\n## no fence\n```",
    "~~~ x\n## code\n~~~~\n## code\n~~~",
    "```\n## code\n  ```\n## code\n```",
    "- a\n\n    ```\n    ## code\n    ```",
    "> ```\n> ## code\n> ```",
    "!!! note\n    Text.",
    '!!! note "Title"\n    ## in the note\n\n    ## again',
    "!!! note\n    Text.\nTitle\n---",
    '??? tip "Title"\n    ## folded',
    '=== "Tab"\n    ## in the tab',
    "a | b\n--- | ---\n1 | 2",
    "a | b\n--- | ---\n## a row",
    "| a |\n|---|\n| 1 |",
    "Term\n:   Meaning\n\n    ## in it",
    "Term\n:   Meaning\n## after",
    "Noted[^1].",
    "[^1]: note\n\n    ## in the note",
    "*[HTML]: Language",
    "*[X]: y\nTitle\n===",
    "[there]: https://host.example/",
    "<!-- comment -->",
    "<!--\n## hidden\n-->",
    "<!--\n\n## hidden\n\n-->",
    "Text <!-- aside --> text",
    "Text <!--\n## half hidden\n--> text",
    "Text `<!--` text",
    "![](/media/a.svg)",
    "<div markdown>\n\n## in a block\n\n</div>",
)
blocks = st.lists(st.sampled_from(SEPARATE), max_size=7)
ADJACENT = [
    block for block in SEPARATE
    # Known limits, each a slip of the writer that the build warns of: code, a footnote or another
    # definition without a blank line after it; raw HTML.
    if not re.search(r"^(?: {4}|\t)|<div|^\*?\[.*\]:|^```\n## not|^> ```|\n\n {4}", block)
]  # fmt: skip


@given(blocks)
@example(["- item\n\n  ## two spaces"])
@example(["```\n## not closed"])
@example(["- A list\n- of two\n---"])
def test_blocks_apart(parts):
    text = "\n\n".join(parts)

    assert scanned(text) == rendered(text)


@given(st.lists(st.tuples(st.sampled_from(ADJACENT), st.sampled_from(["\n", "\n\n"])), max_size=6))
@example([("!!! note\n    Text.", "\n"), ("Title\n=====", "\n")])
@example([("Title\n---", "\n"), ("a | b\n--- | ---\n## a row", "\n")])
@example([("---", "\n"), ("a | b\n--- | ---\n## a row", "\n")])
@example([("## Đầu tư", "\n"), ("Title\n=====", "\n")])
@example([("```\n## code\n```", "\n"), ("Title\n=====", "\n")])
def test_blocks_run_together(parts):
    text = "".join(block + separator for block, separator in parts)

    assert scanned(text) == rendered(text)


# Letters, digits and marks that mean something at the start of a line; no raw HTML, no footnotes.
lines = st.text(alphabet="ab1 #=-*|:.`~!>", max_size=8).filter(
    lambda line: not re.match(r" {4}", line)
)


@given(st.lists(lines, max_size=6))
def test_any_short_lines_end_in_headings_with_places_in_the_text(rows):
    text = "\n".join(rows)
    for heading in headings(text, first_line=10):
        assert 10 <= heading.line < 10 + len(rows)


@given(st.text())
def test_any_text_is_read(text):
    assert len(text_lines(text)) <= text.count("\n") + 1
    headings(text)
    plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "## x\n",
        "a\n-\n",
        "```\n",
        "<!--",
        "!!! note\n",
        "[a]: b\n",
        "a\n:   b\n",
        "---\n",
        "- ",
        "[",
        " {",
        "<",
        "`",
        "> ",
    ],
)
def test_a_long_page_takes_no_longer_than_its_length(text):
    """A megabyte of anything is read; a search that goes back over it would take hours."""
    headings(text * (200_000 // len(text)))


# -- what is found ---------------------------------------------------------------------------


def test_a_heading_has_level_text_id_and_line():
    (found,) = headings("Text.\n\n## The *way* `up` [there](b.md) {#up}\n", first_line=8)

    assert (found.level, found.text, found.explicit_id, found.line) == (
        2,
        "The way up there",
        "up",
        10,
    )


def test_an_underlined_heading_is_at_its_text():
    (found,) = headings("Text.\n\nThe way up\n----------\n")

    assert (found.level, found.text, found.line) == (2, "The way up", 3)


# -- ids -------------------------------------------------------------------------------------

texts = st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12), max_size=8)


def _page_of(titles):
    return "\n\n".join(f"## {title}" for title in titles)


@given(texts)
def test_ids_are_unique_and_easy_to_type(titles):
    ids = heading_ids(headings(_page_of(titles)))

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids if name), ids
    assert all(ids)


@given(texts, texts)
def test_ids_are_stable_when_text_is_added_below(titles, more):
    before = heading_ids(headings(_page_of(titles)))

    assert heading_ids(headings(_page_of([*titles, *more])))[: len(before)] == before


def test_ids_of_vietnamese_repeated_and_foreign_headings():
    found = headings("## Đầu tư\n\n## Đầu tư\n\n## 投资\n\n## Own {#own}\n\n## Own\n")

    assert heading_ids(found) == ("dau-tu", "dau-tu-2", "s3", "own", "own-2")


def test_ids_are_equal_in_all_languages(make_site):
    site, problems = make_site(
        {
            "docs/en/a.md": page("## Way up\n\n### Railing\n"),
            "docs/fr/a.md": words("## La montée\n\n### Garde-fou\n"),
        }
    )
    entry = site.tree.entries["a.md"]

    assert problems == ()
    assert entry.heading_ids == ("way-up", "railing")
    assert len(entry.pages["fr"].headings) == len(entry.heading_ids)
