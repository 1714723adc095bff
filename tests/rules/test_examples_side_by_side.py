"""Examples that stand beside something else: a translation beside its source, words in a film."""

import re

import pytest

from quangba.rules import RULES
from tests.golden.cases import FR, REGISTERS, SIDECAR, TERMS, A, figures, jpeg, mkdocs
from tests.golden.test_video_messages import EN, GOOD
from tests.small_sites import page, read, words, write

SOURCES = {
    "parity-number": "The pier is 12.5 m long.",
    "parity-date": "On February 25, 2026.",
    "parity-link": "See [the lighthouse](lighthouse.md).",
    "parity-picture": "![](/media/harbour.jpg)",
    "parity-block": "!!! warning\n    Mind the waves.",
    "parity-same": "The boats come in at noon and again at midnight.",
    "parity-empty": "## The moon\n\nIt pulls.",
    "heading-count": "## High water\n\n## Low water",
    "heading-level": "## Tides\n\n### The moon",
    "heading-id": "## High water",
    "name-avoided": "The Old Quay.",
    "name-other": "The Old Quay.",
    "name-alone": "The Old Quay.",
    "name-slip": "By Mont Hà.",
    "name-title": "## Old Quay",
}
"""What the source says where the example is a translation."""
LANGUAGES = {"name-other": "ja", "name-alone": "ja"}
NAMES = {
    "name-other": "id,kind,en,fr,proposed\nquay,place,Old Quay,波止場,fr\n",
    "name-alone": "id,kind,en,fr,proposed\nquay,place,Old Quay,波止場,fr\n",
    "name-avoided": "id,kind,en,fr,avoid_fr\nquay,place,Old Quay,Vieux Quai,Jetée\n",
    "name-slip": "id,kind,en,fr\nhill,place,Mont Hà,\n",
    "name-title": "id,kind,en,fr\nquay,place,Old Quay,Vieux Quai\n",
}
FILM = (
    "subtitles-header subtitles-empty subtitles-time subtitles-order subtitles-overlap"
    " subtitles-duration subtitles-long"
)


def plain(example):
    """An example without what is said beside it."""
    return re.sub(r" {3}#.*", "", example)


def beside(code, example):
    """A page and its translation."""
    body = plain(example)
    if code == "heading-level":
        body = f"## Marées\n\n{body}"
    made = {
        A: page(f"{SOURCES[code]}\n"),
        FR: words(f"{body}\n"),
        "docs/en/lighthouse.md": page(),
        "assets/media/harbour.jpg": jpeg(),
        "assets/media/harbour.yml": SIDECAR,
    }
    if code in NAMES:
        made[TERMS] = NAMES[code]
    tag = LANGUAGES.get(code, "fr-FR")
    options = f"quangba: {{language_tags: {{fr: {tag}}}, terms: {{annotate: [place]}}}}"
    return {**made, **mkdocs("quangba: {}", options)}


def codes(root, files):
    return read(write(root, files)).codes


@pytest.mark.parametrize("code", SOURCES)
def test_a_translation(code, tmp_path):
    rule = RULES[code]

    assert code in codes(tmp_path / "wrong", beside(code, rule.wrong))
    assert code not in codes(tmp_path / "right", beside(code, rule.right))


@pytest.mark.parametrize("code", FILM.split())
def test_subtitles(code, tmp_path):
    def film(example):
        spoken = plain(example)
        if "-->" not in spoken:
            spoken = f"00:00.200 --> 00:01.000\n{spoken}"
        elif "\n" not in spoken:
            spoken += "\nThe sea."
        whole = code in {"subtitles-header", "subtitles-empty"}
        return {**GOOD, EN: f"{spoken}\n" if whole else f"WEBVTT\n\n{spoken}\n"}

    rule = RULES[code]

    assert code in codes(tmp_path / "wrong", film(rule.wrong))
    assert code not in codes(tmp_path / "right", film(rule.right))


@pytest.mark.parametrize("code", ["parity-fact", "parity-fact-extra"])
def test_a_figure_of_a_translation(code, tmp_path):
    cited = 'It takes {{ fact("lamp-oil") }}.'
    lamp = {
        "assets/data/facts.yml": figures("")["assets/data/facts.yml"].replace("lamps", "lamp-oil")
    }
    source, wrong = (
        (cited, RULES[code].wrong) if code == "parity-fact" else ("Oil.", RULES[code].wrong)
    )

    site = {**REGISTERS, **lamp, A: page(source), FR: words(plain(wrong))}
    assert code in codes(tmp_path / "wrong", site)
    right = {A: page(cited), FR: words('Il faut {{ fact("lamp-oil") }}.')}
    assert code not in codes(tmp_path / "right", {**site, **right})
