"""What a script shows over any page: a file beside the page that finds pages, for scripts alone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.built_sites import BuiltSite, Language
from tests.site.documents import DIALOG, Document, Documents, fetched, followed, text_of
from tests.site.markup import parse
from tests.site.test_policy import refused

pytestmark = pytest.mark.site


def dialogs(site: BuiltSite) -> list[tuple[Language, Document]]:
    found = [
        (language, page.address(language).rstrip("/") + DIALOG)
        for page, language in site.shown()
        if page.shared.get("layout") == "search"
    ]
    return [(language, _read(site, site.folder / name, name)) for language, name in found]


def _read(site: BuiltSite, file: Path, name: str) -> Document:
    return Document(site, file, name, parse(file.read_text(encoding="utf-8")))


def test_each_language_has_one_in_its_words(site: BuiltSite):
    found = dialogs(site)
    assert [language for language, _ in found] == list(site.languages)
    for language, dialog in found:
        words = site.strings[language.locale]
        assert dialog.root.attrs["lang"] == language.tag
        assert dialog.one("dialog").attrs["aria-label"] == words["finder_label"]
        assert text_of(dialog.one("label")) == words["finder_label"]
        box = dialog.one(".search").attrs
        for name, key in (
            ("found", "finder_found"),
            ("none", "finder_none"),
            ("wait", "search_wait"),
            ("failed", "search_failed"),
            ("all", "everything"),
            ("language", "in_language"),
            ("date", "date_long"),
        ):
            assert box[f"data-{name}"] == words[key]


def test_its_links_lead_on_from_where_it_stands(site: BuiltSite, documents: Documents):
    for language, dialog in dialogs(site):
        addresses = [each for element in dialog.elements for each in followed(element)]
        addresses += [each for element in dialog.elements for each in fetched(element)]
        assert len(addresses) > 5, language
        targets = [
            documents.target(urljoin(site.site_url + dialog.name, each)) for each in addresses
        ]
        assert f"{language.prefix}{_folder(dialog, language)}index.html" in targets


def _folder(dialog: Document, language: Language) -> str:
    return dialog.name.removeprefix(language.prefix).removesuffix(DIALOG.lstrip("/"))


def test_its_index_is_there(site: BuiltSite, documents: Documents):
    for _, dialog in dialogs(site):
        folder = urljoin(site.site_url + dialog.name, dialog.one(".search").attrs["data-index"])
        assert documents.target(urljoin(folder, "index.json"))


def test_search_engines_and_strict_policies_have_nothing_against_it(site: BuiltSite):
    for _, dialog in dialogs(site):
        assert dialog.one("meta[name=robots]").attrs["content"] == "noindex"
        assert [each for element in dialog.elements for each in refused(element)] == []
