"""A site of an invented country in three languages, of any size, the same on every machine.

`make` writes it as sources of ours: our theme and our settings, news pages dated over ten years,
some pages that stay, 24 photos.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from benchmarks import photos
from benchmarks.articles import (
    ADDRESS,
    LANGUAGES,
    NAMES,
    PHOTOS,
    Page,
    Texts,
    all_pages,
    texts,
)
from benchmarks.generator import Dumper
from quangba.content import markdown_lines, sections

ROOT = Path(__file__).resolve().parent.parent.parent


def make(root: Path, pages: int) -> Path:
    """Write a site with so many news pages a language below a folder; returns its mkdocs.yml."""
    return make_of(root, all_pages(pages))


def make_of(root: Path, pages: Iterable[Page]) -> Path:
    """Write a site of these pages."""
    root.mkdir(parents=True, exist_ok=True)
    _settings(root)
    shutil.copytree(ROOT / "assets" / "theme", root / "assets" / "theme", dirs_exist_ok=True)
    shutil.copy(ROOT / "assets" / "recipes.yml", root / "assets")
    for language in LANGUAGES:
        _write(root / "docs" / language / "strings.yml", _strings(language))
    media = root / "assets" / "media"
    photos.draw(media, PHOTOS)
    for number in range(PHOTOS):
        _write(media / f"{photos.name(number)}.yml", _yaml(sidecar(number)))
    _registers(root / "assets" / "data")
    for page in pages:
        write(root, page)
    return root / "mkdocs.yml"


def write(root: Path, page: Page) -> None:
    """Write the files of a page, in all languages: what an editor does with a page."""
    source = _source(page)
    stamps = None
    for language in LANGUAGES:
        words = page.words[language]
        front: Texts = {"title": words.title, "description": words.description}
        if words.menu:
            front["menu_title"] = words.menu
        if stamps is None:
            stamps = {"day": page.date, "sections": _stamps(front, words.body)}
            front |= source
        else:
            front["made_from"] = stamps
        text = f"---\n{_yaml(front)}---\n{words.body}"
        _write(root / "docs" / language / f"{page.path}.md", text)


def write_edited(root: Path, page: Page) -> None:
    """Write a page that an editor works on: one that is there in the source language only."""
    source = root / "docs" / LANGUAGES[0] / f"{page.path}.md"
    if not source.exists():
        write(root, page)
        return
    words = page.words[LANGUAGES[0]]
    front = {"title": words.title, "description": words.description} | _source(page)
    _write(source, f"---\n{_yaml(front)}---\n{words.body}")


def _source(page: Page) -> Texts:
    """The fields that only the page of the source language has."""
    front: Texts = {"kind": page.kind, "updated": page.date}
    if page.kind == "news":
        front["date"] = page.date
    named = {"topics": list(page.topics), "picture": page.picture, "place": page.place,
             "layout": page.layout}  # fmt: skip
    front |= {name: value for name, value in named.items() if value}
    if page.order != 100:
        front["order"] = page.order
    if page.layout == "home":
        front["home"] = {
            "actions": ["kham-pha/index.md", "den-tham/index.md"],
            "doors": ["kham-pha/index.md", "tin-tuc/index.md", "den-tham/index.md"],
            "practical": ["den-tham/duong-di.md", "den-tham/can-mang.md"],
        }
    return front


def _stamps(front: Mapping[str, object], body: str) -> dict[str, str]:
    """What `quangba accept` writes: the fingerprint of each section of the source text."""
    headings = markdown_lines.headings(body)
    ids = markdown_lines.heading_ids(headings)
    return {each.key: each.stamp for each in sections.cut(front, body, 1, headings, ids)}


def _settings(root: Path) -> None:
    """Our own settings under another name: plugins as ours, extensions word for word."""
    own = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names, about = texts()["site"], texts()["about"]
    languages = [
        {"locale": each, "name": NAMES[each], "default": each == LANGUAGES[0],
         "site_name": names[each], "site_description": about[each]}
        for each in LANGUAGES
    ]  # fmt: skip
    i18n = {"docs_structure": "folder", "fallback_to_default": True, "languages": languages}
    ours = {
        "language_tags": {"zh": "zh-Hans"},
        "publisher": {"status": "starter"},
        "time_zone": "Asia/Ho_Chi_Minh",
        "listings": {"page_size": 12, "untranslated": "mark", "page_path": "trang",
                     "topic_path": "chu-de"},
        "feeds": {"items": 20, "latest": 5, "latest_path": "tin-moi"},
        "terms": {"annotate": ["place"], "most": 12},
        "writing": {"vi": {"tone_marks": "old"}, "zh": {"spacing": "none"}},
    }  # fmt: skip
    top = {
        "site_name": names[LANGUAGES[0]], "site_url": ADDRESS, "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "custom_dir": "assets/theme", "font": False},
        "plugins": [{"i18n": i18n}, {"quangba": ours}],
    }  # fmt: skip
    _write(root / "mkdocs.yml", _yaml(top) + own[own.index("markdown_extensions:") :])


def _strings(language: str) -> str:
    """Our words of menus and buttons, without those for kinds of names that this site has not."""
    own = (ROOT / "docs" / language / "strings.yml").read_text(encoding="utf-8")
    return "".join(
        line for line in own.splitlines(keepends=True) if not line.startswith("term_kind_")
    )


def _registers(folder: Path) -> None:
    """Topics, names of places, and where it all is from."""
    topics = {each: {"name": name} for each, name in texts()["topics"].items()}
    _write(folder / "topics.yml", _yaml(topics))
    source = {"name": dict(texts()["site"]), "date": "2016"}
    _write(folder / "sources.yml", _yaml({"L1": source}))
    rows = [",".join(("id", "kind", *LANGUAGES))]
    rows += [
        ",".join((each, "place", *(name[language] for language in LANGUAGES)))
        for each, name in texts()["places"].items()
    ]
    _write(folder / "terms.csv", "\n".join([*rows, ""]))


def sidecar(number: int) -> Texts:
    """The rights and texts of a photo."""
    places = list(texts()["places"].values())
    place = places[number % len(places)]
    said = {
        field: {
            language: texts()["photo"][field][language].format(place=place[language], n=number)
            for language in LANGUAGES
        }
        for field in ("alt", "caption")
    }
    return {**said, "credit": "quangba", "licence": "CC0-1.0"}


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
