"""Lists of pictures in Markdown become galleries; other lists stay what they are."""

import dataclasses
import re

import pytest
from markdown import Markdown

from quangba.mkdocs_plugin import gallery
from quangba.mkdocs_plugin.markdown import PageParts
from tests.view.test_pictures import picture, picture_set

NAMES = ("a.jpg", "b.jpg", "c.jpg")


def render(text, *, first=False, wide=False):
    parts = PageParts()
    md = Markdown(extensions=["attr_list", parts])
    each = {"figure": picture_set(360, 720), "full": picture_set(2400), "hero": picture_set(480)}
    parts.pictures = {name: picture(alt=f"alt of {name}", **each) for name in NAMES}
    empty = dataclasses.replace(picture(), name="unknown-to-the-plan.jpg", sets={})
    parts.pictures[empty.name] = empty
    parts.url, parts.first, parts.wide = "page/", first, wide
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
        "- ![](/media/a.jpg) with [a link](b.md)",
        "- words ![](/media/a.jpg)",
        "- ![](/media/a.jpg) ![](/media/b.jpg)",
        "- ![](/media/missing.jpg)",
        "- ![](https://elsewhere.example/a.jpg)",
        "- [![](/media/a.jpg)](other.md)",
    ],
)
def test_other_lists_are_not(text):
    html, _ = render(text)

    assert "gallery" not in html


@pytest.mark.parametrize("mark", ["-", "1."])
def test_words_behind_a_picture_are_its_caption(mark):
    html, _ = render(f'{mark} ![](/media/a.jpg "Title") Its *own* words\n{mark} ![](/media/b.jpg)')
    assert "gallery" not in html  # marked up words are no plain caption

    html, _ = render(f'{mark} ![](/media/a.jpg "Title") Its own words\n{mark} ![](/media/b.jpg)')
    assert html.count("<figcaption") == 2
    assert '<span class="caption-text">Its own words</span>' in html
    assert html.count("Its own words") == 1
    assert "Title" not in html


def test_in_a_story_a_list_runs_from_edge_to_edge():
    html, _ = render("- ![](/media/a.jpg)\n- ![](/media/b.jpg)", wide=True)

    assert '<ul class="sequence" role="list">' in html
    assert html.count(f'sizes="{gallery.EDGE_HALF}"') >= 2

    html, _ = render("![](/media/a.jpg)\n\nWords ![](/media/b.jpg)", wide=True)
    assert "sequence" not in html
    assert html.count(f'sizes="{gallery.WIDE}"') >= 2


def test_a_picture_within_a_line_is_credited_below_the_text():
    html, parts = render("Words ![](/media/a.jpg) words ![](/media/b.jpg).\n\n![](/media/c.jpg)")

    assert parts.credits == ["<span>Ann</span>"]  # once, though it made both
    assert html.count("<figcaption") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Words ![](/media/a.jpg) more.\n\n![](/media/b.jpg)",
        "[![](/media/a.jpg)](other.md)\n\n![](/media/b.jpg)",
        "1. words ![](/media/a.jpg)\n\n\n- ![](/media/b.jpg)",
        "![](/media/a.jpg){width=60}\n\n![](/media/b.jpg)",
    ],
)
def test_the_first_picture_may_stand_anywhere(text):
    html, parts = render(text, first=True)
    first, second = re.findall("<img[^>]*>", html)

    assert 'fetchpriority="high"' in first
    assert 'loading="lazy"' in second
    assert (
        re.search('imagesizes="([^"]*)"', parts.preload)[1]
        == re.search('<source[^>]* sizes="([^"]*)"', html)[1]
    )


def test_a_picture_without_files_is_told_and_breaks_nothing():
    html, parts = render("![](/media/unknown-to-the-plan.jpg)")

    assert parts.unplanned == ["unknown-to-the-plan.jpg"]
    assert "<picture" not in html


def test_odd_widths_break_nothing():
    html, _ = render("![](/media/a.jpg){width=²}\n\n![](/media/a.jpg){width=50%}")

    assert html.count("<picture") == 2


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
