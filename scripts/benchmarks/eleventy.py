"""Eleventy with its plugins for languages, pictures and feeds (layouts/eleventy)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import corpus
from benchmarks.articles import ADDRESS, LANGUAGES, NAMES, NEWS, PHOTOS, Page, texts
from benchmarks.generator import Generator, layout, pictures, write
from benchmarks.photos import name
from benchmarks.tools import Tools

_NOTE = re.compile(r'^!!! note "(.*)"\n    (.*)$', re.MULTILINE)
_PICTURE = re.compile(r"!\[\]\(/media/([^)]+)\)")


def _make(root: Path, pages: Iterable[Page]) -> None:
    layout(root, "eleventy")
    pictures(root / "content" / "media")
    standing: list[Page] = []
    years: set[int] = set()
    for page in pages:
        _put(root, page)
        if page.kind == "news":
            years.add(page.date.year)
        else:
            standing.append(page)
    site = {
        "address": ADDRESS.rstrip("/"),
        "languages": LANGUAGES,
        "names": texts()["site"],
        "about": texts()["about"],
        "labels": NAMES,
        "topics": texts()["topics"],
        "years": sorted(map(str, years), reverse=True),
        "news": {each: _news(standing, each) for each in LANGUAGES},
        "menu": {each: _menu(standing, each) for each in LANGUAGES},
        "pictures": {f"{name(number)}.jpg": corpus.sidecar(number) for number in range(PHOTOS)},
    }
    text = json.dumps(site, ensure_ascii=False, indent=1)
    (root / "site.json").write_text(text, encoding="utf-8")


def _news(pages: Sequence[Page], language: str) -> str:
    return next(each for each in pages if each.path == f"{NEWS}/index").words[language].title


def _menu(pages: Sequence[Page], language: str) -> list[dict[str, object]]:
    """The menu, which this generator leaves to whoever writes the layout."""
    home = "/" if language == LANGUAGES[0] else f"/{language}/"
    return [
        {
            "folder": folder,
            "title": index.words[language].menu,
            "url": f"{home}{folder}/",
            "pages": [
                {"title": each.words[language].title, "url": f"{home}{each.path}/"}
                for each in pages
                if each.path.startswith(f"{folder}/") and not each.is_index
            ],
        }
        for index in pages
        if index.is_index and (folder := index.path.rpartition("/")[0])
    ]


def _put(root: Path, page: Page) -> None:
    for language in LANGUAGES:
        words = page.words[language]
        front: dict[str, object] = {
            "title": words.title,
            "description": words.description,
            "kind": page.kind,
            "date": page.date,
            "topics": list(page.topics),
            "folder": page.path.rpartition("/")[0],
            "index": page.is_index,
        }
        if page.picture:
            front["picture"] = page.picture
        if page.layout:
            front["layoutKind"] = page.layout
        body = _NOTE.sub(r"> **\1**\n> \2", words.body)
        body = _PICTURE.sub(lambda found: _figure(found[1], language), body)  # noqa: B023 - at once
        write(root / "content" / language / f"{page.path}.md", front, body)


def _figure(file: str, language: str) -> str:
    number = next(each for each in range(PHOTOS) if f"{name(each)}.jpg" == file)
    said = corpus.sidecar(number)
    return f'![{said["alt"][language]}](/media/{file} "{said["caption"][language]}")'


def _command(tools: Tools, _root: Path, _changed: str) -> Sequence[str]:
    # `--incremental=FILE` ends with “templateRender has not yet initialized” in 3.1.8
    program = tools.modules() / "@11ty" / "eleventy" / "cmd.cjs"
    return [str(tools.node()), str(program), "--quiet"]


ELEVENTY = Generator(
    name="eleventy",
    title="Eleventy",
    make=_make,
    put=_put,
    page="content/vi/{path}.md",
    template=("_includes/base.njk", "</body>"),
    output="_site",
    kept=("_site/img",),
    caches=(".cache",),
    command=_command,
)
