"""A library in which nothing has changed is known without being looked at."""

from pathlib import Path
from unittest import mock

import pytest

from quangba import looks, settings
from quangba.media import kept_library, library
from tests import ticks
from tests.small_sites import inspect_here, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 9"><path d="M0 0h9"/></svg>'
SIDECAR = "alt: {en: A hill}\ncredit: A\nlicence: CC-BY-4.0\n"


@pytest.fixture(autouse=True)
def settled():
    """Tests write their files just before they are read."""
    with (
        mock.patch.object(looks, "COARSE", -(10**18)),
        mock.patch.object(kept_library, "COARSE", -(10**18)),
        mock.patch.object(library, "inspect", inspect_here),
    ):
        yield


@pytest.fixture
def root(tmp_path):
    files = {
        "assets/media/a.svg": SVG.format(size=20),
        "assets/media/a.yml": SIDECAR,
        "assets/media/b/c.svg": SVG.format(size=30),
        "assets/media/b/c.yml": SIDECAR,
    }
    return write(tmp_path, files)


def read(root: Path):
    found, problems = library.read(settings.read(root / "mkdocs.yml"))
    return dict(found), problems


def looked(root: Path) -> int:
    with mock.patch.object(library, "_look", wraps=library._look) as look:
        read(root)
    return look.call_count


def test_a_library_that_has_not_changed_is_not_looked_at(root):
    first = read(root)
    assert looked(root) == 0
    assert read(root) == first
    assert list(first[0]) == list(read(root)[0]) == ["a.svg", "b/c.svg"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yml", SIDECAR.replace("A hill", "A lake")),
        ("a.yml", "credit: A\n"),
        ("a.yml", None),
        ("a.svg", SVG.format(size=40)),
        ("b/d.yml", SIDECAR),
        ("b/c.svg", None),
        ("b/ä.svg", SVG.format(size=50)),
    ],
)
def test_what_has_changed_is_seen(root, name, content):
    read(root)
    file = root / "assets/media" / name
    ticks.told(file, file.unlink if content is None else lambda: file.write_text(content))
    found = read(root)
    with mock.patch.object(kept_library.Pack, "_load"):
        assert found == read(root)
    assert read(root) == found


def test_a_link_is_followed_every_time(root):
    (root / "assets/media/e.svg").symlink_to("nowhere.svg")
    assert [problem.code for problem in read(root)[1]] == ["picture-link"]
    assert looked(root) == 1


def test_a_library_with_problems_is_looked_at_again(root):
    (root / "assets/media/a.yml").unlink()
    read(root)
    assert looked(root) == 1


def test_sidecars_that_have_not_changed_are_not_parsed_again(root):
    read(root)
    sidecar = root / "assets/media/a.yml"
    ticks.told(sidecar, lambda: sidecar.write_text(SIDECAR.replace("A hill", "A lake")))
    with mock.patch("quangba.media.sidecar._parse", wraps=library.sidecar._parse) as parse:
        read(root)
    assert [call.kwargs["path"] for call in parse.call_args_list] == ["assets/media/a.yml"]


def test_a_sidecar_that_depends_on_the_environment_is_read_every_time(root, monkeypatch):
    (root / "assets/media/a.yml").write_text(SIDECAR.replace("credit: A", "credit: !ENV CREDIT"))
    for name in ("Lan", "Mai"):
        monkeypatch.setenv("CREDIT", name)
        originals, _ = read(root)
        assert originals["a.svg"].sidecar.credit == name


def test_a_folder_that_has_another_name_now_is_another(root):
    read(root)
    (root / "assets/media").rename(root / "assets/pictures")
    text = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(
        text.replace("quangba: {}", "quangba: {media_dir: assets/pictures}")
    )
    originals, _ = read(root)
    assert originals["a.svg"].sidecar_path == "assets/pictures/a.yml"
