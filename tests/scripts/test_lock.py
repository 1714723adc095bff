"""The lock files hold what pyproject.toml asks for, and nothing but exact versions and hashes."""

import re

import pytest

import lock
from environment import ROOT


def _text(name):
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_nothing_but_versions_and_hashes(name):
    assert lock.foreign_lines(_text(name)) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--find-links /opt",
        "a @ file:///opt/a.whl",
        "-e .",
        "a>=1 \\",
    ],
)
def test_an_address_a_path_or_a_range_is_foreign(line):
    assert lock.foreign_lines(f"# note\n{line}\n") == [line]


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_the_lock_is_of_this_pyproject(name):
    locked = set(re.findall(r"(?m)^[a-z0-9-]+==[^ ]+", _text(name)))

    wishes = {re.sub(r"\[.*\]", "", wish) for wish in lock.wishes()[name]}  # extras are no versions
    assert wishes <= locked


def test_both_locks_agree():
    versions = [
        dict(re.findall(r"(?m)^([a-z0-9-]+)==([^ ]+)", _text(name))) for name in ("runtime", "test")
    ]

    assert {
        name
        for name in versions[0].keys() & versions[1].keys()
        if versions[0][name] != versions[1][name]
    } == set()
