"""Source texts as they were when somebody translated them, to show what has changed since.

They are kept in the repository, one file a version: `assets/translations/PAGE/HASH.md`, a copy of
the page named by the fingerprint of all its sections. So `quangba diff` works on a shallow clone,
in an unpacked archive and for an office without git; two translators who accept the same text
write the same file with the same content, which merges without a conflict. Git, where it is,
is asked for what the folder does not have.
"""

from __future__ import annotations

import posixpath
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from quangba import yaml_source
from quangba.content import markdown_lines, sections, source_file
from quangba.content.sections import Section
from quangba.content.tree import Entry
from quangba.settings import Settings
from quangba.store import write_atomically

MOST_COMMITS = 200
"""How far back git is asked."""


def folder(settings: Settings, uri: str) -> Path:
    """Where the versions of a page are kept."""
    return settings.translations_dir / posixpath.splitext(uri)[0]


def name(entry: Entry) -> str:
    """The file name of the present version of a source text."""
    return f"{sections.fingerprint(' '.join(stamp for _, stamp in entry.stamps))}.md"


def keep(settings: Settings, entry: Entry) -> Path | None:
    """Keep the present source text of a page. The file, if it was not there."""
    file = folder(settings, entry.uri) / name(entry)
    if file.exists():
        return None
    text, _ = source_file.decode((settings.root / entry.source.path).read_bytes(), "")
    assert text is not None
    write_atomically(file, text.encode())
    return file


def find(settings: Settings, entry: Entry, stamps: Iterable[str]) -> dict[str, Section]:
    """The old section of each fingerprint that is known, from the folder, else from git."""
    wanted = set(stamps)
    found: dict[str, Section] = {}
    for text in _texts(settings, entry) if wanted else ():
        for section in cut(text):
            if section.stamp in wanted:
                found.setdefault(section.stamp, section)
        if wanted <= found.keys():
            break
    return found


def _texts(settings: Settings, entry: Entry) -> Iterator[str]:
    for file in sorted(folder(settings, entry.uri).glob("*.md")):
        if (kept := _read(file)) is not None:
            yield kept
    for uri in (entry.uri, *entry.fields.moved_from):
        path = settings.relative(settings.docs_dir / entry.owner / uri)
        log = _git(settings.root, "log", f"-{MOST_COMMITS}", "--format=%H", "--", path)
        for commit in log.decode().split():
            text, _ = source_file.decode(_git(settings.root, "show", f"{commit}:./{path}"), path)
            if text is not None:
                yield text


def _read(file: Path) -> str | None:
    """A kept text; None of one that somebody has damaged."""
    text, _ = source_file.decode(file.read_bytes(), file.name)
    return text


def _git(root: Path, *arguments: str) -> bytes:
    """What git prints; nothing where there is no git, no repository or no such file."""
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, check=False, capture_output=True).stdout
    except OSError:
        return b""


def cut(text: str) -> tuple[Section, ...]:
    """The sections of a page's text; none if it has no front matter that can be read."""
    parts = source_file.split(text) if source_file.starts_with_front_matter(text) else None
    if parts is None:
        return ()
    front, problems = yaml_source.parse(parts[0], "", first_line=2)
    if problems:
        return ()
    found = markdown_lines.headings(parts[1], parts[2])
    return sections.cut(front.values, parts[1], parts[2], found, markdown_lines.heading_ids(found))


def unused(settings: Settings, entries: Iterable[Entry]) -> tuple[Path, ...]:
    """Kept versions that no translation is made from any more."""
    kept: set[Path] = set()
    for entry in entries:
        wanted = {
            stamp
            for page in entry.pages.values()
            if page.words.made_from
            for stamp in page.words.made_from.sections.values()
        }
        files = sorted(folder(settings, entry.uri).glob("*.md"))
        for file in sorted(files, key=lambda file: file.name != name(entry)):
            has = {section.stamp for section in cut(_read(file) or "")}
            if has & wanted:
                kept.add(file)
                wanted -= has
    return tuple(sorted(set(settings.translations_dir.rglob("*.md")) - kept))
