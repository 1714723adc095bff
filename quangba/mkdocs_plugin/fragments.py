"""Parts of templates that many pages have alike: made once, and put into the others as they are.

`{% same place.bar, "footer" %}…{% endsame %}` is made anew only where its arguments are others than
before. They name all that it depends on, where the page stands among it, as addresses are relative
(`Place`). A menu of fifty links was most of a page's time.

`{% once card, level, … %}…{% endonce %}` is made once for a value, whatever page it stands on: the
addresses in it are put in for each. The other arguments are all that it depends on beside that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from quangba.memory import Key, note_all, recording

MOST = 4_000
"""So many values are held with what was made of them; a card takes 2 kB."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, for what names addresses and marks the page in menus.

    folder: shared by pages that name all addresses outside of themselves alike; bar: also the top
    of the menu; menu: also all of it.
    """

    folder: str
    bar: Hashable
    menu: Hashable


class Marking(Protocol):
    """The page that is rendered, as far as it knows addresses (`Here`)."""

    def marked(self, make: Callable[[], str]) -> tuple[str, ...] | None:
        """What is made in parts: text and address in turn. None where that cannot be told."""

    def __call__(self, path: object) -> str:
        """An address as the page names it."""


class Fragments(Extension):
    """The tags. What the parts have read counts as read by each page that has them.

    `here`, the page that is rendered, is set once; without it all is made where it stands.
    """

    tags = {"same", "once"}  # noqa: RUF012 - the library's

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.here: Marking | None = None
        self._made: dict[Hashable, tuple[str, frozenset[Key]]] = {}
        self._once: dict[Hashable, tuple[object, tuple[str, ...], frozenset[Key]]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Hand the part over as something that is called where it is needed."""
        token = next(parser.stream)
        key = parser.parse_tuple(with_condexpr=True)
        body = parser.parse_statements((f"name:end{token.value}",), drop_needle=True)
        call = self.call_method("_part" if token.value == "same" else "_of_value", [key])
        return nodes.CallBlock(call, [], [], body).set_lineno(token.lineno)

    def _part(self, key: Hashable, caller: Callable[[], Any]) -> str:
        found = self._made.get(key)
        if found is None:
            with recording() as reads:
                html: str = caller()
            found = self._made[key] = html, frozenset(reads)
        note_all(found[1])
        return found[0]

    def _of_value(self, key: tuple[Any, ...], caller: Callable[[], Any]) -> str:
        here = self.here
        if here is None:
            return str(caller())
        name = id(key[0]), key[1:]
        found = self._once.get(name)
        if found is None:
            with recording() as reads:
                parts = here.marked(caller)
            if parts is None:
                return str(caller())
            if len(self._once) >= MOST:
                self._once.clear()
            # the value is held, too: its identity is the key
            found = self._once[name] = key[0], parts, frozenset(reads)
        _, parts, noted = found
        note_all(noted)
        named = [*parts]
        named[1::2] = map(here, parts[1::2])
        return "".join(named)
