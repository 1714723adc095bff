"""Signs in the line of a problem, changed to what its hint says to write.

Only where the line shows them as readers see them: not in code, addresses, tags and attributes,
nor on a line with words of another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quangba.problems import Problem

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_UNSEEN = re.compile(
    r"`+[^`]*`*|<[^<>]*>?|\{[^{}]*\}?|\]\([^()]*(?:\([^()]*\)[^()]*)*\)?|\]\[[^\]]*\]?"
    r"|[^\s()\[\]]*\w[@/\\.]\w[^\s()\[\]]*|^\s*\[[^\]]*\]:.*"
)
_MARKED = re.compile(r"\blang\s*=")


def tone_mark(text: str, problem: Problem) -> str:
    """Each time that the word stands in the line, with its tone mark as the site writes it."""
    found, right = _value(problem, "found"), _right(problem)
    if not found or not right or not _same_letters(found, right):
        return text
    word = re.compile(rf"(?<![^\W_]){re.escape(found)}(?![^\W_])")
    return _in_line(text, problem, word, right)


def excerpt(text: str, problem: Problem) -> str:
    """The part of the line that the message shows, as its hint writes it."""
    found, right = _value(problem, "text"), _right(problem)
    if not found or not right or "…" in found or found in right:  # … may stand for code
        return text
    part = re.compile(re.escape(found))
    line = _line(text, problem)
    return _in_line(text, problem, part, right) if len(part.findall(line)) == 1 else text


def _value(problem: Problem, name: str) -> str:
    value = problem.message.values.get(name)
    return value if isinstance(value, str) else ""


def _right(problem: Problem) -> str:
    value = problem.hint.values.get("text") if problem.hint else None
    return value if isinstance(value, str) else ""


def _same_letters(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _line(text: str, problem: Problem) -> str:
    parts = _LINE_END.split(text)
    place = 2 * ((problem.line or 0) - 1)
    return parts[place] if 0 <= place < len(parts) else ""


def _in_line(text: str, problem: Problem, wrong: re.Pattern[str], right: str) -> str:
    line = _line(text, problem)
    if not line or _MARKED.search(line):
        return text
    unseen = [match.span() for match in _UNSEEN.finditer(line)]
    mended = "".join(_pieces(line, wrong, right, unseen))
    parts = _LINE_END.split(text)
    parts[2 * ((problem.line or 0) - 1)] = mended
    return "".join(parts)


def _pieces(
    line: str, wrong: re.Pattern[str], right: str, unseen: list[tuple[int, int]]
) -> Iterator[str]:
    at = 0
    for match in wrong.finditer(line):
        if not any(start < match.end() and match.start() < end for start, end in unseen):
            yield line[at : match.start()] + right
            at = match.end()
    yield line[at:]
