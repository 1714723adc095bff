"""The lists that a site's front matter promises, worked out by the tests' own means."""

from __future__ import annotations

from collections import Counter
from typing import Any

import yaml

from tests.built_sites import BuiltSite, Language, Written, plugin, settings

DATED = {"news", "story", "video", "publication", "correction"}
LAST_NAME = "index.md"


def _options(site: BuiltSite) -> dict[str, Any]:
    given = plugin(settings(site.config_file), "quangba").get("listings", {})
    return {"page_size": 12, "page_path": "page", "topic_path": "topic", **given}


def _topics(site: BuiltSite) -> list[str]:
    values = settings(site.config_file)
    folder = plugin(values, "quangba").get("data_dir", "assets/data")
    file = site.config_file.parent / folder / "topics.yml"
    return list(yaml.safe_load(file.read_text(encoding="utf-8"))) if file.is_file() else []


def _year(page: Written) -> int | None:
    kind = page.shared.get("kind")
    day = page.shared["date"] if kind in DATED else page.shared.get("start")
    return day.year if day else None


def _members(site: BuiltSite, index: Written, language: Language) -> list[Written]:
    shown = [page for page, reader in site.shown() if reader == language]
    folder = index.path.removesuffix(LAST_NAME)
    if kinds := index.shared.get("collects"):
        return [
            page
            for page in shown
            if page.shared.get("kind", "page") in kinds and not page.path.endswith(LAST_NAME)
        ]
    inside = [page for page in shown if page.path.startswith(folder) and page != index]
    return [
        page
        for page in inside
        if page.path.removeprefix(folder).removesuffix(f"/{LAST_NAME}").count("/") == 0
    ]


def first_pages(site: BuiltSite, language: Language) -> set[str]:
    """The paths, below the language's folder, of lists by year and topic and of all topics."""
    options, topics = _options(site), _topics(site)
    found: set[str] = set()
    shown = [page for page, reader in site.shown() if reader == language]
    used = {topic for page in shown for topic in page.shared.get("topics", ())}
    if used:
        found |= {f"{options['topic_path']}/"}
        found |= {f"{options['topic_path']}/{topic}/" for topic in used}
    for index in _indexes(site, language):
        members = _members(site, index, language)
        base = index.path.removesuffix(LAST_NAME)
        years = {year for page in members if (year := _year(page)) is not None}
        if len(years) > 1:
            found |= {f"{base}{year}/" for year in years}
        count = Counter(topic for page in members for topic in page.shared.get("topics", ()))
        narrow = [topic for topic in topics if 0 < count[topic] < len(members)]
        if len(members) >= 4 and len(narrow) > 1:
            found |= {f"{base}{options['topic_path']}/{topic}/" for topic in narrow}
    return found


def _indexes(site: BuiltSite, language: Language) -> list[Written]:
    return [
        page
        for page, reader in site.shown()
        if reader == language
        and page.path.endswith(f"/{LAST_NAME}")
        and not page.shared.get("layout")
    ]


def further_pages(site: BuiltSite, language: Language, names: set[str]) -> set[str]:
    """Which of these files are further pages of an index page, as its length promises."""
    options = _options(site)
    promised: set[str] = set()
    for index in _indexes(site, language):
        count = -(-len(_members(site, index, language)) // options["page_size"])
        base = language.prefix + index.path.removesuffix(LAST_NAME)
        promised |= {f"{base}{options['page_path']}/{n}/index.html" for n in range(2, count + 1)}
    of_indexes = {
        f"{language.prefix}{index.path.removesuffix(LAST_NAME)}{options['page_path']}/"
        for index in _indexes(site, language)
    }
    found = {name for name in names if name.startswith(tuple(of_indexes))}
    assert found == promised
    return found


def narrowed_further(site: BuiltSite, names: set[str]) -> set[str]:
    """Further pages of lists by year and topic."""
    word = f"/{_options(site)['page_path']}/"
    return {
        name
        for language in site.languages
        for first in first_pages(site, language)
        for name in names
        if name.startswith(f"{language.prefix}{first.rstrip('/')}{word}")
    }
