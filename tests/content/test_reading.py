"""What reading gave is kept: the next reading gives the same, and reads only what has changed."""

import os
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from quangba import looks, settings
from quangba.content import page_files
from quangba.content.reader import read_tree
from quangba.pack import Pack
from tests.small_sites import MKDOCS_YML, page, words, write

SETTLED = mock.patch.object(looks, "COARSE", -(10**18))
"""Tests write their files just before they are read."""


def read(root: Path, *, keep: bool = True):
    tree, problems = read_tree(settings.read(root / "mkdocs.yml"), keep=keep)
    return dict(tree.entries.items()), dict(tree.strings.items()), tree.unusable, problems


def read_anew(root: Path):
    with mock.patch.object(Pack, "_load"):
        return read(root, keep=False)


@contextmanager
def nothing_read():
    with mock.patch.object(page_files, "read", side_effect=AssertionError):
        yield


def files_of_cache(root: Path):
    return sorted((root / ".cache/pages").iterdir())


@pytest.fixture
def root(tmp_path):
    return write(
        tmp_path,
        {
            "docs/en/a.md": page("## One\n\nText.\n", kind="place", order=3),
            "docs/fr/a.md": words("## Un\n\nTexte.\n", draft="true"),
            "docs/en/broken.md": "no front matter",
        },
    )


def test_files_that_have_not_changed_are_not_read(root):
    with SETTLED:
        first = read(root)
        with nothing_read():
            assert read(root) == first
    assert [problem.code for problem in first[3]] == ["front-matter-missing"]


def test_one_changed_file_is_read_with_its_translations_alone(root):
    with SETTLED:
        read(root)
        (root / "docs/fr/a.md").write_text(words("## Deux\n\nAutre.\n"))
        with mock.patch.object(page_files, "read", wraps=page_files.read) as asked:
            entries, *_ = read(root)
    assert [call.args[1].uri for call in asked.call_args_list] == ["a.md"]
    assert entries["a.md"].pages["fr"].headings[0].text == "Deux"


def test_a_file_changed_just_before_it_was_read_is_read_again(root):
    read(root)
    stat = (root / "docs/en/a.md").stat()
    (root / "docs/en/a.md").write_text(page("## Two\n\nText.\n", kind="place", order=3))
    os.utime(root / "docs/en/a.md", ns=(stat.st_atime_ns, stat.st_mtime_ns))

    entries, *_ = read(root)
    assert entries["a.md"].source.headings[0].text == "Two"


def test_a_file_that_depends_on_the_environment_is_read_every_time(root, monkeypatch):
    (root / "docs/en/a.md").write_text(page(menu_title="!ENV BRUME_NAME"))
    with SETTLED:
        for name in ("Fog", "Mist"):
            monkeypatch.setenv("BRUME_NAME", name)
            entries, *_ = read(root)
            assert entries["a.md"].source.words.menu_title == name


def test_another_set_of_languages_is_another_cache(root):
    with SETTLED:
        read(root)
        (root / "mkdocs.yml").write_text(
            MKDOCS_YML.replace("en, name: English, default: true", "en, name: English").replace(
                "locale: fr, name: Français", "locale: fr, name: Français, default: true"
            )
        )
        assert read(root) == read_anew(root)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "empty"])
def test_what_is_damaged_is_read_again(root, which, harm):
    with SETTLED:
        first = read(root)
        file = files_of_cache(root)[which]
        data = file.read_bytes()
        match harm:
            case "cut":
                file.write_bytes(data[: len(data) // 2])
            case "changed":
                middle = len(data) // 2
                file.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
            case "gone":
                file.unlink()
            case "empty":
                file.write_bytes(b"")
        assert read(root) == first


def test_an_entry_loaded_late_is_that_of_the_reading_whatever_others_write(root):
    with SETTLED:
        read(root)
        first, _ = read_tree(settings.read(root / "mkdocs.yml"))
        for number in range(3):
            (root / "docs/en/a.md").write_text(page(f"Number {number}.", kind="place"))
            with mock.patch("quangba.pack._SPARE", -1):
                read(root)
    assert len(files_of_cache(root)) == 2
    assert first.entries["a.md"].source.headings[0].text == "One"


def test_a_cache_that_cannot_be_written_is_no_obstacle(root):
    (root / ".cache").mkdir()
    (root / ".cache/pages").write_text("a file")
    assert read(root) == read_anew(root)


def test_what_is_known_of_a_page_is_that_of_the_page(root):
    with SETTLED:
        read(root)
        kept, _ = read_tree(settings.read(root / "mkdocs.yml"))
        with mock.patch.object(Pack, "_load"):
            fresh, _ = read_tree(settings.read(root / "mkdocs.yml"))
    assert dict(kept.table.known) == dict(fresh.table.known)
    assert kept.table.known["a.md"].without_drafts.pages[0].locale == "en"


TEXTS = st.sampled_from(
    [
        page("Text."),
        page("Other.", kind="event", start="2026-05-01", place="Here"),
        page(kind="story", order="x"),
        page(draft="true", expires="2026-01-01", layout="home"),
        page(title="TODO"),
        page(only="[fr]"),
        words("Texte.", made_from="{day: 2026-01-05, sections: {_intro: 3fc2118d352c}}"),
        words(kind="place"),
        "---\ntitle: [\n---\n",
        "---\r\ntitle: A\r\ndescription: B\r\nupdated: 2026-01-02\r\n---\r\nText\r\n",
        "<<<<<<< HEAD\n",
        "",
        None,
    ]
)
NAMES = st.sampled_from(
    ["a.md", "A.md", "b/index.md", "b/c.md", "b c.md", "d.txt", "index.md", "readme.md"]
)
EDITS = st.lists(st.tuples(st.sampled_from(["en", "fr"]), NAMES, TEXTS), min_size=1, max_size=6)


@how(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_what_is_kept_is_what_reading_gives(tmp_path_factory, rounds):
    root = write(tmp_path_factory.mktemp("site"), {})
    clock = 10**18
    with SETTLED:
        for edits in rounds:
            for locale, name, text in edits:
                file = root / "docs" / locale / name
                if text is None:
                    file.unlink(missing_ok=True)
                    continue
                clock += 1
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, newline="")
                os.utime(file, ns=(clock, clock))
            assert read(root) == read_anew(root)
            assert read(root) == read_anew(root)


def test_what_goes_while_a_folder_is_looked_at_takes_no_other_page_along(root):
    """An editor writes a file beside the one that is saved, and renames it."""
    scandir = os.scandir

    class Gone:
        name, path = "a.md.tmp", "a.md.tmp"

        def is_dir(self, *, follow_symlinks=True):
            return False

        def is_file(self):
            return True

        def stat(self):
            raise FileNotFoundError(self.path)

    @contextmanager
    def looked(folder):
        with scandir(folder) as entries:
            yield [Gone(), *entries]

    with mock.patch.object(os, "scandir", looked):
        entries, *_ = read_anew(root)
    assert list(entries) == ["a.md", "index.md"]


def test_a_link_that_leads_to_itself_is_no_page(root):
    (root / "docs/en/0.md").symlink_to("0.md")
    entries, *_ = read_anew(root)
    assert list(entries) == ["a.md", "index.md"]


def test_front_matter_that_says_something_else_is_another(root, monkeypatch):
    (root / "docs/en/a.md").write_text(page(menu_title="!ENV BRUME_NAME"))
    heads = []
    for name in ("Fog", "Mist", "Fog"):
        monkeypatch.setenv("BRUME_NAME", name)
        tree, _ = read_tree(settings.read(root / "mkdocs.yml"), keep=True)
        heads.append(tree.table.known["a.md"].head)
    assert heads[0] == heads[2] != heads[1]
