"""Nothing of a page that is not published stands in any file: no feed, calendar or archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import pytest
import yaml

from tests.built_sites import BuiltSite, front_matter

pytestmark = pytest.mark.site

OF_DRAFTS_ONLY = "rehearsal"
"""A picture of the sample that no other page shows."""


def everything(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """Every file, also those in archives, by name."""
    for file in sorted(each for each in site.folder.rglob("*") if each.is_file()):
        name = file.relative_to(site.folder).as_posix()
        data = file.read_bytes()
        yield name, data
        if file.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}!{each}", archive.read(each)) for each in archive.namelist())


def secrets(site: BuiltSite) -> dict[str, str]:
    """What nobody is to read, by the page that says it: title, description, each line of text."""
    shown = {page.path for page in site.pages}
    source = site.config_file.parent / "docs" / site.source.locale
    found: dict[str, str] = {}
    for file in sorted(source.rglob("*.md")):
        path = file.relative_to(source).as_posix()
        if path not in shown:
            front = front_matter(file)
            body = file.read_text(encoding="utf-8").split("---\n", 2)[2]
            lines = [front["title"], front["description"], *body.splitlines()]
            found |= {line.lstrip("# "): path for line in lines if len(line) > 12}
            found |= {old.removesuffix(".md"): path for old in front.get("moved_from", ())}
            found[path.removesuffix(".md") + "/"] = path
    return found


def test_no_file_tells_of_a_page_that_is_not_published(site: BuiltSite):
    hidden = secrets(site)
    assert hidden or site.key != "sample"
    pattern = re.compile("|".join(map(re.escape, hidden)) or "(?!)")
    told = {
        (name, found)
        for name, data in everything(site)
        for found in pattern.findall(f"{name} {unescape(data.decode(errors='ignore'))}")
    }
    assert told == set()


def test_no_file_shows_a_picture_of_theirs(sample: BuiltSite):
    sidecar = sample.config_file.parent / "assets" / "media" / f"{OF_DRAFTS_ONLY}.yml"
    values = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    words = [OF_DRAFTS_ONLY, values["credit"], *values["alt"].values(), *values["caption"].values()]
    told = {
        (name, word)
        for name, data in everything(sample)
        for word in words
        if word in f"{name} {unescape(data.decode(errors='ignore'))}"
    }
    assert told == set()
