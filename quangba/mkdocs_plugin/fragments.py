"""Parts of templates that many pages have alike: made once, and put into the others as they are.

`{% same "footer", flag %}…{% endsame %}` is made anew only where the arguments or the page's place
(`place` of the context) are others than before. A menu of fifty links was most of a page's time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from quangba.memory import Key, note, recording


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
        place = nodes.Name("place", "load")
        body = parser.parse_statements(("name:endsame",), drop_needle=True)
        call = self.call_method("_part", [nodes.Tuple([place, key], "load")])
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
