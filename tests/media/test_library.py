"""Drawings with their sidecars: what is safe to show, and how large it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media.library import _probe_svg
from quangba.media.markup import figure

SIDECAR = "alt: {en: A harbour, fr: Un port}\ncredit: A. Painter\nlicence: CC0-1.0\n"


def svg(inside="", **attributes):
    given_ = {"viewBox": "0 0 160 100", **attributes}
    text = " ".join(f'{name}="{value}"' for name, value in given_.items() if value is not None)
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {text}>{inside}</svg>"


def test_a_picture_has_size_texts_and_a_name_made_of_its_bytes(make_site):
    files = {"assets/media/sea/harbour.svg": svg(), "assets/media/sea/harbour.yml": SIDECAR}
    site, problems = make_site(files)
    original = site.pictures["sea/harbour.svg"]

    assert problems == ()
    assert (original.width, original.height, original.sidecar.credit) == (160, 100, "A. Painter")
    assert original.published == f"media/sea/harbour.{original.digest[:10]}.svg"
    changed, _ = make_site({**files, "assets/media/sea/harbour.svg": svg("<g/>")})
    assert changed.pictures["sea/harbour.svg"].published != original.published


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ({}, (160, 100)),
        ({"viewBox": "0,0,160.4,99.6"}, (160, 100)),
        ({"viewBox": None, "width": "16px", "height": "10"}, (16, 10)),
        ({"viewBox": None, "width": "100%", "height": "10"}, None),
        ({"viewBox": "0 0 a b"}, None),
        ({"viewBox": "0 0 0 0"}, None),
        ({"viewBox": "0 0 nan inf"}, None),
        ({"viewBox": "0 0 inf 10"}, None),
    ],
)
def test_sizes(attributes, size):
    assert _probe_svg(svg(**attributes).encode(), "a.svg")[0] == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        "<SCRIPT/>",
        "<foreignObject/>",
        "<style>a{}</style>",
        "<image href='x.png'/>",
        "<a href='#x'/>",
        "<use href='other.svg#x'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<rect onload='x()'/>",
        "<rect style='fill: url(https://x.example/a)'/>",
        "<rect style=\"fill: url( 'a.svg' )\"/>",
        "<animate attributeName='href' to='javascript:x()'/>",
        "<set attributeName='onclick' to='x()'/>",
        "<animateTransform/>",
    ],
)
def test_what_could_run_or_fetch_something_is_refused(inside):
    size, (problem,) = _probe_svg(svg(inside).encode(), "a.svg")

    assert (size, problem.code) == (None, "picture-unsafe")


@pytest.mark.parametrize(
    "inside",
    ["<use href='#x'/>", "<rect fill='url(#g)'/>", "<title>on</title>", "<g><path d=''/></g>"],
)
def test_plain_drawings_are_not(inside):
    assert _probe_svg(svg(inside).encode(), "a.svg") == ((160, 100), ())


@given(st.binary() | st.text(alphabet='<>/svg" =!&;x').map(str.encode))
def test_any_bytes_are_a_drawing_or_a_problem(data):
    size, problems = _probe_svg(data, "a.svg")

    assert (size is None) == bool(problems)


def test_entities_do_not_grow():
    bomb = '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    size, problems = _probe_svg(f'{bomb}]><svg viewBox="0 0 1 1">&i;</svg>'.encode(), "a.svg")

    assert size is None
    assert problems


def test_texts_in_markup_are_escaped():
    html = figure('a".svg', alt="<b>", caption="a & b", width=1, height=2)

    assert 'src="a&quot;.svg"' in html
    assert 'alt="&lt;b&gt;"' in html
    assert "<figcaption>a &amp; b</figcaption>" in html
