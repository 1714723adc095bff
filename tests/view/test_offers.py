"""Figures of projects and files of publications, as the readers of a language get them."""

from datetime import date
from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import FILES, page, words

TOPICS = "sea: {name: {en: The sea, fr: La mer}}\n"
PROJECT = {
    "kind": "project",
    "sector": "sea",
    "hectares": "12.5",
    "capital": "{value: 2500000, currency: EUR, as_of: 2026-01-02, source: log}",
    "as_of": "2026-01-01",
    "office": "Harbour Office",
    "contact": "https://harbour.example/ask",
}
SITE = {
    "docs/en/strings.yml": FILES["docs/en/strings.yml"] + "units: {ha: '{number} ha'}\n",
    "docs/fr/strings.yml": FILES["docs/fr/strings.yml"] + "units: {ha: '{number} ha'}\n",
    "assets/data/topics.yml": TOPICS,
    "assets/data/sources.yml": "log: {name: Log}\n",
    "assets/documents/one.pdf": b"%PDF-".ljust(1_234_567, b"%"),
    "assets/documents/deux.docx": b"PK\x03\x04".ljust(4_200, b"%"),
    "docs/en/ferry.md": page(**PROJECT),
    "docs/fr/ferry.md": words(office="Capitainerie"),
    "docs/en/plain.md": page(kind="project", sector="sea"),
    "docs/en/leaflet.md": page(
        kind="publication", date="2026-01-01", file="{en: one.pdf, fr: deux.docx}"
    ),
    "docs/en/alone.md": page(kind="publication", date="2026-01-01", file="one.pdf"),
}


@pytest.fixture
def view(make_site):
    made = make_site(SITE)
    assert [each for each in made.problems if each.code != "string-unused"] == []
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    def of(locale, uri):
        builder = Builder(made.site, made.site.settings.language(locale), nothing)
        return builder.entry_view(made.site.tree.entries[uri])

    return of


@pytest.mark.parametrize(
    ("locale", "sector", "area", "capital", "office"),
    [
        ("en", "The sea", "12.5\u00a0ha", "€2,500,000.00", "Harbour Office"),
        ("fr", "La mer", "12,5\u00a0ha", "2\u202f500\u202f000,00\u00a0€", "Capitainerie"),
    ],
)
def test_a_project_in_the_readers_format(view, locale, sector, area, capital, office):
    found = view(locale, "ferry.md").project
    land, money = found.figures

    assert (found.sector, found.office) == (sector, office)
    assert found.contact == "https://harbour.example/ask"
    assert (land.what, land.value, land.day, land.source) == (
        "area",
        area,
        date(2026, 1, 1),
        None,
    )
    assert (money.what, money.value, money.day) == ("capital", capital, date(2026, 1, 2))
    assert money.source.name == "Log"


def test_what_a_project_does_not_know_it_does_not_say(view):
    found = view("en", "plain.md").project

    assert (found.figures, found.office, found.contact) == ((), None, None)
    assert view("en", "alone.md").project is None


def test_type_and_size_are_those_of_the_file(view):
    english, french = view("en", "leaflet.md").files

    assert (english.path, english.type, english.size, english.tag) == (
        "files/one.pdf",
        "PDF",
        "1.2\u00a0MB",
        "en",
    )
    assert (french.type, french.size, french.language) == ("DOCX", "4.2\u00a0kB", "French")


def test_the_readers_own_file_comes_first(view):
    assert [each.tag for each in view("fr", "leaflet.md").files] == ["fr", "en"]
    assert [each.language for each in view("fr", "alone.md").files] == ["anglais"]
    assert view("en", "ferry.md").files == ()
