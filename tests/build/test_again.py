"""What is made again after one edit: what shows it, and no list over all."""

from collections import Counter

import pytest
import yaml

from quangba.build import driver
from quangba.memory import Memory
from tests.incremental import builds, vale

SEED = 5
OVER_ALL = (
    "Collections.", "Lists._near", "Lists._neighbours", "Lists._dated", "Lists._menu",
    "Lists._listed", "Feeds._order", "Feeds._newest", "Feeds._owners", "Sharing.selections",
)  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """A site with files of its own: one that is linked has another state when others link it."""
    site = vale.write(tmp_path / "site", SEED)
    for file in site.rglob("*"):
        if file.is_file() and file.stat().st_nlink > 1:
            data = file.read_bytes()
            file.unlink()
            file.write_bytes(data)
    return site


@pytest.fixture
def again(root, tmp_path, monkeypatch):
    """Builds once more, and counts by name what is made for it."""
    kept, made = tmp_path / "kept", []
    kept.mkdir()

    def make(memory, key, *rest, make=Memory.make, **named):
        made.append(key)
        return make(memory, key, *rest, **named)

    monkeypatch.setattr(Memory, "make", make)

    def build():
        made.clear()
        builds.share(root, kept)
        with builds.here(root):
            driver.build(root / "mkdocs.yml", processes=1)
        return list(made)

    build()
    return build


def _page(root):
    """A page of news that has all three languages, in the language it was written in."""
    for file in sorted(root.glob("docs/*/**/*.md")):
        text = file.read_text(encoding="utf-8")
        others = root.glob(f"docs/*/{file.relative_to(root / 'docs').as_posix().split('/', 1)[1]}")
        if "\nkind: news\n" in text and len(list(others)) == 3:
            return file, text
    raise LookupError


def _over_all(keys):
    return sorted({str(k[0]) for k in keys if str(k[0]).startswith(OVER_ALL) and "_of" not in k[0]})


def test_a_text_is_made_again_alone(root, again):
    file, text = _page(root)
    file.write_text(f"{text}\nA sentence more.\n", encoding="utf-8")
    again()
    file.write_text(f"{text}\nAnother sentence.\n", encoding="utf-8")
    made = again()

    count = Counter(key[0] for key in made)
    assert _over_all(made) == []
    assert count["page"] == count["content"] == count["words"] == 1
    assert count["Checks._of_entry"] == 1
    assert not count["Checks._of_head"]
    assert not count["Outlines._share"]


IN_ALL = {"nl": "Langs", "da": "Langs med", "pt": "Ao longo"}
OF_A_PICTURE = {
    "caption": {"caption": IN_ALL},
    "alt": {"alt": IN_ALL},
    "credit": {"credit": "B. Painter"},
    "licence": {"licence": "CC-BY-SA-4.0"},
    "focal point": {"focal": [0.1, 0.9]},
    "another photo": {},
}


@pytest.mark.parametrize("edit", OF_A_PICTURE)
def test_of_a_picture_only_pages_that_show_it_are_made_again(root, again, edit):
    photo = root / "assets/media/hill.jpg"
    beside = photo.with_suffix(".yml")
    said = {**yaml.safe_load(beside.read_text(encoding="utf-8")), "press": False}
    beside.write_text(yaml.safe_dump(said), encoding="utf-8")
    again()
    before = _pages(root)
    if fields := OF_A_PICTURE[edit]:
        beside.write_text(yaml.safe_dump({**said, **fields}), encoding="utf-8")
    else:
        photo.write_bytes(vale.picture(photo.name, 7))
    made = set(again())
    others = {name for name, data in _pages(root).items() if data != before[name]}

    count = Counter(key[0] for key in made)
    assert others
    assert count["page"] + count["list"] == len(others)
    assert bool(count["list"]) == (edit in {"focal point", "another photo"})
    assert bool(count["Checks._of_entry"]) == (edit == "alt")


def _pages(root):
    return {file: file.read_bytes() for file in (root / "site").rglob("*.html")}
