"""The next build makes again what has changed, and nothing that it shows is of before."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.build.last import LastBuild
from quangba.kept import Kept
from quangba.memory import Key, Memory, Owner, encoded, kept_memo, memo, note

CELLS = 5
ROWS = 6


@dataclass
class Sheet(Owner):
    """Cells with numbers or nothing, and rows made of cells and of rows above.

    What a row reads depends on what it finds, and many of its values are equal.
    """

    cells: dict[int, int]
    memory: Memory = field(default_factory=Memory)
    locale: str = "en"
    made: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.memory.atoms = lambda key: encoded(self.cells.get(int(str(key[1]))))
        super().__init__(self.memory, self.locale)

    def cell(self, number: int) -> int:
        note("cell", number)
        return self.cells[number]

    @memo
    def row(self, number: int) -> int:
        self.made.append(("row", number))
        return self._sum(number)

    @kept_memo
    def kept(self, number: int) -> int:
        self.made.append(("kept", number))
        return self._sum(number)

    def _sum(self, number: int) -> int:
        first = self.cell(number % CELLS)
        if number and first % 2:
            return (first + self.row(number - 1)) % 3
        if number > 1:
            return self.kept((first + number) % number) // 2
        return first % 4


def output(sheet: Sheet, number: int) -> str:
    """What a build would write of a row; '!' where a cell is missing."""
    try:
        return f"{sheet.row(number)} {sheet.kept(number)}"
    except KeyError:
        return "!"


def build(
    file: Path, cells: dict[int, int], wanted: set[int], shown: dict[int, str], narrow: bool = True
) -> Sheet:
    """Bring what is shown of some rows to the state of the cells, with what was kept."""
    kept = Kept(file, "1")
    sheet = Sheet(dict(cells))
    last = LastBuild(kept, "rows")
    last.compare(sheet.memory.atoms)
    sheet.memory.past = last
    if narrow:
        last.narrow(sheet.memory.is_same)
    for number in set(shown) - wanted:
        del shown[number]
    for number in sorted(wanted):
        key = ("output", "en", number)
        if number not in shown or not sheet.memory.is_same(key):
            make = lambda number=number: output(sheet, number)  # noqa: E731
            shown[number], _ = sheet.memory.make(key, make)
    last.take(sheet.memory)
    last.put()
    kept.save()
    kept.close()
    return sheet


steps = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, CELLS - 1), st.none() | st.integers(0, 5), max_size=2),
        st.sets(st.integers(0, ROWS - 1)),
        st.booleans(),
    ),
    min_size=2,
    max_size=8,
)


SMALL = {
    "columns.BLOCK": 48, "numbering._SHARE": 3, "numbering._MANY": 5, "numbering._UNSORTED": 2,
    "readers._FEW": 3,
}  # fmt: skip
"""As in a site of thousands of pages: much is in another block, not loaded, not in order."""


@pytest.fixture(scope="module", params=[{}, SMALL], ids=["large", "small"])
def _parts(request):
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, size in request.param.items():
            monkeypatch.setattr(f"quangba.build.{name}", size)
        yield


@pytest.mark.usefixtures("_parts")
@settings(max_examples=100, deadline=None)
@given(first=st.dictionaries(st.integers(0, CELLS - 1), st.integers(0, 5)), edits=steps)
def test_after_any_edits_all_that_is_shown_is_right(tmp_path_factory, first, edits) -> None:
    file = tmp_path_factory.mktemp("kept") / "kept.db"
    cells, shown = dict(first), dict[int, str]()
    for edit, wanted, narrow in [({}, set(range(ROWS)), True), *edits]:
        for cell, value in edit.items():
            if value is None:
                cells.pop(cell, None)
            else:
                cells[cell] = value
        build(file, cells, wanted, shown, narrow)
        assert shown == {number: output(Sheet(dict(cells)), number) for number in wanted}


def test_nothing_is_made_where_nothing_changed(tmp_path: Path) -> None:
    cells, shown = {number: number for number in range(CELLS)}, dict[int, str]()
    wanted = set(range(ROWS))
    assert build(tmp_path / "kept.db", cells, wanted, shown).made
    assert build(tmp_path / "kept.db", cells, wanted, shown).made == []


def test_only_what_has_read_a_cell_is_made_again(tmp_path: Path) -> None:
    cells, shown = {number: 2 * number for number in range(CELLS)}, dict[int, str]()
    build(tmp_path / "kept.db", cells, {0, 1}, shown)
    made = build(tmp_path / "kept.db", {**cells, 1: 6}, {0, 1}, shown).made
    assert {number for _, number in made} == {1}


def test_many_changes_with_keys_in_several_shares(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("quangba.build.numbering._SHARE", 3)
    cells, shown = {number: number for number in range(CELLS)}, dict[int, str]()
    first = build(tmp_path / "kept.db", cells, set(range(ROWS)), shown).made
    again = build(tmp_path / "kept.db", cells, set(range(ROWS)), shown).made
    assert len(again) < len(first)
    changed = {number: number + 1 for number in range(CELLS)}
    build(tmp_path / "kept.db", changed, set(range(ROWS)), shown)
    assert shown == {number: output(Sheet(changed), number) for number in range(ROWS)}


def test_damage_means_a_clean_build(tmp_path: Path) -> None:
    cells, shown = {number: number for number in range(CELLS)}, dict[int, str]()
    first = build(tmp_path / "kept.db", cells, {3}, shown).made
    (tmp_path / "kept.db").write_bytes((tmp_path / "kept.db").read_bytes()[:3000])
    assert build(tmp_path / "kept.db", cells, {3}, shown).made == first


def test_who_has_read_what_is_the_same_both_ways_round(tmp_path: Path) -> None:
    """After edits that change what rows read, in the store as in memory."""
    cells, shown, file = {number: number for number in range(CELLS)}, dict[int, str](), "kept.db"
    for edit in ({}, {1: 4}, {2: 1, 1: 3}, {0: 5}, {0: 2, 3: 0}):
        cells |= edit
        build(tmp_path / file, cells, set(range(ROWS)), shown)
        kept = Kept(tmp_path / file, "1")
        last = LastBuild(kept, "rows")
        numbers = range(len(last._keys))
        for read in numbers:
            readers = {each for each in numbers if read in last._row(each)}
            assert last._readers.of([read]) - {read} == readers, read
        kept.close()


@pytest.mark.parametrize("part", ["digests 0", "reads 0", "readers 0", "keys 0", "atoms", "about"])
def test_a_part_that_is_missing_or_damaged_means_a_clean_build(tmp_path: Path, part) -> None:
    cells, shown = {number: number for number in range(CELLS)}, dict[int, str]()
    first = build(tmp_path / "kept.db", cells, {3}, shown).made
    for change in (
        "DELETE FROM kept WHERE name = ?",
        "UPDATE kept SET data = x'00' WHERE name = ?",
    ):
        with contextlib.closing(sqlite3.connect(tmp_path / "kept.db")) as base, base:
            assert base.execute(change, [part]).rowcount == 1
        assert build(tmp_path / "kept.db", cells, {3}, shown).made == first
        assert build(tmp_path / "kept.db", cells, {3}, shown).made == []
