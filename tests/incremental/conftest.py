from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kept(builds: Path) -> Path:
    """What builds make that is named by its content: for all sites of a run."""
    folder = builds.parent / "kept"
    folder.mkdir(exist_ok=True)
    return folder
