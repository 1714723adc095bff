"""Fixtures of all tests: `make_site`, a small site with its problems; `golden`, texts as files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests.small_sites import Files, Made, read, write

TESTS = Path(__file__).parent

# A busy machine is no failure; the tests that must be quick measure themselves.
# The gate tries the same cases each time: what a new one shows is no fault of the last change.
# `pytest -m hypothesis --hypothesis-profile=new` looks for others.
hypothesis.settings.register_profile("quangba", deadline=None, derandomize=True)
hypothesis.settings.register_profile("new", deadline=None, derandomize=False)
hypothesis.settings.load_profile("quangba")


@pytest.fixture
def make_site(tmp_path) -> Callable[[Files], Made]:
    """Write files over the smallest good site and read it."""

    def make(files: Files) -> Made:
        return read(write(tmp_path, files))

    return make


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sites are built that tests look at: one folder for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sites"
    folder.mkdir(exist_ok=True)
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These two folders are stages of the gate, whether or not a file in them says so."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in {"browser", "site"}:
            item.add_marker(folder)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of comparing"
    )


@pytest.fixture
def golden(request):
    """Compare a text with a golden file.

    `pytest tests/golden --update-golden` writes the files anew; read what has changed in them.
    """

    def compare(text: str, file: Path) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            return
        assert file.is_file(), f"no golden file {file.name}; see --update-golden"
        assert text == file.read_text(encoding="utf-8")

    return compare
