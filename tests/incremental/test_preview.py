"""`quangba serve` shows what it would show if it were started anew, after any edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental import sequences
from tests.incremental.builds import Served
from tests.incremental.sequences import Course

SITES = (101, 102)
STEPS = 20


@pytest.mark.parametrize("site", SITES)
def test_every_step_is_as_a_new_preview_shows_it(site: int, kept: Path, tmp_path: Path) -> None:
    def course(name: str) -> Course:
        return Course(tmp_path / name, kept, site, Served(tmp_path / name / "served"))

    fault = sequences.run(course("course"), sequences.drawn(site), STEPS)
    if fault is not None:
        shorter = sequences.shortest(
            fault, lambda steps: sequences.run(course("again"), steps, len(steps))
        )
        pytest.fail(str(shorter), pytrace=False)
