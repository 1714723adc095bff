"""Figures that a text has where no figure can stand."""

import pytest
from markdown import Markdown

from quangba.mkdocs_plugin.citations import Citations, misplaced

EXTENSIONS = ("fenced_code", "md_in_html", "tables")


def rendered(text):
    citations = Citations()
    citations.html = lambda name, form: '<data class="fact" value="5">5</data><small>(2024)</small>'
    return Markdown(extensions=[*EXTENSIONS, citations]).convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a](b.md \"T {{ fact('lamps') }}\")",
        "[a][b]\n\n[b]: b.md \"T {{ fact('lamps') }}\"",
        "An <a title='{{ fact(\"lamps\") }}'>a</a>.",
        '<div>{{ fact("lamps") }}</div>',
    ],
)
def test_no_figure_in_attributes_and_html(text):
    assert misplaced(rendered(text))


@pytest.mark.parametrize(
    "text",
    [
        'It has {{ fact("lamps") }}, **{{ fact("lamps") }}** and a [link](b.md "in fact").',
        'Write `{{ fact("lamps") }}`.\n\n```\n{{ fact("lamps") }}\n```\n\n    {{ fact("lamps") }}',
        '| a |\n|---|\n| {{ fact("lamps") }} |',
        '<div markdown="1">{{ fact("lamps") }}</div>',
        "1 < 2 and {{ fact('lamps') }}",
    ],
)
def test_figures_in_texts_and_code(text):
    assert not misplaced(rendered(text))
