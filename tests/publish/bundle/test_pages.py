from __future__ import annotations

import base64
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.publish.bundle.links import Links
from quangba.publish.bundle.pages import Look, attributes, rewritten

FILES = frozenset(
    {
        "index.html", "a/index.html", "a/b/index.html", "film.mp4", "kit.zip", "said.vtt",
        "assets/site.1.js", "assets/more.2.js", "assets/site.css", "picture.jpg",
    }
)  # fmt: skip
LOOK = Look(
    links=Links(FILES, "https://isle.example/"),
    script="assets/offline.js",
    sheet="assets/copy.css",
    note=lambda page: f"<aside>{page}</aside>\n",
    words=lambda page: "not here",
    left_out=frozenset({"film.mp4", "kit.zip"}),
    tracks={"said.vtt": b"WEBVTT\n"},
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a/">', '<a href="a/index.html">'),
        ('<a href="a/?q=1&amp;x=2#b">', '<a href="a/index.html?q=1&amp;x=2#b">'),
        ("<a class=x href=a/b/>", '<a class=x href="a/b/index.html">'),
        ("<a title='>' href='.'>", "<a title='>' href=\"index.html\">"),
        ('<A HREF="a/">', '<A HREF="a/index.html">'),
        ('<a\n  href = "a/"\n>', '<a\n  href="a/index.html"\n>'),
        ('<area href="./">', '<area href="index.html">'),
        ('<form action="a/" method="get">', '<form action="a/index.html" method="get">'),
        ('<button formaction="a/">', '<button formaction="a/index.html">'),
        ('<iframe src="a/"></iframe>', '<iframe src="a/index.html"></iframe>'),
        ('<a href="https://isle.example/a/">', '<a href="a/index.html">'),
        ('<link rel="canonical" href="https://isle.example/a/">', None),
        ('<link rel="stylesheet" href="assets/site.css">', None),
        ('<img src="picture.jpg" srcset="picture.jpg 2x">', None),
        ('<meta http-equiv="refresh" content="0; url=a/">',
         '<meta http-equiv="refresh" content="0; url=a/index.html">'),
        ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">", ""),
        ('<link rel="preload" href="f.woff2" as="font" crossorigin>', ""),
        ('<link rel="preload" href="picture.jpg" as="image">', None),
        ('<script type="application/ld+json">{"a": "<a href=\\"a/\\">"}</script>', None),
        ('<!-- <a href="a/"> -->', None),
        ('<textarea><a href="a/"></textarea>', None),
        ("<style>a > b { color: red }</style>", None),
        ('<track src="said.vtt" default>',
         (f'<track src="data:text/vtt;base64,{base64.b64encode(b"WEBVTT" + bytes([10])).decode()}"'
         " default>")),
        ('<a href="kit.zip" download>Kit</a>.',
         ('<a href="https://isle.example/kit.zip" download>Kit</a>'
         ' <small class="copy-out">not here</small>.')),
        (('<video poster="picture.jpg" width="3" height="2" aria-label="A &amp; B">'
         '<source src="film.mp4"><a href="film.mp4">Film</a></video>'),
         ('<img src="picture.jpg" alt="A &amp; B" width="3" height="2">'
         '<p class="copy-out">not here</p>')),
        ('<video src="picture.jpg"><a href="a/">Film</a></video>',
         '<video src="picture.jpg"><a href="a/index.html">Film</a></video>'),
        ('<p>a < b, x="a/"</p>', None),
    ],
)  # fmt: skip
def test_one_tag(html, expected):
    assert rewritten(html, "index.html", LOOK) == (html if expected is None else expected)


def test_module_scripts_become_one_classic_one():
    page = (
        '<head>\n<script type="module" src="../assets/site.1.js"></script>\n'
        '<script type="module" src="../assets/more.2.js"></script>\n</head>'
    )
    assert rewritten(page, "a/index.html", LOOK) == (
        '<head>\n\n\n  <link rel="stylesheet" href="../assets/copy.css">\n'
        '  <script defer src="../assets/offline.js" data-start="site.1.js more.2.js"></script>\n'
        "</head>"
    )


def test_the_note_stands_once_before_the_text_and_not_where_there_is_none():
    page = "<head></head><body><header></header><main><main></main></main></body>"
    copied = rewritten(page, "a/index.html", LOOK)
    assert copied.count("<aside>a/index.html</aside>\n<main>") == 1
    assert copied.count("<aside>") == 1
    assert 'data-start=""' in copied
    assert rewritten("<head></head><body></body>", "a/index.html", LOOK) == (
        "<head></head><body></body>"
    )


class Parsed(HTMLParser):
    """A page by the library's own reader: what is not an address, and the addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rest: list[object] = []
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.rest.append((tag, [(n, v) for n, v in attrs if n != "href"]))
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        self.rest.append(tag)

    def handle_data(self, data):
        self.rest.append(data)

    def handle_comment(self, data):
        self.rest.append(("comment", data))


TEXT = st.text("ab <>&\"'=/\n", max_size=8)
HREF = st.sampled_from(["a/", "a/b/", "./", ".", "#x", "picture.jpg", "https://o.example/", "?q=a"])


@st.composite
def elements(draw):
    quoted = [(name, f'"{escape(draw(TEXT))}"') for name in ("title", "class")]
    given = [*quoted, ("href", f'"{escape(draw(HREF))}"'), ("hidden", None)]
    order = draw(st.permutations(given))
    inside = " ".join(name if value is None else f"{name}={value}" for name, value in order)
    return f"<a {inside}>{escape(draw(TEXT))}</a><!-- {draw(st.sampled_from(['', '<a>']))} -->"


@given(st.lists(elements(), max_size=5).map("".join))
def test_nothing_but_addresses_changes_and_all_lead_to_files(html):
    before, after = Parsed(html), Parsed(rewritten(html, "a/index.html", LOOK))
    assert after.rest == before.rest
    for old, new in zip(before.addresses, after.addresses, strict=True):
        place = LOOK.links.place(old, "a/index.html")
        assert new == (place.way if place and not place.exact else old)


@given(st.dictionaries(st.text("abc-", min_size=1, max_size=5), TEXT, max_size=5))
def test_attributes_are_read_as_they_are_meant(has):
    written = " ".join(f'{name}="{escape(value)}"' for name, value in has.items())
    assert attributes(written) == has
