"""How severe the problems of each code are, read from the package's own source.

So docs cannot say another severity than the code has. A code stands literally as the first
argument of `error(…)`, `warning(…)` or `note(…)`; what workers meet in files comes with its code,
the key of a table `_UNUSABLE`, and is an error. `replace(problem, severity=…)` adds a severity to
the codes that its function, or a function of the same module that it calls, makes.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from quangba.problems import Severity

PACKAGE = Path(__file__).resolve().parents[1]
_MAKERS = {severity.name.lower(): severity for severity in Severity}
_TABLE = "_UNUSABLE"
_HAS_PROBLEMS = re.compile(rf"\b(?:{'|'.join(_MAKERS)})\(|{_TABLE}")
_NOTES_READS = re.compile(
    r"^from quangba\.memory import (?:\(\s*)?[^)\n]*\bnote\b|^def note\(\*", re.MULTILINE
)
"""Of modules that mean another `note`: that of what a computation reads."""


def read(package: Path = PACKAGE, code: str = "") -> Mapping[str, frozenset[Severity]]:
    """Code -> its severities. code: read only the files that have it, which is quicker."""
    found: defaultdict[str, set[Severity]] = defaultdict(set)
    for file in sorted(package.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if code in text and _HAS_PROBLEMS.search(text) and not _NOTES_READS.search(text):
            for each, severity in _in_module(ast.parse(text)):
                found[each].add(severity)
    return {each: frozenset(found[each]) for each in sorted(found)}


def _in_module(module: ast.Module) -> Iterator[tuple[str, Severity]]:
    yield from _made(module)
    functions = {node.name: node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(module):
        if _is_table(node):
            assert isinstance(node, ast.AnnAssign)
            assert isinstance(node.value, ast.Dict)
            for key in node.value.keys:
                assert isinstance(key, ast.Constant)
                yield str(key.value), Severity.ERROR
    for function in functions.values():
        for other in _replaced(function):
            called = (functions[name] for name in _called(function) if name in functions)
            for maker in (function, *called):
                yield from ((each, other) for each, severity in _warned(maker, other))


def _warned(function: ast.FunctionDef, other: Severity) -> Iterator[tuple[str, Severity]]:
    """The codes that a function makes with another severity than one that may replace it."""
    return ((code, severity) for code, severity in _made(function) if severity is not other)


def _made(node: ast.AST) -> Iterator[tuple[str, Severity]]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            first = each.args[0] if each.args else None
            if each.func.id in _MAKERS and isinstance(first, ast.Constant):
                yield str(first.value), _MAKERS[each.func.id]


def _called(function: ast.FunctionDef) -> Iterator[str]:
    for each in ast.walk(function):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            yield each.func.id


def _replaced(function: ast.FunctionDef) -> Iterator[Severity]:
    """The severities that a function gives problems in place of their own."""
    for each in ast.walk(function):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            for word in each.keywords if each.func.id == "replace" else ():
                if word.arg == "severity" and isinstance(word.value, ast.Attribute):
                    yield Severity[word.value.attr]


def _is_table(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == _TABLE
        and isinstance(node.value, ast.Dict)
    )
