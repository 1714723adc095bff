"""Reading a register: a missing file is an empty register, a broken one is problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quangba import yaml_source
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.unicode_form import composed
from quangba.validation import ModelT, validate


def read(settings: Settings, name: str) -> tuple[yaml_source.Document, str, tuple[Problem, ...]]:
    """The document, its path for messages, and what is wrong with its encoding or syntax."""
    found, path, notes = text(settings, name)
    if found is None:
        return yaml_source.Document({}, {}), path, notes
    document, problems = yaml_source.parse(found, path)
    return document, path, (*notes, *problems)


def text(settings: Settings, name: str) -> tuple[str | None, str, tuple[Problem, ...]]:
    """The text of a file in NFC, without a byte order mark; None when there is none to read."""
    file = settings.data_dir / name
    path = settings.relative(file)
    if not file.is_file():
        return None, path, ()
    try:
        found, notes = composed(file.read_text(encoding="utf-8-sig"), path)
    except UnicodeDecodeError:
        problem = error(
            "data-encoding", path, None, msg("The file is not UTF-8."),
            msg("Save it again as UTF-8."),
        )  # fmt: skip
        return None, path, (problem,)
    return found, path, notes


def rows(
    settings: Settings,
    name: str,
    model: type[ModelT],
    refuses: Callable[[str, str, int | None], Problem | None] = lambda key, path, line: None,
) -> tuple[Mapping[str, ModelT], tuple[Problem, ...]]:
    """A register that is a mapping of ids to rows, in the order of the file.

    refuses: what is wrong with an id, given with the file's path and line; None if nothing is.
    """
    document, path, problems = read(settings, name)
    found = list(problems)
    kept: dict[str, ModelT] = {}
    for key in document.values:
        if refused := refuses(str(key), path, document.line((key,))):
            found.append(refused)
            continue
        row, wrong = validate(model, document, path, at=(key,))
        found += wrong
        if row is not None:
            kept[str(key)] = row
    return MappingProxyType(kept), tuple(found)
