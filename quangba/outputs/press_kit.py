"""A file with everything for the press (ZIP): pictures, their words and rights, figures, names.

Nothing is compressed: pictures are already, and the texts are few. So the bytes do not depend on
which library for that a machine has. Names of files are ASCII, which every program unpacks alike.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import zip_longest

PICTURES = "pictures"
_FIRST_YEAR = 1980
"""ZIP counts from there."""

_STYLE = (
    "body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}"
    "img{max-width:100%;height:auto}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;border:1px solid #999;text-align:start;vertical-align:top}"
    "section{margin-block:2.5rem}dt{font-weight:bold}dd{margin:0 0 .5rem}"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, which the kit has as a page to read and as a file for spreadsheets.

    name: of both files, without ending; rows: cells as text, an address as it is; shows: whether
    the first cell of each row is the name of a picture, which the page then shows.
    """

    name: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Kit:
    """One kit. folder: in which all of it lies; day: of all files; language: tag of its words.

    texts: plain texts by name; pictures: the bytes of JPEGs by name.
    """

    folder: str
    language: str
    direction: str
    day: date
    texts: Mapping[str, str]
    sheets: tuple[Sheet, ...]
    pictures: Mapping[str, bytes]


def make(kit: Kit) -> bytes:
    """The ZIP: the same kit gives the same bytes, whenever and wherever."""
    files = {name: _text(text) for name, text in kit.texts.items()}
    for sheet in kit.sheets:
        files[f"{sheet.name}.csv"] = _table(sheet)
        files[f"{sheet.name}.html"] = _page(sheet, kit)
    files |= {f"{PICTURES}/{name}": data for name, data in kit.pictures.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(_entry(f"{kit.folder}/{name}", kit.day), data)
    return out.getvalue()


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    year = max(day.year, _FIRST_YEAR)
    entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = 0o100644 << 16
    return entry


def _text(text: str) -> bytes:
    """Lines and a mark that the oldest editors understand."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _table(sheet: Sheet) -> bytes:
    """Excel takes a file for UTF-8 only when a mark says so."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([sheet.columns, *sheet.rows])
    return out.getvalue().encode("utf-8-sig")


def _page(sheet: Sheet, kit: Kit) -> bytes:
    title = escape(sheet.title)
    body = _sections(sheet) if sheet.shows else _rows(sheet)
    note = f"<p>{escape(sheet.note)}</p>\n" if sheet.note else ""
    return f"""\
<!doctype html>
<html lang="{escape(kit.language)}" dir="{escape(kit.direction)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
{note}{body}
</body>
</html>
""".encode()


def _rows(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in sheet.columns)
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in sheet.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _sections(sheet: Sheet) -> str:
    """A picture and what is told of it, one after another: for reading, not for calculating."""
    found: list[str] = []
    for row in sheet.rows:
        told = "".join(
            f"<dt>{escape(column)}</dt><dd>{_cell(cell)}</dd>"
            for column, cell in zip_longest(sheet.columns, row, fillvalue="")
            if cell
        )
        image = f'<img src="{PICTURES}/{escape(row[0])}" alt="">'
        found.append(f"<section>\n{image}\n<dl>{told}</dl>\n</section>")
    return "\n".join(found)


def _cell(text: str) -> str:
    """A cell with its lines; what is an address leads there."""
    lines = (
        f'<a href="{escape(line)}">{escape(line)}</a>'
        if line.startswith(("https://", "http://"))
        else escape(line)
        for line in text.split("\n")
    )
    return "<br>".join(lines)
