"""Garbage is looked for seldom in a build, and as ever afterwards."""

import gc

from quangba.build import collecting


def test_it_is_as_before_afterwards():
    before = gc.get_threshold()
    with collecting.seldom():
        within = gc.get_threshold()

    assert within > before
    assert gc.get_threshold() == before
    assert gc.isenabled()
