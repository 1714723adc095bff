"""From the files of one page, in all languages, to its entry and to what is kept of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from quangba import yaml_source
from quangba.content import source_file
from quangba.content.entries import Home, RawPage, make_entry
from quangba.content.table import Known
from quangba.content.tree import Entry, Page, known
from quangba.errors import BusyError
from quangba.looks import Looks, Row, Signature
from quangba.memory import digest_of, unnoted
from quangba.messages import msg
from quangba.pack import Pack, Place
from quangba.problems import Problem, error

Digests = tuple[tuple[str, bytes], ...]
"""Of the files of a page, by locale in the order of the languages."""


class Gave(NamedTuple):
    """What looking at one file gave. usable: it has front matter."""

    usable: bool
    problems: tuple[Problem, ...]


FINE = Gave(usable=True, problems=())
"""One object for most files: it is kept once."""


class Kept(NamedTuple):
    """What is known of a page. known: None where it has no entry."""

    files: Digests
    problems: tuple[Problem, ...]
    known: Known | None


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a page by locale, as they are now; before: what was known of them."""

    uri: str
    files: Mapping[str, tuple[str, Signature | None]]
    rows: Mapping[str, Row[Gave]]
    kept: Kept | None = None


class Found(NamedTuple):
    """What reading a page gave. entry: None if it is as it was, or there is none."""

    uri: str
    rows: dict[str, Row[Gave]]
    kept: Kept
    entry: Entry | None


def read(home: Home, page: Files) -> Found:
    """Read the files of a page that have changed; the others, too, if something has.

    Raises OSError.
    """
    raws: dict[str, RawPage | None] = {}
    looks = Looks(dict(page.rows))
    for locale, (file, looked) in page.files.items():
        _look(home, page.uri, locale, file, looked, looks, raws)
    rows = looks.rows
    digests = tuple((locale, rows[home.path(locale, page.uri)].digest) for locale in page.files)
    if page.kept and page.kept.files == digests and all(digest for _, digest in digests):
        return Found(page.uri, rows, page.kept, None)
    again = Looks[Gave]({})
    for locale, (file, _) in page.files.items():
        if locale not in raws:
            _look(home, page.uri, locale, file, None, again, raws)
    rows |= again.rows
    digests = tuple((locale, rows[home.path(locale, page.uri)].digest) for locale in page.files)
    entry, problems = _entry(home, page.uri, {locale: raws[locale] for locale in page.files})
    row = known(entry) if entry else None
    return Found(page.uri, rows, Kept(digests, problems, row), entry)


def _look(  # noqa: PLR0913, PLR0917 - of one file
    home: Home,
    uri: str,
    locale: str,
    file: str,
    looked: Signature | None,
    looks: Looks[Gave],
    raws: dict[str, RawPage | None],
) -> None:
    path = home.path(locale, uri)

    def parse(data: bytes) -> Gave:
        raws[locale], problems = _parse(data, uri, locale, path)
        usable = raws[locale] is not None
        return Gave(usable, problems) if problems or not usable else FINE

    looks.value(path, file, parse, looked)


def _entry(
    home: Home, uri: str, raws: Mapping[str, RawPage | None]
) -> tuple[Entry | None, tuple[Problem, ...]]:
    usable = {locale: raw for locale, raw in raws.items() if raw is not None}
    if not usable or (len(usable) < len(raws) and home.source.locale not in usable):
        return None, ()  # what is wrong with the source has been told
    entry, problems = make_entry(uri, usable, home)
    return entry, tuple(problems)


def _parse(
    data: bytes, uri: str, locale: str, path: str
) -> tuple[RawPage | None, tuple[Problem, ...]]:
    text, notes = source_file.decode(data, path)
    if text is None:
        return None, notes
    if line := source_file.conflict(text):
        return None, (*notes, conflict_problem(path, line))
    if not source_file.starts_with_front_matter(text):
        return None, (*notes, _no_front_matter(path))
    parts = source_file.split(text)
    if parts is None:
        return None, (*notes, _open_front_matter(path))
    front, found = yaml_source.parse(parts[0], path, first_line=2)
    if found:
        return None, (*notes, *found)
    return RawPage(uri, locale, path, front, parts[1], parts[2], _head(parts[0], front)), notes


def _head(text: str, front: yaml_source.Document) -> bytes:
    """Digest of front matter: of what it says, where that is more than what is written."""
    more = repr(front.values) if yaml_source.TAG in text else ""
    return digest_of(f"{text}\0{more}".encode())


def packed(entry: Entry) -> bytes:
    """An entry as bytes that are quick to load."""
    with unnoted():
        return pickle.dumps((entry.uri, entry.owner, tuple(_fields(entry))), protocol=5)


def _fields(entry: Entry) -> Iterator[tuple[object, ...]]:
    for page in entry.pages.values():
        yield (
            page.uri, page.locale, page.path, page.words, page.body, page.body_line,
            dict(page.lines), page.head_digest,
        )  # fmt: skip


def unpacked(data: bytes) -> Entry:
    """The entry again."""
    uri, owner, rows = pickle.loads(data)  # noqa: S301 - our own cache, checked by digest
    pages = {row[1]: Page(*row) for row in rows}
    return Entry(uri, owner, MappingProxyType(pages))


def loader(
    home: Home,
    pack: Pack,
    kept: Mapping[str, tuple[Kept, Place | None]],
    made: Mapping[str, Entry],
    files: Callable[[str], Files],
) -> Callable[[str], Entry]:
    """What gives entries by uri: of those that were made just now, else from the pack.

    files: those of a page, to be read again where what was kept is damaged.
    """

    def load(uri: str) -> Entry:
        if uri in made:
            return made[uri]
        row, place = kept[uri]
        if place and (data := pack.get(place)) is not None:
            return unpacked(data)
        found = read(home, Files(uri, files(uri).files, {}))
        if found.entry is None or found.kept.files != row.files:
            raise BusyError(
                msg("The page {uri} changed while the site was being read. Run the same command"
                    " again.", uri=uri)
            )  # fmt: skip
        return found.entry

    return load


def conflict_problem(path: str, line: int) -> Problem:
    """Marks of a merge, in a page or any other file of the project."""
    return error(
        "merge-conflict", path, line,
        msg("A merge left its conflict marks here."),
        msg("Keep the right text and delete the lines <<<<<<<, ======= and >>>>>>>."),
    )  # fmt: skip


def _no_front_matter(path: str) -> Problem:
    return error(
        "front-matter-missing", path, 1,
        msg("The page does not start with front matter."),
        msg("Begin the file with four lines:  ---  title: …  description: …  ---"),
    )  # fmt: skip


def _open_front_matter(path: str) -> Problem:
    return error(
        "front-matter-open", path, 1,
        msg("The front matter has no end."),
        msg("Put a line with --- after its last field."),
    )  # fmt: skip
