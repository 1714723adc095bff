"""What a site's settings make of the problems found: levels of rules, and dated exceptions.

Once, after all rules ran, so that `check`, `build`, the preview and mkdocs tell the same. An
error stops a build because nothing right can come of the page, or because somebody's rights or
the reader's safety hang on it; only those of `ADJUSTABLE` are matters of taste and may be lowered.
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from quangba.messages import msg
from quangba.options.checking import Checking, Excepted, Level
from quangba.problems import Problem, Severity, error, in_order, note, warning
from quangba.rules import RULES
from quangba.settings import Settings

RED_LINES = ("rights-", "html-", "leak-", "exception-", "rule-")
RED_RULES = frozenset({"site-host", "site-inline", "site-scheme", "page-todo", "merge-conflict"})
"""Rights, what runs in a reader's browser, and what this module itself tells: never lowered."""

READING = ("settings-", "yaml-", "field-", "front-matter-")
"""Areas of errors only: a file that could not be read."""

ADJUSTABLE = frozenset({
    "differs-section", "heading-level", "heading-title", "link-absolute", "name-avoided",
    "name-other", "self-check-language", "self-check-page", "site-lang", "site-link",
    "site-not-found", "site-redirect",
})  # fmt: skip
"""Errors that are about how a thing is said or done; a build works without the mend."""

FARTHEST = dt.timedelta(days=366)
"""An exception for longer is none, but a rule that the site does not want."""

_LEVELS: dict[Level, Severity | None] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
    "off": None,
}


_BUILT = ("site-", "leak-")
"""How codes of rules over the built site begin."""


class Part(enum.Enum):
    """What was looked at. Only then can an exception have nothing to let pass."""

    CONTENT = "content"
    BUILT = "built"

    def has(self, code: str) -> bool:
        """Whether a rule looks at this part."""
        return code.startswith(_BUILT) is (self is Part.BUILT)


@dataclass(frozen=True, slots=True)
class LetPass:
    """A problem that an exception lets pass."""

    problem: Problem
    exception: Excepted


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to be told, in order, and what is let pass for a time."""

    problems: tuple[Problem, ...]
    passed: tuple[LetPass, ...] = ()

    def __add__(self, other: Weighed) -> Weighed:
        return Weighed(in_order((*self.problems, *other.problems)), (*self.passed, *other.passed))


def weigh(
    problems: Iterable[Problem],
    settings: Settings,
    today: dt.date,
    *,
    part: Part = Part.CONTENT,
    known: Collection[str] = RULES,
) -> Weighed:
    """Problems at the levels that the settings ask for, without those let pass on this day.

    today: where the site is at home; known: codes of rules, none where nobody can tell.
    """
    told: list[Problem] = []
    passed: list[LetPass] = []
    used: set[int] = set()
    kept: set[str] = set()
    for problem in in_order(problems):
        index = _exception(problem, settings.checks, today)
        level = settings.checks.rules.get(problem.code)
        if _is_fixed(problem) and (index is not None or _lowers(level, problem)):
            kept.add(problem.code)
            told.append(problem)
        elif index is not None:
            used.add(index)
            passed.append(LetPass(problem, settings.checks.exceptions[index]))
        elif level is None:
            told.append(problem)
        elif (severity := _LEVELS[level]) is not None:
            told.append(replace(problem, severity=severity))
    told += _of_settings(settings, today, part, known, kept, used)
    return Weighed(in_order(told), tuple(passed))


def _is_red(code: str) -> bool:
    return code.startswith(RED_LINES) or code in RED_RULES


def _is_fixed(problem: Problem) -> bool:
    is_error = problem.severity is Severity.ERROR
    return _is_red(problem.code) or (is_error and problem.code not in ADJUSTABLE)


def _lowers(level: Level | None, problem: Problem) -> bool:
    severity = None if level is None else _LEVELS[level]
    return level is not None and (severity is None or severity < problem.severity)


def _exception(problem: Problem, checking: Checking, today: dt.date) -> int | None:
    """The first exception that holds for a problem."""
    for index, each in enumerate(checking.exceptions):
        if (
            each.rule == problem.code
            and today <= each.until
            and (problem.path == each.path or _is_below(problem.path, each.path))
            and each.line in (None, problem.line)
        ):
            return index
    return None


def _is_below(path: str, folder: str) -> bool:
    return folder.endswith("/") and path.startswith(folder)


# -- what is wrong with the settings themselves ------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """A rule as the settings name it, with a level or in an exception.

    is_used: whether the exception has let something pass.
    """

    code: str
    line: int | None
    level: Level | None
    exception: Excepted | None = None
    is_used: bool = False


def _named(settings: Settings, used: Collection[int]) -> Iterator[_Named]:
    lines, checking = settings.checks_lines, settings.checks
    for code, level in checking.rules.items():
        yield _Named(code, lines.get(("rules", code)), level)
    for index, each in enumerate(checking.exceptions):
        line = lines.get(("exceptions", index))
        yield _Named(each.rule, line, None, each, index in used)


def _of_settings(
    settings: Settings,
    today: dt.date,
    part: Part,
    known: Collection[str],
    kept: Collection[str],
    used: Collection[int],
) -> Iterator[Problem]:
    file = settings.relative(settings.config_file)
    for each in _named(settings, used):
        if not part.has(each.code):
            continue
        lowered = each.level != "error"
        if known and each.code not in known:
            yield _unknown(file, each, known)
        elif each.code in kept or (
            lowered and (_is_red(each.code) or each.code.startswith(READING))
        ):
            yield error(
                "rule-protected", file, each.line,
                msg("“{rule}” always stops a build: without the mend a page would be broken,"
                    " unsafe or unlawful.", rule=each.code),
                msg("Remove the line, and mend what the rule has found."),
            )  # fmt: skip
        elif each.exception:
            yield from _of_exception(file, each, each.exception, today)


def _unknown(file: str, named: _Named, known: Collection[str]) -> Problem:
    close = difflib.get_close_matches(named.code, sorted(known), n=1)
    return error(
        "rule-unknown", file, named.line,
        msg("There is no rule “{rule}”.", rule=named.code),
        msg("Did you mean “{rule}”?", rule=close[0]) if close
        else msg("A rule is called as in the brackets behind its problem: [title-long]."),
    )  # fmt: skip


def _of_exception(
    file: str, named: _Named, exception: Excepted, today: dt.date
) -> Iterator[Problem]:
    if exception.until < today:
        yield warning(
            "exception-past", file, named.line,
            msg("The exception for “{rule}” in {path} ended on {day}.",
                rule=exception.rule, path=exception.path, day=exception.until.isoformat()),
            msg("Mend what it let pass and remove the exception, or give a new day with the reason"
                " of today."),
        )  # fmt: skip
        return
    if exception.until - today > FARTHEST:
        yield warning(
            "exception-far", file, named.line,
            msg("The exception for “{rule}” lasts until {day}, more than {days} days from now.",
                rule=exception.rule, day=exception.until.isoformat(), days=FARTHEST.days),
            msg("Give a nearer day, on which somebody looks at it again; a rule that is never"
                " wanted is set below rules: {example}", example=f"{exception.rule}: note"),
        )  # fmt: skip
    if not named.is_used:
        yield note(
            "exception-idle", file, named.line,
            msg("The exception for “{rule}” in {path} lets nothing pass.",
                rule=exception.rule, path=exception.path),
            msg("Remove it, or correct its path: as in front of the problem, or a folder that ends"
                " in “/”."),
        )  # fmt: skip
