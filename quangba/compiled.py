"""What Python compiles anew in every process, kept beside what it has compiled of files.

Two things that have no file of their own took half of the time to import us:

- the methods of dataclasses. Ours are 300 classes of six methods; Python 3.11 and 3.12 write each
  as a text and give it to `exec`. Methods left out (`eq=False`, `repr=False`) would change what
  these classes can do, and another decorator than the standard one is unknown to type checkers,
  pydantic and `dataclasses.replace`;
- regular expressions of modules: 300, ours and the libraries'. Compiled when they are first asked
  for, they would be compiled nevertheless: the checks of one page ask for most of them.

So one call in each of `dataclasses` and `re` is stood in for by the same with compiled text.
What is kept is found by the text alone: nothing in it can be out of date. A pattern is kept when it
is equal to the one that `re` makes, and not at all where Python warns of it. Where a Python does
this another way (3.13 makes the methods of a class together), it does so without us.

The file can be deleted at any moment. Where it is missing, damaged, of another Python or not to be
written, Python compiles as it always does.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import marshal
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import blake2b, sha256
from types import CodeType, FrameType
from typing import Any

_CHECK = 32
_MOST = 6_000
"""So many texts are kept (1.3 MB for 2,000); beyond, those of the last process alone."""
_IN_FUNCTION = 1
"""CO_OPTIMIZED: of a function's code, and not of that of a module or class."""

_PYTHON = sys.version.encode()


class _Kept:
    """Compiled texts by their hash, as `marshal` writes them; they go to the file at the end."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._before = _read(file)
        self._used: dict[bytes, bytes] = {}
        self._writes = False

    def get(self, name: bytes) -> Any:
        """What is kept; None if nothing is."""
        kept = self._before.get(name)
        if kept is None:
            return None
        self._used[name] = kept
        return marshal.loads(kept)  # noqa: S302 - our own file, of this very Python, checked

    @cached_property
    def takes(self) -> bool:
        """Whether it can be kept at all: where it cannot, no time is lost with it."""
        folder = os.path.dirname(self._file)  # noqa: PTH120 - pathlib is not loaded yet
        return not sys.dont_write_bytecode and os.access(folder, os.W_OK)

    def put(self, name: bytes, value: Any) -> None:
        """Keep it, for later in this process and for the next one."""
        self._before[name] = self._used[name] = marshal.dumps(value)
        if not self._writes:
            atexit.register(self.write)
            self._writes = True

    def write(self) -> None:
        """Whole or not at all, with what others have written meanwhile."""
        from pathlib import Path

        from quangba.store import write_atomically

        rows = {**_read(self._file), **self._used}
        data = marshal.dumps(rows if len(rows) <= _MOST else self._used)
        with contextlib.suppress(OSError):
            write_atomically(Path(self._file), _check(data) + data)


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _check(data: bytes) -> bytes:
    return sha256(_PYTHON + data).digest()


def _read(file: str) -> dict[bytes, bytes]:
    """What this Python has written; nothing if a byte of it is another one."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - pathlib is not loaded yet
            check, data = stream.read(_CHECK), stream.read()
    except OSError:
        return {}
    if check != _check(data):
        return {}
    rows: dict[bytes, bytes] = marshal.loads(data)  # noqa: S302 - checked
    return rows


def _methods(kept: _Kept) -> Callable[[str, dict[str, Any], dict[str, Any]], None]:
    """What `dataclasses` finds where it looks for `exec`: in its module, before the builtins."""

    def run(text: str, variables: dict[str, Any], names: dict[str, Any]) -> None:
        name = _hash(text.encode("utf-8", "surrogatepass"))
        code: CodeType | None = kept.get(name)
        if code is None:
            # without the `annotations` of this module, which would get into the code
            code = compile(text, "<string>", "exec", dont_inherit=True)
            if kept.takes:
                kept.put(name, code)
        exec(code, variables, names)  # noqa: S102 - as `dataclasses` does

    return run


def _patterns(kept: _Kept, compiler: Any) -> Callable[..., re.Pattern[Any]]:
    """What stands in for `re._compiler.compile`."""
    without: Callable[..., re.Pattern[Any]] = compiler.compile
    make: Callable[..., re.Pattern[Any]] = compiler._sre.compile  # noqa: SLF001

    def compile_(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if not isinstance(pattern, str | bytes):
            return without(pattern, flags)
        text = pattern.encode("utf-8", "surrogatepass") if isinstance(pattern, str) else pattern
        name = _hash(b"%d %d " % (flags, isinstance(pattern, str)) + text)
        parts = kept.get(name)
        if parts is not None:
            return make(pattern, *parts)
        found = without(pattern, flags)
        if kept.takes and _is_of_module() and not found.flags & (re.LOCALE | re.DEBUG):
            with contextlib.suppress(Exception):  # another Python has other names, or another order
                parts = _parts(compiler, pattern, flags)
                if _same(make(pattern, *parts), found):
                    kept.put(name, parts)
        return found

    return compile_


def _parts(compiler: Any, pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """Flags, code and groups of a pattern, as `re` finds them. Raises where it warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parsed = compiler._parser.parse(pattern, flags)  # noqa: SLF001
        code = [int(step) for step in compiler._code(parsed, flags)]  # noqa: SLF001
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    indexes = tuple(names.get(number) for number in range(state.groups))
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), indexes


def _same(one: re.Pattern[Any], other: re.Pattern[Any]) -> bool:
    """Patterns are equal if their code, flags and texts are; their groups are no part of that."""
    return (one, one.groups, dict(one.groupindex)) == (other, other.groups, dict(other.groupindex))


@contextlib.contextmanager
def lasting() -> Iterator[None]:
    """What functions compile within depends on no page, and is kept as that of modules is."""
    global _lasting  # noqa: PLW0603 - of the thread that makes pages
    before, _lasting = _lasting, True
    try:
        yield
    finally:
        _lasting = before


_lasting = False


def _is_of_module() -> bool:
    """Whether a module or a class asks: what functions compile may be without end."""
    if _lasting:
        return True
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - as `warnings` and `logging` do
    while frame is not None and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    return frame is not None and not frame.f_code.co_flags & _IN_FUNCTION


def keep(beside: str | None) -> None:
    """Keep what is compiled beside a compiled file; None: Python keeps nothing, and nor do we."""
    if beside is None:
        return
    kept = _Kept(beside.removesuffix(".pyc") + ".kept")
    if hasattr(dataclasses, "_create_fn"):
        vars(dataclasses)["exec"] = _methods(kept)
    compiler: Any = getattr(re, "_compiler", None)
    if hasattr(compiler, "_sre"):
        compiler.compile = _patterns(kept, compiler)
