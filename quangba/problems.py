"""What is wrong with the input: found by pure functions, shown at the edge."""

from __future__ import annotations

import enum
import gettext
from collections.abc import Iterable
from dataclasses import dataclass

from quangba.messages import Text, msg


class Severity(enum.IntEnum):
    """How much a problem matters: an error stops a build, a warning stops a strict one."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> Text:
        """The word that stands before a message."""
        match self:
            case Severity.NOTE:
                return msg("note")
            case Severity.WARNING:
                return msg("warning")
            case Severity.ERROR:
                return msg("error")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `path` is relative to the project's root, '/'-separated; lines count from 1."""

    code: str
    path: str
    line: int | None
    severity: Severity
    message: Text
    hint: Text | None = None

    def render(self, translations: gettext.NullTranslations | None = None) -> str:
        """`path:line: severity: message [code]`, with the hint on a line of its own."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        severity = self.severity.label.render(translations)
        text = f"{place}: {severity}: {self.message.render(translations)} [{self.code}]"
        if self.hint is not None:
            text += f"\n    {self.hint.render(translations)}"
        return text

    def __str__(self) -> str:
        return self.render()


def error(
    code: str, path: str, line: int | None, message: Text, hint: Text | None = None
) -> Problem:
    """A problem that stops every build."""
    return Problem(code, path, line, Severity.ERROR, message, hint)


def warning(
    code: str, path: str, line: int | None, message: Text, hint: Text | None = None
) -> Problem:
    """A problem that stops a strict build."""
    return Problem(code, path, line, Severity.WARNING, message, hint)


def note(
    code: str, path: str, line: int | None, message: Text, hint: Text | None = None
) -> Problem:
    """Something worth knowing that stops nothing."""
    return Problem(code, path, line, Severity.NOTE, message, hint)


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    line = problem.line or 0
    return problem.path, line, -problem.severity, problem.code, str(problem.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by path and line, each once, so that output never depends on who found them."""
    unique = {_place(problem): problem for problem in problems}
    return tuple(unique[place] for place in sorted(unique))


def stops(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether a build must stop: on any error, or on any warning when strict."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return any(problem.severity >= limit for problem in problems)
