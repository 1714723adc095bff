"""What `--help` shows: every command once, and what can be told to publishing."""

import pytest
from click.testing import CliRunner

from quangba.cli.commands import main_group
from quangba.cli.terminal import Terminal


def shown(*words):
    result = CliRunner().invoke(main_group, words, obj=Terminal("en"))
    return result.exit_code, result.output


def test_every_command_is_listed_once():
    _, text = shown("--help")

    for name, command in main_group.commands.items():
        assert text.count(f"quangba {name} ") == (0 if command.hidden else 1), name


@pytest.mark.parametrize("option", ["--dry-run", "--build", "--with-warnings", "--all", "--yes"])
def test_publishing_shows_its_options(option):
    _, text = shown("publish", "--help")

    assert option in text.partition("TARGET:")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--dry-run",), "goes with --fix"), (("--fix", "--json"), "leave out --format"),
     (("--output", "a.json"), "needs a format for programs")],
)  # fmt: skip
def test_options_that_make_no_sense_together_are_explained(words, said):
    code, text = shown("check", *words)

    assert code == 2
    assert said in text
