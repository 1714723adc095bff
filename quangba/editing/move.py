"""A page, or a section with its pages, gets another path, in every language at once.

Whatever names it is mended: links and front matter of pages, sidecars, registers. The page keeps
its former paths in `moved_from`, from which the build makes pages that lead on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quangba.content.reader import read_tree
from quangba.content.tree import ContentTree
from quangba.editing import files, mending, places, sources, texts
from quangba.editing.files import Changes
from quangba.editing.mending import Mending
from quangba.editing.sources import PageFile
from quangba.editing.way import Way, meant
from quangba.problems import Problem
from quangba.settings import Settings
from quangba.translations import versions


@dataclass(frozen=True, slots=True)
class Mended:
    """A place where a file names a page. Line numbers are those before; paths as in problems."""

    path: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move would do. `renamed`: (old, new) paths of pages as problems name them."""

    way: Way
    renamed: tuple[tuple[str, str], ...]
    mended: tuple[Mended, ...]
    changes: Changes


def carry_out(settings: Settings, plan: Plan) -> None:
    """Do what the plan says. Raises EditError; everything is then as it was."""
    kept = [settings.docs_dir / language.locale for language in settings.languages]
    files.carry_out(plan.changes, [*kept, settings.translations_dir])


def plan(settings: Settings, old: str, new: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    """How to move what `old` names to `new`, or why that cannot be done."""
    tree, found = read_tree(settings)
    if problems := sources.unreadable(found):
        return None, problems
    pages = sources.pages(settings)
    way = meant(settings, pages, old, new)
    if isinstance(way, Problem):
        return None, (way,)
    wanted = [*mending.of_pages(settings, tree, pages, way), *mending.of_data(settings, way)]
    unsure = [each for each in wanted if isinstance(each, Problem)]
    changed = [each for each in wanted if isinstance(each, Mending)]
    moving = [page for page in pages if way.now(page.uri) != page.uri]
    problems = (*unsure, *_taken(settings, tree, pages, moving, changed, way))
    if problems:
        return None, problems
    return _plan(settings, tree, way, moving, changed), ()


def _plan(
    settings: Settings, tree: ContentTree, way: Way, moving: list[PageFile], changed: list[Mending]
) -> Plan:
    old_versions = dict(_versions(settings, moving, way))
    before = {each.file: each.data for each in changed}
    before |= {file: file.read_bytes() for file in old_versions}
    after = {each.target: each.result for each in changed}
    after |= {target: before[file] for file, target in old_versions.items()}
    owners = mending.owners(tree, moving)
    last = sorted(moving, key=lambda page: owners[page.uri] == page.locale)
    gone = (*old_versions, *(page.file for page in last))
    return Plan(
        way,
        tuple(
            (settings.relative(page.file), settings.relative(mending.target(settings, page, way)))
            for page in moving
        ),
        tuple(
            Mended(
                settings.relative(each.file),
                texts.line_of(each.text, edit.start),
                each.text[edit.start : edit.end],
                edit.text.strip(),
            )
            for each in changed
            for edit in sorted(each.edits, key=lambda edit: edit.start)
        ),
        Changes(before, after, gone),
    )


def _versions(
    settings: Settings, moving: Iterable[PageFile], way: Way
) -> Iterator[tuple[Path, Path]]:
    """Old source texts of the pages that move, which are kept below the pages' paths."""
    for uri in dict.fromkeys(page.uri for page in moving):
        here, there = (versions.folder(settings, each) for each in (uri, way.now(uri)))
        for file in sorted(here.glob("*.md")) if here.is_dir() else ():
            yield file, there / file.name


def _taken(
    settings: Settings,
    tree: ContentTree,
    pages: Collection[PageFile],
    moving: Collection[PageFile],
    changed: Iterable[Mending],
    way: Way,
) -> tuple[Problem, ...]:
    """Why the new paths are not free. What an interrupted run has put there is no obstacle."""
    planned = {each.target: each.result for each in changed}
    here = {page.file for page in moving} - planned.keys()
    begun = {
        page.uri
        for page in pages
        if page.file not in here
        and page.file in planned
        and planned[page.file] == page.file.read_bytes()
    }
    others = [page for page in pages if page.file not in here and page.uri not in begun]
    old = {page.uri for page in moving}
    new = {way.now(uri) for uri in old}
    return places.taken(settings, tree, others, new, ours=old | new)
