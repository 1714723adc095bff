"""Templates as many pages need them: sixteen parts of each are found, and given values, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context


class PageContext(Context):
    """The values of a template. No template has globals of its own beside those of all."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the library's name
    ) -> None:
        super().__init__(environment, parent, name, blocks)
        self.globals_keys = set(environment.globals)  # the library looks through a chain of them


def quicken(env: Environment) -> None:
    """Before the first template is loaded. All are held, as they are few."""
    env.context_class = PageContext
    env.cache = {}
