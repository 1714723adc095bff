"""Reading a register: a missing file is an empty register, a broken one is problems."""

from __future__ import annotations

from quangba import yaml_source
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings


def read(settings: Settings, name: str) -> tuple[yaml_source.Document, str, tuple[Problem, ...]]:
    """The document, its path for messages, and what is wrong with its encoding or syntax."""
    found, path, problems = text(settings, name)
    if found is None:
        return yaml_source.Document({}, {}), path, problems
    document, problems = yaml_source.parse(found, path)
    return document, path, problems


def text(settings: Settings, name: str) -> tuple[str | None, str, tuple[Problem, ...]]:
    """The text of a file, None when there is none to read; a byte order mark is left out."""
    file = settings.data_dir / name
    path = settings.relative(file)
    if not file.is_file():
        return None, path, ()
    try:
        return file.read_text(encoding="utf-8-sig"), path, ()
    except UnicodeDecodeError:
        problem = error(
            "data-encoding", path, None, msg("The file is not UTF-8."),
            msg("Save it again as UTF-8."),
        )  # fmt: skip
        return None, path, (problem,)
