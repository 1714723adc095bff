"""Raw HTML: whatever runs is told, with its line; what is rendered is looked at once more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML
from markdown.extensions import Extension

from quangba.content import html_dangers
from quangba.content.html_tags import MOST, start_tags
from quangba.content.raw_html import dangers
from quangba.mkdocs_plugin import raw_html
from quangba.mkdocs_plugin.raw_html import live
from tests.content.live_html import LIVE, STILL
from tests.content.site_markdown import renderer
from tests.small_sites import MKDOCS_YML, page

RUNS = ("javascript:", "vbscript:", "data:", "file:")
PARTS = [
    *(markdown for markdown, _ in LIVE.values()), *STILL.values(),
    "`", "``", "```", "~~~", "\n", "\n\n", "    ", "<div>", "</div>", "<!--", "-->",
    ">", '"', "'", "\\",
    "<div markdown>", "{", "}", "- ", "> ", "[", "](", "<p", "<![CDATA[", "]]>", "<?", "?>",
]  # fmt: skip


IMPLIED = {"html", "head", "body", "tbody", "tr", "colgroup", "br", "p", "img"}


class Nothing(Extension):
    def extendMarkdown(self, md):  # noqa: N802 - the library's name
        pass


def codes(markdown):
    return {f"html-{danger.kind}" for _, danger in dangers(markdown)}


def rendered(markdown):
    return renderer(Nothing()).convert(markdown)


def runs(html):
    """What a browser's parser finds in it, told by another program than ours."""
    for element in JustHTML(f"<body>{html}", fragment=True, sanitize=False).query("*"):
        attributes = {name.lower(): value or "" for name, value in element.attrs.items()}
        if element.name in {"script", "iframe", "object", "embed", "form", "base", "meta", "style"}:
            yield element.name
        yield from (name for name in attributes if name.startswith("on"))
        for name in ("href", "src", "srcdoc", "formaction"):
            value = "".join(attributes.get(name, "").split()).lower()
            if value.startswith(RUNS):
                yield value


@pytest.mark.parametrize("name", LIVE)
def test_what_runs_is_told(name):
    markdown, code = LIVE[name]

    assert code in codes(markdown)


@pytest.mark.parametrize("name", STILL)
def test_what_does_not_run_is_left_alone(name):
    assert codes(STILL[name]) == set()


@pytest.mark.parametrize("name", LIVE)
def test_what_is_rendered_is_looked_at_once_more(name):
    html = rendered(LIVE[name][0])

    assert not list(runs(html)) or live(html, ()), html


@given(
    st.lists(
        st.sampled_from(
            [*"<> =\"'/&;:\n", "<p", "<a ", "href", '="', '">', "<button", ' type="button"', " on ",
             "onclick", "style", "javascript:", "&Tab;", "&#106;", "data:", "ſcript", "<ſtyle>",
             "İ", '<button class="term" popovertarget="note--a" type="button">']
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_tags_that_are_passed_over_have_nothing_live(html):
    found = (
        danger.name
        for tag in start_tags(html)
        for danger in html_dangers.of_tag(tag)
        if not (danger.kind == "element" and raw_html._is_harmless(tag))
    )

    assert live(html, ()) == tuple(dict.fromkeys(found))


def test_most_of_them_would_run():
    """Or nothing would be shown by what follows."""
    live_ones = [name for name, (markdown, _) in LIVE.items() if list(runs(rendered(markdown)))]

    assert len(live_ones) > 60, sorted(set(LIVE) - set(live_ones))


@pytest.mark.parametrize("name", STILL)
def test_nothing_is_said_of_what_is_rendered_still(name):
    assert live(rendered(STILL[name]), ()) == ()


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=6))
@settings(max_examples=150, deadline=None)
def test_nothing_that_runs_is_rendered_untold(parts):
    html = rendered("".join(parts))

    assert not list(runs(html)) or live(html, ()), html


@given(st.text("<>\"'= /anio\n\tscript:&;#", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_tag_is_missed(text):
    """A browser finds no element whose start was not found."""
    elements = JustHTML(text, fragment=True, sanitize=False).query("*")
    found = {tag.name for tag in start_tags(text)}

    assert {each.name for each in elements if each.name not in IMPLIED} <= found


def test_a_tag_with_too_many_attributes_is_told():
    text = "<b " + " ".join(f"a{n}" for n in range(MOST + 1)) + " onclick=x>"

    assert {danger.kind for danger in html_dangers.of_html(text)} == {"endless"}


def test_a_long_row_of_marks_takes_no_time():
    assert list(dangers('<a "' * 3_000))


def test_a_line_is_told(make_site):
    _, problems = make_site({"docs/en/a.md": page("One.\n\nTwo\nthree <b onclick=x>four</b>.")})

    assert [(each.code, each.line) for each in problems] == [("html-handler", 9)]


def test_what_the_settings_name_is_let_pass(make_site):
    options = "  - quangba: {security: {allow_html: [iframe, srcdoc]}}"
    yml = MKDOCS_YML.replace("  - quangba: {}", options)
    text = "<iframe srcdoc='<b onclick=x>y</b>'></iframe>"

    _, problems = make_site({"mkdocs.yml": yml, "docs/en/a.md": page(text)})

    told = sorted(each.code for each in problems)
    assert told == ["html-allowed", "html-allowed", "html-handler"]


def test_every_danger_can_be_named():
    found = {danger.name for markdown, _ in LIVE.values() for _, danger in dangers(markdown)}

    assert [name for name in found if not html_dangers.is_name(name)] == []
