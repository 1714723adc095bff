"""mkdocs with Material, static-i18n and search, and nothing of ours."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.articles import ADDRESS, LANGUAGES, NAMES, NEWS, Page, texts
from benchmarks.generator import Generator, layout, pictures, write
from benchmarks.tools import Tools

_PICTURE = re.compile(r"!\[\]\(/media/")


def _make(root: Path, pages: Iterable[Page]) -> None:
    layout(root, "plain")
    pictures(root / "docs" / LANGUAGES[0] / "media")
    news: list[Page] = []
    index: Page | None = None
    for page in pages:
        _put(root, page)
        if page.kind == "news":
            news.append(page)
        if page.path == f"{NEWS}/index":
            index = page
    if index:
        _list(root, index, news)
    names, about = texts()["site"], texts()["about"]
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    languages = "".join(
        f"        - {{locale: {each}, name: {NAMES[each]}, site_name: {names[each]},"
        f" site_description: {about[each]}{', default: true' if each == LANGUAGES[0] else ''}}}\n"
        for each in LANGUAGES
    )
    text = text.replace("        - LANGUAGES\n", languages)
    file.write_text(text.replace("ADDRESS", ADDRESS), encoding="utf-8")


def _put(root: Path, page: Page) -> None:
    up = "../" * page.path.count("/")
    for language in LANGUAGES:
        words = page.words[language]
        front: dict[str, object] = {"title": words.title, "description": words.description}
        if page.kind == "news":
            front["date"] = page.date.isoformat()
        if page.topics:
            front["tags"] = [texts()["topics"][each][language] for each in page.topics]
        body = _PICTURE.sub(f"![]({up}media/", words.body)
        picture = f"![]({up}media/{page.picture})\n\n" if page.picture else ""
        head = f"# {words.title}\n\n{words.description}\n\n{picture}"
        write(root / "docs" / language / f"{page.path}.md", front, head + body)


def _list(root: Path, index: Page, news: Sequence[Page]) -> None:
    """The list of all news, which an editor keeps by hand here."""
    for language in LANGUAGES:
        rows = "".join(
            f"- {each.date} [{each.words[language].title}]({each.path.rpartition('/')[2]}.md)\n"
            for each in reversed(news)
        )
        file = root / "docs" / language / f"{index.path}.md"
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{rows}", encoding="utf-8")


def _command(_tools: Tools, _root: Path, _changed: str) -> Sequence[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def _make_all(root: Path, pages: Iterable[Page]) -> None:
    _make(root, pages)
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("\nnav:")] + "\n", encoding="utf-8")


PLAIN = Generator(
    name="plain",
    title="mkdocs + Material + i18n",
    make=_make,
    put=_put,
    page="docs/vi/{path}.md",
    template=("overrides/main.html", "{% endblock %}"),
    output="site",
    kept=(),
    caches=(),
    command=_command,
)

PLAIN_ALL = Generator(
    name="plain-all",
    title="the same, all pages in its navigation",
    make=_make_all,
    put=_put,
    page="docs/vi/{path}.md",
    template=("overrides/main.html", "{% endblock %}"),
    output="site",
    kept=(),
    caches=(),
    command=_command,
)
