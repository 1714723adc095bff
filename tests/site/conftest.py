from __future__ import annotations

from pathlib import Path

import pytest

from tests import built_sites
from tests.built_sites import BuiltSite
from tests.site.documents import Documents

FOLDER = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What reads one site's pages goes to one worker (--dist loadgroup), which parses them once.

    Builds in other surroundings read no page: any worker may have them.
    """
    for item in items:
        if isinstance(item, pytest.Function) and item.path.parent == FOLDER and not _builds(item):
            item.add_marker(pytest.mark.xdist_group(_read_by(item)))


def _builds(item: pytest.Function) -> bool:
    return item.path.name == "test_same_bytes.py"


def _read_by(item: pytest.Function) -> str:
    """The site whose pages a test reads."""
    call = getattr(item, "callspec", None)
    usual = "sample" if "sample" in item.fixturenames else "place"
    return str(call.params.get("site", usual)) if call else usual


@pytest.fixture(scope="session", params=list(built_sites.CONFIGS))
def site(request: pytest.FixtureRequest, builds: Path) -> BuiltSite:
    """Each of the two sites in turn."""
    return built_sites.built(request.param, builds)


@pytest.fixture(scope="session")
def place(builds: Path) -> BuiltSite:
    """The site of this repository."""
    return built_sites.built("place", builds)


@pytest.fixture(scope="session")
def sample(builds: Path) -> BuiltSite:
    """The fictional site."""
    return built_sites.built("sample", builds)


@pytest.fixture(scope="session")
def documents(site: BuiltSite) -> Documents:
    return Documents.of(site)
