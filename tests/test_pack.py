"""What reading gave, kept by several processes at once."""

from __future__ import annotations

from pathlib import Path

from quangba import pack
from quangba.pack import Pack


def _found(folder: Path) -> dict[str, bytes | None]:
    kept = Pack(folder, "reading", "1")
    return {name: kept.get(place) for name, place in (kept.index or {}).items()}


def test_who_saves_after_another_has_put_all_into_a_new_file(tmp_path, monkeypatch):
    Pack(tmp_path, "reading", "1").save(dict, {}, {"a": b"one", "b": b"two"})
    one, two = Pack(tmp_path, "reading", "1"), Pack(tmp_path, "reading", "1")
    monkeypatch.setattr(pack, "_SPARE", -100)
    two.save(dict, {"a": two.index["a"]}, {"c": b"three"})
    monkeypatch.undo()
    one.save(dict, one.index, {"d": b"four"})

    assert _found(tmp_path) == {"a": b"one", "b": b"two", "d": b"four"}
