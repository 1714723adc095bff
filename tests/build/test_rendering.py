"""Single pages are the bytes of `mkdocs build`: page by page, in any order, one after the other."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from quangba import addresses, settings
from quangba import site as sites
from quangba.build import bytecode
from quangba.build.rendering import Renderer
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.media import library
from quangba.mkdocs_plugin import published
from quangba.outputs import theme_assets
from quangba.outputs.theme_assets import ThemeAssets
from quangba.site import Site
from quangba.view.press import Takes
from tests.build import plain_mkdocs
from tests.built_sites import ROOT
from tests.small_sites import NOW, inspect_here

LOCALES = ("en", "fr")


@pytest.fixture(scope="module", autouse=True)
def no_pictures() -> Iterator[None]:
    """Neither looked at by workers nor encoded: pages name files that nobody has made."""
    with (
        mock.patch.object(library, "inspect", inspect_here),
        mock.patch.object(published, "files", return_value={}),
        mock.patch.object(published, "after_pages", return_value={}),
        mock.patch.object(Takes, "data", lambda takes, original: original.name.encode()),
    ):
        yield


@pytest.fixture(scope="module")
def config(tmp_path_factory) -> Path:
    """The fictional site, in a folder without a cache."""
    root = tmp_path_factory.mktemp("sample")
    for part in ("tests/sample_site", "assets/theme"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".cache", "site"))
    return root / "tests/sample_site/mkdocs.yml"


@pytest.fixture(scope="module")
def site(config) -> Site:
    return sites.load(settings.read(config), NOW)[0]


@pytest.fixture(scope="module")
def assets(site) -> ThemeAssets:
    made = site.settings
    return theme_assets.make(made.theme_dir, site.public, made.cache_dir, labels=site.labels)


@pytest.fixture(scope="module", params=LOCALES)
def by_mkdocs(request, config, tmp_path_factory) -> Path:
    """What mkdocs makes of a language, without the files that are no pages."""
    folder = tmp_path_factory.mktemp(request.param)
    assert plain_mkdocs.build(config, request.param, folder, NOW) == []
    return folder


@pytest.fixture(scope="module")
def renderer(by_mkdocs, site, assets) -> Renderer:
    language = site.settings.language(by_mkdocs.name[:2])
    return of(site, language, assets)


def of(site: Site, language: Language, assets: ThemeAssets) -> Renderer:
    shown = replace(site, tree=site.public)
    unpublished = site.tree.entries.keys() - shown.tree.entries.keys()
    return Renderer(shown, language, assets, unpublished=unpublished)


def shown(renderer: Renderer) -> list[Entry]:
    made = renderer.made
    return list(made.site.tree.visible(made.language.locale))


def test_each_page_is_what_mkdocs_makes(renderer, by_mkdocs):
    """From the last to the first: nothing of a page reaches another."""
    differ = []
    for entry in reversed(shown(renderer)):
        file = by_mkdocs / addresses.of(entry.uri, renderer.made.language) / "index.html"
        content = pickle.loads(pickle.dumps(renderer.content(entry)))  # noqa: S301 - our own
        assert content.warnings == ()
        if renderer.page(entry, content) != file.read_bytes():
            differ.append(entry.uri)

    assert differ == []


def test_the_pages_without_a_file_are_what_mkdocs_makes(renderer, by_mkdocs):
    made = dict(renderer.others())

    assert [path for path in made if (by_mkdocs / path).read_bytes() != made[path]] == []


def test_all_pages_of_mkdocs_are_there(renderer, by_mkdocs):
    language = renderer.made.language
    pages = {addresses.of(entry.uri, language) for entry in shown(renderer)}
    names = {f"{'' if page == '.' else page}index.html" for page in pages}
    made = {
        file.relative_to(by_mkdocs).as_posix() for file in by_mkdocs.rglob("*") if file.is_file()
    }

    assert names | dict(renderer.others()).keys() == made


def test_a_page_without_words_has_nothing_of_the_page_before(renderer):
    contents = ((entry, renderer.content(entry)) for entry in shown(renderer))
    entry = next(entry for entry, content in contents if content.preload)
    blank = {locale: replace(page, body="") for locale, page in entry.pages.items()}

    content = renderer.content(replace(entry, pages=blank))
    assert (content.html, content.preload, content.credits) == ("", "", ())


def test_compiled_templates_that_are_damaged_are_compiled_again(site, assets):
    folder = site.settings.cache_dir / "templates"
    language = site.settings.source
    whole = of(site, language, assets).not_found()
    kept = sorted(folder.iterdir())
    for number, file in enumerate(kept):
        file.write_bytes([b"", b"\x80", file.read_bytes()[:-9]][number % 3])
    bytecode._loaded.clear()

    assert of(site, language, assets).not_found() == whole
    shutil.rmtree(folder)
    folder.write_text("no folder")
    assert of(site, language, assets).not_found() == whole
    folder.unlink()
