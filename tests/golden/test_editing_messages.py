"""What people read when a page cannot be begun or moved, in both languages."""

import datetime as dt
from pathlib import Path

import pytest

from quangba import settings
from quangba.editing import move, new_page
from quangba.editing.draft import Wish
from tests.golden.test_messages import _codes_in_source, _shown
from tests.small_sites import page, write

HERE = Path(__file__).parent
A = {"docs/en/a.md": page()}
SECTION = {"docs/en/isle/north.md": page(), "docs/en/isle/south.md": page()}
NEW = {
    "new-kind": ({}, ("evnt", "Fair")),
    "new-kind--far": ({}, ("xylophone", "Fair")),
    "new-title": ({}, ("page", " \n ")),
    "new-folder": (SECTION, ("news", "Fair")),
    "new-folder--nothing-yet": ({}, ("news", "Fair")),
    "new-slug": (A, ("page", "集市")),
    "new-slug--given": (A, ("page", "Fair", {"slug": "The Fair"})),
    "path-taken": (A, ("page", "A")),
    "path-taken--index": ({"docs/fr/a/index.md": page(only="[fr]")}, ("page", "A", {"folder": ""})),
    "path-former": ({"docs/en/b.md": page(moved_from="[a.md]")}, ("page", "A")),
    "path-language": (A, ("page", "x", {"folder": "fr"})),
    "path-unfit--readme": (A, ("page", "Readme")),
    "path-unfit--folder": (A, ("page", "x", {"folder": "../b"})),
}
MOVING = {
    "move-missing": (SECTION, "isle/nort", "b"),
    "move-missing--far": (SECTION, "quay", "b"),
    "move-home": ({}, "index.md", "b.md"),
    "move-home--all": ({}, "docs/en/", "b/"),
    "move-same": (A, "a", "docs/en/a.md"),
    "move-unclear": ({**SECTION, "docs/en/isle.md": page()}, "isle", "b"),
    "move-unsure": (
        {**A, "docs/en/b.md": "---\n{title: B, description: B, updated: 2026-01-05,}\n---\n"},
        "b",
        "c",
    ),
    "path-unfit": (A, "a", "Hội chùa.md"),
    "path-unfit--section": (SECTION, "isle", "coast.md"),
    "path-taken--move": ({**A, "docs/fr/a.md": page(), "docs/en/b.md": page()}, "a", "B.md"),
    "path-former--move": ({**A, "docs/en/b.md": page(moved_from="[c.md]")}, "a", "c"),
    "yaml-syntax--move": ({**A, "docs/en/b.md": "---\ntitle: a: b\n---\n"}, "a", "c"),
}


def wished(root, kind, title, options):
    wish = Wish(kind, title, dt.date(2026, 11, 23), str, **options)
    return new_page.propose(settings.read(root / "mkdocs.yml"), wish)


@pytest.mark.parametrize("name", NEW)
def test_message_of_a_new_page(name, tmp_path, golden):
    files, (kind, title, *options) = NEW[name]
    found, problems = wished(write(tmp_path, files), kind, title, *(options or [{}]))

    assert found is None
    assert [problem.code for problem in problems] == [name.partition("--")[0]]
    golden(_shown(problems, tmp_path), HERE / "editing_messages" / f"{name}.txt")


@pytest.mark.parametrize("name", MOVING)
def test_message_of_a_move(name, tmp_path, golden):
    files, old, new = MOVING[name]
    root = write(tmp_path, files)
    plan, problems = move.plan(settings.read(root / "mkdocs.yml"), old, new)

    assert plan is None
    assert [problem.code for problem in problems] == [name.partition("--")[0]]
    golden(_shown(problems, tmp_path), HERE / "editing_messages" / f"{name}.txt")


def test_every_code_has_a_case():
    ours = ("new-", "path-", "move-")
    found = {code for code in _codes_in_source() if code.startswith(ours)}
    shown = {name.partition("--")[0] for name in (*NEW, *MOVING)}
    assert found == {code for code in shown if code.startswith(ours)}


def test_no_golden_file_without_a_case():
    assert {file.stem for file in (HERE / "editing_messages").glob("*")} == {*NEW, *MOVING}
