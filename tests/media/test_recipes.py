"""assets/recipes.yml: what a site says of its renditions, over what layouts need anyway."""

import pytest

from quangba.media import recipes
from quangba.media.recipes import DEFAULTS
from tests.media.libraries import library_of


@pytest.fixture
def read(tmp_path):
    def reading(text):
        library = library_of(tmp_path, {}, text)
        return recipes.read(library.settings)

    return reading


def test_without_a_file_the_layouts_have_what_they_need(read, tmp_path):
    library = library_of(tmp_path, {})
    (tmp_path / "assets" / "recipes.yml").unlink()
    found, problems = recipes.read(library.settings)

    assert problems == ()
    assert {"hero", "card", "figure"} <= set(found)
    assert all(recipe.formats[-1] == "jpeg" for recipe in found.values())


def test_a_recipe_takes_the_place_of_its_default_and_others_stay(read):
    found, problems = read("card: {widths: [100]}\npress: {full_size: 4096, formats: [jpeg]}\n")

    assert problems == ()
    assert found["card"].widths == (100,)
    assert found["press"].full_size == 4096
    assert found["hero"] == DEFAULTS["hero"]


def test_an_empty_file_changes_nothing(read):
    assert read("") == (DEFAULTS, ())


@pytest.mark.parametrize(
    "recipe",
    [
        "{}",
        "{widths: []}",
        "{widths: [0]}",
        "{widths: [15]}",
        "{widths: [9000]}",
        "{widths: ['480']}",
        "{widths: [480.5]}",
        "{widths: 480}",
        "{width: [480]}",
        "{widths: [480], aspect: [8]}",
        "{widths: [480], aspect: [8, 0]}",
        "{widths: [480], aspect: [8, -5]}",
        "{widths: [480], aspect: 8/5}",
        "{widths: [480], formats: [png]}",
        "{widths: [480], formats: []}",
        "{widths: [480], quality: 50}",
        "{widths: [480], quality: {avif: 0}}",
        "{widths: [480], quality: {avif: 101}}",
        "{widths: [480], quality: {png: 50}}",
        "{widths: [480], sizes: ''}",
        "{full_size: 1}",
        "{full_size: 99999}",
        "[480]",
        "480",
        "",
    ],
)
def test_a_wrong_recipe_is_told_with_its_line_and_the_default_stays(read, recipe):
    found, problems = read(f"# one line\nhero: {recipe}\ncard: {{widths: [100]}}\n")

    assert {problem.path for problem in problems} == {"assets/recipes.yml"}
    assert {problem.line for problem in problems} == {2}
    assert found["hero"] == DEFAULTS["hero"]
    assert found["card"].widths == (100,)


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "a: 1\n\tb: 2\n"])
def test_a_file_that_is_no_list_of_recipes_is_told(read, text):
    found, problems = read(text)

    assert problems
    assert found == DEFAULTS


def test_another_encoding_is_told(tmp_path):
    library = library_of(tmp_path, {})
    (tmp_path / "assets" / "recipes.yml").write_bytes("# Bên\n".encode("utf-16"))
    found, (problem,) = recipes.read(library.settings)

    assert (found, problem.code) == (DEFAULTS, "data-encoding")


@pytest.mark.parametrize("name", recipes.DEFAULTS)
def test_those_that_are_built_in_are_right(name):
    """They are not looked at when the module is loaded, which would take each build a while."""
    built_in = recipes.DEFAULTS[name]
    assert recipes.Recipe.model_validate(built_in.model_dump(exclude_unset=True)) == built_in
