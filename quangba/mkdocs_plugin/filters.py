"""Filters of templates that say something else on each page."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context


def of_page(make: Callable[..., str]) -> Callable[..., str]:
    """A filter that may say something else on each page.

    What others make of a constant, as in `{{ "news/" | url }}`, Jinja works out while it compiles
    the template: on whatever page that happens to be, and for all of them.
    """

    @pass_context
    def made(_: Context, *arguments: object) -> str:
        return make(*arguments)

    return made
