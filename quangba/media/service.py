"""The pipeline alone: from what pages use to files in the store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quangba.errors import StoreError
from quangba.media import errands, markup, plan, pool
from quangba.media.facts import Unusable
from quangba.media.library import store_folder
from quangba.media.markup import Candidate, PictureSet, Source
from quangba.media.original import Original
from quangba.media.plan import Rendition
from quangba.media.recipes import Recipe, Recipes
from quangba.media.tasks import Made, Task
from quangba.messages import msg
from quangba.settings import Settings
from quangba.store import is_stored

Use = tuple[str, str]
"""(name of an original, name of a recipe)."""

Progress = Callable[[int, int], None]
"""Called with the number of originals done, and of all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One original in the report: renditions made and reused, bytes, seconds of work."""

    name: str
    made: int
    reused: int
    original_bytes: int
    bytes: int
    seconds: float
    unusable: Unusable | None = None


def planned(
    original: Original, recipes: Recipes, names: Iterable[str]
) -> Mapping[str, tuple[Rendition, ...]]:
    """The renditions of an original for each recipe named."""
    size = original.facts.width, original.facts.height
    focal = original.focal
    return {name: plan.renditions(size, recipes[name], focal) for name in names if name in recipes}


def published(original: Original, rendition: Rendition) -> str:
    """A rendition's path in the site: named by content and options, to be cached for ever."""
    key = rendition.key(original.facts.digest)
    suffix = {"jpeg": "jpg"}.get(rendition.format, rendition.format)
    return f"media/{original.stem}-{rendition.width}.{key[:10]}.{suffix}"


def picture_set(original: Original, recipe: Recipe, renditions: Iterable[Rendition]) -> PictureSet:
    """The files of one use, ready to be written as HTML."""
    by_format: dict[str, list[Rendition]] = {}
    for each in renditions:
        by_format.setdefault(each.format, []).append(each)
    sources = tuple(
        Source(
            markup.TYPES[name],
            tuple(Candidate(published(original, each), each.width) for each in found),
        )
        for name, found in by_format.items()
    )
    largest = list(by_format.values())[-1][-1]
    return PictureSet(sources[:-1], sources[-1], recipe.sizes, largest.width, largest.height)


def stored(folder: Path, original: Original, rendition: Rendition) -> Path:
    """Where a rendition is kept between builds."""
    return folder / f"{rendition.key(original.facts.digest)}.{rendition.format}"


def optimize(
    settings: Settings,
    pictures: Mapping[str, Original],
    recipes: Recipes,
    uses: Iterable[Use],
    *,
    processes: int | None = None,
    progress: Progress | None = None,
) -> tuple[Row, ...]:
    """Make every rendition that is used and not in the store. An interrupted run resumes.

    Files of one original are made by one worker, which never holds more than one original.
    """
    folder = store_folder(settings)
    wanted = by_original(pictures, recipes, uses)
    with usable(settings, folder):
        folder.mkdir(parents=True, exist_ok=True)
        here = _sizes(folder)
    tasks: list[Task] = []
    for name, renditions in wanted.items():
        original = pictures[name]
        missing = tuple(
            each for each in renditions if not here.get(stored(folder, original, each).name)
        )
        if missing:
            tasks.append(Task(original.file, original.facts, missing, folder))
    made: dict[Path, Made] = {}
    with usable(settings, folder):
        results = pool.run(errands.render, tasks, processes=processes)
        for done, (task, result) in enumerate(results, 1):
            match result:
                case Unusable():
                    made[task.file] = Made(task.file, {}, 0.0, result)
                case Made():
                    made[task.file] = result
            if progress:
                progress(done, len(tasks))
    return tuple(
        _row(folder, pictures[name], renditions, made.get(pictures[name].file), here)
        for name, renditions in wanted.items()
    )


def develop(
    settings: Settings,
    wanted: Sequence[Task],
    *,
    at_once: bool = False,
    progress: Progress | None = None,
) -> tuple[tuple[Path, Unusable], ...]:
    """Do some tasks: the originals of which not all could be made, and why. Raises StoreError.

    at_once: somebody waits for it.
    """
    if not wanted:
        return ()
    folder = store_folder(settings)
    failed: list[tuple[Path, Unusable]] = []
    with usable(settings, folder):
        folder.mkdir(parents=True, exist_ok=True)
        found = pool.run(errands.develop if at_once else errands.render, wanted, at_once=at_once)
        for done, (task, made) in enumerate(found, 1):
            wrong = made if isinstance(made, Unusable) else made.unusable
            if wrong:
                failed.append((task.file, wrong))
            if progress:
                progress(done, len(wanted))
    return tuple(failed)


@contextlib.contextmanager
def usable(settings: Settings, folder: Path) -> Iterator[None]:
    """What the disk refuses is no fault of a picture. Raises StoreError."""
    try:
        yield
    except OSError as failure:
        raise StoreError(
            msg("{folder} cannot be used: {reason}. Free some space, or delete the folder; "
                "run the same command again, and it goes on from there.",
                folder=settings.relative(folder), reason=failure.strerror or str(failure))
        ) from None  # fmt: skip


def missing(
    settings: Settings, pictures: Mapping[str, Original], recipes: Recipes, uses: Iterable[Use]
) -> tuple[Task, ...]:
    """The renditions that are not in the store, by original. Of few pictures: asked one by one."""
    folder = store_folder(settings)
    found: list[Task] = []
    for name, renditions in by_original(pictures, recipes, uses).items():
        original = pictures[name]
        wanted = tuple(each for each in renditions if not is_stored(stored(folder, original, each)))
        if wanted:
            found.append(Task(original.file, original.facts, wanted, folder))
    return tuple(found)


def lacking(
    settings: Settings, pictures: Mapping[str, Original], recipes: Recipes, uses: Iterable[Use]
) -> bool:
    """Whether a file that pages use is not in the store, or no longer."""
    folder = store_folder(settings)
    here = _sizes(folder)
    return any(
        not here.get(stored(folder, pictures[name], each).name)
        for name, renditions in by_original(pictures, recipes, uses).items()
        for each in renditions
    )


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes of the files in the store by name; another run may take some away meanwhile."""
    found: dict[str, int] = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                if entry.is_file():
                    found[entry.name] = entry.stat().st_size
    return found


def by_original(
    pictures: Mapping[str, Original], recipes: Recipes, uses: Iterable[Use]
) -> dict[str, tuple[Rendition, ...]]:
    """The distinct renditions of each original that is used."""
    names: dict[str, set[str]] = {}
    for name, recipe in uses:
        if name in pictures:
            names.setdefault(name, set()).add(recipe)
    found: dict[str, tuple[Rendition, ...]] = {}
    for name in sorted(names):
        plans = planned(pictures[name], recipes, sorted(names[name]))
        distinct = {each: None for part in plans.values() for each in part}
        found[name] = tuple(distinct)
    return found


def _row(
    folder: Path,
    original: Original,
    renditions: tuple[Rendition, ...],
    made: Made | None,
    here: Mapping[str, int],
) -> Row:
    fresh = made.sizes if made else {}
    digest = original.facts.digest
    sizes = [
        fresh.get(each.key(digest)) or here.get(stored(folder, original, each).name, 0)
        for each in renditions
    ]
    return Row(
        name=original.name,
        made=len(fresh),
        reused=sum(1 for size in sizes if size) - len(fresh),
        original_bytes=original.file.stat().st_size,
        bytes=sum(sizes),
        seconds=made.seconds if made else 0.0,
        unusable=made.unusable if made else None,
    )
