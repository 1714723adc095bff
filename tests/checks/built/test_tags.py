"""Markup that browsers would have to mend is seen; all other is passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.checks.built import facts, reader
from quangba.checks.built.tags import Written
from quangba.checks.built.tongues import Tongues

PAGE = "<!doctype html>\n<html><head><title>t</title></head><body>{}</body></html>"
GOOD = (
    "<p>text &amp; &#160;&hellip;<br>and <img src='a' alt='a &lt; b'/></p><hr />",
    "<dl><div><dt>term</dt><dd>words</dd></div></dl><ul><li>one</li></ul>",
    "<svg viewBox='0 0 1 1'><linearGradient><stop/></linearGradient><path d='M0 0'/></svg>",
    "<details open><summary>more</summary><input type=checkbox disabled> text</details>",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    "<table><tr><td>no tbody</td></tr></table>",
    "<script>if (a < b && c) { d('</p>') }</script><style>a > b {}</style><p>x</p>",
    "<textarea><p> &amp; a < b</textarea><!-- <p> < --><p TITLE=A>x</P>",
    "<p title='a > b' lang=en>&lt;p&gt;</p><a href='?a=1&amp;b=2'>x</a>",
    "<svg><title>a</title><a xlink:href='#b'><text>b</text></a></svg>",
)
BAD = (
    "<p></div>", "<div>", "</p>", "<div><span></div>", "<b><i></b></i>", "<ul><li></ul></li>",
    "<p id=a id=b></p>", '<p a"b=c></p>', "<p/>", "&nosuch;", "<a title='&nosuch;'></a>",
    "<p><ul><li>one</li></ul></p>", "<p><div>block</div></p>", "<h1><h2>two</h2></h1>",
    "<a href=a><a href=b>link in link</a></a>", "<button><button>b</button></button>",
    "<table><tbody><tr><div></div></tr></tbody></table>", "<table><tr><p>x</p></tr></table>",
    "<svg><p>text</p></svg>", "<br></br>", "<p>\x01</p>", "<p", "<p>a<p>b", "<p>a < b</p>",
    "<form><form></form></form>", "<option><p>x</p></option", "<p title='a'b='c'>x</p>",
    "<script>x", "<!-- a", "<p><table></table></p>", "<frame>", "<body>",
)  # fmt: skip


def faults(html: str):
    written = Written()
    written.read(html)
    return written.faults


@pytest.mark.parametrize("html", GOOD)
def test_good_markup_is_passed(html):
    assert faults(PAGE.format(html)) == []


@pytest.mark.parametrize("html", BAD)
def test_what_a_browser_would_mend_is_seen(html):
    assert faults(PAGE.format(html))


def test_a_fault_has_its_line():
    html = PAGE.format("<p>one\ntwo</p>\n<ul>\n<li title='a\nb'>three</li>\n</ol>\n</ul>")

    assert faults(html)[0] == ("stray", ("ol", "ul"), 7)


PIECES = st.sampled_from(
    [*"<>/&='\" \n!-", "<p>", "</p>", "<a href='", "<table>", "<tr>", "<svg>", "<script>", "</",
     "&amp;", "<!--", "-->", "<title>", "x", "é谅", "id=a", "<img src=a>", "<h1>", "</h1>"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join))
def test_nothing_is_raised_whatever_stands_in_a_file(text):
    page = reader.read(text.encode(), Tongues(()))

    assert facts.decode(facts.encode(page)) == page


@given(st.binary())
def test_a_file_that_is_no_text_has_facts(data):
    page = reader.read(data, Tongues(()))

    assert page.size == len(data)
    assert facts.decode(facts.encode(page)) == page
