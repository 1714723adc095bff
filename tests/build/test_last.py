"""The next build makes again what has changed, and nothing that it shows is of before."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

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


@settings(max_examples=150, deadline=None)
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
