"""What readers and the press get of the built sites: boxes, files, kits."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from defusedxml import ElementTree
from PIL import Image

from tests.built_sites import BuiltSite, Language
from tests.site.documents import Document, Documents

pytestmark = pytest.mark.site

XMP_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"


def kit(site: BuiltSite, language: Language) -> zipfile.ZipFile:
    (file,) = (site.folder / language.prefix / "press").glob("*.zip")
    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None
    return archive


def sheet(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """The rows of one of its tables, by number of the column."""
    (path,) = (each for each in archive.namelist() if each.endswith(f"/{name}.csv"))
    rows = csv.reader(io.StringIO(archive.read(path).decode("utf-8-sig"), newline=""))
    return [{str(n): cell for n, cell in enumerate(row)} for row in rows][1:]


def sidecars(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """The sidecars of pictures (not films) by name, but for those of pages not published."""
    folder = site.config_file.parent / "assets" / "media"
    kept = {Path(each.shared.get("picture", "")).stem for each in site.drafts}
    return {
        file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in folder.glob("*.yml")
        if not file.with_suffix(".mp4").exists() and file.stem not in kept
    }


def press_page(site: BuiltSite, documents: Documents, language: Language) -> Document:
    (written,) = (page for page in site.pages if page.shared.get("layout") == "press")
    return documents.page(written, language)


def test_a_kit_has_every_picture_with_its_words(site: BuiltSite):
    known = sidecars(site)
    for language in site.languages:
        archive = kit(site, language)
        pictures = {
            Path(name).stem: archive.read(name)
            for name in archive.namelist()
            if name.endswith(".jpg")
        }
        assert set(pictures) == set(known)
        for data in pictures.values():
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                assert image.format == "JPEG"
        rows = {Path(row["0"]).stem: row for row in sheet(archive, "captions")}
        assert set(rows) == set(known)
        for name, row in rows.items():
            assert row["1"] == known[name]["caption"][language.locale]
            assert row["2"] == known[name]["alt"][language.locale]
            assert known[name]["credit"] in row["3"]
            assert row["5"]
            assert row["7"]


def test_its_figures_are_those_of_the_page_of_sources(site: BuiltSite, documents: Documents):
    (written,) = (page for page in site.pages if page.shared.get("layout") == "sources")
    register = yaml.safe_load(
        (site.config_file.parent / "assets/data/facts.yml").read_text(encoding="utf-8")
    )
    for language in site.languages:
        shown = [
            element.to_text().strip()
            for element in documents.page(written, language).all(".figures-list .fact")
        ]
        rows = sheet(kit(site, language), "facts")
        assert [row["1"] for row in rows] == shown
        assert [row["2"].split("–")[0] for row in rows] == [
            str(fact["value"]) for fact in register.values()
        ]
        assert all(row["3"] for row in rows)


def test_the_page_offers_the_kit_and_each_picture(site: BuiltSite, documents: Documents):
    for language in site.languages:
        page = press_page(site, documents, language)
        (link,) = (a for a in page.all("a[download]") if a.attrs["href"].endswith(".zip"))
        assert documents.target(page.resolve(link.attrs["href"])) in documents.files
        assert len(page.all(".takes-all li")) == len(sidecars(site))


def test_a_file_tells_its_rights_in_every_language(site: BuiltSite):
    files = sorted((site.folder / "press").glob("*.jpg"))
    assert len(files) == len(sidecars(site))
    for file in files:
        with Image.open(file) as image:
            root = ElementTree.fromstring(image.info["xmp"].decode().strip())
            assert dict(image.getexif()) == {}
        said = {
            li.get("{http://www.w3.org/XML/1998/namespace}lang")
            for li in root.findall(
                f".//{XMP_RIGHTS}UsageTerms//*[@{{http://www.w3.org/XML/1998/namespace}}lang]"
            )
        }
        assert said == {"x-default", *(language.tag for language in site.languages)}
        assert root.find(f".//{XMP_RIGHTS}WebStatement").text


def test_every_box_is_led_to_and_leads_to_files(documents: Documents):
    boxes = 0
    for page in documents.pages:
        places = {element.attrs["id"] for element in page.all(".takes li")}
        led = {a.attrs["href"].removeprefix("#") for a in page.all("a.use")}
        assert led <= places, page.name
        for link in page.all(".takes a[download]"):
            assert documents.target(page.resolve(link.attrs["href"])) in documents.files
        lines = page.all(".takes .take-line")
        assert len(lines) == len(places), page.name
        assert all(line.to_text().strip() for line in lines)
        boxes += bool(places)
    assert boxes > len(documents.site.languages)


def test_the_home_page_has_none(site: BuiltSite, documents: Documents):
    for language in site.languages:
        page = documents.by_name[f"{language.prefix}index.html"]
        assert page.all(".takes") == page.all("a.use") == []
