"""Hugo, with a layout that has the features of our theme (layouts/hugo)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from benchmarks import corpus
from benchmarks.articles import ADDRESS, LANGUAGES, NAMES, PHOTOS, Page, texts
from benchmarks.generator import Generator, layout, pictures, write
from benchmarks.photos import name
from benchmarks.tools import Tools

_NOTE = re.compile(r'^!!! note "(.*)"\n    (.*)$', re.MULTILINE)


def _make(root: Path, pages: Iterable[Page]) -> None:
    layout(root, "hugo")
    pictures(root / "assets" / "media")
    languages = {
        each: {
            "locale": each,
            "label": NAMES[each],
            "contentDir": f"content/{each}",
            "weight": number + 1,
            "title": texts()["site"][each],
            "hasCJKLanguage": each == "zh",
            "params": {"about": texts()["about"][each]},
        }
        for number, each in enumerate(LANGUAGES)
    }
    settings = yaml.safe_load((root / "hugo.yaml").read_text(encoding="utf-8"))
    settings |= {"baseURL": ADDRESS, "languages": languages}
    _yaml(root / "hugo.yaml", settings)
    said = {f"{name(number)}.jpg": corpus.sidecar(number) for number in range(PHOTOS)}
    _yaml(root / "data" / "pictures.yaml", said)
    for topic, names in texts()["topics"].items():
        for language in LANGUAGES:
            file = root / "content" / language / "topics" / topic / "_index.md"
            write(file, {"title": names[language]}, "")
    for page in pages:
        _put(root, page)


def _put(root: Path, page: Page) -> None:
    for language in LANGUAGES:
        words = page.words[language]
        front: dict[str, object] = {"title": words.title, "description": words.description}
        named = {
            "linkTitle": words.menu,
            "topics": list(page.topics),
            "picture": page.picture,
            "place": page.place,
        }
        front |= {field: value for field, value in named.items() if value}
        front["weight"] = page.order
        if page.kind == "news":
            del front["weight"]
            front |= {"date": page.date, "years": [str(page.date.year)]}
        path = re.sub(r"(^|/)index$", r"\1_index", page.path)
        body = _NOTE.sub(r"> [!NOTE] \1\n> \2", words.body).replace("/index.md)", "/_index.md)")
        write(root / "content" / language / f"{path}.md", front, body)


def _yaml(file: Path, data: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")


def _command(tools: Tools, root: Path, _changed: str) -> Sequence[str]:
    return [str(tools.hugo()), "build", "--quiet", "--cacheDir", str(root / "cache")]


HUGO = Generator(
    name="hugo",
    title="Hugo",
    make=_make,
    put=_put,
    page="content/vi/{path}.md",
    template=("layouts/baseof.html", "</body>"),
    output="public",
    kept=("resources/_gen/images",),
    caches=("resources", "cache"),
    command=_command,
)
