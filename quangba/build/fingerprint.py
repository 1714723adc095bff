"""What the pages of a language depend on, in one hash: unchanged hash, unchanged pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from quangba import press
from quangba.content import documents, occurrences
from quangba.content.schema import Event, Place
from quangba.content.tree import Absent, Entry
from quangba.languages import Language
from quangba.outputs.theme_assets import ThemeAssets
from quangba.site import Site
from quangba.translations.status import Added, Changed, Removed
from quangba.view import calendars, sharing, sitemaps, states

IN_ALL_LANGUAGES = ("not_found_", "driver_please", "address")
"""Words that the pages of the other languages show, too: on 404 pages and cards for drivers."""


def of_language(site: Site, language: Language, assets: ThemeAssets) -> str:
    """Hash of every input of a language's pages; for the source also of the shared files."""
    digest = hashlib.sha256()
    for part in _parts(site, language, assets):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _parts(site: Site, language: Language, assets: ThemeAssets) -> Iterator[str]:
    settings = site.settings
    yield settings.config_file.read_text(encoding="utf-8-sig")
    yield json.dumps(dict(assets.paths), sort_keys=True)
    spots = (settings.theme_dir / "spots").glob("*.svg")
    for template in sorted([*settings.theme_dir.rglob("*.html"), *spots]):
        yield f"{template.name}\n{template.read_text(encoding='utf-8')}"
    yield repr(sorted(site.tree.strings.get(language.locale, {}).items()))
    for words in site.tree.strings.values():
        yield repr(sorted(item for item in words.items() if item[0].startswith(IN_ALL_LANGUAGES)))
    yield repr(sorted(site.sources.items()))
    yield repr(sorted(site.units.units.items()))
    yield repr((site.units.former_district, site.units.province))
    yield repr((sorted(site.routes.routes.items()), site.routes.of(language.locale)))
    yield repr(site.routes.as_of)
    for name, original in sorted(site.pictures.items()):
        yield f"{name} {original.facts!r} {original.sidecar!r}"
    yield repr([original.name for original in press.offered(site, site.tree)])
    for name, clip in sorted(site.clips.items()):
        yield f"{name} {clip.facts!r} {sorted(clip.tracks.items())!r}"
    yield repr(sorted(site.recipes.items()))
    for name, file in documents.published(site.settings, site.tree).items():
        yield f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
    yield repr(
        (list(site.topics.items()), list(site.facts.items()), site.accessibility, site.self_check)
    )
    yield repr(list(site.terms.rows.values()))
    yield from _pages(site, language)
    desk = sharing.desk(site)
    shared = sharing.Sharing.of_language(site, language, desk)
    yield repr(shared.shown())
    if language.is_source:
        yield repr(sitemaps.files(site))
        for name, data in calendars.combined(site).items():
            yield f"{name} {hashlib.sha256(data).hexdigest()}"
        yield repr(sorted(shared.squares()))


def _pages(site: Site, language: Language) -> Iterator[str]:
    for uri, entry in site.tree.entries.items():
        if isinstance(entry.version(language.locale), Absent):
            continue
        page = entry.pages.get(language.locale, entry.source)
        shared = entry.fields.model_dump_json(exclude=set(type(page.words).model_fields) & _WORDS)
        changed = {locale: str(entry.changed(locale)) for locale in sorted(entry.pages)}
        yield f"{uri} {page.locale} {json.dumps(changed)} {entry.ids(page)} {shared}"
        yield " ".join(_states(entry, language))
        yield page.words.model_dump_json()
        yield page.body
        if isinstance(entry.fields, Event):  # which of its dates are told depends on the day
            shown = site.occurrence(entry.fields)
            dates = occurrences.in_calendar(entry.fields, site.home_now)
            yield repr((shown, shown.is_over(site.home_now), dates))
        # a preview shows what is not published, but no feed tells it
        yield str(uri in site.public.entries)
        if isinstance(entry.fields, Place):  # a card for drivers names it in every language
            yield repr([(each.words.title, each.words.menu_title) for each in entry.pages.values()])


def _states(entry: Entry, language: Language) -> Iterator[str]:
    """What notices and marks tell of a page; that in other languages the switcher shows."""
    for locale in sorted(entry.pages):
        yield states.of(entry, locale)
    if found := states.outdated(entry, language.locale):
        yield str(found.now)
        for drift in found.sections:
            match drift:
                case Changed(section) | Added(section):
                    yield f"{type(drift).__name__} {section.key} {section.title}"
                case Removed(key):
                    yield f"Removed {key}"


_WORDS = {"title", "description", "menu_title", "glance", "updated"}
