"""What is read of a site is noted, however it is read, and every time."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from quangba.content import occurrences
from quangba.content.schema import Event
from quangba.content.tree import is_due
from quangba.memory import recording
from quangba.noting import Now, OfObjects
from tests.media.test_library import svg
from tests.small_sites import page, read, words, write

FILES = {
    "docs/en/a.md": page("## One\n\n[b](b.md)\n", kind="place"),
    "docs/fr/a.md": words("## Un\n"),
    "docs/en/b.md": page(expires="2026-12-01"),
}
HEAD, BODY = ("head", "a.md"), ("body", "en", "a.md")
WAYS = {
    "an entry": (lambda site: site.tree.entries["a.md"], {HEAD}),
    "one that may be there": (lambda site: site.tree.entries.get("a.md"), {HEAD}),
    "one that is not there": (lambda site: site.tree.entries.get("x.md"), {("head", "x.md")}),
    "whether it is there": (lambda site: "x.md" in site.tree.entries, {("head", "x.md")}),
    "which there are": (lambda site: list(site.tree.entries), {("heads",)}),
    "how many": (lambda site: len(site.tree.entries), {("heads",)}),
    "what cannot be used": (lambda site: site.tree.unusable, {("unusable",)}),
    "words of the theme": (lambda site: site.tree.strings["en"], {("strings", "en")}),
    "a folder": (lambda site: site.tree.in_folder(""), {("heads",), HEAD}),
    "who has moved": (lambda site: site.tree.moved, {("heads",), HEAD}),
    "what is public": (
        lambda site: site.public,
        {("heads",), HEAD, ("passed", "2026-12-02T00:00:00+00:00")},
    ),
    "units": (lambda site: site.units, {("register", "units")}),
    "topics": (lambda site: site.topics, {("register", "topics")}),
    "terms": (lambda site: site.terms, {("register", "terms")}),
    "names": (lambda site: site.names, {("register", "terms"), ("strings", "fr")}),
    "a picture": (lambda site: site.pictures.get("x.jpg"), {("picture", "x.jpg")}),
    "all pictures": (lambda site: dict(site.pictures), {("pictures",)}),
    "a fact": (lambda site: "x" in site.facts, {("fact", "x")}),
    "a source": (lambda site: site.sources.get("S1"), {("source", "S1")}),
    "a clip": (lambda site: site.clips.get("x.mp4"), {("clip", "x.mp4")}),
    "the day": (lambda site: site.today, {("today",)}),
}
OF_ENTRIES = {
    "fields": (lambda entry: entry.fields, {HEAD}),
    "kind": (lambda entry: entry.kind, {HEAD}),
    "owner": (lambda entry: entry.owner, {HEAD}),
    "source": (lambda entry: entry.source, {HEAD}),
    "version": (lambda entry: entry.version("fr"), {HEAD}),
    "changed": (lambda entry: entry.changed("fr"), {HEAD}),
    "text": (lambda entry: entry.source.body, {HEAD, BODY}),
    "line of the text": (lambda entry: entry.source.body_line, {HEAD, BODY}),
    "headings": (lambda entry: entry.source.headings, {HEAD, BODY}),
    "links": (lambda entry: entry.source.links, {HEAD, BODY}),
    "ids": (lambda entry: entry.heading_ids, {HEAD, BODY}),
    "stamps": (lambda entry: entry.stamps, {HEAD, BODY}),
    "sections": (
        lambda entry: entry.sections("fr"),
        {HEAD, BODY, ("body", "fr", "a.md")},
    ),
}


def noted(way, of):
    with recording() as reads:
        way(of)
    return reads


@pytest.mark.parametrize("way", WAYS)
def test_what_is_read_of_a_site_is_noted_every_time(make_site, way):
    site, _ = make_site(FILES)
    look, wanted = WAYS[way]
    assert noted(look, site) >= wanted
    assert noted(look, site) >= wanted


@pytest.mark.parametrize("way", OF_ENTRIES)
def test_what_is_read_of_an_entry_is_noted_every_time(make_site, way):
    site, _ = make_site(FILES)
    look, wanted = OF_ENTRIES[way]
    entry = site.tree.entries["a.md"]
    assert noted(look, entry) == wanted
    assert noted(look, entry) == wanted


EDITS = {
    "head": {"docs/en/a.md": page("## One\n\n[b](b.md)\n", kind="place", order=7)},
    "text": {"docs/en/a.md": page("## Uno\n\n[c](c.md)\n", kind="place")},
    "a translation's text": {"docs/fr/a.md": words("## Deux\n")},
    "a translation gone": {"docs/fr/a.md": None},
    "a page more": {"docs/en/c.md": page("Text.", moved_from="[z.md]")},
    "a page less": {"docs/en/b.md": None},
    "a broken page": {"docs/en/b.md": "broken"},
    "words": {"docs/en/strings.yml": "date_long: d MMM y\ndate_medium: d MMM y\n"},
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_gives_something_else_has_read_something_else(tmp_path, edit):
    before, _ = read(write(tmp_path / "before", FILES))
    after, _ = read(write(tmp_path / "after", {**FILES, **EDITS[edit]}))
    differ = 0
    ways = {name: look for name, (look, _) in WAYS.items() if name != "names"}  # no repr
    for look in [*ways.values(), *(_of_a(way) for way, _ in OF_ENTRIES.values())]:
        reads = noted(lambda of, look=look: shown(look(of)), before)
        if shown(look(before)) != shown(look(after)):
            differ += 1
            atoms = before.memory.atoms, after.memory.atoms
            assert any(atoms[0](key) != atoms[1](key) for key in reads)
    assert differ


def _of_a(way):
    def look(site):
        try:
            return way(site.tree.entries["a.md"])
        except KeyError:  # it has no such language
            return None

    return look


def shown(value):
    entries = getattr(value, "entries", None)
    return repr(value if entries is None else dict(entries.items()))


SIDECAR = {"alt": {"en": "A", "fr": "B"}, "credit": "Ann", "licence": "CC-BY-4.0"}
PARTS = ("file", "facts", "sidecar", "alt", "caption", "focal", "rights")
OF_PICTURES = {
    "another photo": ({}, {"facts"}),
    "its alternative": ({"alt": {"en": "C", "fr": "D"}}, {"sidecar", "alt"}),
    "nobody is told": ({"alt": {}, "decorative": True}, {"sidecar", "alt"}),
    "its caption": ({"caption": {"en": "C", "fr": "D"}}, {"sidecar", "caption"}),
    "its focal point": ({"focal": [0.1, 0.2]}, {"sidecar", "focal"}),
    "who made it": ({"credit": "Noé"}, {"sidecar", "rights"}),
    "its licence": ({"licence": "CC0-1.0"}, {"sidecar", "rights"}),
    "whether readers may take it": ({"press": False}, {"sidecar"}),
}


def with_picture(folder, drawing=None, **fields):
    files = {
        "assets/media/a.svg": drawing or svg(),
        "assets/media/a.yml": json.dumps({**SIDECAR, **fields}),
    }
    return read(write(folder, files)).site


@pytest.mark.parametrize("part", PARTS)
def test_of_a_picture_what_is_read_is_noted(tmp_path, part):
    picture = with_picture(tmp_path).pictures["a.svg"]
    assert noted(lambda of: getattr(of, part), picture) == {("picture", "a.svg", part)}


@pytest.mark.parametrize("edit", OF_PICTURES)
def test_an_edit_of_a_picture_changes_what_is_another_then(tmp_path, edit):
    fields, wanted = OF_PICTURES[edit]
    before = with_picture(tmp_path)
    old = {part: before.memory.atoms(("picture", "a.svg", part)) for part in PARTS}
    after = with_picture(tmp_path, None if fields else svg("<g/>"), **fields)
    new = {part: after.memory.atoms(("picture", "a.svg", part)) for part in PARTS}
    assert {part for part in PARTS if old[part] != new[part]} == wanted
    there = ("picture", "a.svg")
    assert before.memory.atoms(there) == after.memory.atoms(there) != b""
    gone = read(write(tmp_path / "gone", {})).site
    assert {gone.memory.atoms((*there, *part)) for part in ((), ("alt",))} == {b""}


def test_an_entry_that_expires_is_read_again_on_that_day_alone(make_site):
    site, _ = make_site(FILES)
    fields = site.tree.entries["b.md"].fields
    last = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC)
    assert noted(lambda now: is_due(fields, now), Now.of(last)) == {
        ("passed", "2026-12-02T00:00:00+00:00")
    }
    assert is_due(fields, Now.of(last))
    assert not is_due(fields, Now.of(last + dt.timedelta(minutes=1)))
    forever = fields.model_copy(update={"expires": dt.date.max})
    assert is_due(forever, Now.of(last))


def test_occurrences_depend_on_moments_and_the_year_alone():
    lunar = {"month": 1, "day": 15, "days": 2}
    event = Event.model_validate(
        {
            "title": "A", "description": "B", "kind": "event", "updated": dt.date(2026, 1, 1),
            "lunar": lunar, "start": dt.date(2026, 3, 3), "place": "x.md",
        }
    )  # fmt: skip
    now = Now.of(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
    for look in (occurrences.shown, occurrences.in_calendar):
        kinds = {key[0] for key in noted(lambda of, look=look: look(of, now), event)}
        assert kinds <= {"passed", "year"}


def test_a_site_with_another_tree_has_the_atoms_of_that_tree(make_site):
    site, _ = make_site({**FILES, "docs/en/d.md": page(draft="true")})
    public = replace(site, tree=site.public)
    key = ("head", "d.md")
    assert site.memory.atoms(key)
    assert public.memory.atoms(key) == b""
    assert public.memory.atoms(("heads",)) != site.memory.atoms(("heads",))


def test_a_value_of_objects_is_made_anew_where_one_is_another():
    held = OfObjects()
    one, two = [1], [2]
    first = held.get((one, two), lambda: [*one, *two])
    assert held.get((one, two), lambda: None) is first
    assert held.get(([1], two), lambda: "of an equal one") == "of an equal one"
    assert held.get((two,), lambda: "of fewer") == "of fewer"


def test_names_are_those_of_before_while_their_words_and_terms_are(make_site):
    site = make_site({}).site
    assert replace(site, now=site.now).names is site.names
    with recording() as first:
        _ = replace(site).names
    with recording() as then:
        _ = replace(site).names
    assert first == then != set()
