"""What readers of a language are offered of the pictures, and the kit for the press."""

import io
from types import MappingProxyType

import pytest
from PIL import Image

from quangba import press
from quangba.media import service
from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import FILES, NOW, page, words

USE = (
    "picture_credit: 'By {name}'\nuse_picture: Use\nuse_credit: '{name}, {licence}, {site}'\n"
    "use_credit_plain: '{name}, {site}'\nuse_file: 'JPEG {width} × {height}, {size}'\n"
    "use_until: 'Until {date}.'\nmay_by: Name the author.\nmay_press: The press may.\n"
    "kit_fact_columns: [a, b, c, d, e]\nkit_name_columns: [a, b, c, d]\n"
    "kit_about: '{site} {address}'\nfact_about: 'about {number}'\nfact_range: '{first}–{last}'\n"
    "units: {t: '{number} t'}\nkit_title: Kit\n"
)
FACTS = (
    "lamps: {label: {en: Oil, fr: Huile}, value: 5400, to: 6000, about: true, unit: t,"
    " as_of: 2024, source: [log, secret], review_by: 2027-03-31}\n"
)
SIDECAR = "alt: {en: A, fr: B}\ncaption: {en: Harbour, fr: Port}\ncredit: Ann\n"


def jpeg(shade):
    out = io.BytesIO()
    Image.radial_gradient("L").point(lambda value: (value + shade) % 256).save(out, "JPEG")
    return out.getvalue()


SITE = {
    "docs/en/strings.yml": FILES["docs/en/strings.yml"] + USE,
    "docs/fr/strings.yml": FILES["docs/fr/strings.yml"] + USE.replace("Name the", "Nommer l’"),
    "assets/data/facts.yml": FACTS,
    "assets/data/sources.yml": (
        "log: {name: Harbour log, url: 'https://log.example/', date: 2024-05}\n"
        "secret: {name: Private, internal: true}\n"
    ),
    "assets/media/a.jpg": jpeg(1),
    "assets/media/a.yml": SIDECAR + "licence: CC-BY-4.0\ncreated: 2026-02-03\n",
    "assets/media/b.jpg": jpeg(2),
    "assets/media/b.yml": (
        SIDECAR + "licence: LicenseRef-OwnWork\npress: true\nexpires: 2026-12-31\n"
    ),
    "assets/media/own.jpg": jpeg(3),
    "assets/media/own.yml": SIDECAR + "licence: LicenseRef-OwnWork\n",
    "assets/media/unused.jpg": jpeg(4),
    "assets/media/unused.yml": SIDECAR + "licence: CC-BY-4.0\n",
    "docs/en/a.md": page(
        "![](/media/b.jpg)\n\n![](/media/own.jpg)\n\n![](/media/a.jpg)\n", picture="a.jpg"
    ),
    "docs/fr/a.md": words("![](/media/b.jpg)\n\n![](/media/own.jpg)\n\n![](/media/a.jpg)\n"),
    "docs/en/press.md": page("![](/media/a.jpg)\n", layout="press"),
}


@pytest.fixture
def made(make_site):
    found = make_site(SITE).site
    uses = press.uses(found, found.tree)
    service.optimize(found.settings, found.pictures, found.recipes, uses, processes=1)
    return found


@pytest.fixture
def builder(made):
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    def of(locale):
        return Builder(made, made.settings.language(locale), nothing)

    return of


def test_offered_is_what_pages_show_and_rights_allow(made):
    assert [each.name for each in press.offered(made, made.tree)] == ["a.jpg", "b.jpg"]
    uses = press.uses(made, made.tree)
    assert {name for name, use in uses if use == "press"} == {"a.jpg", "b.jpg"}
    assert ("own.jpg", "figure") in uses


def test_a_page_offers_its_pictures_in_its_order_once(builder, made):
    found = builder("fr").takes.of(made.tree.entries["a.md"])

    assert [take.picture.name for take in found] == ["a.jpg", "b.jpg"]
    assert builder("fr").takes.anchors(made.tree.entries["a.md"]) == {
        "a.jpg": "use-a", "b.jpg": "use-b",
    }  # fmt: skip


@pytest.mark.parametrize("layout", ["press", "home"])
def test_some_layouts_have_no_box(builder, made, layout):
    entry = made.tree.entries["press.md"]
    object.__setattr__(entry.fields, "layout", layout)

    assert builder("en").takes.of(entry) == ()


@pytest.mark.parametrize(
    ("locale", "words", "may", "file"),
    [
        ("en", "Harbour", "Name the author.", "JPEG 256 × 256, "),
        ("fr", "Port", "Nommer l’ author.", "JPEG 256 × 256, "),
    ],
)
def test_a_reader_is_told_what_is_needed(builder, locale, words, may, file):
    take = builder(locale).takes.all()["a.jpg"]

    assert (take.words, take.may, take.credit) == (
        words,
        may,
        "Ann, CC BY 4.0, https://brume.example",
    )
    assert take.file.startswith(file)
    assert (take.name, take.until) == ("a.jpg", "")
    assert take.licence_url


def test_what_the_press_alone_may_show(builder):
    take = builder("en").takes.all()["b.jpg"]

    assert (take.credit, take.may) == ("Ann, https://brume.example", "The press may.")
    assert take.until == "Until 31 December 2026."


def test_languages_share_a_file_that_tells_its_rights_in_all_of_them(builder):
    english, french = builder("en").takes, builder("fr").takes

    assert english.files() == french.files()
    assert {take.path for take in english.all().values()} == set(english.files())
    with Image.open(io.BytesIO(english.files()[english.all()["a.jpg"].path])) as image:
        told = image.info["xmp"].decode()
    assert all(text in told for text in ("Harbour", "Port", "Nommer l’ author.", "Ann"))


def test_another_caption_is_another_file(builder, make_site):
    before = builder("en").takes.all()["a.jpg"].path
    changed = SITE["assets/media/a.yml"].replace("Harbour", "Haven")
    site = make_site({**SITE, "assets/media/a.yml": changed}).site
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    after = Builder(site, site.settings.language("en"), nothing).takes.all()["a.jpg"].path

    assert after != before


def test_the_fact_sheet_is_the_register(builder, made):
    for locale in ("en", "fr"):
        reader = builder(locale)
        (row,) = reader.kit.facts().rows
        fact = made.facts["lamps"]
        label = {"en": "Oil", "fr": "Huile"}[locale]
        assert row[:4] == (label, reader.parts.figures.number(fact), "5400–6000", "2024")
        assert "Harbour log" in row[4]
        assert "https://log.example/" in row[4]
        assert "Private" not in row[4]


def test_a_kit_is_made_where_a_page_offers_it(builder, made):
    assert list(builder("en").kit.files()) == ["press/isle-of-brume-press-kit-en.zip"]
    assert list(builder("fr").kit.files()) == ["fr/press/isle-of-brume-press-kit-fr.zip"]
    kit = builder("en").kit.kit()
    assert set(kit.pictures) == {"a.jpg", "b.jpg"}
    assert kit.day <= NOW.date()
    assert builder("en").kit.files() == builder("en").kit.files()


def test_no_page_no_kit(make_site):
    site = make_site({**SITE, "docs/en/press.md": None}).site
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    assert Builder(site, site.settings.source, nothing).kit.files() == {}
