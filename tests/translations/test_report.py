"""`quangba status`: what is counted, from the cache or not, in a table, as JSON and as a page."""

import datetime as dt
import json

import pytest
from hypothesis import given
from justhtml import JustHTML

from quangba import settings
from quangba.translations import dashboard, index, report, status
from quangba.translations.status import Added, Changed, Outdated, Removed
from tests.small_sites import page, read, words, write
from tests.translations.entries import accepted, entry
from tests.translations.test_update import FRENCH, PAGE, SOURCE, finish, translate, written

TODAY = dt.date(2026, 2, 1)


@pytest.fixture
def told(tmp_path):
    """Files -> the report of the site."""

    def tell(files, **options):
        write(tmp_path, files)
        found = settings.read(tmp_path / "mkdocs.yml")
        return report.make(found, index.read(found), TODAY, **options)

    return tell


SITE = {
    "docs/en/a.md": SOURCE.replace("oil", "gas"),
    "docs/fr/a.md": accepted(SOURCE, FRENCH),
    "docs/en/news/index.md": page(),
    "docs/en/news/one.md": page(kind="news", date="2026-01-02", updated=None),
    "docs/fr/news/one.md": words(),
    "docs/en/news/two.md": page(kind="news", date="2026-01-02", only="[en]"),
    "docs/en/news/draft.md": page(kind="news", date="2026-01-02", draft="true"),
    "docs/en/news/over.md": page(expires="2026-01-31"),
    "docs/en/news/last-day.md": page(expires="2026-02-01"),
    "docs/fr/news/index.md": words(draft="true"),
}


def states(found):
    return {row.uri: {at: cell.state for at, cell in row.cells.items()} for row in found.rows}


def test_each_page_has_a_state_in_each_language(told):
    assert states(told(SITE)) == {
        "a.md": {"fr": "outdated"},
        "index.md": {"fr": "current"},
        "news/index.md": {"fr": "draft"},
        "news/last-day.md": {"fr": "missing"},
        "news/one.md": {"fr": "outdated"},
        "news/two.md": {"fr": "only"},
    }


def test_shares_and_days_are_counted_by_section_of_the_site(told):
    found = told(SITE)

    assert found.parts == ("", "news")
    assert found.count("fr").states == {
        "current": 1, "outdated": 2, "draft": 1, "missing": 1, "only": 1,
    }  # fmt: skip
    assert found.count("fr").percent == 20
    assert found.count("fr", "").percent == 50
    assert found.count("fr", "news").percent == 0
    assert found.count("fr").oldest == 30, "from the day of the news to today"
    assert found.count("fr", "").oldest == 27
    assert found.part_title("news") == "A page"


def test_only_what_was_asked_for_is_told(told):
    assert states(told(SITE, kinds=["news"])).keys() == {"news/one.md", "news/two.md"}


def test_json_has_the_same(told):
    found = report.as_json(told(SITE))

    assert json.loads(json.dumps(found)) == found
    assert found["languages"]["fr"]["percent"] == 20
    assert found["pages"][0] == {
        "page": "a.md",
        "kind": "page",
        "title": "Harbour",
        "updated": "2026-01-05",
        "languages": {
            "fr": {
                "state": "outdated",
                "made_from": "2026-01-05",
                "days": 27,
                "sections": [{"change": "changed", "section": "lamps", "title": "Lamps"}],
            }
        },
    }


def test_the_page_is_whole_and_valid(told, tmp_path):
    found = told(SITE | {"docs/en/b.md": page(title="'<b>Bold</b>'"), "docs/en/c.md": "nothing"})

    text = dashboard.html(settings.read(tmp_path / "mkdocs.yml"), found, str, "en")

    assert JustHTML(text, strict=True)
    assert "&lt;b&gt;Bold" in text
    assert "Changed: Lamps" in text
    assert "docs/en/c.md" in text
    assert "http" not in text.replace("http-equiv", "")
    assert text == dashboard.html(settings.read(tmp_path / "mkdocs.yml"), found, str, "en")


def test_what_is_kept_is_used_and_never_stale(told, tmp_path, monkeypatch):
    first = told(SITE)
    parsed = []
    original = index._record
    monkeypatch.setattr(index, "_record", lambda data: parsed.append(data) or original(data))

    assert told(SITE) == first
    assert parsed == []
    file = tmp_path / "docs/en/a.md"
    file.write_text(SOURCE, encoding="utf-8")
    found = report.make(
        settings.read(tmp_path / "mkdocs.yml"),
        index.read(settings.read(tmp_path / "mkdocs.yml")),
        TODAY,
    )
    assert states(found)["a.md"] == {"fr": "current"}
    assert parsed == [SOURCE.encode()]


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"version": 0, "records": {}}'])
def test_a_broken_cache_is_no_obstacle(told, tmp_path, kept):
    first = told(SITE)
    (tmp_path / ".cache/translations/index.json").write_bytes(kept)

    assert told(SITE) == first


def test_the_table_agrees_with_the_site(told, tmp_path):
    found = {row.uri: row.cells["fr"].status for row in told(SITE).rows}

    tree = read(tmp_path).site.tree
    for uri, state in found.items():
        other = status.of_entry(tree.entries[uri], "fr")
        assert type(other) is type(state), uri
        if isinstance(other, Outdated):
            assert keys(other) == keys(state)


def keys(state: Outdated):
    found = []
    for drift in state.sections:
        match drift:
            case Changed(section=section) | Added(section=section):
                found.append((type(drift), section.key, section.title))
            case Removed(key=key):
                found.append((type(drift), key, ""))
    return found


@given(PAGE, PAGE)
def test_records_agree_with_pages(before, after):
    translation = accepted(written(before), finish(translate(written(before), None)))
    source = index._record(written(after).encode())
    record = index._record(translation.encode())

    kept = index._from_json(json.loads(json.dumps(index._as_json(source))))
    found = report._status(kept, record)
    other = status.of_entry(entry(written(after), translation), "fr")

    assert type(found) is type(other)
    if isinstance(found, Outdated):
        assert keys(found) == keys(other)


@pytest.mark.parametrize(
    ("percent", "days", "languages"),
    [(20.0, None, []), (20.1, None, ["fr"]), (None, 30, []), (None, 29, ["fr"]), (None, None, [])],
)
def test_a_language_may_be_too_far_behind(told, percent, days, languages):
    assert [locale for locale, _ in report.short(told(SITE), percent, days)] == languages


@pytest.mark.parametrize(
    "text",
    ["", "Text.\n", "---\ntitle: A\n", "---\ntitle: a: b\n---\n", "\ufeff", "a\n<<<<<<< x\n"],
)
def test_what_cannot_be_read_is_named(told, text):
    found = told({"docs/fr/a.md": text, "docs/en/a.md": page()})

    assert found.unreadable == ("docs/fr/a.md",)
    assert states(found)["a.md"] == {"fr": "missing"}
