"""Templates that are found and given values faster do what Jinja's own do."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

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
