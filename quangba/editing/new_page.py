"""A page that is to be written: its file at the right place, with the fields of its kind.

It is a draft, so that nobody publishes it unfinished; what its kind needs and nobody knows yet is
TODO. What is optional stands ready as a comment, with the examples of the schema.
"""

from __future__ import annotations

import datetime as dt
import difflib
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from quangba.content.reader import read_tree
from quangba.content.schema import KINDS, Dated, Event, Fields, PageWords
from quangba.content.tree import ContentTree, Entry
from quangba.content.unfinished import TODO
from quangba.editing import files, places, sources, stubs
from quangba.editing.files import Changes
from quangba.languages import slug
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.validation import SLUG

LONGEST = 60
"""So long may a name made from a title get; an address is to be typed and said."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}-")
_OURS = ("kind", "draft", "moved_from", "made_from", "machine_draft")
"""Fields that are written by commands, or that every new page has."""

_SPECIAL = ("home", "layout", "collects")
"""Fields for the pages of which a site has one, or one a section."""

Say = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for; what is '' or None is made by rule.

    day: of publication, of an event its first one, else of the text; today: the day where the
    site is at home; say: puts comments into the person's language; stubs: the languages that
    get a file for their translation, too.
    """

    kind: str
    title: str
    today: dt.date
    say: Say
    folder: str | None = None
    slug: str = ""
    day: dt.date | None = None
    stubs: tuple[str, ...] = ()


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
    others = [each.locale for each in settings.languages if not each.is_source]
    if wrong_language := next((each for each in wish.stubs if each not in others), None):
        return None, (_no_language(wrong_language, others),)
    title = unicodedata.normalize("NFC", " ".join(wish.title.split()))
    if not title or not _can_be_saved(title):
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
    rows = tuple(_required(wish, title))
    todo = tuple(name for name, value in rows if value.startswith(TODO) and name != "title")
    text = _text(wish, rows)
    found = {settings.docs_dir / settings.source.locale / uri: text.encode()}
    words = PageWords(title=title, description=TODO, updated=_changed(wish))
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
    return next((folder for folder in folders if folder), "tin-tuc")


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
    return f"{_day(wish)}-{name}" if _has_days(tree, wish, folder) else name


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


def _day(wish: Wish) -> dt.date:
    return wish.day or wish.today


# -- what is in it ------------------------------------------------------------------------------


def _required(wish: Wish, title: str) -> Iterator[tuple[str, str]]:
    """Field and value, as YAML, of what the page cannot be without."""
    model = KINDS[wish.kind]
    is_dated = issubclass(model, Dated)
    known = {
        "title": scalar(title),
        "kind": wish.kind,
        "date" if is_dated else "updated": str(_changed(wish)),
    }
    if model is Event and wish.day:
        known["start"] = str(wish.day)
    needed = [name for name, info in model.model_fields.items() if info.is_required()]
    first = ["title", "description", "kind"]
    for name in dict.fromkeys((*first, *known, *needed)):
        yield name, known.get(name, f"{TODO}  # {_example(model, name)}")


def _changed(wish: Wish) -> dt.date:
    """The day of the text: that of an event is another one."""
    return wish.today if KINDS[wish.kind] is Event else _day(wish)


def _text(wish: Wish, rows: tuple[tuple[str, str], ...]) -> str:
    model, say = KINDS[wish.kind], wish.say
    had = {name for name, _ in rows}
    optional = model.model_fields.keys() - had - set(_OURS)
    if wish.kind != "page":
        optional -= set(_SPECIAL)
    lines = [
        "---",
        *(f"{name}: {value}" for name, value in rows),
        f"draft: true  # {say(_COMMENTS['draft'])}",
        f"# {say(_COMMENTS['optional'])}",
        *(f"# {name}: {_example(model, name)}" for name in sorted(optional, key=_rank(model))),
        "---",
        "",
        f"<!-- {say(_COMMENTS['body'])} -->",
    ]
    return "\n".join(lines) + "\n"


def _rank(model: type[Fields]) -> Callable[[str], tuple[bool, int]]:
    """What the kind alone has comes first, then the order of the schema."""
    order = list(model.model_fields)
    return lambda name: (name in Fields.model_fields, order.index(name))


def _example(model: type[Fields], name: str) -> str:
    return str((model.model_fields[name].examples or ["…"])[0])


_COMMENTS = {
    "draft": msg("to publish the page, remove this line"),
    "optional": msg("Only where needed: remove the # before the field."),
    "body": msg(
        "The text comes here. Sections begin with ## at the start of a line; delete this hint."
    ),
}


def scalar(text: str) -> str:
    """A text in one line of YAML, in quotes only where it needs them, read back exactly."""
    shown = yaml.safe_dump(text, allow_unicode=True, width=float("inf"))
    return shown.removesuffix("\n").removesuffix("\n...")


def _can_be_saved(title: str) -> bool:
    try:
        return bool(yaml.safe_load(scalar(title)) == title)
    except (UnicodeError, yaml.YAMLError):
        return False


# -- what is wrong ------------------------------------------------------------------------------


def _no_kind(kind: str) -> Problem:
    close = difflib.get_close_matches(kind.lower(), KINDS, n=1, cutoff=0.4)
    kinds = msg("Kinds are: {kinds}.", kinds=", ".join(KINDS))
    return error(
        "new-kind", kind, None,
        msg("There is no kind of page “{kind}”.", kind=kind),
        msg("Did you mean “{target}”?", target=close[0]) if close else kinds,
    )  # fmt: skip


def _no_language(locale: str, others: list[str]) -> Problem:
    return error(
        "new-language", locale, None,
        msg("“{locale}” is not a language that pages are translated into.", locale=locale),
        msg("Languages are: {languages}.", languages=", ".join(others) or "—"),
    )  # fmt: skip


def _no_title() -> Problem:
    return error(
        "new-title", "TITLE", None,
        msg("This cannot be the title of a page."),
        msg("Give one in quotes, for example: {example}",
            example='quangba new news "Hội chùa Tân Thanh"'),
    )  # fmt: skip
