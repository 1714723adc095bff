"""A check that keeps what it has read finds what one finds that reads all."""

import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from quangba.build import check_built
from quangba.checks.built import facts
from tests.checks.built.sites import SITE, html, put

NAMES = ("index.html", "fr/index.html", "a/index.html", "b/index.html")
BODIES = (
    '<p><a href="../a/">A</a></p>',
    '<p><a href="../b/#x">B</a> 谅山</p>',
    '<h2 id="x">X</h2><h2 id="x">Y</h2>',
    '<p><a href="fr/">F</a> <a href="a/">A</a></p><div>',
    None,
)
EDITS = st.lists(st.tuples(st.sampled_from(NAMES[2:]), st.sampled_from(BODIES)), max_size=3)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return put(tmp_path_factory.mktemp("isle"), {})


def edit(folder, edits):
    for name, body in edits:
        file = folder / name
        if body is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(html(body, address=name.removesuffix("index.html")), encoding="utf-8")


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_warm_finds_what_cold_finds(loaded, rounds):
    folder, cache = loaded.settings.root / "public", loaded.settings.cache_dir / "checks"
    for edits in rounds:
        edit(folder, edits)
        warm = check_built.check(loaded, folder)
        again = check_built.check(loaded, folder)
        shutil.rmtree(cache)
        cold = check_built.check(loaded, folder)

        assert warm.problems == again.problems == cold.problems
        assert again.read == 0
        assert cold.read == cold.pages


@pytest.fixture
def site(tmp_path):
    loaded = put(tmp_path, {})
    assert check_built.check(loaded, tmp_path / "public").read == 2
    return loaded, tmp_path / "public", tmp_path / ".cache/checks/pages"


def test_only_what_changed_is_read(site):
    loaded, folder, _ = site
    (folder / "index.html").write_text(SITE["index.html"].replace("isle", "Isle") + "\n")

    assert check_built.check(loaded, folder).read == 1
    assert check_built.check(loaded, folder).read == 0


def test_facts_of_pages_that_are_gone_are_not_kept(site):
    loaded, folder, store = site
    (folder / "fr/index.html").unlink()
    check_built.check(loaded, folder)

    assert zlib.decompress(store.read_bytes()).count(b"\n") == 1


@pytest.mark.parametrize("damage", [
    lambda data: data[:-9], lambda data: b"", lambda data: data[:30] + b"x" + data[31:],
    lambda data: zlib.compress(zlib.decompress(data).replace(b'"doctype"', b"")[:-20]),
])  # fmt: skip
def test_a_damaged_cache_costs_time_only(site, damage):
    loaded, folder, store = site
    store.write_bytes(damage(store.read_bytes()))

    report = check_built.check(loaded, folder)
    assert report.problems == ()
    assert report.read > 0
    assert check_built.check(loaded, folder).read == 0


def test_other_readers_read_anew(site, monkeypatch, tmp_path):
    loaded, folder, _ = site
    other = tmp_path / "facts.py"
    other.write_bytes(Path(facts.__file__).read_bytes() + b"#")
    monkeypatch.setattr(facts, "__file__", str(other))

    assert check_built.check(loaded, folder).read == 2


def test_a_cache_that_cannot_be_written_is_no_obstacle(site):
    loaded, folder, store = site
    shutil.rmtree(store.parent)
    store.parent.write_text("in the way")

    assert check_built.check(loaded, folder).problems == ()


def test_workers_read_what_one_process_reads(site, monkeypatch):
    loaded, folder, store = site
    alone = store.read_bytes()
    store.unlink()
    monkeypatch.setattr(check_built, "WORTH_A_POOL", 1)

    assert check_built.check(loaded, folder).problems == ()
    assert store.read_bytes() == alone
