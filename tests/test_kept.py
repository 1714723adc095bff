"""What a build keeps for the next: all of it or nothing, and nothing that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from quangba.kept import Kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    kept = Kept(tmp_path / "kept.db", "1")
    for name in ("a", "b"):
        kept.put("pages", name, name.encode() * 5000)
    kept.put("other", "a", b"x")
    kept.save()
    kept.close()
    return tmp_path / "kept.db"


def test_what_was_saved_is_found(file: Path) -> None:
    kept = Kept(file, "1")
    assert kept.get("pages", "a") == b"a" * 5000
    assert kept.get("pages", "c") is None
    assert dict(kept.all("other")) == {"a": b"x"}


def test_another_version_is_empty(file: Path) -> None:
    kept = Kept(file, "2")
    assert kept.get("pages", "a") is None
    kept.put("pages", "a", b"new")
    kept.save()
    assert dict(Kept(file, "2").all("pages")) == {"a": b"new"}


def test_what_was_not_saved_is_as_before(file: Path) -> None:
    kept = Kept(file, "1")
    kept.put("pages", "a", b"new")
    kept.drop("pages", ["b"])
    assert dict(kept.all("pages")) == {"a": b"new"}
    assert set(dict(Kept(file, "1").all("pages"))) == {"a", "b"}
    kept.clear("other")
    kept.save()
    later = Kept(file, "1")
    assert dict(later.all("pages")) == {"a": b"new"}
    assert later.get("other", "a") is None


@pytest.mark.parametrize("at", [0, 100, 5_000, 9_000, -3])
@pytest.mark.parametrize("how", ["cut", "changed"])
def test_damage_is_noticed(file: Path, at: int, how: str) -> None:
    data = bytearray(file.read_bytes())
    if how == "cut":
        del data[at:]
    else:
        data[at] ^= 0xFF
    file.write_bytes(data)
    kept = Kept(file, "1")
    for name in ("a", "b"):
        assert kept.get("pages", name) in (None, name.encode() * 5000)
    kept.put("pages", "c", b"c")
    kept.save()
    assert dict(Kept(file, "1").all("pages")).get("c") in (b"c", None)


def test_no_place_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = Kept(tmp_path / "file" / "kept.db", "1")
    kept.put("pages", "a", b"a")
    kept.save()


def test_who_saves_upon_another_saves_nothing(file: Path) -> None:
    one, two = Kept(file, "1"), Kept(file, "1")
    one.put("pages", "a", b"one")
    one.put("pages", "c", b"one")
    two.put("pages", "b", b"two")
    two.put("pages", "c", b"two")
    one.save()
    two.save()
    two.put("pages", "d", b"two")
    two.save()

    found = Kept(file, "1")
    kept = {name: found.get("pages", name) for name in "abcd"}
    assert kept == {"a": b"one", "b": b"b" * 5000, "c": b"one", "d": None}


def test_values_are_not_added_to_those_of_another_version(file: Path) -> None:
    one, two = Kept(file, "1"), Kept(file, "2")
    two.put("pages", "a", b"two")
    two.save()
    one.put("pages", "b", b"one")
    one.save()

    assert Kept(file, "1").is_empty
    assert Kept(file, "2").get("pages", "b") is None
    assert Kept(file, "2").get("pages", "a") == b"two"


def test_one_that_saves_again_and_again_is_not_another(file: Path) -> None:
    kept = Kept(file, "1")
    for name in "cde":
        kept.put("pages", name, b"new")
        kept.save()

    assert [Kept(file, "1").get("pages", name) for name in "cde"] == [b"new"] * 3


@pytest.mark.parametrize("is_there", [True, False])
def test_what_is_put_is_not_kept_without_what_it_was_added_to(file: Path, is_there: bool) -> None:
    kept = Kept(file, "1")
    if is_there:
        file.write_bytes(b"?" * 9_000)
    else:
        file.unlink()
    kept.put("pages", "c", b"c")
    kept.save()

    assert Kept(file, "1").is_empty


@pytest.mark.parametrize("name", ["no #1", "is it?", "50%41", "Văn Lãng", "a&b=c", "x\\y", "'\""])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "kept.db"
    for number in range(2):
        kept = Kept(file, "1")
        kept.put("pages", f"{number}", b"x")
        kept.save()
        kept.close()

    assert set(dict(Kept(file, "1").all("pages"))) == {"0", "1"}
