"""Notes on names and languages of parts, in the HTML of a text."""

import re
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from quangba.languages import Language
from quangba.mkdocs_plugin.terms import TermMarks, TermText, note_id
from quangba.registers.names import Names
from quangba.registers.terms import Terms
from tests.checks.built.test_tags import faults
from tests.registers.test_names import LETTERS, ROWS

LANGUAGES = (
    Language("vi", "vi", "Tiếng Việt", is_source=True),
    Language("en", "en", "English"),
    Language("zh", "zh-Hans", "中文"),
)


@pytest.fixture(scope="module")
def names():
    rows = MappingProxyType({row.id: row for row in ROWS})
    return Names(Terms(rows, "terms.csv"), LANGUAGES, LETTERS)


@pytest.fixture(scope="module")
def render(names):
    marks = TermMarks()
    markdown = Markdown(
        extensions=["tables", "attr_list", "footnotes", "admonition", "abbr", "md_in_html",
                    "pymdownx.superfences", "pymdownx.tilde", marks]
    )  # fmt: skip

    def convert(text, locale="en", most=9, wanted=lambda term: True):
        marks.text = TermText(names, locale, wanted, most)
        # that names stay on one line is tested with `held`
        html = markdown.reset().convert(text).replace("\N{NO-BREAK SPACE}", " ")
        return html, marks.text.noted

    return convert


def _notes(html):
    return re.findall(r'popovertarget="note--([\w-]+)"', html)


def test_the_first_mention_gets_a_button(render):
    html, noted = render("Na Sầm Commune, then Na Sầm again.\n\nNa Sầm Market.")

    assert html == (
        '<p><span class="term-hold"><button class="term" popovertarget="note--na-sam"'
        ' type="button"><span lang="vi">Na Sầm</span> Commune</button>,</span> then'
        ' <span lang="vi">Na Sầm</span> again.</p>\n'
        '<p><span class="term-hold"><button class="term" popovertarget="note--market"'
        ' type="button"><span lang="vi">Na Sầm</span> Market</button>.</span></p>'
    )
    assert [note_id(term) for term in noted] == ["note--na-sam", "note--market"]


@pytest.mark.parametrize(
    "text",
    [
        "## Na Sầm\n",
        "[Na Sầm](x.md)",
        "`Na Sầm`",
        "```\nNa Sầm\n```\n",
        "| Na Sầm |\n|---|\n| x |\n",
        '!!! note "Na Sầm"\n    x\n',
        '<span lang="vi">Na Sầm</span>',
        '<p title="Na Sầm">x</p>',
        "![Na Sầm](x.jpg)",
    ],
)
def test_no_note_where_it_would_disturb(render, text):
    html, noted = render(text)

    assert (noted, _notes(html)) == ([], [])


def test_names_have_their_language_where_they_have_no_note(render):
    html, _ = render("## Na Sầm\n\n[Lạng Sơn](x.md)\n\n`Na Sầm` *Na Sầm*", most=0)

    assert html == (
        '<h2><span lang="vi">Na Sầm</span></h2>\n'
        '<p><a href="x.md"><span lang="vi">Lạng Sơn</span></a></p>\n'
        '<p><code>Na Sầm</code> <em><span lang="vi">Na Sầm</span></em></p>'
    )


def test_a_note_within_emphasis_and_cells(render):
    html, _ = render("**那岑**（Na Sầm）\n\n| a |\n|---|\n| 那岑市场。 |\n", "zh")

    assert _notes(html) == ["na-sam", "market"]
    assert "<strong><button" in html
    assert "</button>。</span></td>" in html


def test_no_more_notes_than_asked(render):
    html, noted = render("Na Sầm, Na Sầm Market, Friendship Pass", most=2)

    assert (_notes(html), len(noted)) == (["na-sam", "market"], 2)


def test_only_wanted_terms(render):
    _, noted = render("Na Sầm, Friendship Pass", wanted=lambda term: term.origin == "zh")

    assert [term.id for term in noted] == ["pass"]


PIECES = st.lists(
    st.sampled_from(
        ["Na Sầm", "Na Sầm Commune", "那岑", "Friendship Pass", "Thanh Long", " ", "\n\n",
         ", ", "*", "**", "[", "](x.md)", "`", "## ", "> ", "- ", "&amp;", "&", "<b>",
         "</b>", "(", ")", "|", "\n", "    ", "[^1]", "!!! note\n    ", "e\u0302\u0301"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(text=PIECES, locale=st.sampled_from(["vi", "en", "zh"]))
def test_any_text_stays_what_it_was(render, text, locale):
    html, noted = render(text, locale)
    plain, _ = render(text, locale, most=0, wanted=lambda term: False)
    page = "<!doctype html><title>x</title>"

    assert _words(html) == _words(plain)
    assert len(_notes(html)) == len(set(_notes(html))) == len(noted)
    assert "<button" not in re.sub(r"<button.*?</button>", "", html, flags=re.DOTALL)
    if not faults(page + plain):
        assert not faults(page + html)


def _words(html):
    return re.sub(r"<[^>]*>", "", html)


def test_names_may_break_in_the_cells_of_a_table(names):
    marks = TermMarks()
    marks.text = TermText(names, "vi", lambda term: False, 0)

    html = Markdown(extensions=["tables", marks]).convert("Chợ Na Sầm\n\n| A |\n|---|\n| Na Sầm |")

    assert "Na\N{NO-BREAK SPACE}Sầm</p>" in html
    assert "<td>Na Sầm</td>" in html
