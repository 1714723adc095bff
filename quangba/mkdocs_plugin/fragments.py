"""Parts of templates that many pages have alike: made once, and put into the others as they are.

`{% same place.bar, "footer" %}…{% endsame %}` is made anew only where its arguments are others than
before. They name all that it depends on, where the page stands among it, as addresses are relative
(`Place`). A menu of fifty links was most of a page's time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from quangba.memory import Key, note, recording


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, for what names addresses and marks the page in menus.

    folder: shared by pages that name all addresses outside of themselves alike; bar: also the top
    of the menu; menu: also all of it.
    """

    folder: str
    bar: Hashable
    menu: Hashable


class Fragments(Extension):
    """The tag. What the parts have read counts as read by each page that has them."""

    tags = {"same"}  # noqa: RUF012 - the library's

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._made: dict[Hashable, tuple[str, frozenset[Key]]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Hand the part over as something that is called where it is needed."""
        line = next(parser.stream).lineno
        key = parser.parse_tuple(with_condexpr=True)
        body = parser.parse_statements(("name:endsame",), drop_needle=True)
        call = self.call_method("_part", [key])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _part(self, key: Hashable, caller: Callable[[], Any]) -> str:
        found = self._made.get(key)
        if found is None:
            with recording() as reads:
                html: str = caller()
            found = self._made[key] = html, frozenset(reads)
        for each in found[1]:
            note(*each)
        return found[0]
