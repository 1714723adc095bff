"""Lists of pictures in Markdown become galleries; other lists stay what they are."""

import re

import pytest
from markdown import Markdown

from quangba.mkdocs_plugin import gallery
from quangba.mkdocs_plugin.markdown import PageParts
from tests.view.test_pictures import picture, picture_set

NAMES = ("a.jpg", "b.jpg", "c.jpg")


def render(text, *, first=False):
    parts = PageParts()
    md = Markdown(extensions=["attr_list", parts])
    both = {"figure": picture_set(360, 720), "full": picture_set(2400)}
    parts.pictures = {name: picture(alt=f"alt of {name}", **both) for name in NAMES}
    parts.url, parts.first = "page/", first
    return md.convert(text), parts


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "loose"])
def test_a_list_of_pictures_is_a_gallery(gap):
    html, _ = render(gap.join(['- ![](/media/a.jpg "One")', "- ![Two](/media/b.jpg)"]))

    assert re.match(r'<ul class="gallery" role="list">\s*<li><figure class="figure">', html)
    assert html.count("<figure") == html.count("<figcaption") == html.count("figure-link") == 2
    assert '<span class="caption-text">One</span>' in html
    assert 'alt="Two"' in html
    assert 'alt="alt of a.jpg"' in html
    assert "<p>" not in html


@pytest.mark.parametrize(
    "text",
    [
        "- ![](/media/a.jpg)\n- and a word",
        "- ![](/media/a.jpg) with words",
        "- words ![](/media/a.jpg)",
        "- ![](/media/a.jpg) ![](/media/b.jpg)",
        "- ![](/media/missing.jpg)",
        "- ![](https://elsewhere.example/a.jpg)",
        "1. ![](/media/a.jpg)",
        "- [![](/media/a.jpg)](other.md)",
    ],
)
def test_other_lists_are_not(text):
    html, _ = render(text)

    assert "gallery" not in html


def test_an_odd_picture_comes_first_and_wide():
    assert [gallery.sizes(3, index) for index in range(3)] == [gallery.WIDE, *[gallery.HALF] * 2]
    assert gallery.sizes(1, 0) == gallery.WIDE
    assert {gallery.sizes(2, index) for index in range(2)} == {gallery.HALF}


def test_only_the_first_picture_of_a_text_without_one_above_is_fetched_at_once():
    text = "> ![](/media/a.jpg)\n\n- ![](/media/b.jpg)\n\nWords\n\n![](/media/c.jpg)"

    html, parts = render(text, first=True)

    assert html.count('fetchpriority="high"') == 1
    assert html.index('fetchpriority="high"') < html.index('loading="lazy"')
    assert html.count('loading="lazy"') == 2
    assert parts.preload.startswith('<link rel="preload" as="image"')
    html, parts = render(text)
    assert html.count('loading="lazy"') == 3
    assert parts.preload == ""
