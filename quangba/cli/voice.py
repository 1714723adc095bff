"""How commands talk: in the user's language; with colour and progress where a person looks.

rich is imported where it has something to do: in a terminal, and for tables.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from quangba.messages import Text, catalogue
from quangba.problems import Problem, Severity
from quangba.reports import people

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from quangba.build.ahead import Ahead

_STYLES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}
_PIPE_COLUMNS = 1000
"""As wide as a table gets where no terminal cuts it: a name in a file is whole."""


class Terminal:
    """Output in the user's language; colour and progress only where a person looks."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.ahead: Ahead | None = None
        """What has been begun of a build before it was known what the command is."""
        self.translations: gettext.NullTranslations = catalogue(language)

    @cached_property
    def out(self) -> Console:
        """Standard output."""
        from rich.console import Console

        console = Console(soft_wrap=True, highlight=False)
        if not console.is_terminal:
            console.width = _PIPE_COLUMNS
        return console

    @cached_property
    def err(self) -> Console:
        """Standard error."""
        from rich.console import Console

        return Console(stderr=True, soft_wrap=True, highlight=False)

    def words(self, text: Text | str) -> str:
        """A text in the user's language."""
        return text.render(self.translations) if isinstance(text, Text) else text

    def say(self, text: Text) -> None:
        """Tell something on standard output."""
        self._tell(self.words(text), "", sys.stdout)

    def raw(self, text: str) -> None:
        """Give a text for programs to standard output as it is."""
        print(text)

    def doubt(self, text: Text) -> None:
        """Tell what may be a mistake, on standard error."""
        self._tell(self.words(text), "yellow", sys.stderr)

    def fail(self, text: Text) -> None:
        """Tell why it did not work, on standard error."""
        self._tell(self.words(text), "red", sys.stderr)

    def problems(self, found: Iterable[Problem]) -> None:
        """List problems with their mends, file by file."""
        self.rows(people.by_file(found, self.translations))

    def rows(self, rows: Iterable[people.Row]) -> None:
        """Show rows of a report on standard error."""
        for row in rows:
            style = "bold" if row.severity is None else _STYLES[row.severity]
            self._tell(row.text, style, sys.stderr)

    def lines(self, found: Iterable[str]) -> None:
        """Pass on what mkdocs said."""
        for line in found:
            self._tell(line, "", sys.stderr)

    def _tell(self, text: str, style: str, stream: TextIO) -> None:
        """Say one thing; without colour where it would be seen as signs."""
        if not _has_colour(stream):
            print(text.translate(_CONTROLS), file=stream)
            return
        console = self.out if stream is sys.stdout else self.err
        console.print(text, style=style or None, markup=False, emoji=False)

    def table(
        self,
        heads: Sequence[Text | str],
        rows: Iterable[Sequence[Text | str]],
        numbers: Sequence[int],
    ) -> None:
        """Rows under heads; `numbers` are the columns to align on the right."""
        from rich.markup import escape
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for index, head in enumerate(heads):
            name = escape(self.words(head))
            table.add_column(name, justify="right" if index in numbers else "left")
        for row in rows:
            table.add_row(*(escape(self.words(cell)) for cell in row))
        self.out.print(table, soft_wrap=False)

    @contextmanager
    def progress(self, *steps: Text) -> Iterator[tuple[Callable[[int, int], None], ...]]:
        """A bar for each step, shown from its first news on; nothing where nobody looks."""
        if not _has_colour(sys.stderr):
            yield tuple(lambda _done, _total: None for _ in steps)
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=self.err, transient=True, disable=not self.err.is_terminal,
        )  # fmt: skip
        with bar:
            yield tuple(self._step(bar, step) for step in steps)

    def _step(self, bar: Progress, step: Text) -> Callable[[int, int], None]:
        task = bar.add_task(self.words(step), total=None, visible=False)
        return lambda done, total: bar.update(task, completed=done, total=total, visible=True)


_CONTROLS = dict.fromkeys((7, 8, 11, 12, 13))
"""What moves or rings in a terminal: bell, backspace, vertical tab, form feed, carriage return."""


def _has_colour(stream: TextIO) -> bool:
    return stream.isatty() or "FORCE_COLOR" in os.environ
