"""What a move changes in the files that name pages; each is read again, and must say the same."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from quangba import yaml_source
from quangba.content import markdown_links
from quangba.content.tree import ContentTree, address_key, resolve
from quangba.editing import sources, texts
from quangba.editing.sources import PageFile
from quangba.editing.texts import FORMER, Edit
from quangba.editing.way import Way
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings

_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mending:
    """A file that may change: its text, its edits, and where it is afterwards."""

    file: Path
    data: bytes
    text: str
    edits: tuple[Edit, ...]
    target: Path

    @property
    def result(self) -> bytes:
        """The file afterwards; where nothing is to change in it, byte for byte as it was."""
        return texts.edited(self.text, self.edits).encode() if self.edits else self.data


def target(settings: Settings, page: PageFile, way: Way) -> Path:
    """Where the file of a page is afterwards."""
    return settings.docs_dir / page.locale / way.now(page.uri)


def of_pages(
    settings: Settings, tree: ContentTree, pages: Collection[PageFile], way: Way
) -> Iterator[Mending | Problem]:
    """The pages that move or name one that does; a problem for one that cannot be mended."""
    owner = owners(tree, pages)
    for page in pages:
        data = page.file.read_bytes()
        text = data.decode("utf-8")
        parts = texts.front_matter(text)
        assert parts is not None  # a page without is unreadable
        moves = way.now(page.uri) != page.uri
        former = _former(text, page, way) if moves and owner[page.uri] == page.locale else None
        try:
            edits = tuple(_edits(text, parts, page.uri, way, former))
        except yaml.YAMLError:
            yield _unsure(settings.relative(page.file))
            continue
        if not edits and not moves:
            continue
        changed = Mending(page.file, data, text, edits, target(settings, page, way))
        if _is_right(changed, page.uri, way, former):
            yield changed
        else:
            yield _unsure(settings.relative(page.file))


def _edits(
    text: str, parts: tuple[int, int, int], uri: str, way: Way, former: tuple[str, ...] | None
) -> Iterator[Edit]:
    start, end, body = parts
    front = text[start:end]
    if way.old in front:
        yield from texts.in_yaml(front, way.renamed, offset=start)
    if former is not None:
        yield texts.with_former(front, former, offset=start)
    yield from texts.in_links(text[body:], _links(uri, way), offset=body)


def owners(tree: ContentTree, pages: Iterable[PageFile]) -> Mapping[str, str]:
    """The language of each page whose file carries the shared fields."""
    found: dict[str, str] = {}
    for page in pages:  # the source language first
        entry = tree.entries.get(page.uri)
        found.setdefault(page.uri, entry.owner if entry else page.locale)
    return found


def _former(text: str, page: PageFile, way: Way) -> tuple[str, ...] | None:
    """The former paths that a page is to name; None if it names them already."""
    new = way.now(page.uri)
    found = _front(text).values.get(FORMER)
    named = tuple(str(each) for each in found) if isinstance(found, list) else ()
    # a file system that ignores case has one place for both addresses
    kept = [old for old in (*named, page.uri) if address_key(old) != address_key(new)]
    wanted = tuple(dict.fromkeys(kept))
    return None if wanted == named else wanted


def _front(text: str) -> yaml_source.Document:
    parts = texts.front_matter(text)
    assert parts is not None
    return yaml_source.parse(texts.as_read(text[parts[0] : parts[1]]), "")[0]


def _links(uri: str, way: Way) -> Callable[[str], str | None]:
    """The new path of a link on a page, from where the page is afterwards; None if it holds.

    What was the shortest path stays the shortest; another one changes only when it must.
    """
    folder, new_folder = posixpath.dirname(uri), posixpath.dirname(way.now(uri))

    def now(path: str) -> str | None:
        if not path or _ADDRESS.match(path):
            return None
        target = posixpath.normpath(posixpath.join(folder, path))
        goal = way.now(target)
        if goal == target and folder == new_folder:
            return None
        new = posixpath.relpath(goal, new_folder or ".")
        was_shortest = path == posixpath.relpath(target, folder or ".")
        holds = posixpath.normpath(posixpath.join(new_folder, path)) == goal
        return None if new == path or (holds and not was_shortest) else new

    return now


def of_data(settings: Settings, way: Way) -> Iterator[Mending | Problem]:
    """Sidecars and registers that name a page that moves; a problem as for pages."""
    for file in sources.data(settings):
        data = file.read_bytes()
        if way.old.encode() not in data:
            continue
        try:
            text = data.decode("utf-8")
            edits = tuple(texts.in_yaml(text, way.renamed))
        except (UnicodeDecodeError, yaml.YAMLError):
            yield _unsure(settings.relative(file))
            continue
        changed = Mending(file, data, text, edits, file)
        was, now = (yaml_source.parse(each, "")[0] for each in (text, changed.result.decode()))
        if was.values and _named(was.values, way) == now.values:
            if edits:
                yield changed
        else:
            yield _unsure(settings.relative(file))


def _is_right(changed: Mending, uri: str, way: Way, former: tuple[str, ...] | None) -> bool:
    """Whether the file, read again, says the same of the pages where they are now."""
    result = changed.result.decode()
    wanted = dict(_named(_front(changed.text).values, way))
    if former:
        wanted[FORMER] = list(former)
    elif former is not None:
        wanted.pop(FORMER)
    if texts.front_matter(result) is None or _front(result).values != wanted:
        return False
    stay = Way("", "")
    return _goals(changed.text, uri, way) == _goals(result, way.now(uri), stay)


def _goals(text: str, uri: str, way: Way) -> list[tuple[int, bool, str, str]]:
    """Line of each link of a page, whether it is a picture, the page and the anchor."""
    parts = texts.front_matter(text)
    assert parts is not None
    found: list[tuple[int, bool, str, str]] = []
    for link in markdown_links.links(texts.as_read(text[parts[2] :])):
        target = unquote(link.target)
        if not target or _ADDRESS.match(target):
            found.append((link.line, link.is_image, target, ""))
        else:
            goal, anchor = resolve(uri, target)
            found.append((link.line, link.is_image, way.now(goal), anchor))
    return found


def _named(value: Any, way: Way) -> Any:
    """A value of YAML with the new names of pages."""
    match value:
        case str():
            new = way.renamed(value.strip())
            return value if new is None else value.replace(value.strip(), new)
        case list():
            return [_named(each, way) for each in value]
        case Mapping():
            return {
                key: each if key == FORMER else _named(each, way) for key, each in value.items()
            }
        case _:
            return value


def _unsure(path: str) -> Problem:
    return error(
        "move-unsure", path, None,
        msg("What names pages in this file could not be changed with certainty."),
        msg("Write each field in a line of its own, links as [words](page.md), and try again."),
    )  # fmt: skip
