"""Pictures in the built sites: every file is what the page says, and none lies there unused."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents

pytestmark = pytest.mark.site

PICTURES = (".avif", ".jpg", ".webp", ".png")
TYPES = {"image/avif": "AVIF", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_CANDIDATE = re.compile(r"(\S+) (\d+)w")
TRACES = (b"Exif\0", b"http://ns.adobe.com", b"adobe:ns", b"Photoshop", b"8BIM", b"xpacket",
          b"ICC_PROFILE", b"acsp")  # fmt: skip
INK = 0.02
"""How far a rendition's shape may be off: a pixel of the smallest."""


@functools.cache
def _opened(file: Path) -> tuple[str, tuple[int, int], frozenset[str]]:
    with Image.open(file) as image:
        image.load()
        told = frozenset(image.info) | ({"exif"} if dict(image.getexif()) else set())
        return str(image.format), image.size, told


def _file(document: Document, documents: Documents, address: str) -> Path:
    name = documents.target(document.resolve(address))
    assert name is not None, f"{address} is on another host"
    return document.site.folder / name


def _candidates(element: Any) -> Iterator[tuple[str, int]]:
    for attribute in ("srcset", "imagesrcset"):
        for address, width in _CANDIDATE.findall(element.attrs.get(attribute) or ""):
            yield address, int(width)


def _ours(document: Document) -> list[Any]:
    """Pictures out of the library: those in <picture>."""
    return [
        next(child for child in picture.children if child.name == "img")
        for picture in document.all("picture")
    ]


def test_there_are_pictures(documents: Documents):
    assert sum(len(_ours(page)) for page in documents.pages) > 3


def test_every_candidate_has_exactly_the_width_told(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for element in page.elements:
            for address, width in _candidates(element):
                form, size, _ = _opened(_file(page, documents, address))
                if size[0] != width:
                    yield f"{address} is {size[0]} wide, not {width}"
                kind = element.attrs.get("type")
                if element.name in {"source", "link"} and TYPES[kind or ""] != form:
                    yield f"{address} is {form}, not {kind}"

    assert documents.everywhere(wrong) == []


def test_width_and_height_have_the_shape_of_every_file(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for image in _ours(page):
            width, height = int(image.attrs["width"]), int(image.attrs["height"])
            elements = [each for each in image.parent.children if each.name in {"img", "source"}]
            for element in elements:
                for address, _ in (*_candidates(element), *_src(element)):
                    _, size, _ = _opened(_file(page, documents, address))
                    if abs(size[0] * height / (size[1] * width) - 1) > INK:
                        yield f"{address} is {size}, told as {width} x {height}"

    assert documents.everywhere(wrong) == []


def _src(element: Any) -> Iterator[tuple[str, int]]:
    if element.attrs.get("src"):
        yield element.attrs["src"], 0


def test_the_image_that_every_browser_reads_is_a_jpeg(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for image in _ours(page):
            form, _, _ = _opened(_file(page, documents, image.attrs["src"]))
            if form != "JPEG":
                yield f"{image.attrs['src']} is {form}"

    assert documents.everywhere(wrong) == []


def test_sizes_are_told_wherever_there_is_a_choice(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for element in page.elements:
            sizes = element.attrs.get("sizes") or element.attrs.get("imagesizes")
            if len(list(_candidates(element))) > 1 and not sizes:
                yield f"<{element.name}> has no sizes"

    assert documents.everywhere(wrong) == []


def test_at_most_the_first_picture_is_eager_and_that_one_is_preloaded(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        images = _ours(page)
        eager = [image for image in images if image.attrs.get("loading") != "lazy"]
        if len(eager) > 1 or (eager and eager[0] is not images[0]):
            yield f"{len(eager)} eager pictures"
        preloads = [
            link for link in page.all('link[rel="preload"]') if link.attrs.get("as") == "image"
        ]
        posters = {each.attrs["poster"] for each in page.all("video[poster]")}
        preloads = [link for link in preloads if link.attrs.get("href") not in posters]
        if len(preloads) != len(eager):
            yield f"{len(preloads)} preloads for {len(eager)} eager pictures"
        for link, image in zip(preloads, eager, strict=False):
            first = next(
                each for each in image.parent.children if each.name in {"img", "source"}
            ).attrs
            told = tuple(link.attrs.get(name) for name in ("imagesrcset", "imagesizes"))
            if told != (first.get("srcset"), first.get("sizes") or image.attrs.get("sizes")):
                yield "the preload is for another picture"
        for image in images:
            high = image.attrs.get("fetchpriority") == "high"
            if high != (image in eager):
                yield "fetchpriority and loading disagree"
            if image.attrs.get("decoding") != "async":
                yield "decoding holds the page up"

    assert documents.everywhere(wrong) == []


APART = {"onward", "share", "takes-all", "paper-picture"}
"""What stands at a page's end, or on paper alone, is no picture of its first view."""


def test_the_first_picture_of_a_page_comes_at_once(site: BuiltSite, documents: Documents):
    """Of every page that somebody has written; lists of a year or a topic are the build's."""
    wrong = []
    for written, language in site.shown():
        page = documents.page(written, language)
        images = [each for each in page.all("main img") if not APART & set(_classes(each))]
        for number, image in enumerate(images):
            if (image.attrs.get("loading") != "lazy") != (number == 0):
                wrong.append(f"{page.name}: picture {number + 1} {image.attrs.get('loading')}")
    assert wrong == []


def _classes(element: Any) -> Iterator[str]:
    """The classes of an element and of all that it is in."""
    while element is not None:
        yield from ((getattr(element, "attrs", None) or {}).get("class") or "").split()
        element = element.parent


def _published(site: BuiltSite) -> list[Path]:
    return [
        file
        for file in sorted(site.folder.rglob("*"))
        if file.suffix in PICTURES and "media" in file.relative_to(site.folder).parts
    ]


def test_no_published_picture_carries_metadata(site: BuiltSite):
    harmless = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                "timestamp", "duration", "loop", "background"}  # fmt: skip
    faults = []
    for file in _published(site):
        data = file.read_bytes()
        faults += [f"{file.name}: {trace!r}" for trace in TRACES if trace in data]
        faults += [f"{file.name}: {name}" for name in _opened(file)[2] - harmless]
    assert _published(site)
    assert faults == []


def test_no_rendition_is_published_that_no_page_offers(site: BuiltSite, documents: Documents):
    offered: set[str] = set()
    for page in documents:
        for element in page.elements:
            addresses = [address for address, _ in _candidates(element)]
            for attribute in ("src", "href", "poster", "content"):
                value = element.attrs.get(attribute) or ""
                if value.endswith(PICTURES):
                    addresses.append(value)
            for address in addresses:
                name = documents.target(page.resolve(address))
                if name:
                    offered.add(name)
    published = {file.relative_to(site.folder).as_posix() for file in _published(site)}

    assert sorted(published - offered) == []
