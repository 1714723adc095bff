"""strings.yml: every word that the theme and the package name exists in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quangba.checks.look import Look
from quangba.content import strings
from quangba.content.reader import STRINGS_FILE
from quangba.content.schema import Event
from quangba.content.source_file import below
from quangba.content.tree import Entry
from quangba.media.licences import freedom
from quangba.messages import Text, msg
from quangba.problems import Problem, error, warning
from quangba.site import Site

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LISTS = {
    "lunar_days": 30,
    "lunar_months": 12,
    "kit_picture_columns": 10,
    "kit_fact_columns": 5,
    "kit_name_columns": 4,
}
_MAPS = "map_services"


_TABLES = {
    "number_scales": '{1000000: "{number} million"}',
    "units": '{USD: "US${number}", km: "{number} km"}',
    "scale_words": "{1000: [grand], 1000000: [mn]}",
    "number_words": "{0.5: [half], 12: [noon, dozen]}",
}


class Told(NamedTuple):
    """What of an entry decides which words the theme needs."""

    layout: str | None
    is_lunar: bool
    has_hours: bool


def gather(_: Look, entry: Entry) -> Told | None:
    """The same; None for an entry that asks for nothing."""
    fields = entry.fields
    event = fields if isinstance(fields, Event) else None
    found = Told(fields.layout, bool(event and event.lunar), bool(event and event.starts_at))
    return found if any(found) else None


def of_site(look: Look) -> Iterator[Problem]:
    """Words of the theme that a language lacks, or has in another shape than its source."""
    site = look.site
    entries = [told for _, told in look.gathered("layouts")]
    settings = site.settings
    templates = below(settings.theme_dir, ".html")
    texts = [file.read_text(encoding="utf-8") for file in templates]
    used = strings.used_by(texts)
    calendar = strings.CALENDAR_KEYS if any("site.calendar" in text for text in texts) else ()
    figures = (
        (*strings.FACT_KEYS, *strings.TABLE_KEYS) if site.facts or "route_note" in used else ()
    )
    has_lists = any("entry.listing" in text for text in texts)
    lists = strings.LIST_KEYS if has_lists else ()
    announces = any("entry.announcement" in text for text in texts)
    announcements = strings.ANNOUNCEMENT_KEYS if announces else ()
    behind = strings.BEHIND_KEYS if any("entry.outdated" in text for text in texts) else ()
    latest = strings.LATEST_KEYS if any("latest.items" in text for text in texts) else ()
    copied = any(words.keys() & set(strings.COPY_KEYS) for words in site.tree.strings.values())
    driver = strings.DRIVER_KEYS if "driver_show" in used else ()
    code = {
        *strings.DATE_KEYS,
        *_of_events(entries),
        *calendar,
        *driver,
        *_licences(site),
        *figures,
        *lists,
        *(strings.MOVED_KEYS if any(True for _ in look.gathered("moved")) else ()),
        *announcements,
        *behind,
        *latest,
        *(strings.COPY_KEYS if copied else ()),
        *_term_kinds(site, entries),
        *_press(look, entries, texts),
    }
    wanted = used | code
    source_words = site.tree.strings.get(settings.source.locale, {})
    for language in settings.languages:
        words = site.tree.strings.get(language.locale)
        if words is None:
            continue  # why they could not be read has been told
        path = settings.relative(settings.docs_dir / language.locale / STRINGS_FILE)
        for key in sorted({*wanted, *(words.keys() & strings.SHAPED_KEYS)}):
            if key not in words:
                yield error(
                    "string-missing", path, None,
                    msg("The word “{key}” is missing.", key=key), _example(source_words, key),
                )  # fmt: skip
            elif wrong := _wrong(key, words[key], source_words.get(key)):
                yield error("string-value", path, None, wrong, _example(source_words, key))
        for key in sorted(set(words) - wanted - set(strings.CODE_KEYS)):
            yield warning(
                "string-unused", path, None,
                msg("The word “{key}” is not used by the theme.", key=key),
                msg("Remove the line, or correct the name of the key."),
            )  # fmt: skip


def _of_events(entries: list[Told]) -> tuple[str, ...]:
    lunar = strings.LUNAR_KEYS if any(each.is_lunar for each in entries) else ()
    hours = strings.HOURS_KEYS if any(each.has_hours for each in entries) else ()
    return (*lunar, *hours)


def _licences(site: Site) -> set[str]:
    named = {picture.rights[1] for picture in site.pictures.values()}
    return {key for licence, key in strings.LICENCE_KEYS.items() if licence in named}


def _press(look: Look, entries: list[Told], templates: list[str]) -> set[str]:
    """Words of what readers and the press may take, where the theme offers it."""
    offered = (look.site.pictures[name] for name in look.uses.offered())
    sorts = {freedom(original.rights[1]) for original in offered}
    box = any("entry.takes" in text or "entry.press" in text for text in templates)
    kit = any(each.layout == "press" for each in entries)
    words = {*strings.USE_KEYS, *map(strings.may, sorts)} if box and sorts else set()
    return words | (set(strings.KIT_KEYS) if kit else set())


def _term_kinds(site: Site, entries: list[Told]) -> set[str]:
    """A list of names tells the kind of each."""
    layouts = {each.layout for each in entries}
    has_list = bool(layouts & {"glossary", "press"})
    return {strings.term_kind(term.kind) for term in site.terms.rows.values() if has_list}


def _example(source_words: Mapping[str, object], key: str) -> Text:
    value = source_words.get(key)
    if key in _LISTS:
        text = "[…, …]"
    elif key in _TABLES:
        text = _TABLES[key]
    elif key == _MAPS:
        text = "{osm: OpenStreetMap, …}"
    elif isinstance(value, str) and value.strip():
        text = json.dumps(value, ensure_ascii=False) if "{" in value or ": " in value else value
    else:
        text = "…"
    return msg("Write a line like:  {key}: {example}", key=key, example=text)


def _wrong(key: str, value: object, source: object) -> Text | None:
    if key in _LISTS:
        length = _LISTS[key]
        if not isinstance(value, list) or len(value) != length:
            return msg("“{key}” should be a list of {length} texts.", key=key, length=length)
        return None
    if key in strings.TABLE_KEYS:
        right = strings.are_scales(value) if key == "number_scales" else isinstance(value, dict)
        return None if right else msg("“{key}” should be a table.", key=key)
    if key in strings.NUMBER_KEYS:
        right = strings.are_words_of_numbers(value)
        return None if right else msg("“{key}” should be a table.", key=key)
    if key == _MAPS:
        if isinstance(value, dict) and value.keys() <= strings.MAP_SERVICES.keys():
            return None
        return msg("“{key}” should give names to services among {services}.",
                   key=key, services=", ".join(strings.MAP_SERVICES))  # fmt: skip
    if not isinstance(value, str) or not value.strip():
        return msg("“{key}” should be text.", key=key)
    if isinstance(source, str):
        ours, theirs = set(_PLACEHOLDER.findall(source)), set(_PLACEHOLDER.findall(value))
        if ours != theirs:
            return msg(
                "“{key}” has the placeholders {found}, its source has {expected}.",
                key=key, found=_listed(theirs), expected=_listed(ours),
            )  # fmt: skip
    return None


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "—"
