"""New originals for the library: copied in whole or not at all, each with a proposed sidecar.

The files given are only read. Nothing in the library is ever overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from quangba.errors import InputError
from quangba.languages import slug
from quangba.media import library, metadata, pool, proposals
from quangba.media.facts import SUFFIXES, Unusable
from quangba.media.library import VIDEO_SUFFIXES
from quangba.media.metadata import Looked
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.store import write_atomically

_ORIGINALS = SUFFIXES | (VIDEO_SUFFIXES - {".vtt"})

Look = Callable[[list[Path]], Iterable[tuple[Path, Looked | Unusable]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What was done for one file. copied: False if the library had it and only texts were due."""

    source: Path
    name: str
    sidecar: str
    copied: bool


@dataclass(slots=True)
class Shelf:
    """The originals that the library has now, by size: two pictures of other sizes are not one."""

    folder: Path
    by_size: dict[int, list[Path]] = field(default_factory=dict)

    def put(self, file: Path) -> None:
        """Note a file."""
        self.by_size.setdefault(file.stat().st_size, []).append(file)

    def same(self, size: int, digest: str) -> Path | None:
        """The original with these bytes."""
        return next((f for f in self.by_size.get(size, ()) if _digest(f) == digest), None)


@dataclass(frozen=True, slots=True)
class Request:
    """Where new originals go. folder: below assets/media; name: of the one file, or ''."""

    settings: Settings
    folder: Path
    name: str
    say: Callable[[Text], str]


def add(  # noqa: PLR0913 - options of one command
    settings: Settings,
    files: Iterable[Path],
    *,
    folder: str = "",
    name: str = "",
    say: Callable[[Text], str] = str,
    look: Look | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Added, ...], tuple[Problem, ...]]:
    """Copy pictures into the library: what was added, and why the others were not.

    folder: below assets/media; name: for a single file; say: puts the comments of a sidecar
    into the user's language. Raises InputError for a folder outside the library.
    """
    request = Request(settings, folder_below(settings, folder), name, say)
    shelf = _shelf(settings.media_dir)
    added: list[Added] = []
    problems: list[Problem] = []
    fit: list[Path] = []
    for file in files:
        wrong = _wrong(file)
        if wrong is None:
            fit.append(file)
        else:
            problems.append(wrong)
    for done, (file, looked) in enumerate((look or _look)(fit), 1):
        match looked:
            case Unusable():
                problems.append(library.unusable(str(file), looked))
            case Looked():
                result = _add(request, shelf, file, looked)
                (added if isinstance(result, Added) else problems).append(result)  # type: ignore[arg-type]
        if progress:
            progress(done, len(fit))
    return tuple(added), tuple(problems)


def _look(files: list[Path]) -> Iterable[tuple[Path, Looked | Unusable]]:
    return pool.run(metadata.look, files)


def folder_below(settings: Settings, asked: str) -> Path:
    """The folder of the library that is meant, with a name that addresses can hold.

    `tan-thanh`, `Tân Thanh` and `assets/media/tan-thanh` mean the same. Raises InputError.
    """
    root = settings.media_dir
    given = PurePath(asked)
    home = root.relative_to(settings.root) if root.is_relative_to(settings.root) else root
    if given.is_relative_to(home):
        given = given.relative_to(home)
    parts = [slug(part) for part in given.parts]
    folder = root.joinpath(*parts)
    file = any(each.exists() and not each.is_dir() for each in (folder, *folder.parents))
    outside = file or given.is_absolute() or ".." in given.parts or not all(parts)
    if outside or not folder.resolve().is_relative_to(root.resolve()):
        problem = error(
            "add-folder", asked, None,
            msg("This is no folder below assets/media."),
            msg("Give its path from there, for example: --to tan-thanh/le-hoi"),
        )  # fmt: skip
        raise InputError(msg("Nothing was added."), (problem,))
    return folder


def _wrong(file: Path) -> Problem | None:
    """What is wrong with a file given, as far as can be seen without reading it."""
    path = str(file)
    if file.is_symlink():
        return error(
            "add-link", path, None,
            msg("This is a link, not a picture."),
            msg("Give the picture itself: {target}", target=file.resolve()),
        )  # fmt: skip
    if not file.is_file():
        return error(
            "add-missing", path, None,
            msg("This is a folder.") if file.is_dir() else msg("There is no such file."),
            msg("Give the pictures themselves, for example: photos/*.jpg"),
        )  # fmt: skip
    suffix = file.suffix.lower()
    if suffix in VIDEO_SUFFIXES:
        return error(
            "add-video", path, None,
            msg("Videos and their subtitles are not added with this command."),
            msg("Copy the video into assets/media, its subtitles and its sidecar beside it."),
        )  # fmt: skip
    return None if suffix in SUFFIXES else library.no_picture(path, file.suffix)


def _add(request: Request, shelf: Shelf, file: Path, looked: Looked) -> Added | Problem:
    settings = request.settings
    proposal = proposals.sidecar(settings.languages, looked.metadata, request.say)
    try:
        if has := shelf.same(file.stat().st_size, looked.facts.digest):
            return _known(settings, file, has, proposal)
        stem = slug(request.name.removesuffix(file.suffix) or file.stem)
        if not stem:
            return _nameless(file)
        target = request.folder / f"{stem}{file.suffix.lower()}"
        if taken := _taken(target):
            return _refused_name(settings, file, taken)
        # The sidecar first: cut off between the two, the same command finishes the work.
        beside = target.with_suffix(".yml")
        with _unless_it_fails(beside, proposal.encode()):
            _copy(file, target, looked.facts.digest)
        shelf.put(target)
    except FileExistsError:
        return _refused_name(settings, file, target)
    except _ChangedError:
        return _failed(file, msg("it changed while it was read"))
    except OSError as failure:
        return _failed(file, failure.strerror or type(failure).__name__)
    return Added(file, _name(settings, target), settings.relative(beside), copied=True)


def _known(settings: Settings, file: Path, has: Path, proposal: str) -> Added | Problem:
    """A picture that is there already, perhaps put there by hand and without its texts."""
    beside = has.with_suffix(".yml")
    if not beside.exists():
        write_atomically(beside, proposal.encode())
        return Added(file, _name(settings, has), settings.relative(beside), copied=False)
    return error(
        "add-duplicate", str(file), None,
        msg("The library has this picture already: {name}.", name=_name(settings, has)),
        msg("Use it in pages as ![](/media/{name}).", name=_name(settings, has)),
    )  # fmt: skip


def _failed(file: Path, reason: Text | str) -> Problem:
    return error(
        "add-failed", str(file), None,
        msg("It could not be copied: {reason}.", reason=reason),
        msg("Check the free space and the rights of assets/media, and try again."),
    )  # fmt: skip


def _nameless(file: Path) -> Problem:
    return error(
        "add-name", str(file), None,
        msg("No name for addresses can be made of “{name}”.", name=file.name),
        msg("Give one that says what it shows: --name cua-khau-tan-thanh"),
    )  # fmt: skip


def _refused_name(settings: Settings, file: Path, taken: Path) -> Problem:
    return error(
        "add-taken", str(file), None,
        msg("Another picture has this name: {name}.", name=_name(settings, taken)),
        msg("Give it another name with --name, or put it into a folder with --to."),
    )  # fmt: skip


def _taken(target: Path) -> Path | None:
    """An original whose sidecar would be the same file."""
    if not target.parent.is_dir():
        return None
    return next(
        (
            file
            for file in sorted(target.parent.iterdir())
            if file.stem.lower() == target.stem and file.suffix.lower() in _ORIGINALS
        ),
        None,
    )


def _shelf(folder: Path) -> Shelf:
    shelf = Shelf(folder)
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in SUFFIXES and file.is_file():
                shelf.put(file)
    return shelf


def _name(settings: Settings, file: Path) -> str:
    return file.relative_to(settings.media_dir).as_posix()


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _ChangedError(Exception):
    """The bytes copied are not those that were looked at."""


@contextlib.contextmanager
def _unless_it_fails(sidecar: Path, data: bytes) -> Iterator[None]:
    """Write a sidecar unless somebody has written one, for a picture that is about to come."""
    ours = not sidecar.exists()
    if ours:
        write_atomically(sidecar, data)
    try:
        yield
    except BaseException:
        if ours:
            with contextlib.suppress(OSError):
                sidecar.unlink()
        raise


def _copy(source: Path, target: Path, digest: str) -> None:
    """Copy the bytes that were looked at. Raises FileExistsError, _ChangedError, OSError."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        found = hashlib.sha256()
        with os.fdopen(handle, "wb") as out, source.open("rb") as data:
            while chunk := data.read(1 << 20):
                found.update(chunk)
                out.write(chunk)
        if found.hexdigest() != digest:
            raise _ChangedError
        Path(temporary).chmod(0o644)
        _put(Path(temporary), target)
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _put(temporary: Path, target: Path) -> None:
    """Give a finished file its name, never over another one."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on memory cards
        if target.exists():
            raise FileExistsError(target) from None
        temporary.rename(target)
