"""Compiled templates, kept between builds: compiling the theme takes as long as forty pages."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from quangba.store import with_check, without_check, write_atomically

FOLDER = "templates"

_MOST = 512
_loaded: dict[str, CodeType] = {}
"""What this process has, by the names of the files: each language loads the same templates."""


class Compiled(BytecodeCache):
    """In files named by the template's text and all that its code depends on.

    A folder that is missing, not to be written, or holds something else costs time and no more.
    """

    def __init__(self, cache_dir: Path, env: Environment) -> None:
        self._folder = cache_dir / FOLDER
        # Which arguments filters get is written into the code, and so is what escapes.
        filters = sorted(
            (name, str(getattr(each, "jinja_pass_arg", ""))) for name, each in env.filters.items()
        )
        extensions = sorted(env.extensions)
        writing = getattr(env.code_generator_class, "imported", "")
        self._of = repr((jinja2.__version__, env.autoescape, filters, extensions, writing))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As Jinja's, but for folders whose names this system's locale cannot spell, too."""
        return hashlib.sha256(f"{name}|{filename}".encode(errors="surrogateescape")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """What cannot be read, or is not as it was written, is compiled again."""
        name = self._name(bucket)
        bucket.code = _loaded.get(name)
        if bucket.code is None:
            with contextlib.suppress(Exception):  # damage fails in as many ways as there are bytes
                data = without_check((self._folder / name).read_bytes())
                if data is not None:
                    bucket.bytecode_from_string(data)
            _keep(name, bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Whole or not at all: others may read at the same time."""
        name, data = self._name(bucket), bucket.bytecode_to_string()
        _keep(name, bucket)
        with contextlib.suppress(OSError):
            write_atomically(self._folder / name, with_check(data))

    def _name(self, bucket: Bucket) -> str:
        named = f"{bucket.key}{bucket.checksum}{self._of}"
        return hashlib.sha256(named.encode()).hexdigest()[:32]


def _keep(name: str, bucket: Bucket) -> None:
    if bucket.code is not None:
        if len(_loaded) >= _MOST:
            _loaded.clear()
        _loaded[name] = bucket.code
