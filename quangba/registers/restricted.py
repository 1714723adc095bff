"""assets/data/restricted.csv: words that must not be published, each with its reason.

    word,reason,language
    Operation Heron,an internal name,
    old market hall,it was pulled down in 2024,en

Letter case and the width of spaces do not matter; a word is found as a whole, in scripts without
spaces anywhere. Without a language it counts in all of them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.settings import Settings

FILE = "restricted.csv"
COLUMNS = ("word", "reason", "language")
_EXAMPLE = "Operation Heron,an internal name,"
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Khmer, kana and Han: words follow each other without a space."""


@dataclass(frozen=True)
class Restricted:
    """A row. language: the folder of the only language that it counts in, or ''."""

    word: str
    reason: str
    language: str
    line: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a text in NFC."""
        words = r"\s+".join(re.escape(part) for part in normalize("NFC", self.word).split())
        before = "" if _NO_SPACES.match(self.word) else r"(?<!\w)"
        after = "" if _NO_SPACES.match(self.word[-1:]) else r"(?!\w)"
        return re.compile(f"{before}{words}{after}", re.IGNORECASE)

    def counts_in(self, language: str) -> bool:
        """Whether it counts in a text of a language; '' stands for one that nobody knows."""
        return language in ("", self.language) or not self.language


def read(settings: Settings) -> tuple[tuple[Restricted, ...], tuple[Problem, ...]]:
    """The rows in the order of the file; a missing file restricts nothing."""
    text, path, notes = data_file.text(settings, FILE)
    if text is None:
        return (), notes
    reader = csv.DictReader(io.StringIO(text, newline=""))
    found: list[Restricted] = []
    problems = list(notes)
    try:
        if tuple(name.strip() for name in reader.fieldnames or ()) != COLUMNS:
            return (), (*notes, _header(path))
        for row in reader:
            cells = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
            wrong = tuple(_wrong(cells, path, reader.line_num, settings))
            if row.get(None) or wrong:
                problems += wrong or (_row(path, reader.line_num),)
            elif any(cells.values()):
                found.append(Restricted(**cells, line=reader.line_num))
    except csv.Error:
        problems.append(_row(path, reader.line_num))
    return tuple(found), tuple(problems)


def _header(path: str) -> Problem:
    return error(
        "restricted-columns", path, 1,
        msg("The first line does not name the columns as it should."),
        msg("Write: {columns}", columns=",".join(COLUMNS)),
    )  # fmt: skip


def _row(path: str, line: int) -> Problem:
    return error(
        "restricted-row", path, line,
        msg("The row needs a word and a reason, and at most a language behind them."),
        msg("For example: {example}", example=_EXAMPLE),
    )  # fmt: skip


def _wrong(cells: dict[str, str], path: str, line: int, settings: Settings) -> Iterator[Problem]:
    if any(cells.values()) and not (cells["word"] and cells["reason"]):
        yield _row(path, line)
    known = [language.locale for language in settings.languages]
    if cells["language"] and cells["language"] not in known:
        yield error(
            "restricted-language", path, line,
            msg("“{locale}” is not a language of this site.", locale=cells["language"]),
            msg("Languages are: {languages}.", languages=", ".join(known)),
        )  # fmt: skip
