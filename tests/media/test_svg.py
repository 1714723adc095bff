"""Drawings: drawn in the shape that was planned, with what they carry, without what could run."""

import base64
import io

import pytest
from PIL import Image

from quangba.media import decode, svg
from quangba.media.facts import Refused
from tests.media.originals import encode, fields

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
LEFT_RED = '<path fill="#c83c28" d="M0 0h50v100H0z"/><path fill="#3250be" d="M50 0h50v100H50z"/>'


def drawn(head, body=LEFT_RED):
    data = f"{HEAD} {head}>{body}</svg>".encode()
    return decode.open_upright(data, ".svg").image.convert("RGB"), svg.clean(data)[1]


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 100 100"', (100, 100)),
        ('width="100" height="100"', (100, 100)),
        ('width="100" height="300" viewBox="0 0 100 100"', (100, 100)),
        ('width="1" height="50000" viewBox="0 0 100 100"', (100, 100)),
        ('width="210mm" height="297mm" viewBox="0 0 100 100"', (100, 100)),
        ('width="100%" height="100%" viewBox="0,0,100,100"', (100, 100)),
        ('width="400" height="400" viewBox="0 0 100 100"', (400, 400)),
        ('width="400px" viewBox="0 0 100 100"', (400, 400)),
        ('width="90000" viewBox="0 0 1 100"', (1, 100)),
    ],
)
def test_a_drawing_has_one_shape_and_fills_it(head, size):
    image, told = drawn(head)

    assert told == image.size == size
    if size[0] > 1:
        across, down = image.size
        for y in (1, down - 2):
            assert image.getpixel((across // 4, y)) == (200, 60, 40)
            assert image.getpixel((across * 3 // 4, y)) == (50, 80, 190)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_a_picture_within_a_drawing_is_drawn(kind, attribute):
    packed = base64.b64encode(encode(fields(size=(100, 100)), kind.upper())).decode()
    image, _ = drawn(
        'viewBox="0 0 100 100"',
        f'<image width="100" height="100" {attribute}="data:image/{kind};base64,{packed}"/>',
    )

    red, green, blue = image.getpixel((25, 25))
    assert abs(red - 200) + abs(green - 60) + abs(blue - 40) < 40


def test_a_drawing_within_a_drawing_is_not():
    inner = base64.b64encode(f'{HEAD} viewBox="0 0 9 9">{LEFT_RED}</svg>'.encode()).decode()
    image, _ = drawn(
        'viewBox="0 0 100 100"',
        f'<image width="100" height="100" href="data:image/svg+xml;base64,{inner}"/>',
    )

    assert len(image.getcolors()) == 1


def test_the_document_type_of_drawing_programs_is_left_out():
    kind = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
        b' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    data = f'{HEAD} viewBox="0 0 100 100">{LEFT_RED}</svg>'.encode()

    assert svg.clean(b'<?xml version="1.0"?>' + kind + data) == svg.clean(data)


@pytest.mark.parametrize(
    "kind",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>',
        b'<!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a "b">]>',
    ],
)
def test_entities_are_refused(kind):
    with pytest.raises(Refused) as refused:
        svg.clean(kind + f'{HEAD} viewBox="0 0 9 9"></svg>'.encode())
    assert refused.value.code == "picture-broken"


def test_words_are_refused_as_no_two_machines_draw_them_alike():
    for words, code in (("<text>Chợ</text>", "picture-words"), ("<text> </text>", None)):
        data = f'{HEAD} viewBox="0 0 9 9">{words}</svg>'.encode()
        if code is None:
            assert svg.clean(data)
            continue
        with pytest.raises(Refused) as refused:
            svg.clean(data)
        assert refused.value.code == code


def test_large_drawings_are_refused_before_they_are_drawn():
    with pytest.raises(Refused) as refused:
        decode.open_upright(f'{HEAD} viewBox="0 0 20000 20000"></svg>'.encode(), ".svg")
    assert refused.value.code == "picture-too-large"


def test_a_png_of_what_is_drawn_can_be_read_back():
    out = io.BytesIO()
    drawn('viewBox="0 0 100 100"')[0].save(out, "PNG")
    with Image.open(out) as image:
        assert image.size == (100, 100)
