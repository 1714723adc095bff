"""Originals with their sidecars, and drawings: what of them is kept, and how large they are."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media.facts import Refused
from quangba.media.svg import clean

SIDECAR = "alt: {en: A harbour, fr: Un port}\ncredit: A. Painter\nlicence: CC0-1.0\n"


def svg(inside="", **attributes):
    given_ = {"viewBox": "0 0 160 100", **attributes}
    text = " ".join(f'{name}="{value}"' for name, value in given_.items() if value is not None)
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {text}>{inside}</svg>"


def test_a_picture_has_size_and_texts_by_its_path(make_site):
    files = {"assets/media/sea/harbour.svg": svg(), "assets/media/sea/harbour.yml": SIDECAR}
    site, problems = make_site(files)
    original = site.pictures["sea/harbour.svg"]

    assert problems == ()
    assert (original.facts.width, original.facts.height) == (160, 100)
    assert (original.stem, original.sidecar.credit) == ("harbour", "A. Painter")
    changed, _ = make_site({**files, "assets/media/sea/harbour.svg": svg("<g/>")})
    assert changed.pictures["sea/harbour.svg"].facts.digest != original.facts.digest


def test_one_broken_picture_does_not_hide_the_others(make_site):
    made = make_site(
        {
            "assets/media/a.jpg": b"",
            "assets/media/a.yml": SIDECAR,
            "assets/media/b.svg": svg(),
            "assets/media/b.yml": SIDECAR,
        }
    )

    assert made.codes == ["picture-broken"]
    assert list(made.site.pictures) == ["b.svg"]


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
    data = svg(**attributes).encode()
    if size is None:
        with pytest.raises(Refused) as refusal:
            clean(data)
        assert refusal.value.code == "picture-size"
    else:
        assert clean(data)[1] == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<SCRIPT>x()</SCRIPT>",
        "<foreignObject><p>x()</p></foreignObject>",
        "<image href='https://x.example/x.png'/>",
        "<use href='https://x.example/other.svg#x'/>",
        "<use xlink:href='other.svg#x'/>",
        "<rect onload='x()'/>",
        "<rect style='fill: url(https://x.example/a)'/>",
        "<rect fill='url(https://x.example/a)'/>",
        "<animate attributeName='href' to='javascript:x()'/>",
        "<set attributeName='onclick' to='x()'/>",
    ],
)
def test_what_could_run_or_fetch_something_is_taken_out(inside):
    text, size = clean(svg(inside + "<path d='M0 0h9'/>").encode())

    assert size == (160, 100)
    assert "M0 0h9" in text
    assert not [word for word in ("x()", "x.example", "other.svg") if word in text]


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<g id='x'/><use href='#x'/>", "#x"),
        ("<rect fill='url(#g)'/>", "url(#g)"),
        ("<title>on</title>", "on"),
        ("<g><path d='M1 1'/></g>", "M1 1"),
    ],
)
def test_what_a_drawing_is_made_of_stays(inside, kept):
    assert kept in clean(svg(inside).encode())[0]


@given(st.binary() | st.text(alphabet='<>/svg" =!&;x').map(str.encode))
def test_any_bytes_are_a_drawing_or_refused(data):
    with contextlib.suppress(Refused):
        text, (width, height) = clean(data)
        assert text
        assert min(width, height) > 0


def test_entities_are_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(Refused, match="document type"):
        clean(f'{bomb}]><svg viewBox="0 0 1 1">&i;</svg>'.encode())
