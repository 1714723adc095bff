"""The gate: stages in order, the first failure ends it, a choice of tests reaches pytest only."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

import browser
from environment import ROOT, Environment

# Not `import test`: Python has a package of that name.
_spec = importlib.util.spec_from_file_location("gate", ROOT / "scripts" / "test.py")
gate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gate)


@pytest.fixture
def codes(monkeypatch):
    """Exit codes by a word of the command; what ran is kept under `ran`."""
    given = {"ran": []}

    def run(command, **_):
        line = " ".join([Path(command[0]).stem, *command[1:]])
        given["ran"].append(line)
        return subprocess.CompletedProcess(
            command, next((code for word, code in given.items() if word in line), 0)
        )

    monkeypatch.setattr(gate.subprocess, "run", run)
    monkeypatch.setattr(gate, "prepare", lambda *_: Environment())
    monkeypatch.setattr(browser, "find", lambda _: Path("/bin/chromium"))
    return given


def test_all_stages_in_order(codes, capsys):
    assert gate.run_stages(*gate.read_arguments([])) == 0
    assert codes["ran"] == [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "lint-imports",
        "pytest tests -m not site and not browser -n 3 --dist worksteal",
        "quangba check --strict",
        "pytest tests/site -m site -n 2 --dist loadgroup",
        "pytest tests/browser -m browser -n 2 --dist worksteal",
    ]
    assert "All passed." in capsys.readouterr().out


def test_the_first_failure_ends_it(codes, capsys):
    codes["mypy"] = 2

    assert gate.run_stages(*gate.read_arguments([])) == 2
    assert codes["ran"][-1] == "mypy"
    assert "python3 scripts/test.py --only types" in capsys.readouterr().out


def test_only_keeps_the_order_and_what_follows_the_dashes_goes_to_pytest(codes):
    gate.run_stages(*gate.read_arguments(["--only", "site", "--only", "lint", "--", "-k", "links"]))

    assert codes["ran"] == [
        "ruff check .",
        "pytest tests/site -m site -n 2 --dist loadgroup -k links",
    ]


def test_a_stage_without_tests_fails_unless_tests_were_chosen(codes):
    codes["pytest"] = gate.NO_TESTS

    assert gate.run_stages(*gate.read_arguments(["--only", "site"])) == gate.NO_TESTS
    assert gate.run_stages(*gate.read_arguments(["--only", "site", "--", "-k", "links"])) == 0


def test_a_browser_is_looked_for_only_when_needed(codes, monkeypatch):
    monkeypatch.setattr(browser, "find", lambda _: pytest.fail("looked for a browser"))

    assert gate.run_stages(*gate.read_arguments(["--only", "lint"])) == 0
