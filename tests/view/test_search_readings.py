"""Shorter forms of a name are read as that part of it."""

from __future__ import annotations

import pytest

from quangba.view.search_readings import shorter


@pytest.mark.parametrize(
    ("name", "reading", "forms", "read"),
    [
        ("谅山省", "Liàngshān Shěng", ["谅山"], ["Liàngshān"]),
        ("原文朗县", "yuán Wénlǎng Xiàn", ["文朗县", "文朗"], ["Wénlǎng Xiàn", "Wénlǎng"]),
        ("友谊口岸", "Yǒuyì kǒu’àn", ["口岸"], ["kǒu’àn"]),
        ("同登—谅山", "Tóngdēng–Liàngshān", ["谅山"], []),  # one word of the reading
        ("谅山省", "Liàngshān Shěng", ["谅", "谅山省", "北江", ""], []),
        ("4A号国道", "4A hào guódào", ["国道"], []),
        ("Foam Parish", "fo", ["Foam"], []),
    ],
)
def test_a_part_of_a_name_is_read_as_that_part(name, reading, forms, read):
    assert list(shorter(name, reading, forms)) == read
