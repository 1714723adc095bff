"""A page that is to be written: where its file goes, and why it cannot go there."""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba.content.reader import read_tree
from quangba.content.schema import KINDS, Dated, PageWords
from quangba.content.tree import ContentTree, Entry
from quangba.content.unfinished import TODO
from quangba.editing import draft, files, places, sources, stubs
from quangba.editing.draft import Wish
from quangba.editing.files import Changes
from quangba.languages import slug
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.validation import SLUG

LONGEST = 60
"""So long may a name made from a title get; an address is to be typed and said."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}-")


@dataclass(frozen=True, slots=True)
class NewPage:
    """Files that are not there yet, the source page's first.

    todo: the fields that must be written before the page can be published.
    """

    uri: str
    files: Mapping[Path, bytes]
    todo: tuple[str, ...]


def propose(settings: Settings, wish: Wish) -> tuple[NewPage | None, tuple[Problem, ...]]:
    """The page that is wished for, or why there cannot be such a one. Nothing is written."""
    if wish.kind not in KINDS:
        return None, (_no_kind(wish.kind),)
    title = unicodedata.normalize("NFC", " ".join(wish.title.split()))
    if not title or not draft.can_be_saved(title):
        return None, (_no_title(),)
    tree, _ = read_tree(settings)
    folder = _folder(settings, tree, wish)
    if isinstance(folder, Problem):
        return None, (folder,)
    name = _name(tree, wish, folder, title)
    if isinstance(name, Problem):
        return None, (name,)
    uri = posixpath.join(folder, f"{name}.md")
    problems = (
        (wrong,)
        if (wrong := places.unfit(uri, uri))
        else places.taken(settings, tree, sources.pages(settings), {uri})
    )
    if problems:
        return None, problems
    rows = tuple(draft.required(wish, title))
    todo = tuple(name for name, value in rows if value.startswith(TODO) and name != "title")
    text = draft.text(wish, rows)
    found = {settings.docs_dir / settings.source.locale / uri: text.encode()}
    words = PageWords(title=title, description=TODO, updated=draft.changed(wish))
    found |= stubs.make(settings, uri, text, words, wish.stubs, wish.say)
    return NewPage(uri, found, todo), ()


def write(settings: Settings, page: NewPage) -> None:
    """Write the files, all or none, over none that is there. Raises EditError."""
    kept = [settings.docs_dir / language.locale for language in settings.languages]
    files.carry_out(Changes({}, page.files, ()), [*kept, settings.translations_dir])


# -- where it goes ------------------------------------------------------------------------------


def _folder(settings: Settings, tree: ContentTree, wish: Wish) -> str | Problem:
    """The folder that was asked for, else the one with the most pages of the kind."""
    if wish.folder is not None:
        given = places.path_given(settings, wish.folder)
        return "/".join(slug(part) if part != ".." else part for part in given.split("/") if part)
    counts = Counter(
        posixpath.dirname(entry.uri)
        for entry in tree.entries.values()
        if entry.kind == wish.kind and not entry.is_index and entry.fields.layout is None
    )
    if counts:
        return min(counts, key=lambda folder: (-counts[folder], folder))
    return error(
        "new-folder", wish.kind, None,
        msg("The site has no page of this kind yet, so its folder is not known."),
        msg("Name one: --to {folder}", folder=_some_folder(tree)),
    )  # fmt: skip


def _some_folder(tree: ContentTree) -> str:
    folders = (posixpath.dirname(uri) for uri in tree.entries)
    return next((folder for folder in folders if folder), "news")


def _name(tree: ContentTree, wish: Wish, folder: str, title: str) -> str | Problem:
    name = wish.slug.removesuffix(".md") or _short(slug(title))
    if not SLUG.fullmatch(name):
        return error(
            "new-slug", wish.slug or title, None,
            msg("No name for addresses can be made of “{name}”.", name=wish.slug or title),
            msg("Give one: --slug {example}", example=slug(wish.slug) or "hoi-chua-tan-thanh"),
        )  # fmt: skip
    if name in ("index", "readme") or _DAY.match(name):
        return name
    return f"{wish.day_or_today}-{name}" if _has_days(tree, wish, folder) else name


def _short(name: str) -> str:
    return (
        name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    )


def _has_days(tree: ContentTree, wish: Wish, folder: str) -> bool:
    """Whether the names of the pages beside it begin with their day."""
    if not issubclass(KINDS[wish.kind], Dated):
        return False
    beside = [entry for entry in tree.in_folder(folder) if _is_dated(entry)]
    return 2 * sum(bool(_DAY.match(posixpath.basename(each.uri))) for each in beside) > len(beside)


def _is_dated(entry: Entry) -> bool:
    return isinstance(entry.fields, Dated) and not entry.is_index


# -- what is wrong ------------------------------------------------------------------------------


def _no_kind(kind: str) -> Problem:
    close = difflib.get_close_matches(kind.lower(), KINDS, n=1, cutoff=0.4)
    kinds = msg("Kinds are: {kinds}.", kinds=", ".join(KINDS))
    return error(
        "new-kind", kind, None,
        msg("There is no kind of page “{kind}”.", kind=kind),
        msg("Did you mean “{target}”?", target=close[0]) if close else kinds,
    )  # fmt: skip


def _no_title() -> Problem:
    return error(
        "new-title", "TITLE", None,
        msg("This cannot be the title of a page."),
        msg("Give one in quotes, for example: {example}",
            example='quangba new news "Hội chùa Tân Thanh"'),
    )  # fmt: skip
