"""Templates as many pages need them: sixteen parts of each are found, and given values, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment, pass_context
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


def of_page(make: Callable[..., str]) -> Callable[..., str]:
    """A filter that may say something else on each page.

    What others make of a constant, as in `{{ "news/" | url }}`, Jinja works out while it compiles
    the template: on whatever page that happens to be, and for all of them.
    """

    @pass_context
    def made(_: Context, *arguments: object) -> str:
        return make(*arguments)

    return made


def quicken(env: Environment) -> None:
    """Before the first template is loaded. All are held, as they are few."""
    env.context_class = PageContext
    env.cache = {}
