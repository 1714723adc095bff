"""A process that reads a site again reads what it is told of, and has what a first look finds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from quangba import looks, settings, site
from quangba.content import source_file
from quangba.media import library
from quangba.rereading import Rereading
from quangba.site import Site
from tests.small_sites import NOW, page, words, write

SETTLED = mock.patch.object(looks, "COARSE", -(10**18))
"""Tests write their files just before they are read."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "docs/en/a.md": page("## One\n\nText.\n", kind="place"),
            "docs/fr/a.md": words("## Un\n\nTexte.\n"),
            "docs/en/news/b.md": page("News.", kind="news", date="2026-01-05"),
            "docs/en/broken.md": "no front matter",
            "assets/data/sources.yml": "one: {name: One}\n",
            "assets/media/readme.txt": "no picture",
            "assets/theme/main.html": "<p>",
        },
    )


def seen(root: Path) -> dict[str, object]:
    """Every path with what shows that it is another. What comes into a folder changes no folder."""
    return {
        os.fspath(path): "folder" if path.is_dir() else looks.signature(path.lstat())
        for path in root.rglob("*")
    }


def state(loaded: Site, problems: object) -> tuple[object, ...]:
    """All that reading gives."""
    tables = loaded.pictures, loaded.clips, loaded.sources, loaded.topics, loaded.facts
    return (
        dict(loaded.tree.entries.items()),
        dict(loaded.tree.strings.items()),
        dict(loaded.tree.table.known),
        loaded.tree.unusable,
        [dict(each.items()) for each in tables],
        loaded.units,
        loaded.memory.atoms(("theme",)),
        problems,
    )


def anew(root: Path) -> tuple[object, ...]:
    return state(*site.load(settings.read(root / "mkdocs.yml"), NOW))


class Course:
    """A site that is edited and read again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "mkdocs.yml"
        self.reading = Rereading()
        self.reading.load(settings.read(self.config), None)

    def edit(self, change: Callable[[Path], object]) -> tuple[object, ...]:
        before = seen(self.root)
        change(self.root)
        after = seen(self.root)
        paths = before.keys() | after.keys()
        told = frozenset(each for each in paths if before.get(each) != after.get(each))
        return state(*self.reading.load(settings.read(self.config), told))


@contextmanager
def nothing_looked_through():
    with (
        mock.patch.object(source_file, "walk", side_effect=AssertionError),
        mock.patch.object(library, "read", side_effect=AssertionError),
    ):
        yield


def put(path: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(text, encoding="utf-8")


PAGES = {
    "a text": put("docs/en/a.md", page("## Two\n\nMore.\n", kind="place")),
    "a translation": put("docs/fr/a.md", words("## Deux\n\nPlus.\n")),
    "a title": put("docs/en/a.md", page("## One\n\nText.\n", kind="place", title="Other")),
    "another kind": put("docs/en/a.md", page("Text.", kind="story")),
    "a mistake": put("docs/en/a.md", page("Text.", kind="nothing")),
    "a mistake put right": put("docs/en/broken.md", page("Text.")),
    "no front matter": put("docs/fr/a.md", "nothing"),
    "a draft": put(
        "docs/en/news/b.md", page("News.", kind="news", date="2026-01-05", draft="true")
    ),
    "what an editor keeps": put("docs/en/.a.md.swp", "page"),
    "words": put("docs/en/strings.yml", "date_long: d MMM y\ndate_medium: d MMM\n"),
    "words with a mistake": put("docs/fr/strings.yml", "date_long: [\n"),
    "the theme": put("assets/theme/main.html", "<div>"),
}
OTHERS = {
    "a new page": put("docs/en/news/c.md", page("New.")),
    "a page gone": lambda root: (root / "docs/en/a.md").unlink(),
    "a translation gone": lambda root: (root / "docs/fr/a.md").unlink(),
    "a page renamed": lambda root: (root / "docs/en/a.md").rename(root / "docs/en/c.md"),
    "a folder gone": lambda root: shutil.rmtree(root / "docs/en/news"),
    "a folder renamed": lambda root: (root / "docs/en/news").rename(root / "docs/en/olds"),
    "a folder in place of a page": lambda root: (
        (root / "docs/en/a.md").unlink(),
        (root / "docs/en/a.md").mkdir(),
    ),
    "all of a language gone": lambda root: shutil.rmtree(root / "docs/fr"),
    "words gone": lambda root: (root / "docs/fr/strings.yml").unlink(),
    "no page": put("docs/en/a.txt", "text"),
    "a register": put("assets/data/sources.yml", "two: {name: Two}\n"),
    "a sidecar": put("assets/media/one.yml", "alt: {en: One}\n"),
    "a picture of no kind": lambda root: (root / "assets/media/readme.txt").unlink(),
    "settings": lambda root: (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text().replace("name: Français", "name: Gaulois")
    ),
    "what nobody knows": put("elsewhere.txt", "text"),
}


@pytest.mark.parametrize("change", PAGES.values(), ids=PAGES)
def test_nothing_else_is_read(root, change):
    with SETTLED:
        course = Course(root)
        with nothing_looked_through():
            found = course.edit(change)
        assert found == anew(root)


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_whatever_else_changes_is_found(root, change):
    with SETTLED:
        course = Course(root)
        assert course.edit(change) == anew(root)


def test_edits_add_up(root):
    names = "a new page", "a register", "a page renamed"
    others = [OTHERS[name] for name in names]
    with SETTLED:
        course = Course(root)
        for change in (*PAGES.values(), *others, *PAGES.values(), OTHERS["a folder gone"]):
            assert course.edit(change) == anew(root)


def test_who_has_been_told_nothing_looks_at_all(root):
    course = Course(root)
    put("docs/en/a.md", page("Other."))(root)
    assert state(*course.reading.load(settings.read(course.config), None)) == anew(root)


def test_a_file_changed_just_before_it_was_read_is_read_again(root):
    with mock.patch.object(looks, "COARSE", 10**18):  # however long we had to wait meanwhile
        course = Course(root)
        put("docs/en/a.md", page("Other."))(root)
        found = state(*course.reading.load(settings.read(course.config), frozenset()))
        assert found == anew(root)


def test_after_a_failure_all_is_looked_at(root):
    with SETTLED:
        course = Course(root)
        put("docs/en/a.md", page("Other."))(root)
        told = frozenset({os.fspath(root / "docs/en/a.md")})
        with (
            mock.patch("quangba.rereading.assembled", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            course.reading.load(settings.read(course.config), told)
        put("docs/en/c.md", page("Third."))(root)
        assert state(*course.reading.load(settings.read(course.config), frozenset())) == anew(root)


def test_what_has_not_changed_is_the_same_object(root):
    with SETTLED:
        course = Course(root)
        config = settings.read(course.config)
        first, _ = course.reading.load(config, frozenset())
        put("docs/en/a.md", page("Other."))(root)
        then, _ = course.reading.load(config, frozenset({os.fspath(root / "docs/en/a.md")}))
    assert then.theme is first.theme
    assert then.names is first.names
    known, before = then.tree.table.known, first.tree.table.known
    assert {uri for uri in known if known[uri] is not before[uri]} == {"a.md"}


def _remove(root: Path, path: str) -> None:
    file = root / path
    shutil.rmtree(file) if file.is_dir() else file.unlink()


@pytest.mark.parametrize(
    ("wrong", "gone"),
    [
        ("docs/en/a.txt", "docs/en/a.txt"),
        ("docs/en/a page.md", "docs/en/a page.md"),
        ("docs/en/a/index.md", "docs/en/a.md"),
        ("docs/de/a.md", "docs/de"),
    ],
)
def test_what_was_wrong_with_a_file_is_told_no_more_when_it_is_gone(root, wrong, gone):
    (root / wrong).parent.mkdir(exist_ok=True)
    with SETTLED:
        course = Course(root)
        course.edit(put(wrong, page("Text.")))
        assert course.edit(lambda root: _remove(root, gone)) == anew(root)
