"""YAML with line numbers: values, where each stands, and problems that a person can mend.

Used for front matter, sidecars, registers, strings and settings, so that each of them reports
syntax errors, tabs and repeated keys in the same words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from quangba.messages import Text, msg
from quangba.problems import Problem, error

Path = tuple[str | int, ...]
"""Where a value stands: ('publisher', 'name') or ('sources', 2)."""

TAG = "!ENV"
"""Of a value that stands in the environment."""

_asked: dict[str, str | None] = {}

_BASE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """Safe loader that reads `!ENV` as mkdocs does and lets other mkdocs tags pass as None.

    Keys stay the text that is written: YAML 1.1 would read `no` (Norwegian) as false. It would
    also read 13:30 as the number 810, by sixties; here that is text, as in YAML 1.2.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
        self.flatten_mapping(node)
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                key.tag = "tag:yaml.org,2002:str"
        values: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return values


def _env(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node, deep=True)
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    for name in names:
        value = _asked[str(name)] = os.environ.get(name)
        if value is not None:
            return yaml.safe_load(value)
    return default


def asked() -> Mapping[str, str | None]:
    """The variables of the environment that files have named in this process, with their values.

    None where there was none.
    """
    return _asked


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except (ValueError, OverflowError):
        raise yaml.constructor.ConstructorError(None, None, _NO_DAY, node.start_mark) from None


_NO_DAY = "there is no such day"
_INT = "tag:yaml.org,2002:int"
_WHOLE = re.compile(r"[-+]?(0b[01_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$")
_Loader.yaml_implicit_resolvers = {
    sign: [rule for rule in rules if rule[0] != _INT]
    for sign, rules in _BASE.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_INT, _WHOLE, list("-+0123456789"))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_constructor(TAG, _env)
_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed YAML: `values` (a mapping), `lines` of every key and item, counted from 1."""

    values: Mapping[str, Any]
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int | None:
        """Line of a value, or of its nearest parent that has one."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def parse(text: str, path: str, *, first_line: int = 1) -> tuple[Document, tuple[Problem, ...]]:
    """Parse a YAML mapping. `first_line` is the line of `text`'s first line in its file.

    Never raises: what cannot be read comes back as problems beside an empty document.
    """
    empty = Document({}, {(): first_line})
    if tab := _tab_indented(text):
        return empty, (_tab_problem(path, first_line + tab - 1),)
    lines: dict[Path, int] = {(): first_line}
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return empty, ()
            if not isinstance(node, yaml.MappingNode):
                return empty, (_shape_problem(path, first_line),)
            problems = _walk(node, (), lines, path, first_line)
            values = loader.construct_document(node)
        finally:
            loader.dispose()
    except _FAILURES as failure:
        return empty, (_syntax_problem(failure, text, path, first_line),)
    return Document(values, lines), tuple(problems)


# What PyYAML raises, beside its own errors, for `!!int x`, `!!float ""` or 5000 brackets.
_FAILURES = (
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def _walk(
    root: yaml.Node, at: Path, lines: dict[Path, int], path: str, first_line: int
) -> list[Problem]:
    """Note the line of every key and item, of aliases once: they can go in circles."""
    problems: list[Problem] = []
    seen: set[int] = set()
    todo = [(root, at)]
    while todo:
        node, at = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                key = str(key_node.value)
                line = key_node.start_mark.line + first_line
                if (*at, key) in lines:
                    problems.append(_repeated_problem(path, line, key, lines[*at, key]))
                lines[*at, key] = line
                todo.append((value_node, (*at, key)))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                lines[*at, index] = item.start_mark.line + first_line
                todo.append((item, (*at, index)))
    return problems


def _tab_indented(text: str) -> int | None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            return number
    return None


def _tab_problem(path: str, line: int) -> Problem:
    return error(
        "yaml-tab", path, line,
        msg("This line is indented with a tab; YAML allows only spaces."),
        msg("Replace the tab by two spaces."),
    )  # fmt: skip


def _shape_problem(path: str, line: int) -> Problem:
    return error(
        "yaml-shape", path, line,
        msg("Expected lines of the form “field: value”."),
        msg("For example: title: Chùa Tân Thanh"),
    )  # fmt: skip


def _repeated_problem(path: str, line: int, key: str, before: int) -> Problem:
    return error(
        "yaml-repeated", path, line,
        msg("The field “{field}” stands here and in line {before}.", field=key, before=before),
        msg("Keep one of the two lines."),
    )  # fmt: skip


def _syntax_problem(failure: Exception, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(failure, "problem_mark", None)
    context = str(getattr(failure, "context", None) or "")
    if "quoted" in context or "flow" in context:  # what was opened tells more than where it failed
        mark = getattr(failure, "context_mark", None) or mark
    index = mark.line if mark is not None else 0
    rows = text.split("\n")
    row = rows[index] if index < len(rows) else ""
    reason, hint = _reason(str(getattr(failure, "problem", None) or failure), context, row)
    return error(
        "yaml-syntax", path, index + first_line,
        msg("This is not valid YAML: {reason}.", reason=reason), hint,
    )  # fmt: skip


def _reason(problem: str, context: str, row: str) -> tuple[Text | str, Text]:
    """What is wrong, in words that need no knowledge of YAML if we know the case; the mend."""
    field, colon, value = row.partition(": ")
    value = value.strip()
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    in_quotes = f'{field.strip()}: "{quoted}"'
    if problem == _NO_DAY:
        return msg("there is no such day in the calendar"), msg(
            "Correct the date; for example: {example}", example=f"{field.strip()}: 2026-02-25"
        )
    if colon and ": " in value and "not allowed" in problem:
        return msg("the value contains a colon"), msg(
            "A value with a colon needs quotes: {example}", example=in_quotes
        )
    if "quoted" in context:
        return msg("a quotation mark is opened and not closed"), msg(
            'Close it at the end of the value; within it, write \\" for a quotation mark.'
        )
    if "flow" in context:
        return msg("a bracket is opened and not closed"), msg(
            "Close it, and separate what is in it with commas: {example}", example="[a, b]"
        )
    if colon and value[:1] and value[0] in "*&!|>%@`":
        return msg("a value cannot start with “{sign}”", sign=value[0]), msg(
            "Put the value in quotes: {example}", example=in_quotes
        )
    if colon and value[:1] and value[0] in "[{\"'":
        return msg("text follows a closed bracket or quotation mark"), msg(
            "Put the value in quotes: {example}", example=in_quotes
        )
    return problem, msg(
        "Check quotes, brackets and indentation of this line and the one before it."
    )
