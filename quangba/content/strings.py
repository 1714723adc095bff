"""The theme's words in one language: docs/<lang>/strings.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import get_args

from quangba import yaml_source
from quangba.content import source_file
from quangba.content.schema import UrgentWhat
from quangba.problems import Problem

DATE_KEYS = ("date_long", "date_medium")
LUNAR_KEYS = (
    "lunar_date",
    "lunar_days",
    "lunar_months",
    "lunar_leap",
    "lunar_from",
    "lunar_own",
    "lunar_other",
    "event_computed",
)
"""Words of the lunar calendar: a day, the first of several, and where China's has another."""
HOURS_KEYS = ("event_from", "event_hours")
CALENDAR_KEYS = ("calendar_name", "calendar_text", "calendar_place")
"""What the calendar that people subscribe to says of itself, and where an event takes place."""
DRIVER_KEYS = ("driver_please",)
"""What the card for a driver says in every language, read by the package for each of them."""
LICENCE_KEYS = {
    "LicenseRef-PublicDomain": "licence_public_domain",
    "LicenseRef-Permission": "licence_permission",
    "LicenseRef-OwnWork": "licence_own_work",
}
"""What readers see of terms whose identifier is for programs."""

USE_KEYS = ("use_picture", "use_credit", "use_credit_plain", "use_file", "use_until")
"""Words of the box that tells how a picture may be used."""

FREEDOMS = ("free", "by", "by_sa", "by_nc", "by_nd", "by_nc_sa", "by_nc_nd", "text", "press")
MAY_KEYS = tuple(f"may_{freedom}" for freedom in FREEDOMS)
"""What a licence allows, a sentence for each sort of it (`media/licences.py`)."""

KIT_KEYS = (
    "kit_title",
    "kit_about",
    "kit_contents",
    "kit_pictures",
    "kit_credits",
    "kit_facts",
    "kit_facts_note",
    "kit_names",
    "kit_names_note",
    "kit_licences",
    "kit_picture_columns",
    "kit_fact_columns",
    "kit_name_columns",
)
"""Words of the file with everything for the press."""

FACT_KEYS = ("fact_range", "fact_about", "fact_more_than", "fact_as_of", "fact_source")
TABLE_KEYS = ("number_scales", "units")
"""Tables of words: by how large a number is, by unit."""

LIST_KEYS = (
    "everything",
    "listing_page",
    "listing_year",
    "listing_topic",
    "listing_summary",
    "listing_between",
    "topics_text",
)
"""Words of the pages that lists have beside the index pages."""

ANNOUNCEMENT_KEYS = (
    "correction_title",
    "correction_text",
    "event_cancelled",
    "event_cancelled_title",
    "event_moved",
    "event_moved_title",
    "event_planned",
    "event_now",
    "date_range",
    "two_sentences",
    "urgent_from",
    "urgent_until",
    "urgent_on",
    *(f"urgent_{what}" for what in get_args(UrgentWhat)),
)
"""Words of the short notices of corrections, events cancelled or moved, and urgent news."""

BEHIND_KEYS = ("behind_here", "behind_gone")
"""Said in the text at sections whose source text has changed."""

MAP_SERVICES = {
    "amap": "Amap",
    "baidu": "Baidu Maps",
    "apple": "Apple Maps",
    "google": "Google Maps",
    "osm": "OpenStreetMap",
}
"""The map services that places link to: each language gives them its names and its order."""

NUMBER_KEYS = ("scale_words", "number_words")
"""Words of numbers beyond those of CLDR: {1000: ngàn}, {0.5: [half, halves]}."""

MOVED_KEYS = ("moved_title", "moved_text")
"""What stands at the former address of a page that has moved."""

LATEST_KEYS = ("latest_title",)
"""The title of the block of latest news for other sites, on its page and in its data."""

COPY_KEYS = ("copy_label", "copy_as_of", "copy_old", "copy_left_out", "copy_readme")
"""Words of the offline copy, for sites of which copies are made."""

SHAPED_KEYS = ("address", "map_services", "name_pair", *NUMBER_KEYS)
"""Words with a form of their own where a language does not give one."""

OPTIONAL_KEYS = (
    *HOURS_KEYS,
    *CALENDAR_KEYS,
    *LIST_KEYS,
    *ANNOUNCEMENT_KEYS,
    *BEHIND_KEYS,
    *TABLE_KEYS,
    *FACT_KEYS,
    *MOVED_KEYS,
    *USE_KEYS,
    *MAY_KEYS,
    *KIT_KEYS,
    *LATEST_KEYS,
    *COPY_KEYS,
    "date_month",
    "time",
    "letters",
    "word_endings",
    "unfinished_words",
    *SHAPED_KEYS,
)
CODE_KEYS = (*DATE_KEYS, *LUNAR_KEYS, *DRIVER_KEYS, *LICENCE_KEYS.values(), *OPTIONAL_KEYS)
"""Keys that the package itself reads, beside those that the templates name."""


_RANGE = re.compile(r"(\S)-(\S)")
_NUMBER = re.compile(r"0*[1-9]\d*|\d+\.\d+")
_CALL = re.compile(r"""\bt\(\s*["']([a-z0-9_]+)["']""")


def is_pattern(value: object) -> bool:
    """Whether a text says where a number stands in it, and nothing else stands in braces."""
    if not isinstance(value, str) or "{number}" not in value:
        return False
    try:
        value.format(number="1")
    except (LookupError, ValueError):
        return False
    return True


def are_scales(value: object) -> bool:
    """Whether a table says how to write thousands, millions …: a number -> a pattern."""
    return isinstance(value, dict) and all(
        str(number).isdecimal() and int(number) > 1 and is_pattern(pattern)
        for number, pattern in value.items()
    )


def are_words_of_numbers(value: object) -> bool:
    """Whether a table gives words to numbers, one or a list for each."""
    return isinstance(value, dict) and all(
        _NUMBER.fullmatch(str(number)) and _texts(said) for number, said in value.items()
    )


def _texts(value: object) -> tuple[str, ...]:
    """A text or a list of texts; nothing where anything else is among them."""
    found: list[object] = value if isinstance(value, list) else [value]
    texts = tuple(each for each in found if isinstance(each, str) and each.strip())
    return texts if len(texts) == len(found) else ()


def scale_words(words: Mapping[str, object]) -> Mapping[str, int]:
    """What stands behind a number to make it larger: 'triệu' -> 1000000."""
    scales, more = words.get("number_scales"), words.get("scale_words")
    found: dict[str, int] = {}
    if are_scales(scales) and isinstance(scales, dict):
        for number, pattern in scales.items():
            behind = pattern.partition("{number}")[2].strip().lower()
            found |= {behind: int(number)} if behind else {}
    if are_words_of_numbers(more) and isinstance(more, dict):
        whole = (number for number in more if str(number).isdecimal())
        found |= {word.lower(): int(number) for number in whole for word in _texts(more[number])}
    return found


def number_words(words: Mapping[str, object]) -> Mapping[Decimal, tuple[str, ...]]:
    """Words that stand for numbers: those of the lunar calendar, and the language's own."""
    found: dict[Decimal, list[str]] = {}
    for key in ("lunar_days", "lunar_months"):
        for number, said in enumerate(_texts(words.get(key)), start=1):
            found.setdefault(Decimal(number), []).append(said)
    own = words.get("number_words")
    if are_words_of_numbers(own) and isinstance(own, dict):
        for number, said in own.items():
            found.setdefault(Decimal(str(number)), []).extend(_texts(said))
    return {number: tuple(said) for number, said in found.items()}


def parse(data: bytes, path: str) -> tuple[Mapping[str, object] | None, tuple[Problem, ...]]:
    """The words of a language: text, or lists of text. None when they cannot be read."""
    text, notes = source_file.decode(data, path)
    if text is None:
        return None, notes
    document, problems = yaml_source.parse(text, path)
    unreadable = problems and not document.values
    words = None if unreadable else MappingProxyType(dict(document.values))
    return words, (*notes, *problems)


def used_by(templates: Iterable[str]) -> frozenset[str]:
    """The keys that templates name in `t("key")`."""
    return frozenset(key for text in templates for key in _CALL.findall(text))


def pair(words: Mapping[str, object], name: str, original: str) -> str:
    """A name with the original beside it, as the language writes brackets."""
    pattern = words.get("name_pair")
    return str(pattern or "{name} ({original})").format(name=name, original=original)


def may(freedom: str) -> str:
    """The key of the sentence that tells what a licence allows."""
    return f"may_{freedom}"


def term_kind(kind: str) -> str:
    """The key of the word for a kind of names."""
    return f"term_kind_{kind.replace('-', '_')}"


def letters(words: Mapping[str, object]) -> tuple[str, ...]:
    """The alphabet of a language in order, a letter with its marked forms in each text.

    `一-鿿` stands for all characters between the two.
    """
    found = words.get("letters")
    groups = found if isinstance(found, list) else []
    return tuple(_RANGE.sub(_between, str(group).lower()) for group in groups)


def _between(match: re.Match[str]) -> str:
    return "".join(map(chr, range(ord(match[1]), ord(match[2]) + 1)))


def endings(words: Mapping[str, object]) -> tuple[str, ...]:
    """What a word may end in and still be the same word, as in 'gate' and 'gates'."""
    return _texts(words.get("word_endings") or [])


def unfinished_words(words: Mapping[str, object]) -> tuple[str, ...]:
    """What writers of a language put where something is still to be written."""
    return _texts(words.get("unfinished_words") or [])
