"""The script that damages inputs: it sees what is wrong with the program, and a short run of it."""

import time
from pathlib import Path

import pytest

import corrupt_inputs
from corrupt_inputs import ChangedError, HangError, Keeper, Tally
from quangba.build import driver
from quangba.errors import BuildError, InputError
from quangba.messages import msg


@pytest.fixture
def site(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("A.")
    return tmp_path


def attempt(site: Path, monkeypatch, check) -> Tally:
    monkeypatch.setattr(driver, "check", check)
    tally = Tally()
    corrupt_inputs.attempt(site, tally, build=False)
    return tally


def test_problems_are_a_good_end(site, monkeypatch):
    def check(config):
        raise InputError(msg("No."), (driver_problem(),))

    assert attempt(site, monkeypatch, check).ends == {"problems": 1}


def driver_problem():
    from quangba.problems import error

    return error("page-unknown", "docs/a.md", 1, msg("No."))


@pytest.mark.parametrize(
    "fault", [KeyError("x"), BuildError(msg("No."), ()), InputError(msg("No."), ())]
)
def test_a_fault_that_says_nothing_useful_is_found(site, monkeypatch, fault):
    def check(config):
        raise fault

    with pytest.raises(type(fault)):
        attempt(site, monkeypatch, check)


def test_a_changed_input_is_found(site, monkeypatch):
    def check(config):
        (site / "docs/a.md").write_text("B.")
        return None, ()

    with pytest.raises(ChangedError):
        attempt(site, monkeypatch, check)


def test_what_does_not_end_is_found(site, monkeypatch):
    monkeypatch.setattr(corrupt_inputs, "LIMIT", 1)
    with pytest.raises(HangError):
        attempt(site, monkeypatch, lambda config: time.sleep(30))


def test_what_was_damaged_is_as_before(site):
    file, keeper = site / "docs/a.md", Keeper()
    before = file.stat().st_mtime_ns
    keeper.keep(file)
    file.unlink()
    file.mkdir()
    keeper.restore()
    assert (file.read_text(), file.stat().st_mtime_ns) == ("A.", before)


def test_a_short_run_finds_nothing():
    tally = corrupt_inputs.run(tries=6, seconds=3600, seed=20261127, builds=0)
    assert sum(tally.ends.values()) >= 6
    assert tally.codes
