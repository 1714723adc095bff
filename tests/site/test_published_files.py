"""What is published is meant to be: nothing of the workshop, nothing of Material's own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents, paragraphs

pytestmark = pytest.mark.site

KINDS = {
    ".html",
    ".css",
    ".js",
    ".svg",
    ".woff2",
    ".xml",
    ".avif",
    ".webp",
    ".jpg",
    ".png",
    ".ico",
    ".pdf",
    ".mp4",
    ".vtt",
    ".ics",
    ".zip",
    ".txt",
    ".json",
}
SVG = "http://www.w3.org/2000/svg"
ATTRIBUTE_SPACES = {"", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/1999/xlink"}
TRACES = re.compile(
    r"inkscape|sodipodi|illustrator|adobe|photoshop|sketch(?:app|type)|figma|corel|"
    r"xpacket|xmp|rdf:|exif|gps|"
    r"<metadata|<\?xml-|/home/|/users/|c:\\",
    re.IGNORECASE,
)
PLACE_NAMES = ("Văn Lãng", "Van Lang", "Lạng Sơn", "Lang Son", "Na Sầm", "文朗", "谅山")


def test_only_kinds_of_files_that_readers_use(documents: Documents):
    assert [
        name for name in sorted(documents.files) if PurePosixPath(name).suffix not in KINDS
    ] == []


def test_names_are_plain(documents: Documents):
    plain = re.compile(r"[a-z0-9]+([-./_][a-z0-9]+)*")
    assert [name for name in sorted(documents.files) if not plain.fullmatch(name)] == []


def test_words_and_settings_stay_at_home(documents: Documents):
    kept = {"strings.yml", "mkdocs.yml", "sources.yml", "admin_units.yml"}
    assert {name for name in documents.files if name.rpartition("/")[2] in kept} == set()


def test_shared_files_are_named_by_their_bytes(documents: Documents):
    """A browser may keep them for ever, because another content has another name.

    What readers save keeps a name of its own: calendar files, the documents of publications,
    press kits.
    So does what programs ask for again and again: feeds, the latest news as data, the list of the
    search's files, site maps and robots.txt.
    """
    hashed = re.compile(
        r"(assets|media|press|([a-z-]+/)?share)/[a-z0-9-]+\.[0-9a-f]{8,}\.[a-z0-9]+"
        r"|(.+/)?search-index/.+"
    )
    found = re.compile(r"robots\.txt|sitemap(-[a-z0-9-]+)?\.(xml|txt)")
    names = (name for name in documents.files if not name.endswith(".html"))
    others = {name for name in names if not found.fullmatch(name)}
    saved = re.compile(
        r"files/[^/]+|.+/event\.ics|(.+/)?calendar(-all)?\.ics|(.+/)?press/[^/]+\.zip|"
        r"(.+/)?feed\.(xml|json)"
    )
    others -= {f"{block.removesuffix('/index.html')}.json" for block in documents.site.blocks}
    wrong = (name for name in others if not hashed.fullmatch(name) and not saved.fullmatch(name))
    assert sorted(wrong) == []


def test_nothing_of_materials_own_is_shipped(documents: Documents):
    folders = {name.rpartition("/")[0] for name in documents.files}
    assert {
        folder for folder in folders if re.search(r"javascripts|stylesheets|assets/images", folder)
    } == set()

    def wrong(page: Document) -> Iterator[str]:
        for element in page.elements:
            names = (element.attrs.get("class") or "").split()
            for value in (*names, element.attrs.get("id") or ""):
                if value.startswith(("md-", "__search", "__drawer", "__palette", "__config")):
                    yield f"<{element.name}> {value}"
            if element.name == "meta" and element.attrs.get("name") == "generator":
                yield "generator"

    assert documents.everywhere(wrong) == []


def test_drafts_are_not_published(site: BuiltSite, documents: Documents):
    for draft in site.drafts:
        for locale, front in draft.versions.items():
            name = f"{draft.address(site.language(locale))}index.html"
            assert locale != draft.owner or name not in documents.files
            assert [
                page.name for page in documents if front["title"] in set(paragraphs(page))
            ] == []


def test_the_sample_has_a_draft(sample: BuiltSite):
    assert sample.drafts


def test_drawings_carry_no_traces(documents: Documents):
    """No editor's data, no comments, no place of a camera: elements of SVG and nothing else."""
    faults: list[str] = []
    for name in sorted(name for name in documents.files if name.endswith(".svg")):
        text = (documents.site.folder / name).read_text(encoding="utf-8")
        faults += [f"{name}: {match[0]}" for match in TRACES.finditer(text)]
        if "<!--" in text:
            faults.append(f"{name}: has a comment")
        for element in ET.fromstring(text).iter():  # noqa: S314 - our own files
            faults += [f"{name}: {each}" for each in _strange(element)]
    assert faults == []


def _strange(element: ET.Element) -> Iterator[str]:
    if not element.tag.startswith(f"{{{SVG}}}"):
        yield f"element {element.tag}"
    for attribute in element.attrib:
        space = attribute[1:].partition("}")[0] if attribute.startswith("{") else ""
        if space not in ATTRIBUTE_SPACES or attribute.startswith("data-"):
            yield f"attribute {attribute}"


def test_the_fictional_site_knows_nothing_of_the_place(sample: BuiltSite):
    """Neither the place nor its languages are built into the package or the theme."""
    faults: list[str] = []
    for file in sorted(
        file for file in sample.folder.rglob("*") if file.suffix in {".html", ".xml", ".js", ".svg"}
    ):
        text = file.read_text(encoding="utf-8")
        faults += [f"{_name(sample, file)}: {name}" for name in PLACE_NAMES if name in text]
        for match in re.finditer(
            r'(?:lang="|/)(?:vi|zh)(?:-[A-Za-z]+)?(?=["/])|Tiếng Việt|中文', text
        ):
            faults.append(f"{_name(sample, file)}: {match[0]}")
    for file in sample.folder.rglob("*.css"):
        faults += [
            f"{file.name}: {name}"
            for name in PLACE_NAMES
            if name in file.read_text(encoding="utf-8")
        ]
    assert faults == []


def _name(site: BuiltSite, file: Path) -> str:
    return file.relative_to(site.folder).as_posix()
