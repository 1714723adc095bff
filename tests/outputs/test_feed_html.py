"""A page's HTML for readers of feeds: nothing that only our own pages can do is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from quangba.outputs.feed_html import plain

PAGE = "https://brume.example/isle/news/step/"

CASES = {
    "relative addresses": (
        '<a href="../boat/#top">x</a> <a href="#note">y</a> <a href="https://a.example/">z</a>',
        ('<a href="https://brume.example/isle/news/boat/#top">x</a> '
        '<a href="https://brume.example/isle/news/step/#note">y</a> '
        '<a href="https://a.example/">z</a>'),
    ),
    "addresses that run": (
        '<a href="javascript:alert(1)" onclick="x()">x</a><a href="http://[">y</a>',
        "<a>x</a><a>y</a>",
    ),
    "a picture is one file with its own size": (
        ('<span class="pic"><svg aria-hidden="true"><path d="M0 0"/></svg><picture><source '
        'type="image/avif" srcset="../a-720.avif 720w"><img class="focal-2-2" src="../a-720.jpg" '
        'srcset="../a-360.jpg 360w, ../a-720.jpg 720w, ../a-1440.jpg 1440w" sizes="92vw" '
        'width="1440" height="901" alt="A &quot;step&quot;" loading="lazy"></picture></span>'),
        ('<img src="https://brume.example/isle/news/a-720.jpg" width="720" height="450" '
        'alt="A &quot;step&quot;">'),
    ),
    "a picture without a file is its words": ('<img alt="A &lt; B">', "A &lt; B"),
    "notes on names are their words": (
        ('<span class="term-hold">(<button class="term" popovertarget="n"><span lang="vi">Tết'
        "</span></button>)</span>"),
        '(<span lang="vi">Tết</span>)',
    ),
    "what is not seen is not there": (
        ('<small>(<a href="/x"><span class="unseen">Source: log </span>2024</a>)</small>'
        '<p hidden>no</p><i aria-hidden="true">no</i>'),
        '<small>(<a href="https://brume.example/x">2024</a>)</small>',
    ),
    "folded parts lie open": (
        "<details class='info'><summary>More</summary><p>words</p></details>",
        "<blockquote><p><strong>More</strong></p><p>words</p></blockquote>",
    ),
    "admonitions": (
        '<div class="admonition note"><p class="admonition-title">Note</p><p>words</p></div>',
        "<blockquote><p><strong>Note</strong></p><p>words</p></blockquote>",
    ),
    "tabs follow each other": (
        ('<div class="tabbed-set"><input type="radio" checked><input type="radio"><div '
        'class="tabbed-labels"><label for="a">One <b>1</b></label><label for="b">Two</label></div>'
        '<div class="tabbed-content"><div class="tabbed-block"><p>first</p></div>'
        '<div class="tabbed-block"><p>second</p></div></div></div>'),
        ("<div><div></div><div><p><strong>One <b>1</b></strong></p><div><p>first</p></div>"
        "<p><strong>Two</strong></p><div><p>second</p></div></div></div>"),
    ),
    "lists of tasks": (
        ('<ul class="task-list"><li><label><input type="checkbox" checked>done</label></li>'
        '<li><label><input type="checkbox" disabled>open</label></li></ul>'),
        "<ul><li>☑ done</li><li>☐ open</li></ul>",
    ),
    "nothing runs, asks or embeds": (
        ("a<script>x()</script><form><input name=q><button>go</button></form><iframe src='/x'>y"
        "</iframe><style>b{}</style><template><p>t</p></template><video src='a.mp4'>v</video>b"),
        "ab",
    ),
    "colours of code": (
        ('<div class="highlight"><pre><span></span><code><span class="k">def</span> a &lt; b'
        "</code></pre></div>"),
        "<div><pre><code>def a &lt; b</code></pre></div>",
    ),
    "tables keep their shape": (
        ('<table><tbody><tr><th scope="row" class="x">a</th><td align="right" colspan="2">1</td>'
        "</tr></tbody></table>"),
        ('<table><tbody><tr><th scope="row">a</th><td align="right" colspan="2">1</td></tr></tbody>'
        "</table>"),
    ),
    "what is left open is closed": ("<p><em>a", "<p><em>a</em></p>"),
    "what was never open": ("a</p></b>b", "ab"),
    "line breaks": ("a<br/>b<hr>", "a<br>b<hr>"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_html(name):
    given_html, expected = CASES[name]
    assert plain(given_html, PAGE) == expected


NAMES = st.sampled_from(["p", "b", "a", "div", "img", "svg", "script", "details", "label", "input"])
TAGS = st.one_of(
    NAMES.map("<{}>".format),
    NAMES.map("</{}>".format),
    NAMES.map('<{} class="tabbed-block" href="javascript:x" src="../a" onload="x">'.format),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)


@given(st.lists(TAGS, max_size=20).map("".join))
def test_whatever_is_given_nothing_runs_and_everything_is_closed(html):
    found = plain(html, PAGE)
    tree = JustHTML(f"<body>{found}", sanitize=False)

    assert plain(found, PAGE) == found
    assert tree.query("script, svg, input, details") == []
    assert "javascript:" not in "".join(
        element.attrs.get("href") or "" for element in tree.query("a")
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_words_arrive_as_they_are(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(f"<p>{escaped}</p>", PAGE) == f"<p>{escaped}</p>"
