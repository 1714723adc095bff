"""Garbage is looked for seldom in a build, and as ever afterwards."""

import gc
from contextlib import ExitStack

from quangba.build import collecting


def test_it_is_as_before_afterwards():
    before = gc.get_threshold()
    with collecting.seldom():
        within = gc.get_threshold()

    assert within > before
    assert gc.get_threshold() == before
    assert gc.isenabled()


def test_it_is_as_before_whoever_ends_first():
    before = gc.get_threshold()
    one, other = ExitStack(), ExitStack()
    one.enter_context(collecting.seldom())
    within = gc.get_threshold()
    other.enter_context(collecting.seldom())
    one.close()
    assert gc.get_threshold() == within
    other.close()
    assert gc.get_threshold() == before
