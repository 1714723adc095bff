"""Templates that are found and given values faster do what Jinja's own do."""

from __future__ import annotations

from functools import partial

import pytest
from jinja2 import DictLoader, Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from quangba.mkdocs_plugin.context import quicken

TEMPLATES = {
    "base": "{% import 'macros' as m with context %}{% import 'macros' as plain %}{% set a = 1 %}"
    "{% block body %}{{ a }}{% endblock %}{% include 'part' %}{{ m.say() }}{{ plain.say() }}"
    "{{ everywhere }}",
    "page": "{% extends 'base' %}{% set b = 2 %}{% block body %}{{ super() }}{{ b }}{{ given }}"
    "{% include 'part' %}{% endblock %}",
    "part": "[{{ a }}{{ b }}{{ given }}{{ everywhere }}{% set a = 3 %}{{ a }}]",
    "macros": "{% macro say() %}({{ given }}{{ everywhere }}){% endmacro %}",
}


def rendered(*, quick: bool) -> list[str]:
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=True, auto_reload=False)
    if quick:
        quicken(env)
    env.globals["everywhere"] = "&"
    return [
        env.get_template(name).render(given=given) for name in ("base", "page") for given in "xy"
    ]


def test_what_comes_out_is_the_same():
    assert rendered(quick=True) == rendered(quick=False)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_loaded_once(name):
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=True, auto_reload=False)
    quicken(env)

    assert env.get_template(name) is env.get_template(name)


WRITTEN = (
    "{% autoescape how %}{{ v }}{% endautoescape %}{{ v }}{{ v ~ '<' }}{{ v|upper }}{{ safe }}"
    "{% set a %}{{ v }}{% endset %}{{ a }}{{ a ~ v }}{{ a|length }}{{ a|escape }}{{ 3 }}{{ None }}"
    "{% macro m(x, y='<') %}{{ x }}{{ y }}{{ caller() if caller else '' }}{% endmacro %}"
    "{{ m(v) }}{{ m(v, y=safe) }}{% call m(a) %}{{ v }}{% endcall %}{{ missing }}"
    "{% for x in [v, safe, 1] %}{{ m(x) }}{{ text.join([v, 'y']) }}{{ told() }}{% endfor %}"
    "{% filter upper %}{{ v }}{% endfilter %}{{ full(v) }}{{ stops() }}{{ v.upper() }}"
)


def written(*, quick: bool, how: bool) -> str:
    @pass_context
    def told(context: Context) -> str:
        return f"<{sorted(context.exported_vars)}>"

    def stops() -> str:
        raise StopIteration

    env = Environment(loader=DictLoader({"page": WRITTEN}), autoescape=True, auto_reload=False)
    if quick:
        quicken(env)
    values = {"v": "<a&'\">", "safe": Markup("<b>"), "text": Markup("<i>"), "how": how}
    functions = {"told": told, "stops": stops, "full": partial("{0}{0}".format)}
    return env.get_template("page").render(values | functions)


@pytest.mark.parametrize("how", [True, False])
def test_values_are_escaped_and_called_as_the_library_does(how):
    found = written(quick=True, how=how)

    assert found == written(quick=False, how=how)
    assert type(found) is str
