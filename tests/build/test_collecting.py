"""Garbage is looked for seldom in a build, and as ever afterwards."""

import gc

import pytest

from quangba.build import collecting


def test_it_is_as_before_afterwards():
    before = gc.get_threshold()
    with pytest.raises(KeyError), collecting.seldom():
        assert gc.get_threshold() > before
        raise KeyError

    assert gc.get_threshold() == before
    assert gc.isenabled()
