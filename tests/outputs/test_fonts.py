"""Which characters fonts are cut down to, asked again and again."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

import pytest

from quangba import looks, settings
from quangba.media import qr
from quangba.media.cards import faces
from quangba.outputs import fonts, theme_assets
from quangba.outputs.theme_assets import Assets
from quangba.rereading import Rereading
from quangba.store import Store
from tests.small_sites import page, words, write

FONTS = Path(__file__).parents[2] / "assets/theme/fonts"
SETTLED = mock.patch.object(looks, "COARSE", -(10**18))
"""Tests write their files just before they are read."""


class Course:
    """A site that is edited and read again."""

    def __init__(self, root):
        self.root = write(
            root,
            {
                "docs/en/a.md": page("Plain text."),
                "docs/fr/a.md": words("Texte."),
                "assets/theme/css/a.css": "a { top: 0 }",
            },
        )
        self.reading = Rereading()
        self.config = settings.read(root / "mkdocs.yml")
        self.site, _ = self.reading.load(self.config, None)

    def write(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")
        told = frozenset({os.fspath(self.root / name)})
        self.site, _ = self.reading.load(self.config, told)
        return self.site


@pytest.fixture
def course(tmp_path):
    with SETTLED:
        yield Course(tmp_path)


TEXTS = ("Plain Ω text.", "Plain text.", "Ж", "ЖΩ", "no front matter")


def test_characters_come_and_go_with_the_pages_that_have_them(course):
    cache = course.config.cache_dir
    known = fonts.Characters()
    known.of(course.site.tree, cache)
    for name in ("docs/en/a.md", "docs/fr/a.md"):
        for text in TEXTS:
            tree = course.write(
                name, page(text) if name.startswith("docs/en") else words(text)
            ).tree
            assert known.of(tree, cache) == fonts.characters(tree, cache)
    tree = course.write("docs/en/a.md", "no page any more").tree
    assert known.of(tree, cache) == fonts.characters(tree, cache)


def test_of_pages_that_are_as_before_nothing_is_asked(course):
    known = fonts.Characters()
    known.of(course.site.tree, course.config.cache_dir)
    site = course.write("docs/en/a.md", page("Plain Ω text."))
    with mock.patch.object(fonts, "_kept", side_effect=AssertionError):
        assert "Ω" in known.of(site.tree, course.config.cache_dir)


def test_assets_are_those_of_before_until_the_theme_or_a_character_is_another(course):
    assets = Assets()
    first = assets.of(course.site)
    with mock.patch.object(theme_assets, "_made", side_effect=AssertionError):
        assert assets.of(course.write("docs/en/a.md", page("Plain."))) is first
        assert assets.of(course.write("assets/theme/main.html", "<p>")) is first
    then = assets.of(course.write("assets/theme/css/a.css", "a { top: 1px }"))
    assert then.files[then.paths["site.css"]] == b"a{top:1px}"
    assert assets.of(course.write("docs/en/a.md", page("Ω"))) is not then


def test_labels_are_among_the_characters(course):
    assets = Assets()
    assets.of(course.site)
    used = []
    with mock.patch.object(
        theme_assets, "_made", side_effect=lambda _, chars, __: used.append(chars)
    ):
        course.root.joinpath("assets/data").mkdir(parents=True)
        assets.of(course.write("assets/data/sources.yml", "one: {name: Ω}\n"))
    assert "Ω" in used[0]


def test_what_a_power_cut_has_spoilt_is_made_again(tmp_path):
    """A file may have its length, and nothing of its bytes."""
    (font, *_), store = sorted(FONTS.glob("*-Regular.ttf")), Store(tmp_path)

    def made():
        known = faces.read(FONTS, store).all
        return fonts.subset(font, "abc", store), known, qr.stored("https://a.example/", store)

    first = made()
    for file in (each for each in tmp_path.rglob("*") if each.is_file()):
        file.write_bytes(bytes(file.stat().st_size))
    assert made() == first
