"""Sites in a few lines, written into a temporary folder and read with their problems.

The site is a fictional one in English (the source) and French: no test leans on a real place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from quangba import checks, settings, site
from quangba.errors import InputError
from quangba.media import library, render
from quangba.problems import Problem
from quangba.site import Site


@dataclass(frozen=True)
class Link:
    """A symbolic link in place of a file."""

    target: str


Files = Mapping[str, str | bytes | Link | None]
"""Path below the project -> content; None leaves out a file that would be there."""

STATES = ("translation-unstamped", "translation-outdated")
SNIPPETS = ("title-twice", "description-short")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)

MKDOCS_YML = """\
site_name: Isle of Brume
site_url: https://brume.example/
theme:
  name: material
  custom_dir: assets/theme
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
  - quangba: {}
"""
FILES: Files = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/en/strings.yml": "date_long: d MMMM y\ndate_medium: d MMM y\n",
    "docs/fr/strings.yml": "date_long: d MMMM y\ndate_medium: d MMM y\n",
    "docs/en/index.md": (
        "---\ntitle: Brume\ndescription: An island in fog.\nupdated: 2026-01-05\n---\nWelcome.\n"
    ),
    "docs/fr/index.md": (
        "---\ntitle: Brume\ndescription: Une île dans la brume.\n"
        "made_from: {day: 2026-01-05, sections: {_head: 6329fcf4c1ba, _intro: 3fc2118d352c}}\n"
        "---\nBienvenue.\n"
    ),
}


def page(body: str = "", **fields: object) -> str:
    """A source page: `page("Text.", kind="place")`; title, description and day are filled in."""
    front = {
        "title": "A page",
        "description": "What it is about.",
        "updated": "2026-01-05",
        **fields,
    }
    lines = [f"{name}: {value}" for name, value in front.items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


def words(body: str = "", **fields: object) -> str:
    """A translation: only its words."""
    return page(body, **{"updated": None, **fields})


@dataclass(frozen=True)
class Made:
    """What was read. Unpacks into the site and its problems."""

    root: Path
    site: Site | None
    problems: tuple[Problem, ...]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def __iter__(self):
        return iter((self.site, self.problems))


def write(root: Path, files: Files) -> Path:
    """Write files below a folder, over the smallest site that has no problem."""
    for name, content in {**FILES, **files}.items():
        if content is not None:
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Link):
                file.symlink_to(content.target)
            else:
                file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read(root: Path, *, stamps: bool = False, snippets: bool = False) -> Made:
    """Read and check the site in a folder; unusable settings give no site, only problems.

    Translations here need no stamp, unless a test is about `stamps`, and pages may have the same
    short words, unless it is about `snippets`.
    Pictures are looked at in this process: starting workers would take a second a site.
    """
    try:
        with mock.patch.object(library, "inspect", inspect_here):
            loaded, problems = site.load(settings.read(root / "mkdocs.yml"), NOW)
    except InputError as failure:
        return Made(root, None, failure.problems)
    found = checks.weighed(loaded, problems).problems
    untold = (() if stamps else STATES) + (() if snippets else SNIPPETS)
    return Made(root, loaded, tuple(each for each in found if each.code not in untold))


def inspect_here(files):
    """What `library.inspect` gives, without workers."""
    return [(file, render.inspect(file)) for file in files]


THEME = {
    "assets/theme/main.html": (
        "<!doctype html><title>{{ entry.title }}</title>\n{{ page.content }}\n"
    ),
    "assets/theme/listing.html": "{% extends 'main.html' %}",
    "assets/theme/404.html": "<!doctype html><title>{{ site.name }}</title>\n",
}
"""The smallest theme that mkdocs can build with."""
