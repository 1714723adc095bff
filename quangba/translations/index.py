"""What the status of every page needs, read fast: a page that has not changed is not parsed again.

Each file's record is kept in the cache under the hash of its bytes. A record is what a file says of
itself; validated are only the fields without which there is no page, and that a translation has
the headings that its stamp names. `quangba check` tells what is wrong with it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from quangba import yaml_source
from quangba.content import markdown_lines, sections, source_file
from quangba.content.schema import MadeFrom
from quangba.content.sections import Section
from quangba.settings import Settings
from quangba.store import write_atomically

VERSION = 2
"""To be raised when a record is made of a file otherwise than before."""

FILE = Path("translations", "index.json")


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of itself. Days are in ISO form; stamps: (key, fingerprint, heading)."""

    kind: str = "page"
    title: str = ""
    day: str = ""
    expires: str = ""
    only: tuple[str, ...] = ()
    draft: bool = False
    machine: bool = False
    made_day: str = ""
    made: Mapping[str, str] | None = None
    stamps: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def made_from(self) -> MadeFrom | None:
        """Its stamp, if it has one."""
        if self.made is None:
            return None
        day = dt.date.fromisoformat(self.made_day)
        return MadeFrom.model_construct(day=day, sections=dict(self.made), shown={})

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, without their texts."""
        return tuple(Section(key, 0, title, "", 0, stamp) for key, stamp, title in self.stamps)


@dataclass(frozen=True, slots=True)
class Index:
    """Records by page, then by language; `unreadable`: files that have none, from the root."""

    pages: Mapping[str, Mapping[str, Record]]
    unreadable: tuple[str, ...]


def read(settings: Settings) -> Index:
    """The records of all pages, ordered by page. What had to be parsed is kept for next time."""
    store = settings.cache_dir / FILE
    kept = _kept(store)
    records: dict[str, dict[str, Any] | None] = {}
    pages: dict[str, dict[str, Record]] = {}
    unreadable: list[str] = []
    for language in settings.languages:
        folder = settings.docs_dir / language.locale
        for file in source_file.below(folder, ".md"):
            data = file.read_bytes()
            name = hashlib.blake2b(data, digest_size=12).hexdigest()
            if name not in records:
                records[name] = kept[name] if name in kept else _as_json(_record(data))
            raw = records[name]
            if raw is None:
                unreadable.append(settings.relative(file))
            else:
                uri = file.relative_to(folder).as_posix()
                pages.setdefault(uri, {})[language.locale] = _from_json(raw)
    if records.keys() != kept.keys():
        text = json.dumps({"version": VERSION, "records": records}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # a cache that cannot be written is no obstacle
            write_atomically(store, text.encode())
    return Index({uri: pages[uri] for uri in sorted(pages)}, tuple(sorted(unreadable)))


def _kept(store: Path) -> dict[str, dict[str, Any] | None]:
    """The records of the last time; none if there are none or another version wrote them."""
    try:
        data = json.loads(store.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return {}
    records: dict[str, dict[str, Any] | None] = data["records"]
    return records


def _as_json(record: Record | None) -> dict[str, Any] | None:
    return None if record is None else asdict(record)


def _from_json(raw: dict[str, Any]) -> Record:
    return Record(**{**raw, "only": tuple(raw["only"])})


def _record(data: bytes) -> Record | None:
    text, _ = source_file.decode(data, "")
    if text is None or source_file.conflict(text):
        return None
    if not source_file.starts_with_front_matter(text):
        return None
    parts = source_file.split(text)
    if parts is None:
        return None
    front, problems = yaml_source.parse(parts[0], "", first_line=2)
    if problems:
        return None
    words = front.values.get("title"), front.values.get("description")
    if not all(isinstance(each, str) for each in words):
        return None
    record = _of_values(front.values, parts[1], parts[2])
    return record if record.draft or _has_its_headings(record) else None


def _has_its_headings(record: Record) -> bool:
    """Whether a stamp can be of this text: one section for each of its headings."""
    own = sum(sections.is_heading(key) for key, _, _ in record.stamps)
    return record.made is None or own == sum(map(sections.is_heading, record.made))


def _of_values(values: Mapping[str, Any], body: str, body_line: int) -> Record:
    headings = markdown_lines.headings(body, body_line)
    ids = markdown_lines.heading_ids(headings)
    found = sections.cut(values, body, body_line, headings, ids)
    made = values.get("made_from")
    made = made if isinstance(made, dict) and isinstance(made.get("day"), dt.date) else None
    stamps = made.get("sections") if made else None
    only = values.get("only")
    return Record(
        kind=str(values.get("kind", "page")),
        title=str(values.get("title", "")),
        day=_day(values.get("updated") or values.get("date")),
        expires=_day(values.get("expires")),
        only=tuple(map(str, only)) if isinstance(only, list) else (),
        draft=values.get("draft") is True,
        machine=values.get("machine_draft") is True,
        made_day=_day(made["day"]) if made else "",
        made={str(k): str(v) for k, v in stamps.items()} if isinstance(stamps, dict) else None,
        stamps=tuple((each.key, each.stamp, each.title) for each in found),
    )


def _day(value: object) -> str:
    if isinstance(value, dt.datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date) else ""
