"""`quangba media` as people use it: words, tables, exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.photos import PLACE_WORDS, photo
from tests.small_sites import THEME, page, write

ROOT = Path(__file__).parent.parent
SIDECAR = "alt: {en: A, fr: A}\ncredit: A. Painter\nlicence: CC0-1.0\nexpires: 2099-12-31\n"


def run(folder, *arguments, **environment):
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "quangba", "media", *map(str, arguments)],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A site with a picture that two pages show and one that none does; renditions are made."""
    files = {
        **THEME,
        "assets/recipes.yml": "hero: {widths: [32, 64]}\ncard: {widths: [32]}\n",
        "docs/en/a.md": page(picture="boat.jpg"),
        "docs/en/b.md": page("![](/media/boat.jpg)\n"),
        "assets/media/boat.jpg": photo(),
        "assets/media/boat.yml": SIDECAR,
        "assets/media/sea/ship.png": photo(name="PNG"),
        "assets/media/sea/ship.yml": SIDECAR.replace("expires: 2099-12-31\n", ""),
    }
    folder = write(tmp_path_factory.mktemp("library"), files)
    done = run(folder, "optimize")
    assert (done.returncode, done.stderr) == (0, "")
    return folder, done.stdout


@pytest.fixture
def project(finished, tmp_path):
    return shutil.copytree(finished[0], tmp_path / "project")


def stored(project):
    return {file.name for file in (project / ".cache" / "media").iterdir()
            if file.suffix in (".avif", ".jpeg")}  # fmt: skip


# -- add -------------------------------------------------------------------------------------


def test_add_tells_what_went_where_and_what_was_refused(project, tmp_path):
    source = tmp_path / "Hội xuân.JPG"
    source.write_bytes(photo(artist=b"A. Painter", shade=7))
    (tmp_path / "notes.jpg").write_bytes(b"no picture")
    done = run(project, "add", source, tmp_path / "notes.jpg", "--to", "Tân Thanh")

    assert done.returncode == 1
    assert "tan-thanh/hoi-xuan.jpg, texts: assets/media/tan-thanh/hoi-xuan.yml" in done.stdout
    assert "1 added, 1 refused" in done.stdout
    assert "notes.jpg: error: The picture cannot be read: it is not a picture of" in done.stderr
    sidecar = (project / "assets/media/tan-thanh/hoi-xuan.yml").read_text(encoding="utf-8")
    assert 'credit: "A. Painter"  # who made it' in sidecar
    assert not [word for word in PLACE_WORDS if word in sidecar]


def test_comments_of_a_sidecar_are_in_the_language_of_the_user(project, tmp_path):
    source = tmp_path / "new.jpg"
    source.write_bytes(photo(shade=7))
    done = run(project, "add", source, "--ui-lang", "vi")

    assert done.returncode == 0, done.stderr
    sidecar = (project / "assets/media/new.yml").read_text(encoding="utf-8")
    assert "credit: TODO  # người tạo ra hình" in sidecar


@pytest.mark.parametrize(
    "arguments",
    [["add"], ["add", "a.jpg", "b.jpg", "--name", "x"], ["optimize", "-j", "0"], ["show"]],
)
def test_wrong_use_is_code_2(project, arguments):
    done = run(project, *arguments)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_outside_is_code_1(project):
    done = run(project, "add", "assets/media/boat.jpg", "--to", "../docs")

    assert done.returncode == 1
    assert "This is no folder below assets/media." in done.stderr


def test_outside_a_project_is_code_1(tmp_path):
    done = run(tmp_path, "list")

    assert done.returncode == 1
    assert "There is no file mkdocs.yml" in done.stderr


# -- list and check --------------------------------------------------------------------------


def test_list(project):
    done = run(project, "list")
    head, boat, ship, total = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert head.split() == ["Picture", "Size", "Format", "Bytes", "Licence", "Until", "Pages"]
    assert boat.split()[:3] == ["boat.jpg", "64×48", "jpeg"]
    assert boat.split()[-3:] == ["CC0-1.0", "2099-12-31", "2"]
    assert ship.split()[-2:] == ["CC0-1.0", "0"]
    assert total.startswith("2 pictures, ")
    assert "\x1b" not in done.stdout


def test_list_for_programs(project):
    every, unused = run(project, "list", "--json"), run(project, "list", "--unused", "--json")

    assert [(row["name"], row["pages"]) for row in json.loads(every.stdout)] == [
        ("boat.jpg", 2),
        ("sea/ship.png", 0),
    ]
    (ship,) = json.loads(unused.stdout)
    size = (project / "assets/media/sea/ship.png").stat().st_size
    assert ship == {
        "name": "sea/ship.png", "width": 64, "height": 48, "format": "png", "bytes": size,
        "credit": "A. Painter", "licence": "CC0-1.0", "expires": None, "pages": 0,
    }  # fmt: skip


def test_check_tells_of_pictures_only(project):
    (project / "docs/en/c.md").write_text(
        page("[x](nowhere.md)\n\n![](/media/none.jpg)\n"), encoding="utf-8"
    )
    (project / "assets/media/boat.yml").write_text(
        "alt: {en: A}\ncredit: A\nlicence: mine\npeople: recognisable\nexpires: 2020-01-01\n",
        encoding="utf-8",
    )
    (project / "assets/media/gone.yml").write_text(SIDECAR, encoding="utf-8")
    done = run(project, "check")
    codes = re.findall(r" \[([a-z-]+)\]$", done.stderr, re.MULTILINE)

    assert done.returncode == 1
    assert sorted(codes) == [
        "picture-missing", "rights-consent", "rights-expired", "rights-licence", "sidecar-orphan",
    ]  # fmt: skip
    assert done.stdout == "2 pictures: 4 errors, 1 warnings\n"


def test_check_of_a_good_library(project):
    done = run(project, "check", "--strict")

    assert (done.returncode, done.stderr) == (0, "")


# -- optimize and prune ----------------------------------------------------------------------


def test_optimize_tells_what_it_made(finished):
    head, numbers, gap, *slowest = finished[1].splitlines()

    assert head.split() == ["Originals", "Made", "Reused", "Before", "After", "Time"]
    originals, made, reused, *_ = numbers.split()
    assert (originals, reused) == ("1", "0")
    assert int(made) == len(stored(finished[0]))
    assert gap == ""
    assert slowest[1].split()[0] == "boat.jpg"


def test_a_second_run_makes_nothing(project):
    before = stored(project)
    done = run(project, "optimize")

    assert done.returncode == 0
    assert done.stdout.splitlines()[1].split()[:3] == ["1", "0", str(len(before))]
    assert len(done.stdout.splitlines()) == 2
    assert stored(project) == before


def test_prune_removes_what_no_page_shows(project):
    before = stored(project)
    assert run(project, "prune").stdout == "0 renditions removed, 0.0 KB\n"
    assert stored(project) == before
    (project / "docs/en/a.md").unlink()
    (project / "docs/en/b.md").unlink()
    dry = run(project, "prune", "--dry-run")
    assert dry.stdout.startswith(f"{len(before)} renditions would go, ")
    assert stored(project) == before

    assert run(project, "prune").stdout.startswith(f"{len(before)} renditions removed, ")
    assert stored(project) == set()


def test_help_teaches(tmp_path):
    english = run(tmp_path, "--help").stdout
    vietnamese = run(tmp_path, "add", "--help", "--ui-lang", "vi").stdout

    for command in ("add", "check", "list", "optimize", "prune"):
        assert f"quangba media {command}" in english
    assert "quangba media add IMG_2031.HEIC" in vietnamese
    assert "tệp chú thích" in vietnamese
