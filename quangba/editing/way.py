"""From where to where a page or a section moves, as people write it."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from quangba.editing import places
from quangba.editing.sources import PageFile
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.settings import Settings


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where: paths of a page, or of a folder with `/` at the end ('' is the top)."""

    old: str
    new: str

    @property
    def is_folder(self) -> bool:
        """Whether a whole section moves."""
        return not self.old.endswith(".md")

    def now(self, uri: str) -> str:
        """The path that a page has afterwards."""
        if self.is_folder and uri.startswith(self.old):
            return self.new + uri.removeprefix(self.old)
        return self.new if uri == self.old else uri

    def renamed(self, name: str) -> str | None:
        """The new name of a page that moves; None for another one."""
        new = self.now(name)
        return None if new == name or not name.endswith(".md") else new


def meant(settings: Settings, pages: Iterable[PageFile], old: str, new: str) -> Way | Problem:
    """The way from what `old` names to what `new` names, or what is wrong with it."""
    known = sorted({page.uri for page in pages})
    source = _source(settings, known, old)
    if isinstance(source, Problem):
        return source
    if source in ("index.md", ""):
        return error(
            "move-home", old, None,
            msg("The home page stays where it is."),
            msg("Move a page or a section, for example: {example}",
                example="quangba move kham-pha/na-sam.md van-hoa/"),
        )  # fmt: skip
    goal = places.path_given(settings, new)
    if not source.endswith(".md"):
        goal = f"{goal.rstrip('/')}/" if goal else ""
    elif goal.endswith("/") or not goal:
        goal += posixpath.basename(source)
    elif not goal.endswith(".md"):
        goal += ".md"
    way = Way(source, goal)
    if source == goal:
        return error(
            "move-same", old, None,
            msg("It is there already."), msg("Give the new path as the second one."),
        )  # fmt: skip
    moved = (way.now(uri) for uri in known if way.now(uri) != uri)
    return next(filter(None, (places.unfit(new, uri) for uri in moved)), way)


def _source(settings: Settings, known: list[str], given: str) -> str | Problem:
    path = places.path_given(settings, given)
    page = path if path.endswith(".md") else f"{path}.md"
    is_page = page in known and not path.endswith("/")
    folder = f"{path.rstrip('/')}/" if path else ""
    is_folder = any(uri.startswith(folder) for uri in known) and not path.endswith(".md")
    if is_page and is_folder:
        return error(
            "move-unclear", given, None,
            msg("There is a page and a folder of this name."),
            msg("Write {page} or {folder}", page=page, folder=folder),
        )  # fmt: skip
    if is_page or is_folder:
        return page if is_page else folder
    return error(
        "move-missing", given, None,
        msg("There is no page and no folder with the path {path}.", path=path or "."),
        _nearest(page, known),
    )  # fmt: skip


def _nearest(page: str, known: list[str]) -> Text:
    same = [uri for uri in known if posixpath.basename(uri) == posixpath.basename(page)]
    if close := difflib.get_close_matches(page, known, n=1) or same:
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Give the path below a language's folder, for example: {example}",
               example="kham-pha/na-sam.md")  # fmt: skip
