"""`quangba build --strict` says the same after any edits as where nothing has ever been built."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quangba.build import check_built, driver
from quangba.content.reader import read_tree
from quangba.errors import QuangbaError
from quangba.settings import read
from quangba.site import Site
from quangba.translations import work
from tests.incremental import trees
from tests.small_sites import page, words, write

HTML = """\
<!doctype html>
<html lang="{{ language.tag }}">
<head>
<meta charset="utf-8">
<title>{% block title %}{{ entry.title }} – {{ site.name }}{% endblock %}</title>
{%- block about %}
<meta name="description" content="{{ entry.description }}">
<link rel="canonical" href="{{ entry.canonical }}">
{%- for tag, address in entry.alternates %}
<link rel="alternate" hreflang="{{ tag }}" href="{{ address }}">
{%- endfor %}
{%- endblock %}
</head>
<body>
{% if entry %}<nav aria-label="Pages">
<a href="{{ "a/" | url }}">A</a>
<a href="{{ "b/" | url }}">B</a>
<a href="{{ "c/" | url }}">C</a>
</nav>{% endif %}
<main>
{% block main %}<h1>{{ entry.title }}</h1>
{{ page.content | safe }}
{% for item in entry.switcher %}<a href="{{ item.url | url }}">{{ item.language.tag }}</a>
{% endfor %}{% endblock %}
</main>
</body>
</html>
"""
LOST = """\
{% extends "main.html" %}
{% block title %}{{ site.name }}{% endblock %}
{% block about %}{% endblock %}
{% block main %}<h1>Lost</h1>{% endblock %}
"""
ABOUT = "what readers find here, said in a sentence of its own."
HOME = "docs/en/index.md"


def _text(name: str, body: str) -> str:
    return page(body, title=f"Page {name}", description=f"{name}, {ABOUT}", only=["en"])


SITE = {
    "assets/theme/main.html": HTML,
    "assets/theme/listing.html": "{% extends 'main.html' %}",
    "assets/theme/404.html": LOST,
    HOME: page("Welcome.\n", title="Brume", description=f"Brume, {ABOUT}"),
    "docs/fr/index.md": words("Voilà.\n", title="La Brume", description=f"La Brume, {ABOUT}"),
    "docs/en/a.md": _text("A", "## Part {#part}\n\nWords.\n"),
    "docs/en/b.md": _text("B", '<a href="../a/#part">The part</a>\n'),
    "docs/en/c.md": _text("C", "Words.\n"),
}
FAULTS: dict[str, tuple[str, str, str]] = {
    "anchor": ("docs/en/a.md", "{#part}", "{#other}"),
    "link": ("docs/en/b.md", "../a/#part", "../nowhere/"),
    "host": ("docs/en/c.md", "Words.", '<img src="https://other.example/a.png" alt="A">'),
    "alt": ("docs/en/a.md", "Words.", '<img src="../search-index/index.json">'),
    "id": ("docs/en/b.md", "<a", '<p id="b"></p><p id="b"></p>\n<a'),
    "title": ("assets/theme/main.html", "{{ entry.title }} – ", ""),
    "gone": ("docs/en/b.md", "---\ntitle", "---\ndraft: true\ntitle"),
    "orphan": ("assets/theme/main.html", '<a href="{{ "c/" | url }}">C</a>', ""),
    "template": ("assets/theme/main.html", "<h1>{{ entry.title }}</h1>", "{{ entry.title }}"),
    "path": ("docs/en/c.md", "Words.", "Words of /home/minutes/of/may."),
    "words": ("docs/en/b.md", "The part", "That part"),
}
"""Each is an edit that can be taken back: a file, a text in it, and another one."""

HARMLESS = ("orphan", "words")
"""Told, or not even that, and no obstacle."""

NAMES = sorted({file for file, _, _ in FAULTS.values()})
NONE: frozenset[str] = frozenset()
STEPS = 10
UNCHECKED = 0.3
"""So often a build that is not strict comes first, which puts a site with faults in place."""

Told = tuple[tuple[str, ...], trees.Tree]


class Builds:
    """Builds of the site, edited; and of copies, in which nothing has ever been built."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.root = write(folder / "site", SITE)
        settings = read(self.root / "mkdocs.yml")
        tree, _ = read_tree(settings)
        work.accept(settings, tree.entries["index.md"], "fr")
        self._texts = {name: (self.root / name).read_text(encoding="utf-8") for name in NAMES}
        self._clean: dict[frozenset[str], Told] = {}

    def edit(self, faults: frozenset[str]) -> None:
        """Make the sources those with some faults and no other."""
        for name, before in self._texts.items():
            text = before
            for file, old, new in (FAULTS[fault] for fault in sorted(faults)):
                text = text.replace(old, new) if file == name else text
            if text != (self.root / name).read_text(encoding="utf-8"):
                (self.root / name).write_text(text, encoding="utf-8")

    def build(self) -> Told:
        """Where the last build was."""
        return told(self.root)

    def clean(self, faults: frozenset[str]) -> Told:
        """In a folder of its own."""
        if faults not in self._clean:
            aside = self._folder / "aside"
            shutil.rmtree(aside, ignore_errors=True)
            shutil.copytree(self.root, aside, ignore=shutil.ignore_patterns(".cache", "site"))
            self._clean[faults] = told(aside)
        return self._clean[faults]


def told(root: Path) -> Told:
    """What a strict build says, and the site that it puts in place."""
    try:
        report = driver.build(root / "mkdocs.yml", strict=True)
    except QuangbaError as failure:
        said = (failure.message, *getattr(failure, "problems", ()), *getattr(failure, "log", ()))
        return tuple(map(str, said)), {}
    return tuple(map(str, report.problems)), trees.read(root / "site")


def walk(seed: int) -> Iterator[frozenset[str]]:
    """Faults come and go: most of the time there are none or few."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    now: frozenset[str] = frozenset()
    for _ in range(STEPS):
        others = sorted(FAULTS.keys() - now)
        leaves = frozenset(chance.sample(sorted(now), min(len(now), chance.randint(1, 2))))
        comes = frozenset(chance.sample(others, chance.choice((0, 1, 1, 2))))
        now = now - leaves | comes
        yield now


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    return Builds(tmp_path_factory.mktemp("strict"))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_in_a_site_that_had_none_and_is_then_mended(
    site: Builds, fault: str
) -> None:
    for faults in (NONE, frozenset({fault}), NONE):
        site.edit(faults)
        assert site.build() == site.clean(faults)
    said, _ = site.clean(frozenset({fault}))
    assert ("not put in place" in said[0] if said else False) is (fault not in HARMLESS)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_a_strict_build_says_what_a_clean_one_says(
    site: Builds, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    check = check_built.check

    def noted(loaded: Site, folder: Path, shown: Path, changed: object = None) -> object:
        looked.append(changed)
        return check(loaded, folder, shown, changed)  # type: ignore[arg-type]

    monkeypatch.setattr(check_built, "check", noted)
    chance = random.Random(seed)  # noqa: S311 - the same every time
    for faults in walk(seed):
        site.edit(faults)
        if chance.random() < UNCHECKED:
            driver.build(site.root / "mkdocs.yml")
        assert site.build() == site.clean(faults), sorted(faults)
    assert any(isinstance(each, frozenset) for each in looked), "each time all was looked at"
