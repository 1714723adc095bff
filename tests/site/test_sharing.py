"""What other programs show of a link: tags, cards, squares, posters, codes of the built sites."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

import pytest
import resvg_py
import zxingcpp
from PIL import Image

from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents

pytestmark = pytest.mark.site

GROWTH = 20_000_000
CARD, POSTER, SQUARE = 120_000, 200_000, 15_000


class Page:
    """What a page says of itself to other programs."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def tags(self) -> list[tuple[str, str]]:
        found = (element for element in self.document.elements if element.name == "meta")
        named = ((each.attrs.get("property") or each.attrs.get("name"), each) for each in found)
        return [(name, each.attrs.get("content") or "") for name, each in named if name]

    def tag(self, name: str) -> str:
        """The value of a tag that must be there once."""
        (value,) = [value for key, value in self.tags if key == name]
        return value

    def of(self, name: str) -> list[Any]:
        return [element for element in self.document.elements if element.name == name]

    @property
    def title(self) -> str:
        return str(self.of("title")[0].to_text())


@pytest.fixture(scope="module")
def pages(documents: Documents) -> list[Page]:
    return [Page(each) for each in documents.pages]


def test_every_page_has_its_tags_once(pages: list[Page], site: BuiltSite):
    homes = {language.prefix for language in site.languages}
    for page in pages:
        assert page.tag("og:type") in ("website", "article"), page.document
        if page.document.address not in homes:
            assert page.title.startswith(page.tag("og:title"))
        assert page.tag("og:site_name")
        assert page.tag("twitter:card") == "summary_large_image"
        canonical = [e for e in page.of("link") if e.attrs.get("rel") == "canonical"]
        assert page.tag("og:url") == canonical[0].attrs["href"]
        assert page.tag("og:description") == page.tag("description")
        others = [value for name, value in page.tags if name == "og:locale:alternate"]
        assert page.tag("og:locale") not in others
        assert len(set(others)) == len(others)
        dated = [name for name, _ in page.tags if name.startswith("article:")]
        assert not dated or page.tag("og:type") == "article"


def test_every_card_is_there_as_its_tags_say(pages: list[Page], site: BuiltSite):
    for page in pages:
        address = page.tag("og:image")
        assert address.startswith(site.site_url), "whole addresses only"
        file = site.folder / address.removeprefix(site.site_url)
        with Image.open(file) as image:
            told = int(page.tag("og:image:width")), int(page.tag("og:image:height"))
            assert (image.format, image.size) == ("JPEG", told) == ("JPEG", (1200, 630))
        assert page.tag("og:image:type") == "image/jpeg"
        assert page.tag("og:image:alt")
        assert file.stat().st_size <= CARD


def test_the_first_picture_of_a_page_is_a_square_that_is_large_enough(
    pages: list[Page], site: BuiltSite
):
    for page in pages:
        first = page.of("img")[0]
        assert (first.attrs["alt"], first.attrs["aria-hidden"]) == ("", "true")
        file = page.document.file.parent / first.attrs["src"]
        with Image.open(file) as image:
            assert image.format == "JPEG"
            assert min(image.size) >= 300
            assert image.width == image.height
        assert file.stat().st_size <= SQUARE, file


def test_articles_offer_code_and_poster(pages: list[Page], site: BuiltSite):
    seen = 0
    for page in pages:
        panel = [each for each in page.of("details") if each.attrs.get("class") == "share"]
        assert len(panel) == (page.tag("og:type") == "article")
        for each in page.of("a"):
            if each.attrs.get("type") != "image/png":
                continue
            file = page.document.file.parent / each.attrs["href"]
            assert file.stat().st_size <= POSTER
            with Image.open(file) as image:
                assert (image.format, image.size) == ("PNG", (750, 1200))
                if seen < 3:  # each is drawn by the same program
                    codes = zxingcpp.read_barcodes(image.convert("L"))
                    assert [code.text for code in codes] == [page.tag("og:url")]
            seen += 1
    assert seen


def test_codes_lead_to_their_pages(pages: list[Page], site: BuiltSite):
    shown = 0
    for page in pages:
        codes = [each for each in page.of("img") if each.attrs["src"].endswith(".svg")]
        for each in codes[: 1 if shown < 6 else 0]:
            svg = (page.document.file.parent / each.attrs["src"]).read_text()
            png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=400))
            found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
            assert [code.text for code in found] == [page.document.url]
            shown += 1
    assert shown


def test_the_site_does_not_grow_without_bounds(site: BuiltSite):
    files = [file for folder in site.folder.rglob("share") for file in folder.iterdir()]
    assert sum(file.stat().st_size for file in files) <= GROWTH
