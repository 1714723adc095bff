"""What commands share: output in the user's language, options, exit codes."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from quangba.messages import Text, catalogue, msg
from quangba.problems import Problem, Severity

if TYPE_CHECKING:
    from quangba.site import Site

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130

_STYLES = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.ERROR: "red"}
_PIPE_COLUMNS = 1000
"""As wide as a table gets where no terminal cuts it: a name in a file is whole."""


class Terminal:
    """Output in the user's language; colour and progress only where a person looks."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.translations: gettext.NullTranslations = catalogue(language)
        self.out = Console(soft_wrap=True, highlight=False)
        if not self.out.is_terminal:
            self.out.width = _PIPE_COLUMNS
        self.err = Console(stderr=True, soft_wrap=True, highlight=False)

    def words(self, text: Text | str) -> str:
        """A text in the user's language."""
        return text.render(self.translations) if isinstance(text, Text) else text

    def say(self, text: Text) -> None:
        """Tell something on standard output."""
        self.out.print(escape(self.words(text)))

    def raw(self, text: str) -> None:
        """Give a text for programs to standard output as it is."""
        self.out.out(text, highlight=False)

    def doubt(self, text: Text) -> None:
        """Tell what may be a mistake, on standard error."""
        self.err.print(f"[yellow]{escape(self.words(text))}[/yellow]")

    def fail(self, text: Text) -> None:
        """Tell why it did not work, on standard error."""
        self.err.print(f"[red]{escape(self.words(text))}[/red]")

    def problems(self, found: Iterable[Problem]) -> None:
        """List problems with their mends."""
        for problem in found:
            shown = escape(problem.render(self.translations))
            self.err.print(f"[{_STYLES[problem.severity]}]{shown}[/]")

    def lines(self, found: Iterable[str]) -> None:
        """Pass on what mkdocs said."""
        for line in found:
            self.err.print(escape(line))

    def table(
        self,
        heads: Sequence[Text | str],
        rows: Iterable[Sequence[Text | str]],
        numbers: Sequence[int],
    ) -> None:
        """Rows under heads; `numbers` are the columns to align on the right."""
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
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=self.err, transient=True, disable=not self.err.is_terminal,
        )  # fmt: skip
        with bar:
            yield tuple(self._step(bar, step) for step in steps)

    def _step(self, bar: Progress, step: Text) -> Callable[[int, int], None]:
        task = bar.add_task(self.words(step), total=None, visible=False)
        return lambda done, total: bar.update(task, completed=done, total=total, visible=True)


CONFIG = click.option(
    "-f", "--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
    show_default=True, help=str(msg("The site's settings.")),
)  # fmt: skip
LANG = click.option("--lang", required=True, help=str(msg("The language, as its folder is named.")))
STRICT = click.option("--strict", is_flag=True, help=str(msg("Warnings stop it, too.")))


def read_site(config_file: Path) -> Site:
    """The site that a command is about; what is wrong with it is told by `quangba check`."""
    from quangba import settings, site

    loaded, _ = site.load(settings.read(config_file))
    return loaded


def size(number: int) -> Text:
    """Bytes as people say them."""
    if number < 9_950:
        return msg("{size:.1f} KB", size=number / 1e3)
    if number < 999_500:
        return msg("{size:.0f} KB", size=number / 1e3)
    return msg("{size:.1f} MB", size=number / 1e6)
