"""What templates and texts get for a picture: its sizes, its large file, its words."""

from types import SimpleNamespace

import pytest

from quangba.media import markup
from quangba.media.markup import Candidate, Credit, PictureSet, Source
from quangba.view import pictures
from quangba.view.images import Picture


def source(kind, *widths):
    suffix = {"image/jpeg": "jpg", "image/avif": "avif"}[kind]
    return Source(kind, tuple(Candidate(f"media/a-{width}.{suffix}", width) for width in widths))


def picture_set(*widths, ratio=(8, 5), sizes="100vw"):
    width = widths[-1]
    height = width * ratio[1] // ratio[0]
    both = source("image/avif", *widths), source("image/jpeg", *widths)
    return PictureSet(both[:1], both[1], sizes, width, height)


def picture(alt="A harbour", **sets):
    words = SimpleNamespace(
        alt=lambda _: alt,
        caption=lambda _: "The harbour",
        rights=lambda _: ("Ann", "CC-BY-4.0"),
    )
    return Picture(name="a.jpg", focal_class="focal-2-2", dots=(), sets=sets, words=words)


def url(path):
    return f"../{path}"


def test_a_layout_says_its_own_sizes_for_every_source_and_the_preload():
    shown = picture(card=picture_set(360, 720))

    html = pictures.html(shown, "card", url=url, sizes="40vw")
    link = pictures.preload(shown, "card", url=url, sizes="40vw")

    assert html.count('sizes="40vw"') == 2
    assert "100vw" not in html + link
    assert 'imagesizes="40vw"' in link


def test_without_sizes_the_recipe_decides():
    html = pictures.html(picture(card=picture_set(360, sizes="9em")), "card", url=url)

    assert 'sizes="9em"' in html


def test_a_figure_links_to_its_large_file_and_offers_it():
    shown = picture(figure=picture_set(360, 720), full=picture_set(2400))

    html = pictures.figure(shown, "figure", "words", url=url)

    assert html.startswith(
        '<figure class="figure"><a class="figure-link" href="../media/a-2400.jpg">'
    )
    assert "../media/a-720.avif 720w, ../media/a-2400.avif 2400w" in html
    assert html.endswith('</a><figcaption class="caption">words</figcaption></figure>')


def test_a_large_file_of_another_shape_is_not_mixed_in():
    shown = picture(figure=picture_set(360, 720), full=picture_set(2400, ratio=(1, 1)))

    html = pictures.figure(shown, "figure", "", url=url)

    assert "2400" not in html
    assert 'href="../media/a-720.jpg"' in html


def test_a_picture_that_says_nothing_is_no_link():
    assert "<a " not in pictures.figure(picture(alt="", full=picture_set(360)), "full", "", url=url)


def test_the_preload_of_a_figure_names_the_same_files():
    shown = picture(figure=picture_set(360, 720), full=picture_set(2400))

    link = pictures.preload(shown, "figure", url=url, large=True)

    assert "a-720.avif 720w, ../media/a-2400.avif 2400w" in link


@pytest.mark.parametrize(
    ("text", "credit", "html"),
    [
        (
            "The <harbour>",
            Credit("Picture: Ann", "CC BY 4.0", "https://licence.example/"),
            (
                '<span class="caption-text">The &lt;harbour&gt;</span>'
                ' <span class="caption-credit"><span>Picture: Ann</span> '
                '<span><a rel="license" href="https://licence.example/">CC BY 4.0</a></span></span>'
            ),
        ),
        (
            "",
            Credit("Picture: Ann", "used with permission"),
            (
                '<span class="caption-credit"><span>Picture: Ann</span> '
                "<span>used with permission</span></span>"
            ),
        ),
        ("Alone", None, '<span class="caption-text">Alone</span>'),
        ("", None, ""),
    ],
)
def test_the_words_below_a_picture(text, credit, html):
    assert markup.caption(text, credit) == html


def test_templates_and_texts_use_the_same_words():
    shown = picture()

    from_template = pictures.caption(shown, "Picture: Ann", "CC BY 4.0")
    from_text = markup.caption(
        shown.caption, Credit("Picture: Ann", "CC BY 4.0", shown.licence_url)
    )

    assert from_template == from_text
