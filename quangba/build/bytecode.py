"""Compiled templates, kept between builds: compiling the theme takes as long as forty pages."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from quangba.store import write_atomically

FOLDER = "templates"


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
        self._of = repr((jinja2.__version__, env.autoescape, filters, extensions))

    def load_bytecode(self, bucket: Bucket) -> None:
        """What cannot be read is compiled again."""
        try:
            bucket.bytecode_from_string(self._file(bucket).read_bytes())
        except Exception:  # noqa: BLE001 - a damaged file fails in as many ways as there are bytes
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Whole or not at all: others may read at the same time."""
        with contextlib.suppress(OSError):
            write_atomically(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        named = f"{bucket.key}{bucket.checksum}{self._of}"
        return self._folder / hashlib.sha256(named.encode()).hexdigest()[:32]
