"""What is still to be written is found in every file, once, and not where it is no mark."""

import pytest

from tests.golden.cases import PICTURE, SIDECAR, SIDECAR_FILE, SVG
from tests.small_sites import FILES, page, words

CONFLICT = "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n"
FR = FILES["docs/fr/strings.yml"] + "unfinished_words: [à compléter, 待补充]\n"


def todos(made):
    return [(each.path, each.line) for each in made.problems if each.code == "text-todo"]


@pytest.mark.parametrize("text", ["Open TODO.", "TBD", "xxx", "Lorem ipsum dolor", "- FIXME: a"])
def test_a_mark_in_a_text_is_found(make_site, text):
    made = make_site({"docs/en/a.md": page(f"One.\n\n{text}"), "docs/fr/a.md": words("Un.")})

    assert todos(made) == [("docs/en/a.md", 8)]


@pytest.mark.parametrize(
    "text",
    ["`TODO`", "```\nTODO\n```", "<!-- TODO: ask -->", "Todos los días", "XX century", "xxxviii",
     "à compléter", "[a](https://a.test/TODO)"],
)  # fmt: skip
def test_what_is_no_mark(make_site, text):
    assert todos(make_site({"docs/en/a.md": page(text), "docs/fr/a.md": words("Un.")})) == []


def test_each_language_has_words_of_its_own(make_site):
    files = {"docs/fr/strings.yml": FR, "docs/en/a.md": page("One.")}

    made = make_site({**files, "docs/fr/a.md": words("Heures : À Compléter.\n\n开放时间待补充。")})

    assert todos(made) == [("docs/fr/a.md", 5), ("docs/fr/a.md", 7)]


def test_words_outside_the_text_are_looked_at(make_site):
    made = make_site(
        {
            "docs/en/a.md": page("One.", title="A TODO page"),
            "docs/fr/strings.yml": FR + "moved_title: TBD\n",
            "assets/data/topics.yml": "sea: {title: {en: Sea, fr: TBD}}\n",
            PICTURE: SVG,
            SIDECAR_FILE: SIDECAR.replace("Un port", "Un port TBD"),
        }
    )

    assert {path for path, _ in todos(made)} >= {
        "docs/en/a.md", "docs/fr/strings.yml", SIDECAR_FILE,
    }  # fmt: skip
    assert all(line for _, line in todos(made))


def test_a_field_is_told_once(make_site):
    made = make_site({"docs/en/a.md": page("One.", description="TODO")})

    assert [each.code for each in made.problems if "todo" in each.code] == ["page-todo"]


def test_a_draft_holds_nobody_up(make_site):
    made = make_site({"docs/en/a.md": page("TODO", draft="true")})

    assert [each.severity.name for each in made.problems if each.code == "text-todo"] == ["NOTE"]


@pytest.mark.parametrize(
    "path",
    ["docs/fr/strings.yml", "assets/data/terms.csv", "assets/data/sources.yml", SIDECAR_FILE,
     "assets/media/a.en.vtt", "assets/theme/main.html"],
)  # fmt: skip
def test_marks_of_a_merge_are_found_in_every_file(make_site, path):
    made = make_site({PICTURE: SVG, path: CONFLICT})

    assert ("merge-conflict", path, 1) in [(p.code, p.path, p.line) for p in made.problems]
