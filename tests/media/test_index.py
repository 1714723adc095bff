"""What is known of originals between runs: never believed when anything speaks against it."""

import dataclasses
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media import index, plan
from quangba.media.facts import NO_MEMORY, Facts, Unusable
from quangba.store import check_of
from tests import ticks

FACTS = Facts("jpeg", 96, 64, False, 1, ("c83c28",) * 6, "0" * 64)


class Folder:
    """Three files, and who was looked at."""

    def __init__(self, root):
        self.root, self.cache, self.asked = root / "media", root / "cache", []
        self.found = {"a.jpg": FACTS, "b.jpg": Unusable("picture-broken", "why"), "c.jpg": FACTS}
        self.root.mkdir()
        for name in self.found:
            (self.root / name).write_bytes(name.encode())

    def read(self):
        """Facts of every file; who was looked at for them."""
        self.asked = []

        def inspect(files):
            self.asked = [file.name for file in files]
            return [(file, self.found[file.name]) for file in files]

        files = sorted(self.root.iterdir())
        known = index.facts(files, self.root, self.cache, inspect)
        assert {file.name: found for file, found in known.items()} == {
            file.name: self.found[file.name] for file in files
        }
        return self.asked

    @property
    def file(self):
        return self.cache / index.FILE

    def change(self, **values):
        data = json.loads(self.file.read_text())
        data = {**data, **values}
        self.file.write_text(json.dumps({**data, "check": check_of(data["files"])}))


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path)
    assert made.read() == ["a.jpg", "b.jpg", "c.jpg"]
    assert made.read() == []
    return made


def test_a_changed_file_is_looked_at_alone(folder):
    ticks.told(folder.root / "b.jpg", lambda: (folder.root / "b.jpg").write_bytes(b"other"))
    folder.found["b.jpg"] = dataclasses.replace(FACTS, width=7)

    assert folder.read() == ["b.jpg"]
    assert folder.read() == []


def test_even_one_of_the_same_size_and_time(folder):
    file = folder.root / "a.jpg"
    stat = file.stat()
    (folder.root / "new").write_bytes(b"x.jpg")
    os.utime(folder.root / "new", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (folder.root / "new").replace(file)

    assert folder.read() == ["a.jpg"]


def test_a_file_that_goes_is_forgotten(folder):
    (folder.root / "a.jpg").unlink()

    assert folder.read() == []
    assert set(json.loads(folder.file.read_text())["files"]) == {"b.jpg", "c.jpg"}


def test_a_new_one_is_looked_at_alone(folder):
    (folder.root / "d.jpg").write_bytes(b"d")
    folder.found["d.jpg"] = FACTS

    assert folder.read() == ["d.jpg"]


@pytest.mark.parametrize("code", ["picture-hangs", "picture-crashes"])
def test_what_may_have_been_the_machine_is_looked_at_again(folder, code):
    folder.found["b.jpg"] = Unusable(code, "")
    ticks.told(folder.root / "b.jpg", lambda: (folder.root / "b.jpg").write_bytes(b"other"))

    assert folder.read() == ["b.jpg"]
    assert folder.read() == ["b.jpg"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7", '"x"', "{}", "\0", '{"version": 1}', '{"files": []}']
)
def test_a_broken_index_is_made_anew(folder, text):
    folder.file.write_text(text)

    assert folder.read() == ["a.jpg", "b.jpg", "c.jpg"]
    assert folder.read() == []


def test_so_is_one_that_was_deleted_or_is_no_text(folder):
    folder.file.unlink()
    assert len(folder.read()) == 3
    folder.file.write_bytes(b"\xff\xfe\xff")
    assert len(folder.read()) == 3


def test_so_is_one_of_another_version(folder, monkeypatch):
    folder.change(version=[index.VERSION + 1, plan.PIPELINE])
    assert len(folder.read()) == 3
    monkeypatch.setattr(plan, "PIPELINE", plan.PIPELINE + 1)
    assert len(folder.read()) == 3


@pytest.mark.parametrize("files", [None, 7, [], "x", {}])
def test_so_is_one_without_files(folder, files):
    folder.change(files=files)

    assert len(folder.read()) == 3


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


@given(
    value=json_values, field=st.sampled_from([field.name for field in dataclasses.fields(Facts)])
)
def test_facts_that_make_no_sense_are_not_believed(tmp_path_factory, value, field):
    folder = Folder(tmp_path_factory.mktemp("index"))
    folder.read()
    rows = json.loads(folder.file.read_text())["files"]
    rows["a.jpg"]["facts"][field] = value
    rows["b.jpg"]["unusable"] = value
    rows["c.jpg"] = value
    folder.change(files=rows)
    known = index.facts(
        sorted(folder.root.iterdir()), folder.root, folder.cache,
        lambda files: [(file, FACTS) for file in files],
    )  # fmt: skip

    for found in known.values():
        assert isinstance(found, Facts)
        for each in dataclasses.fields(Facts):
            assert type(getattr(found, each.name)) is type(getattr(FACTS, each.name))


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path):
    (tmp_path / "cache").write_bytes(b"a file")
    folder = Folder(tmp_path)

    assert len(folder.read()) == 3
    assert len(folder.read()) == 3


def test_what_could_not_be_read_is_looked_at_again_by_other_libraries(folder, monkeypatch):
    monkeypatch.setattr(index, "ground", lambda: "other")

    assert folder.read() == ["b.jpg"]
    assert folder.read() == []


def test_what_there_was_no_memory_for_is_looked_at_again(folder):
    folder.found["b.jpg"] = Unusable("picture-too-large", NO_MEMORY)
    (folder.root / "b.jpg").write_bytes(b"other")

    assert folder.read() == ["b.jpg"]
    assert folder.read() == ["b.jpg"]


def test_a_digit_that_is_another_one_is_noticed(folder):
    folder.file.write_text(folder.file.read_text().replace('"width": 96', '"width": 97', 1))

    assert folder.read() == ["a.jpg", "b.jpg", "c.jpg"]
