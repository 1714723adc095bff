"""gettext PO, for Weblate, Poedit and all who know it: Markdown as text, read and written by polib.

What an import must know stands in an extracted comment of each entry, so that files may be split
and joined (`msgcat`).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polib

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.translations.exchange import inline
from quangba.translations.exchange.received import Received
from quangba.translations.exchange.units import Record, Say, Sheet, State, Unit

SUFFIXES = (".po",)

_FUZZY = "fuzzy"
_RECORD = re.compile(r"\bquangba((?:\s+[a-z]+=\S*)+)")
_VALUE = re.compile(r"([a-z]+)=(\S*)")
_KEPT_IN_RECORD = ("section", "stamp", "day", "own", "was")
_HEADER = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
           "Content-Transfer-Encoding": "8bit"}  # fmt: skip


def write(sheets: Sequence[Sheet], source_tag: str, target_tag: str, say: Say) -> bytes:
    """The file of some pages. The day of writing is not in it: same pages, same bytes."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        **_HEADER, "Language": target_tag, "X-Source-Language": source_tag,
        "X-Generator": "quangba",
    }  # fmt: skip
    for sheet in sheets:
        for unit in sheet.units:
            file.append(_entry(sheet, unit, say))
    return str(file).encode()


def _entry(sheet: Sheet, unit: Unit, say: Say) -> polib.POEntry:
    review = unit.state is State.REVIEW
    return polib.POEntry(
        msgctxt=f"{unit.record.uri}#{unit.id}",
        msgid=unit.source,
        msgstr=unit.target,
        previous_msgid=unit.previous or None if review else None,
        flags=[_FUZZY] if review else [],
        occurrences=[(sheet.path, str(unit.line))],
        comment="\n".join((*sheet.notes, *unit.notes, *_kept(unit, say), _record(unit.record))),
    )


def _kept(unit: Unit, say: Say) -> list[str]:
    """What to leave as it is, since a text file cannot protect it."""
    found = [inline.shown(piece) for piece in inline.protected(unit.source)]
    return [say(msg("Keep as it is: {pieces}", pieces="  ".join(found)))] if found else []


def _record(record: Record) -> str:
    values = {name: getattr(record, name) for name in _KEPT_IN_RECORD}
    told = [f"{name}={value}" for name, value in values.items() if value is not None]
    return " ".join(("quangba", *told))


def read(data: bytes, path: str) -> Received:
    """The units of a file that came back. A fuzzy entry is one that nobody stands for."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "received.po")  # polib would read a short text as a file's name
        copy.write_bytes(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
        try:
            file = polib.pofile(str(copy), encoding="utf-8")
        except UnicodeDecodeError:
            return Received(problems=(_encoding(path),))
        except (OSError, ValueError, IndexError) as failure:
            reason = str(failure).replace(str(copy), path)
            return Received(problems=(_syntax(path, reason),))
    units = tuple(_unit(entry) for entry in file if not entry.obsolete)
    return Received(str(file.metadata.get("Language", "")), units)


def _unit(entry: polib.POEntry) -> Unit:
    uri, _, name = (entry.msgctxt or "").rpartition("#")
    match = _RECORD.search(" ".join((entry.comment or "").split()))
    values = dict(_VALUE.findall(match[1])) if match else {}
    found = {each: values.get(each) for each in _KEPT_IN_RECORD}
    section = found.pop("section") or name.partition(".")[0]
    state = State.NEW
    if entry.msgstr:
        state = State.REVIEW if entry.fuzzy else State.TRANSLATED
    return Unit(
        name, entry.msgid, entry.msgstr, state,
        Record(uri, section, **found), line=entry.linenum,
    )  # fmt: skip


def _encoding(path: str) -> Problem:
    return error(
        "po-encoding", path, None, msg("The file is not UTF-8."),
        msg("Ask for it again, saved as UTF-8."),
    )  # fmt: skip


def _syntax(path: str, reason: str) -> Problem:
    line = re.search(r"line (\d+)", reason)
    return error(
        "po-syntax", path, int(line[1]) if line else None,
        msg("This is not a PO file, or it is broken: {reason}", reason=reason),
        msg("Save it again with the translator's tool; do not mend it by hand."),
    )  # fmt: skip
