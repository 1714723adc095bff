"""An incremental build makes what a clean build makes, whatever has been edited before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental import sequences
from tests.incremental.sequences import Course

SITES = (5, 10, 26, 194, 6, 24, 58, 268, 17, 19)
"""Together they have every kind of page, most of them twice."""

STEPS = 30
"""So many builds on each site: of half of them, two edits come before; see `test_sequences.py`."""


@pytest.mark.parametrize("lot", range(len(SITES)))
def test_every_step_is_as_a_clean_build_makes_it(lot: int, kept: Path, tmp_path: Path) -> None:
    site, steps = SITES[lot], sequences.dealt(lot, len(SITES))
    fault = sequences.run(Course(tmp_path / "course", kept, site), steps, STEPS)
    if fault is not None:
        shorter = sequences.shortest(
            fault,
            lambda steps: sequences.run(Course(tmp_path / "again", kept, site), steps, len(steps)),
        )
        pytest.fail(str(shorter), pytrace=False)
