"""Templates as many pages need them: sixteen parts of each are found, and given values, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # of `escape`, in C

from quangba.inputs import TEMPLATES
from quangba.memory import note

_PLAIN = frozenset({BuiltinMethodType, FunctionType, MethodType, partial})
"""What is called as it is, unless it says itself that it wants more."""


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

    def call(self, called: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """As the library does, which first asks anything whether it wants to be given more."""
        kind = type(called)
        if kind is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(self.eval_ctx, *arguments, **named)
        if kind in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            try:
                return called(*arguments, **named)
            except StopIteration:
                return self.environment.undefined("a callable raised StopIteration")
        return super().call(called, *arguments, **named)


def written(value: Any) -> str:
    """What stands for a value in a page. It is not marked as escaped: no template sees it again."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]  # as its type says
    if kind is str:
        return escaped(value)
    return escape(value)


class _PageCode(CodeGenerator):
    """Templates that write values by `written`."""

    imported = f"from {__name__} import {written.__name__} as escape"

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the library's name
        """What the code names `escape` is called for what is written, and for nothing else."""
        super().visit_Template(node, frame)
        self.writeline(self.imported)


class _Held(dict[Any, Any]):
    """Templates that have been loaded. Who shows one that is none by its name has read all."""

    def get(self, key: Any, default: Any = None, /) -> Any:
        """One by its loader and name, as the library asks for it."""
        if not key[1].endswith(TEMPLATES):
            note("theme")
        return super().get(key, default)


def quicken(env: Environment) -> None:
    """Before the first template is loaded. All are held, as they are few."""
    env.context_class = PageContext
    env.code_generator_class = _PageCode
    env.cache = _Held()
