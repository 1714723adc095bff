"""assets/media: every original with what is known of it and the texts and rights beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from quangba.languages import slug
from quangba.looks import Looks
from quangba.media import errands, index, pool, sidecar
from quangba.media.facts import MAX_PIXELS, NO_MEMORY, SUFFIXES, Facts, Unusable
from quangba.media.kept_library import KeptLibrary
from quangba.media.original import Original
from quangba.media.sidecar import Sidecar
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.settings import Settings

STORE = "media"
VIDEO_SUFFIXES = frozenset({".mp4", ".mov", ".vtt"})
_NAME = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")


def store_folder(settings: Settings) -> Path:
    """Where renditions are kept between builds."""
    return settings.cache_dir / STORE


def known_folder(settings: Settings) -> Path:
    """Where it is kept what is known of originals.

    Not among the renditions: that folder's time tells whether one of these has come or gone.
    """
    return store_folder(settings) / "known"


def read(settings: Settings) -> tuple[Mapping[str, Original], tuple[Problem, ...]]:
    """All originals by name. One with problems is left out; the others are not affected."""
    kept = KeptLibrary(settings.media_dir, known_folder(settings))
    if (known := kept.originals()) is not None:
        unchanged = {
            name: Original(name, settings.media_dir / name, facts, beside, path)
            for name, facts, beside, path in known
        }
        return MappingProxyType(unchanged), ()
    originals, problems = _look(settings, kept.looks)
    said = ((each.name, each.facts, each.sidecar, each.sidecar_path) for each in originals.values())
    kept.keep(None if problems else tuple(said))
    return MappingProxyType(originals), problems


def _look(
    settings: Settings, looks: Looks[sidecar.Parsed[Sidecar]]
) -> tuple[dict[str, Original], tuple[Problem, ...]]:
    problems: list[Problem] = []
    files: list[Path] = []
    for file in _files(settings.media_dir):
        wrong = wrong_file(settings, file)
        if wrong is None:
            files.append(file)
        else:
            problems.append(wrong)
    found = index.facts(files, settings.media_dir, known_folder(settings), inspect)
    problems += sidecar.orphans(settings)
    originals: dict[str, Original] = {}
    for file, known in found.items():
        name = file.relative_to(settings.media_dir).as_posix()
        match known:
            case Unusable():
                problems.append(unusable(settings.relative(file), known))
            case Facts():
                beside, path, wrongs = sidecar.read(settings, file, Sidecar, looks)
                problems += wrongs
                if beside is not None:
                    originals[name] = Original(name, file, known, beside, path)
    problems += _duplicates(settings, originals)
    problems += _sharing(settings)
    return originals, tuple(problems)


def inspect(files: list[Path]) -> Iterable[tuple[Path, Facts | Unusable]]:
    """Look at files that are new, each in a worker that it may crash."""
    return pool.run(errands.inspect, files, at_once=True)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
            if hidden or file.suffix.lower() in (".yml", *VIDEO_SUFFIXES):
                continue
            if file.is_file() or file.is_symlink():
                yield file


def wrong_file(
    settings: Settings, file: Path, suffixes: frozenset[str] = SUFFIXES
) -> Problem | None:
    """A problem that can be seen without reading the file."""
    path = settings.relative(file)
    if file.is_symlink() and not _stays_inside(file, settings.media_dir):
        return error(
            "picture-link", path, None,
            msg("The file is a link that leads out of assets/media."),
            msg("Copy the picture itself into assets/media."),
        )  # fmt: skip
    suffix = file.suffix.lower()
    if suffix not in suffixes:
        return no_picture(path, file.suffix)
    parts = file.relative_to(settings.media_dir).with_suffix("").parts
    if not all(_NAME.fullmatch(part) for part in parts):
        mended = "/".join(slug(part) or "picture" for part in parts)
        return error(
            "picture-name", path, None,
            msg("The name “{name}” has spaces or letters that break addresses.", name=file.name),
            msg("Rename it and its sidecar to {name}.", name=f"{mended}{suffix}"),
        )  # fmt: skip
    if not os.access(file, os.R_OK):
        return unusable(path, Unusable("picture-broken", "Permission denied"))
    return None


def _stays_inside(link: Path, folder: Path) -> bool:
    try:
        return link.is_file() and link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def no_picture(path: str, suffix: str) -> Problem:
    """The problem of a file whose ending is not that of a picture."""
    return error(
        "picture-format", path, None,
        msg("Files of the type “{suffix}” are not pictures.", suffix=suffix or "—"),
        msg("Pictures are: {suffixes}.", suffixes=", ".join(sorted(SUFFIXES))),
    )  # fmt: skip


def unusable(path: str, found: Unusable) -> Problem:
    """The problem of an original that cannot be used, with what mends it."""
    message, hint = _UNUSABLE[found.code]
    known = (words for start, words in _REASONS.items() if found.reason.startswith(start))
    reason = next(known, found.reason)
    return error(
        found.code, path, None,
        Text(message.template, {**message.values, "reason": reason}),
        Text(hint.template, {**hint.values, "reason": reason}),
    )  # fmt: skip


_REASONS: dict[str, Text] = {
    "the file is empty": msg("the file is empty"),
    "not a picture": msg("it is not a picture of a type that is known here"),
    "not an SVG drawing": msg("it is not an SVG drawing"),
    "not UTF-8": msg("the file is not UTF-8"),
    "a document type declaration": msg("it has a document type declaration"),
    "image file is truncated": msg("its end is missing"),
    NO_MEMORY: msg("there is not enough memory for it"),
    "Permission denied": msg("you may not read the file"),
}
"""What decoders say (or the beginning of it) -> words that can be translated."""


_UNUSABLE: dict[str, tuple[Text, Text]] = {
    "picture-broken": (
        msg("The picture cannot be read: {reason}.", reason=""),
        msg("Copy it again from the camera or phone; it may have been cut off on the way."),
    ),
    "picture-suffix": (
        msg("The file is not what its ending says."),
        msg("Rename it to end in {reason}.", reason=""),
    ),
    "picture-too-large": (
        msg("The picture is too large: {reason}.", reason=""),
        msg("Scale it down to {limit} megapixels or less.", limit=MAX_PIXELS // 1_000_000),
    ),
    "picture-size": (
        msg("The drawing does not say its size."),
        msg('Give <svg> a viewBox, for example viewBox="0 0 1600 1000".'),
    ),
    "picture-words": (
        msg("The drawing has words in it, which depend on the fonts of a machine."),
        msg(
            "Turn the words into paths in the drawing program (in Inkscape: Path, Object to Path)."
        ),
    ),
    "picture-changed": (
        msg("The picture changed while the site was being built."),
        msg("Run the same command again."),
    ),
    "picture-hangs": (
        msg("The picture takes too long to decode; its worker was stopped."),
        msg("Open it in a picture editor and export it again."),
    ),
    "picture-crashes": (
        msg("The picture crashed its decoder."),
        msg("Open it in a picture editor and export it again."),
    ),
}


def _sharing(settings: Settings) -> Iterator[Problem]:
    """Files whose names differ in the ending alone would have one sidecar."""
    seen: dict[Path, Path] = {}
    folder = settings.media_dir
    originals = SUFFIXES | (VIDEO_SUFFIXES - {".vtt"})
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if file.suffix.lower() in originals and not file.name.startswith("."):
            other = seen.setdefault(file.with_suffix(""), file)
            if other != file:
                yield error(
                    "sidecar-shared", settings.relative(file), None,
                    msg("{other} has the same name, so both would have one sidecar.",
                        other=other.name),
                    msg("Give one of the two another name, with a sidecar of its own."),
                )  # fmt: skip


def _duplicates(settings: Settings, originals: Mapping[str, Original]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, original in sorted(originals.items()):
        other = seen.setdefault(original.facts.digest, name)
        if other != name:
            yield error(
                "picture-duplicate", settings.relative(original.file), None,
                msg("This is the same picture as {other}.", other=other),
                msg("Delete one of the two and use the other's name in pages."),
            )  # fmt: skip
