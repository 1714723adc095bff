"""The offline copy of a built site, without a browser: whole, and every link leads to a file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from quangba.publish.bundle.verify import verify
from tests import offline_copies
from tests.built_sites import BuiltSite

pytestmark = pytest.mark.site

ADDRESSES = {"href", "src", "action", "formaction", "poster", "data"}
LISTS = {"srcset", "imagesrcset"}


class Tags(HTMLParser):
    """The start tags of a page: (name, attributes)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="session")
def copy(site: BuiltSite, builds: Path) -> Path:
    return offline_copies.copied(site, builds)


@pytest.fixture(scope="session")
def pages(copy: Path) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The start tags of every page of the copy."""
    found = {}
    for file in sorted(copy.rglob("*.html")):
        tags = Tags()
        tags.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(copy).as_posix()] = tags.found
    return found


def addresses(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    for tag, has in tags:
        yield from (has[name] for name in ADDRESSES & has.keys())
        for name in LISTS & has.keys():
            yield from (part.split()[0] for part in has[name].split(","))
        if tag == "meta" and has.get("http-equiv") == "refresh":
            yield has["content"].partition("url=")[2]


def test_every_link_leads_to_a_file_without_a_server(copy: Path, pages):
    wrong = [
        (page, address)
        for page, tags in pages.items()
        for address in addresses(tags)
        if not _leads(copy, page, address)
    ]
    assert wrong == []
    assert sum(len(list(addresses(tags))) for tags in pages.values()) > 1000


def _leads(copy: Path, page: str, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or not parts.path:
        return parts.scheme != "file"
    way = unquote(parts.path)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), way))
    return not way.startswith("/") and not file.startswith("..") and (copy / file).is_file()


def test_each_page_tells_its_day_and_none_asks_for_what_files_cannot_do(site, copy: Path, pages):
    assert len(pages) == sum(1 for _ in site.folder.rglob("index.html"))
    for page, tags in pages.items():
        names = [tag for tag, _ in tags]
        notes = [has for tag, has in tags if tag == "aside" and has.get("class") == "copy"]
        assert len(notes) == ("main" in names), page
        assert not [has for tag, has in tags if tag == "script" and has.get("type") == "module"]
        assert not [has for tag, has in tags if has.get("as") == "font"], page
    for css in copy.rglob("*.css"):
        assert ".woff2" not in css.read_text(encoding="utf-8")


def test_the_copy_is_whole(copy: Path):
    found = verify(copy)
    assert found.whole
    assert "index.html" in found.manifest.files
