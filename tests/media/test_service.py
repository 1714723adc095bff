"""The store: what is made once is kept, and only what depends on a change is made again."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from quangba.errors import StoreError
from quangba.media import pool, pruning, recipes, service
from tests.media import originals
from tests.media.libraries import RECIPES, SIDECAR, library_of
from tests.media.originals import fields, told

ROOT = Path(__file__).resolve().parents[2]
CARD = "card:\n  widths: [32]\n  aspect: [1, 1]\n  quality: {jpeg: 95}\n"
ORIGINALS = {
    "a.jpg": told(fields(), "JPEG"),
    "b.png": told(fields(size=(90, 60)), "PNG"),
    "c.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">'
    b'<path d="M0 0h9v9"/></svg>',
}


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    """Count and be quick: no worker processes, unless the test asks for them."""
    if "photos" in request.fixturenames:
        return
    monkeypatch.setattr(
        pool, "run", lambda work, items, **_: [(item, work(item)) for item in list(items)]
    )


@pytest.fixture
def made(tmp_path):
    return library_of(tmp_path, ORIGINALS, RECIPES + CARD)


def _made(rows):
    return {row.name: row.made for row in rows if row.made}


def test_a_cold_run_makes_everything_and_a_warm_one_decodes_nothing(made, monkeypatch):
    cold = made.optimize("figure", "card")
    assert _made(cold) == {"a.jpg": 8, "b.png": 8, "c.svg": 8}
    stored = made.stored()
    assert len(stored) == 24

    monkeypatch.setattr(
        pool, "run", lambda work, items, **_: pytest.fail("work") if list(items) else []
    )
    warm = made.optimize("figure", "card")
    assert [(row.made, row.reused, row.bytes) for row in warm] == [
        (0, 8, row.bytes) for row in cold
    ]
    assert made.stored() == stored


def test_rows_tell_the_bytes_before_and_after(made):
    for row in made.optimize("figure"):
        assert row.original_bytes == len(ORIGINALS[row.name])
        assert row.bytes == sum(path.stat().st_size for _, path in made.published()[row.name])
        assert row.seconds > 0


def test_two_cold_runs_give_the_same_bytes(made, tmp_path_factory):
    made.optimize("figure", "card")
    other = library_of(tmp_path_factory.mktemp("again"), ORIGINALS, RECIPES + CARD)
    other.optimize("card")
    other.optimize("figure")

    assert made.stored() == other.stored()


def test_texts_of_a_sidecar_touch_nothing(made):
    made.optimize()
    (made.folder / "a.yml").write_text(SIDECAR.replace("A. Painter", "B. Writer"))

    assert _made(made.optimize()) == {}


def test_a_focal_point_touches_its_crops_alone(made):
    made.optimize("figure", "card")
    (made.folder / "a.yml").write_text(SIDECAR + "focal: [0.0, 0.0]\n")

    assert _made(made.optimize("figure", "card")) == {"a.jpg": 2}


def test_a_focal_point_is_kept_in_the_crop(made):
    for focal, field in (("0.1, 0.2", originals.FIELDS[0]), ("0.9, 0.2", originals.FIELDS[1])):
        (made.folder / "a.yml").write_text(SIDECAR + f"focal: [{focal}]\n")
        made.optimize("card")
        (_, path) = made.published("card")["a.jpg"][-1]
        with Image.open(path) as image:
            assert image.size == (32, 32)
            edge = 2 if focal.startswith("0.1") else 29
            seen = image.getpixel((edge, 4))
        assert max(abs(a - b) for a, b in zip(seen, field, strict=True)) < 12


def test_a_changed_recipe_touches_its_own_files_alone(made):
    made.optimize("figure", "card")
    recipe = made.settings.root / "assets" / "recipes.yml"
    recipe.write_text(RECIPES + CARD.replace("95", "60"))
    assert _made(made.optimize("figure", "card")) == {"a.jpg": 1, "b.png": 1, "c.svg": 1}

    recipe.write_text(RECIPES.replace("[48, 96]", "[48, 72, 96]") + CARD.replace("95", "60"))
    assert _made(made.optimize("figure", "card")) == {"a.jpg": 3, "b.png": 3, "c.svg": 3}


def test_changed_bytes_touch_that_original_alone(made):
    made.optimize()
    (made.folder / "b.png").write_bytes(told(fields(size=(90, 61)), "PNG"))

    assert _made(made.optimize()) == {"b.png": 6}


def test_a_lost_or_empty_file_is_made_again(made):
    made.optimize()
    before = made.stored()
    (_, one), (_, other), *_ = made.published()["a.jpg"]
    one.unlink()
    other.write_bytes(b"")

    assert _made(made.optimize()) == {"a.jpg": 2}
    assert made.stored() == before


STEEP, SMALL, FULL = (
    "figure: {widths: [100, 800]}\n",
    "figure: {widths: [100]}\n",
    "figure: {widths: [100, 200, 400, 800]}\n",
)


@pytest.mark.parametrize(("before", "after"), [(STEEP, FULL), (FULL, STEEP), (FULL, SMALL)])
def test_a_changed_ladder_gives_what_a_cold_run_would(before, after, tmp_path_factory):
    """The pixels of a file depend on no other file that is made with it."""
    photo = {"a.jpg": told(fields(size=(3200, 2000)).effect_spread(90), "JPEG")}
    warm = library_of(tmp_path_factory.mktemp("warm"), photo, before)
    warm.optimize()
    (warm.settings.root / "assets" / "recipes.yml").write_text(after)
    warm.optimize()
    cold = library_of(tmp_path_factory.mktemp("cold"), photo, after)
    cold.optimize()

    assert cold.stored().items() <= warm.stored().items()


def test_only_uses_that_exist_are_made(made):
    pictures, _ = made.read()
    found, _ = recipes.read(made.settings)
    uses = [("a.jpg", "card"), ("a.jpg", "no such use"), ("none.jpg", "card")]
    rows = service.optimize(made.settings, pictures, found, uses)

    assert _made(rows) == {"a.jpg": 2}
    assert len(made.stored()) == 2


def test_prune_removes_what_nothing_uses_and_nothing_else(made):
    made.optimize("figure", "card")
    pictures, _ = made.read()
    found, _ = recipes.read(made.settings)
    kept = {path.name for _, path in made.published("card")["a.jpg"]}
    old, young = made.store / f".{'0' * 64}.avif.x1", made.store / f".{'1' * 64}.avif.x2"
    foreign = made.store / "notes.jpeg"
    for file in (old, young, foreign):
        file.write_bytes(b"half")
    os.utime(old, (1e9, 1e9))
    before = made.stored()
    arguments = made.settings, pictures, found, [("a.jpg", "card")]
    gone = {name: data for name, data in before.items() if name not in {*kept, foreign.name}}
    size = sum(map(len, gone.values())) + len(b"half")

    assert pruning.prune(*arguments, dry_run=True) == (len(gone) + 1, size)
    assert made.stored() == before
    assert pruning.prune(*arguments) == (len(gone) + 1, size)
    assert set(made.stored()) == {*kept, foreign.name}
    assert {young.name, foreign.name, "known"} <= {file.name for file in made.store.iterdir()}
    assert not old.exists()
    assert pruning.prune(*arguments) == (0, 0)


def test_files_that_another_run_removes_meanwhile_are_no_fault(tmp_path):
    here = tmp_path / "here"
    here.write_bytes(b"12345")

    assert pruning.remove([tmp_path / "gone", here], dry_run=False) == (1, 5)
    assert not here.exists()
    assert not pruning.is_left(here, 1e12)


@pytest.mark.parametrize("blocked", ["file", "full"])
def test_a_store_that_cannot_be_used_is_no_fault_of_pictures(blocked, made, monkeypatch):
    pictures, _ = made.read()
    shutil.rmtree(made.store)
    if blocked == "file":
        made.store.write_bytes(b"")
    else:
        full = OSError(28, "No space left on device")
        monkeypatch.setattr(pool, "run", lambda *_, **__: (_ for _ in ()).throw(full))

    with pytest.raises(StoreError, match=r"\.cache/media cannot be used: .+ delete the folder"):
        made.optimize_these(pictures)


def test_what_is_lacking_is_noticed(made):
    pictures, _ = made.read()
    found, _ = recipes.read(made.settings)
    asked = made.settings, pictures, found, [("a.jpg", "card")]
    assert service.lacking(*asked)

    made.optimize("card")
    assert not service.lacking(*asked)
    made.published("card")["a.jpg"][0][1].unlink()
    assert service.lacking(*asked)


def test_prune_without_a_store(made):
    assert pruning.prune(made.settings, {}, {}, []) == (0, 0)


def test_progress_is_told(made):
    told_ = []
    pictures, _ = made.read()
    found, _ = recipes.read(made.settings)
    service.optimize(
        made.settings, pictures, found, [(name, "figure") for name in pictures],
        progress=lambda *now: told_.append(now),
    )  # fmt: skip

    assert told_ == [(1, 3), (2, 3), (3, 3)]


def test_a_thousand_known_pictures_take_no_time(tmp_path):
    """A warm run looks at nothing but names and times."""
    shades = (bytes((n // 256, n % 256, 90)) for n in range(1000))
    many = {}
    for number, shade in enumerate(shades):
        out = io.BytesIO()
        Image.new("RGB", (16, 16), tuple(shade)).save(out, "PNG")
        many[f"p{number}.png"] = out.getvalue()
    uses = "figure: {widths: [16], formats: [jpeg]}\n"
    made = library_of(tmp_path, many, uses)
    made.optimize()
    started = time.thread_time()  # of this thread alone, whatever else the machine does
    rows = made.optimize()
    seconds = time.thread_time() - started

    assert _made(rows) == {}
    assert seconds < 4  # alone on a machine 0.8; this bound only finds what grows with the square


# ------------------------------------------------------------------------- several processes

RUN = """\
import sys
from pathlib import Path
from quangba import settings
from tests.media.libraries import Library
if __name__ == "__main__":
    library = Library(settings.read(Path(sys.argv[1]) / "mkdocs.yml"))
    print("reading", flush=True)
    library.optimize(processes=2)
"""


@pytest.fixture
def photos():
    """Larger ones, so that a run takes its time."""
    large = fields(size=(800, 500)).effect_spread(200)
    return {f"p{n}.jpg": told(large.rotate(n), "JPEG") for n in range(4)}


LADDER = "figure: {widths: [100, 200, 300, 400, 500, 600, 700, 800]}\n"
FILES = 16
"""Of each original."""


HELD = """\
import time
from quangba.media import render
write = render.write_atomically

def held(file, data):
    if len(list(file.parent.glob("*.jpeg"))) >= 3:
        (file.parent / f".{file.name}.half").write_bytes(data[: len(data) // 2])
        time.sleep(3600)
    write(file, data)

render.write_atomically = held
"""
"""Before a run: as soon as there are some files, its workers stay in the middle of the next."""


def _start(made, script, before=""):
    script.write_text(before + RUN)
    return subprocess.Popen(
        [sys.executable, str(script), str(made.settings.root)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")
def test_a_killed_run_resumes_and_two_at_once_end_whole(tmp_path, photos):
    whole = library_of(tmp_path / "whole", photos, LADDER)
    both = [_start(whole, tmp_path / "run.py") for _ in range(2)]
    assert [run.wait(600) for run in both] == [0, 0]
    expected = whole.stored()
    assert len(expected) == 4 * FILES

    broken = library_of(tmp_path / "broken", photos, LADDER)
    run = _start(broken, tmp_path / "run.py", HELD)
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and not list(broken.store.glob(".*.half")):
        assert run.poll() is None
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    half = broken.stored()

    assert 3 <= len(half) < len(expected)
    assert all(expected[name] == data for name, data in half.items())
    assert sum(row.made for row in broken.optimize()) == len(expected) - len(half)
    assert broken.stored() == expected
