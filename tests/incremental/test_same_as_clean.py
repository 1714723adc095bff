"""An incremental build makes what a clean build makes, whatever has been edited before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental import sequences
from tests.incremental.sequences import Course

LOTS = 10
STEPS = 30
"""So many sites, and so many steps on each."""


@pytest.mark.parametrize("lot", range(LOTS))
def test_every_step_is_as_a_clean_build_makes_it(lot: int, kept: Path, tmp_path: Path) -> None:
    fault = sequences.run(Course(tmp_path / "course", kept, lot), sequences.drawn(lot), STEPS)
    if fault is not None:
        shorter = sequences.shortest(
            fault,
            lambda steps: sequences.run(Course(tmp_path / "again", kept, lot), steps, len(steps)),
        )
        pytest.fail(str(shorter), pytrace=False)
