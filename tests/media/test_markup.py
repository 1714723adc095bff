"""A picture in HTML: golden texts, and what must hold for any picture."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from quangba.media import markup, plan, recipes, service
from quangba.media.facts import Facts
from quangba.media.markup import Candidate, Credit, PictureSet, Source
from quangba.media.original import Original
from quangba.media.recipes import Recipe
from quangba.media.sidecar import Sidecar

HERE = Path(__file__).parent
DOTS = ("c83c28", "824e1e", "3ca03c", "3250be", "888c9b", "dcc878")
SHOWN = PictureSet(
    sources=(
        Source(
            "image/avif",
            (Candidate("media/a-480.01.avif", 480), Candidate("media/a-960.02.avif", 960)),
        ),
    ),
    fallback=Source(
        "image/jpeg",
        (Candidate("media/a-480.03.jpg", 480), Candidate("media/a-960.04.jpg", 960)),
    ),
    sizes="(min-width: 44em) 40em, 100vw",
    width=960,
    height=640,
)
ONE = dataclasses.replace(
    SHOWN,
    sources=(),
    fallback=Source("image/jpeg", SHOWN.fallback.candidates[:1]),
    width=480,
    height=320,
)


def _url(path):
    return f"../{path}"


def _picture(shown=SHOWN, **options):
    return markup.picture(shown, url=_url, **{"alt": "A harbour", "dots": DOTS, **options})


CASES = {
    "picture": _picture,
    "first-picture": lambda: _picture(first=True, css_class="hero focal-1-2"),
    "one-file": lambda: _picture(ONE, alt="", dots=()),
    "scaled": lambda: _picture(SHOWN.scaled_to(60)),
    "texts": lambda: _picture(alt='<b> & "quoted"', css_class='a"b'),
    "preload": lambda: markup.preload(SHOWN, url=_url),
    "preload-one-file": lambda: markup.preload(ONE, url=_url),
}


@pytest.mark.parametrize("name", CASES)
def test_html(name, golden):
    html = CASES[name]().replace("<", "\n<").replace("\n</", "</").strip() + "\n"

    golden(html, HERE / "markup" / f"{name}.html")


def _facts(width, height):
    return Facts("jpeg", width, height, False, 1, DOTS, "0" * 64)


def _original(width, height, focal=(0.5, 0.5)):
    beside = Sidecar(credit="A", licence="CC0-1.0", focal=focal)
    return Original("sea/Hội xuân.jpg", Path("x.jpg"), _facts(width, height), beside, "x.yml")


def _parsed(html):
    tree = JustHTML(f"<!doctype html><title>x</title>{html}", sanitize=False)
    return {name: tree.query(name) for name in ("img", "source", "svg", "link")}


def _srcset(value):
    return [(part.split()[0], int(part.split()[1].removesuffix("w"))) for part in value.split(", ")]


@given(
    st.integers(1, 9000),
    st.integers(1, 9000),
    st.sampled_from([*recipes.DEFAULTS.values(), Recipe(full_size=4096),
                     Recipe(widths=(1200,), aspect=(1200, 630), formats=("jpeg",))]),
)  # fmt: skip
def test_every_file_planned_is_offered_and_no_other(width, height, recipe):
    original = _original(width, height)
    wanted = plan.renditions((width, height), recipe, (0.5, 0.5))
    shown = service.picture_set(original, recipe, wanted)
    found = _parsed(markup.picture(shown, url=_url, alt="x"))
    (image,) = found["img"]
    offered = {image.attrs["src"]}
    for element in (image, *found["source"]):
        if "srcset" in element.attrs:
            offered |= {address for address, _ in _srcset(element.attrs["srcset"])}
            widths = [width for _, width in _srcset(element.attrs["srcset"])]
            assert widths == sorted(set(widths))

    assert offered == {f"../{service.published(original, each)}" for each in wanted}
    largest = max(wanted, key=lambda each: each.width)
    assert (image.attrs["width"], image.attrs["height"]) == (
        str(largest.width), str(largest.height)
    )  # fmt: skip
    assert [each.attrs["type"] for each in found["source"]] == [
        markup.TYPES[name] for name in recipe.formats[:-1]
    ]


def test_names_are_addresses_whatever_the_file_is_called():
    (rendition, *_) = plan.renditions((900, 600), recipes.DEFAULTS["card"])
    name = service.published(_original(900, 600), rendition)

    assert name == f"media/hoi-xuan-240.{rendition.key('0' * 64)[:10]}.avif"


@given(alt=st.text(), css=st.text(), width=st.integers(1, 4000))
def test_any_text_leaves_the_markup_whole(alt, css, width):
    found = _parsed(_picture(SHOWN.scaled_to(width), alt=alt, css_class=css))
    (image,) = found["img"]

    expected = alt.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    assert image.attrs["alt"] == expected
    assert image.attrs["width"] == str(width)
    assert set(image.attrs) <= {
        "class", "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "told"),
    [(True, {"fetchpriority": "high"}), (False, {"loading": "lazy"})],
)
def test_the_first_picture_is_fetched_at_once_and_others_when_near(first, told):
    (image,) = _parsed(_picture(first=first))["img"]

    assert {k: v for k, v in image.attrs.items() if k in {"fetchpriority", "loading"}} == told


def test_the_placeholder_needs_neither_style_nor_script():
    (svg,) = _parsed(_picture())["svg"]
    assert svg.attrs["aria-hidden"] == "true"
    assert "style" not in _picture()
    assert _parsed(_picture(dots=DOTS[:5]))["svg"] == []


def test_preload_asks_for_what_the_picture_will_choose():
    (link,) = _parsed(markup.preload(SHOWN, url=_url))["link"]
    (source,) = _parsed(_picture(first=True))["source"]

    assert link.attrs["imagesrcset"] == source.attrs["srcset"]
    assert link.attrs["imagesizes"] == source.attrs["sizes"]
    assert link.attrs["type"] == source.attrs["type"]


def test_a_credit_may_lead_to_where_the_picture_can_be_taken():
    credit = Credit("By <Ann>", "CC0", "https://licence.example/", ("Use & take", "use-a"))
    html = markup.caption("Words", credit)

    assert html.endswith('<a class="use" href="#use-a">Use &amp; take</a></span></span>')
    plain = markup.caption("Words", Credit("By <Ann>", "CC0", "https://licence.example/"))
    assert markup.without_more(f"<p>{html}</p>") == f"<p>{plain}</p>"
