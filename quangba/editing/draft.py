"""What stands in the file of a page that is to be written: the fields of its kind.

It is a draft, so that nobody publishes it unfinished; what its kind needs and nobody knows yet is
TODO. What is optional stands ready as a comment, with the examples of the schema.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from quangba.content.schema import KINDS, OF_TRANSLATIONS, Dated, Event, Fields
from quangba.content.unfinished import TODO
from quangba.messages import Text, msg

_OURS = ("kind", "draft", "moved_from", *OF_TRANSLATIONS)
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

    @property
    def day_or_today(self) -> dt.date:
        """The day that the page is dated with."""
        return self.day or self.today


def required(wish: Wish, title: str) -> Iterator[tuple[str, str]]:
    """Field and value, as YAML, of what the page cannot be without."""
    model = KINDS[wish.kind]
    is_dated = issubclass(model, Dated)
    known = {
        "title": scalar(title),
        "kind": wish.kind,
        "date" if is_dated else "updated": str(changed(wish)),
    }
    if model is Event and wish.day:
        known["start"] = str(wish.day)
    # An event that the lunar calendar tells needs no `start`; of all others it is the main thing.
    needed = [
        name
        for name, info in model.model_fields.items()
        if info.is_required() or (model is Event and name == "start")
    ]
    first = ["title", "description", "kind"]
    for name in dict.fromkeys((*first, *known, *needed)):
        yield name, known.get(name, f"{TODO}  # {_example(model, name)}")


def changed(wish: Wish) -> dt.date:
    """The day of the text: that of an event is another one."""
    return wish.today if KINDS[wish.kind] is Event else wish.day_or_today


def text(wish: Wish, rows: tuple[tuple[str, str], ...]) -> str:
    """The file of the source page."""
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


def can_be_saved(title: str) -> bool:
    """Whether a file can hold a title and give it back."""
    try:
        return bool(yaml.safe_load(scalar(title)) == title)
    except (UnicodeError, yaml.YAMLError):
        return False
