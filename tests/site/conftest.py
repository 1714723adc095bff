from __future__ import annotations

from pathlib import Path

import pytest

from tests import built_sites
from tests.built_sites import BuiltSite
from tests.site.documents import Documents


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sites")


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
