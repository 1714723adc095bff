"""assets/data/terms.csv: the agreed names of places and things, in every language of the site.

One row a name. Columns: `id`; one for each language, named like its folder; `kind`. Those that a
site may leave out: `reading_LANGUAGE` (how the name is said, in Latin letters), `also_LANGUAGE`
(other forms that are right) and `avoid_LANGUAGE` (forms that are not), several with `|` between;
`plain` (the name without marks, else made by rule; `-` where that would be another name),
`proposed` (languages whose name nobody has confirmed), `origin` (the language that a name comes
from, else the source's), `annotate` (yes or no, against the rule for its kind), `sources` (ids of
sources.yml), `note` (for editors).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quangba.languages import romanise, slug
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.settings import Settings

FILE = "terms.csv"
NO_PLAIN = "-"

_PLAIN_COLUMNS = ("plain", "proposed", "origin", "annotate", "sources", "note")
_LANGUAGE_COLUMNS = ("reading", "also", "avoid")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_ANNOTATE = {"": None, "yes": True, "no": False}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """One agreed name. All mappings are keyed by locale; `line` is that of the row."""

    id: str
    kind: str
    names: Mapping[str, str]
    readings: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    avoid: Mapping[str, tuple[str, ...]]
    plain: str
    proposed: tuple[str, ...]
    origin: str
    annotate: bool | None
    sources: tuple[str, ...]
    line: int

    def forms(self, locale: str) -> tuple[str, ...]:
        """What texts of a language may write: the name without what it has in brackets, first."""
        name = short(self.names.get(locale, ""))
        return tuple(form for form in (name, *self.also.get(locale, ())) if form)


@dataclass(frozen=True, slots=True)
class Terms:
    """The register by id, in the order of the file; `path` is for messages."""

    rows: Mapping[str, Term]
    path: str


def short(name: str) -> str:
    """A name as texts write it: 'xã Tân Thanh (cũ)' -> 'xã Tân Thanh'."""
    return _BRACKETS.sub("", name).strip()


def proper(name: str) -> str:
    """A name from its first word with a capital on, the whole of one that has none."""
    words = name.split()
    first = next((n for n, word in enumerate(words) if word[0].isupper()), 0)
    return " ".join(words[first:])


def read(settings: Settings) -> tuple[Terms, tuple[Problem, ...]]:
    """The register; empty when the site has none. A wrong row is left out and told."""
    text, path, notes = data_file.text(settings, FILE)
    terms: dict[str, Term] = {}
    if text is None:
        return Terms(MappingProxyType(terms), path), notes
    rows, problems = _rows(text, path, settings)
    found = [*notes, *problems]
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        own = tuple((column, row[column]) for column in ("id", settings.source.locale))
        wrong = [*_wrong(row, line, path, settings), *_repeated(own, line, path, seen)]
        found += wrong
        if not wrong:
            terms[row["id"]] = _term(row, line, settings)
            seen |= dict.fromkeys(own, line)
    return Terms(MappingProxyType(terms), path), tuple(found)


def _rows(text: str, path: str, settings: Settings) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """(line, cells by column) of each row that has as many cells as the header."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, Row]] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        found = list(_header(header, path, settings))
        if found:
            return [], found
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    tidy = (" ".join(cell.split()) for cell in cells)
                    rows.append((line, dict(zip(header, tidy, strict=True))))
                else:
                    found.append(_cells(path, line, len(cells), len(header)))
            line = reader.line_num + 1
    except csv.Error:
        problem = error(
            "terms-quotes", path, reader.line_num,
            msg("A quotation mark is not closed, or stands within a cell that has none around it."),
            msg("A cell with a comma is written in quotes, quotes within it twice: {example}",
                example='"the ""lower"" quay, east"'),
        )  # fmt: skip
        return [], [problem]
    return rows, found


def _cells(path: str, line: int, cells: int, expected: int) -> Problem:
    return error(
        "terms-cells", path, line,
        msg("The row has {found} cells, the header has {expected}.",
            found=cells, expected=expected),
        msg("Put a name that contains a comma in quotes; end short rows with commas."),
    )  # fmt: skip


def _header(header: list[str], path: str, settings: Settings) -> Iterator[Problem]:
    locales = [language.locale for language in settings.languages]
    wanted = ["id", "kind", *locales]
    if len(header) == 1 and (mark := next((m for m in ";\t" if m in header[0]), None)):
        yield error(
            "terms-separator", path, 1,
            msg("The cells are separated by {mark}, not by commas.",
                mark="“;”" if mark == ";" else msg("tabs")),
            msg("Save the table again as “CSV UTF-8 (comma delimited)”, or with LibreOffice, which"
                " asks for the separator."),
        )  # fmt: skip
        return
    known = {*wanted, *_PLAIN_COLUMNS}
    known |= {f"{kind}_{locale}" for kind in _LANGUAGE_COLUMNS for locale in locales}
    for name in wanted:
        if name not in header:
            yield error(
                "terms-column-missing", path, 1,
                msg("The column “{name}” is missing.", name=name),
                msg("The first line names the columns: {columns}", columns=",".join(wanted)),
            )  # fmt: skip
    for place, name in enumerate(header):
        if name not in known or name in header[:place]:
            yield error(
                "terms-column-unknown", path, 1,
                msg("There is no column “{name}” here, or it stands twice.", name=name),
                msg("Columns are: {columns}", columns=", ".join(sorted(known))),
            )  # fmt: skip


def _wrong(row: Row, line: int, path: str, settings: Settings) -> Iterator[Problem]:
    source = settings.source.locale
    for column in ("id", "kind", source):
        if not row[column]:
            yield error(
                "terms-empty", path, line, msg("The cell “{name}” is empty.", name=column),
                msg("Every row needs an id, a kind and the name in the source language ({source}).",
                    source=source),
            )  # fmt: skip
    for column in ("id", "kind"):
        if row[column] and row[column] != slug(row[column]):
            yield error(
                "terms-id", path, line,
                msg("“{text}” cannot be an address.", text=row[column]),
                msg("Write: {text}", text=slug(row[column]) or "harbour"),
            )  # fmt: skip
    locales = [language.locale for language in settings.languages]
    for column in ("proposed", "origin"):
        for locale in _words(row, column):
            if locale not in locales:
                yield error(
                    "terms-language", path, line,
                    msg("“{column}” names “{locale}”, which is no language of this site.",
                        column=column, locale=locale),
                    msg("Languages are: {languages}.", languages=", ".join(locales)),
                )  # fmt: skip
    if row.get("annotate", "") not in _ANNOTATE:
        yield error(
            "terms-annotate", path, line,
            msg("“annotate” should be yes, no or empty, but is “{text}”.", text=row["annotate"]),
            msg("Leave it empty to follow the rule for the kind."),
        )  # fmt: skip


def _repeated(
    own: tuple[tuple[str, str], ...], line: int, path: str, seen: Mapping[tuple[str, str], int]
) -> Iterator[Problem]:
    for column, text in own:
        if (column, text) in seen:
            yield error(
                "terms-repeated", path, line,
                msg("“{text}” stands in line {before} already, in the column “{column}”.",
                    text=text, before=seen[column, text], column=column),
                msg("Keep one row for each name; say in brackets what sets two apart."),
            )  # fmt: skip
            return


def _term(row: Row, line: int, settings: Settings) -> Term:
    locales = [language.locale for language in settings.languages]
    source = settings.source.locale
    plain = romanise(short(row[source]))
    return Term(
        id=row["id"],
        kind=row["kind"],
        names=_cells_of(row, "{}", locales),
        readings=_cells_of(row, "reading_{}", locales),
        also=_lists(row, "also_{}", locales),
        avoid=_lists(row, "avoid_{}", locales),
        plain="" if row.get("plain") == NO_PLAIN else row.get("plain") or plain,
        proposed=_words(row, "proposed"),
        origin=row.get("origin") or source,
        annotate=_ANNOTATE[row.get("annotate", "")],
        sources=_words(row, "sources"),
        line=line,
    )


def _words(row: Row, column: str) -> tuple[str, ...]:
    return tuple(row.get(column, "").split())


def _cells_of(row: Row, pattern: str, locales: list[str]) -> Mapping[str, str]:
    cells = {locale: row.get(pattern.format(locale), "") for locale in locales}
    return MappingProxyType({locale: cell for locale, cell in cells.items() if cell})


def _lists(row: Row, pattern: str, locales: list[str]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {
            locale: tuple(form.strip() for form in cell.split("|") if form.strip())
            for locale, cell in _cells_of(row, pattern, locales).items()
        }
    )
