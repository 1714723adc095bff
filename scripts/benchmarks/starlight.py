"""Astro Starlight with its search, site map and languages (layouts/starlight)."""

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
_PAGE_LINK = re.compile(r"\]\(((?:\.\./)?[\w/-]+)\.md\)")


def _make(root: Path, pages: Iterable[Page]) -> None:
    layout(root, "starlight")
    pictures(root / "src" / "assets")
    standing: list[Page] = []
    for page in pages:
        _put(root, page)
        if page.kind != "news":
            standing.append(page)
    index = next(each for each in standing if each.path == f"{NEWS}/index")
    site = {
        "address": ADDRESS,
        "languages": LANGUAGES,
        "names": texts()["site"],
        "about": texts()["about"],
        "labels": NAMES,
        "topics": texts()["topics"],
        "news": {each: index.words[each].title for each in LANGUAGES},
        "sidebar": list(_sidebar(standing)),
    }
    text = json.dumps(site, ensure_ascii=False, indent=1)
    (root / "src" / "site.json").write_text(text, encoding="utf-8")


def _sidebar(pages: Sequence[Page]) -> Iterable[dict[str, object]]:
    """The menu: all pages that stay; the news are reached from their list."""
    for index in pages:
        folder = index.path.rpartition("/")[0]
        if not index.is_index or not folder:
            continue
        menu = {each: index.words[each].menu for each in LANGUAGES}
        label = {"label": menu[LANGUAGES[0]], "translations": menu}
        if folder == NEWS:
            yield {**label, "link": f"/{folder}/"}
        else:
            slugs = [each.path for each in pages if each.path.startswith(f"{folder}/")]
            yield {**label, "items": [slug.removesuffix("/index") for slug in slugs]}


def _put(root: Path, page: Page) -> None:
    if page.path == f"{NEWS}/index":
        return  # src/pages makes the list
    up = "../" * page.path.count("/")
    docs = root / "src" / "content" / "docs"
    for language in LANGUAGES:
        words = page.words[language]
        deeper = "" if language == LANGUAGES[0] else "../"
        assets = f"{deeper}{up}../../assets/"
        front: dict[str, object] = {
            "title": words.title,
            "description": words.description,
            "slug": _slug(page, language),
            "kind": page.kind,
            "topics": list(page.topics),
        }
        if page.kind == "news":
            front["date"] = page.date
        if page.picture:
            said = _sidecar(page.picture)
            front |= {"picture": f"{assets}{page.picture}", "alt": said["alt"][language],
                      "caption": said["caption"][language]}  # fmt: skip
        body = _NOTE.sub(r":::note[\1]\n\2\n:::", words.body)
        body = _PICTURE.sub(rf"![](@@{assets}\1)", body)
        body = _PAGE_LINK.sub(lambda found: f"]({_address(page, found[1])})", body)
        body = body.replace("](@@", "](")
        folder = docs if language == LANGUAGES[0] else docs / language
        write(folder / f"{page.path}.md", front, body)


def _slug(page: Page, language: str) -> str:
    path = re.sub(r"(^|/)index$", "", page.path)
    return path if language == LANGUAGES[0] else f"{language}/{path}".rstrip("/")


def _address(page: Page, target: str) -> str:
    """A link from page to page, relative to the address of the page and not to its file."""
    target = re.sub(r"(^|/)index$", r"\1", target)
    target = target if target.endswith("/") or not target else f"{target}/"
    return target or "./" if page.is_index else f"../{target}"


def _sidecar(file: str) -> dict[str, dict[str, str]]:
    number = next(each for each in range(PHOTOS) if f"{name(each)}.jpg" == file)
    return corpus.sidecar(number)


def _command(tools: Tools, _root: Path, _changed: str) -> Sequence[str]:
    program = tools.modules() / "astro" / "bin" / "astro.mjs"
    return [str(tools.node()), str(program), "build", "--silent"]


STARLIGHT = Generator(
    name="starlight",
    title="Astro Starlight",
    make=_make,
    put=_put,
    page="src/content/docs/{path}.md",
    template=("src/components/Footer.astro", '<div class="end">'),
    output="dist",
    kept=(".cache/assets",),
    caches=(".cache", ".astro"),
    command=_command,
)
