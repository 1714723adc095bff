"""Rules are asked again only of what has changed, and tell what they would tell anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quangba import checks, site
from quangba.media import library
from quangba.memory import Key, Record, digest_of
from quangba.settings import read
from quangba.site import Site
from tests.small_sites import NOW, inspect_here, page, words, write

TERMS = "id,kind,en,fr,sources,note\n"


class Last:
    """A last build, with everything that it had read."""

    def __init__(self, loaded: Site) -> None:
        self.records: dict[Key, Record] = dict(loaded.memory.made)
        atoms = {key for each in self.records.values() for key in each.reads} - set(self.records)
        self.atoms = {key: digest_of(loaded.memory.atoms(key)) for key in atoms}

    def digest(self, key: Key) -> bytes | None:
        return self.records[key].digest if key in self.records else self.atoms.get(key)

    def reads(self, key: Key) -> tuple[Key, ...] | None:
        return self.records[key].reads if key in self.records else None

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:
        return self.reads(key)

    def is_safe(self, key: Key) -> bool:
        return False

    def value(self, key: Key) -> bytes | None:
        return self.records[key].data if key in self.records else None


def load(root: Path, now: dt.datetime = NOW) -> Site:
    with mock.patch.object(library, "inspect", inspect_here):
        return site.load(read(root / "mkdocs.yml"), now)[0]


def told(loaded: Site) -> list[str]:
    return [str(problem) for problem in checks.run(loaded)]


def warm(root: Path, before: Site, now: dt.datetime = NOW) -> tuple[Site, list[str]]:
    """The next run, which knows what the last one has read and made."""
    loaded = load(root, now)
    loaded.memory.past = Last(before)
    found = told(loaded)
    return loaded, found


def again(loaded: Site) -> set[str]:
    """What was looked at again: uris of entries, names of rules, sorts of facts."""
    return {str(key[2]).removeprefix("quangba.checks.") for key in loaded.memory.made
            if key[0] in {"Checks._of_entry", "Checks._of_rule", "Checks._gathered"}}  # fmt: skip


PAGES = {
    "docs/en/a.md": page("See [b](b.md).\n", title="One"),
    "docs/fr/a.md": words("Voir [b](b.md).\n", title="Un"),
    "docs/en/b.md": page("## First\n\n12 boats.\n", title="Two"),
    "docs/en/c.md": page("![x](/media/none.jpg)\n", title="Three"),
}


def test_a_second_run_looks_at_nothing(tmp_path):
    first = load(write(tmp_path, PAGES))
    found = told(first)
    second, same = warm(tmp_path, first)
    assert same == found
    assert again(second) == set()


def test_words_of_a_page_concern_that_page_alone(tmp_path):
    first = load(write(tmp_path, PAGES))
    told(first)
    (tmp_path / "docs/en/b.md").write_text(page("## First\n\n13 boats. TODO\n", title="Two"))
    second, found = warm(tmp_path, first)
    assert again(second) == {"b.md"}
    assert any("text-todo" in each for each in found)


def test_a_title_concerns_the_rule_of_titles(tmp_path):
    first = load(write(tmp_path, PAGES))
    assert not any("title-twice" in each for each in told(first))
    (tmp_path / "docs/en/b.md").write_text(page("## First\n\n12 boats.\n", title="One"))
    second, found = warm(tmp_path, first)
    assert any("title-twice" in each for each in found)
    assert "titles.of_site" in again(second)
    assert "moved.of_site" not in again(second)
    assert "c.md" not in again(second)


def test_a_heading_that_goes_is_told_where_it_is_linked(tmp_path):
    linked = {**PAGES, "docs/en/a.md": page("See [b](b.md#first).\n", title="One")}
    first = load(write(tmp_path, linked))
    assert not any("link-anchor" in each for each in told(first))
    (tmp_path / "docs/en/b.md").write_text(page("## Other\n", title="Two"))
    _, found = warm(tmp_path, first)
    assert any("link-anchor" in each for each in found)


def test_a_page_that_cannot_be_read_is_there(tmp_path):
    first = load(write(tmp_path, {**PAGES, "docs/en/b.md": None}))
    assert any("link-missing" in each for each in told(first))
    (tmp_path / "docs/en/b.md").write_text("---\ntitle: [\n---\n")
    _, found = warm(tmp_path, first)
    assert not any("link-missing" in each for each in found)


def test_a_day_that_comes_is_noticed(tmp_path):
    files = {**PAGES, "docs/en/b.md": page("Text.\n", title="Two", publish_at="2026-12-24")}
    first = load(write(tmp_path, files))
    assert any("link-unpublished" in each for each in told(first))
    later = NOW.replace(month=12, day=25)
    second, found = warm(tmp_path, first, later)
    assert not any("link-unpublished" in each for each in found)
    assert again(second) >= {"a.md"}
    assert "c.md" not in again(second)


@pytest.mark.parametrize("name", ["links.yml", "other.csv"])
def test_files_that_rules_read_by_themselves_are_looked_at(tmp_path, name):
    first = load(write(tmp_path, PAGES))
    told(first)
    file = tmp_path / "assets/data" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n")
    _, found = warm(tmp_path, first)
    assert any("merge-conflict" in each for each in found)


# -- whatever is done to a site -----------------------------------------------------------------

NAMES = ("a", "b", "c", "d")
TITLES = ("One", "Two", "Un")
BODIES = (
    "Plain.\n",
    "## First\n\n12 boats on 3 May 2025.\n",
    "See [b](b.md#first), [x](old.md) and [c](../c.md).\n",
    "![](/media/none.jpg) TODO <iframe src=x></iframe>\n",
    '{{ fact("trade") }} [d](d.md)\n',
)
FIELDS = (
    {},
    {"draft": "true"},
    {"publish_at": "2026-12-24"},
    {"moved_from": "[old.md]"},
    {"kind": "event", "start": "2026-02-14", "place": "b.md"},
    {"kind": "news", "urgent": "{place: c.md, kind: closed}", "day": "2026-01-05"},
    {"order": "[broken"},
)
EDIT = st.tuples(
    st.sampled_from(("en", "fr")), st.sampled_from(NAMES),
    st.one_of(st.none(), st.tuples(
        st.sampled_from(TITLES), st.sampled_from(BODIES), st.sampled_from(FIELDS))),
    st.sampled_from((NOW, NOW.replace(month=12, day=30))),
)  # fmt: skip


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(EDIT, min_size=1, max_size=6))
def test_what_is_told_does_not_depend_on_what_was_there(tmp_path_factory, edits):
    root = write(tmp_path_factory.mktemp("site"), PAGES)
    before = load(root)
    told(before)
    for locale, name, content, now in edits:
        file = root / f"docs/{locale}/{name}.md"
        if content is None:
            file.unlink(missing_ok=True)
        else:
            title, body, fields = content
            make = page if locale == "en" else words
            shared = fields if locale == "en" else {}
            file.write_text(make(body, title=title, **shared))
        loaded, found = warm(root, before, now)
        assert found == told(load(root, now))
        sure = loaded.memory.verified  # a cache keeps no more
        kept = {key: row for key, row in before.memory.made.items() if key in sure}
        loaded.memory.take(kept, set())
        before = loaded
