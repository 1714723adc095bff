"""The text of a page's HTML, by section."""

from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.search.prose import Section, read

PAGE = """\
<p>Opening &amp; more.</p>
<h2 id="one">First <span lang="vi">Na\u00a0Sầm</span></h2>
<p class="behind"><a href="x">The source has changed</a></p>
<ul><li>A <strong>bold</strong>er word</li><li>two<sup class="footnote-ref">1</sup></li></ul>
<table><tr><th>When</th><th>What</th></tr><tr><td>May</td><td>rain</td></tr></table>
<h3 id="two">Second</h3>
<figure><picture><source srcset="a.avif"><img src="a.jpg" alt="A &quot;boat&quot;"></picture>
<figcaption>On the river</figcaption></figure>
<svg><text>drawn</text></svg><script>let x = "<p>no</p>";</script>
<h2>Without an address</h2><p>still second</p>
"""


def test_sections():
    found = read(PAGE)

    assert found.sections[0] == Section("", "", "Opening & more.")
    first, second = found.sections[1:]
    assert (first.id, first.heading) == ("one", "First Na Sầm")
    assert first.text == "A bolder word two When · What · May · rain"
    assert (second.id, second.heading) == ("two", "Second")
    assert second.text == "On the river Without an address still second"
    assert found.pictures == ('A "boat"',)


def test_what_is_hidden_is_no_text():
    hidden = (
        "<p hidden>a <b>b</b></p>"
        '<div class="x unseen"><div>c</div></div>d<i aria-hidden="true">e</i>'
    )
    assert [each.text for each in read(hidden).sections] == ["d"]


def test_what_only_layout_needs_is_left_out():
    assert read("<p>so\u00adft&#8203;ly</p>").sections[0].text == "softly"


def test_an_attribute_may_have_any_sign():
    assert read('<p title="a > b">c</p>').sections[0].text == "c"


@given(st.text("<>/ab\"'= !-&;p", max_size=60))
def test_anything_is_read(html):
    read(html)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1))
def test_text_comes_back(words):
    (section,) = read(f"<p>{' '.join(words)}</p>").sections
    assert section.text.split() == words
