"""Agreed names: what passes, beside what tests/golden shows failing."""

import pytest

from tests.small_sites import MKDOCS_YML, page, words

TERMS = "assets/data/terms.csv"
HEAD = "id,kind,en,fr,also_fr,avoid_fr,proposed\n"
QUAY = HEAD + "quay,place,Old Quay,波止場,古埠,旧埠,fr\nhall,place,Quay Hall,波止場会館,,,fr\n"
JAPANESE = MKDOCS_YML.replace(
    "quangba: {}", "quangba: {language_tags: {fr: ja}, terms: {annotate: [place]}}"
)
"""French stands in for a language of another script."""


@pytest.fixture
def codes(make_site):
    def check(text, source="Old Quay.\n", title="頁"):
        made = make_site(
            {
                "mkdocs.yml": JAPANESE,
                TERMS: QUAY,
                "docs/en/a.md": page(source),
                "docs/fr/a.md": words(text, title=title),
            }
        )
        return [(problem.code, problem.line) for problem in made.problems]

    return check


@pytest.mark.parametrize(
    "text",
    [
        "波止場（Old Quay）。\n\n波止場。\n",
        "Old Quay（波止場）。\n",
        "Old Quay の近く。\n\n波止場。\n",
        "波止場（Old Quay）と波止場会館。\n",
        "`波止場` と <https://x.example/波止場>\n",
        "波止場（Old Quay，旧埠とも）。\n",
        "町の波止場会館前（Old Quay）。\n",
        "古埠（Old Quay）。\n",
        "（Old Quay）港町。\n",
    ],
)
def test_good_names(codes, text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一。\n\n古埠。\n", [("name-alone", 7)]),
        ("波止場会館。\n", [("name-alone", 5)]),
        ("波止場（Old Quay）と旧埠。\n", [("name-avoided", 5)]),
        ("（旧埠）。\n", [("name-avoided", 5)]),
        ("港町（Old Quay）。\n", [("name-other", 5)]),
        ("一。\n\n新港（ Old Quay ）。\n", [("name-other", 7)]),
    ],
)
def test_bad_names(codes, text, expected):
    assert codes(text) == expected


def test_an_original_in_the_title_is_enough(codes):
    assert codes("波止場。\n", title="波止場（Old Quay）") == []


def test_an_avoided_name_in_the_front_matter_has_its_line(codes):
    assert codes("一。\n", title="旧埠") == [("name-avoided", 2)]


def test_an_agreed_name_may_look_like_another_without_marks(make_site):
    rows = "id,kind,en,fr\na,place,Đá Quay,Quai\nb,place,Da Quay,Autre quai\n"
    made = make_site({TERMS: rows, "docs/en/a.md": page("Da Quay and Đá Quay.\n")})

    assert made.problems == ()
