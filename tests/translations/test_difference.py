"""`quangba diff`: old texts from the folder or from git, and differences by words."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.content import named
from quangba.translations import difference, versions, work
from quangba.translations.difference import Piece
from quangba.translations.status import Added, Changed, Removed
from tests.small_sites import read, write
from tests.translations.test_update import FRENCH, SOURCE

NOW = (
    SOURCE.replace("They burn oil.", "They burn 12.5 t of oil.")
    .replace("## Ways {#ways}\n\nBy boat, [from the quay](b.md).\n\n", "")
    .replace("title: Harbour", "title: Old harbour")
    + "\n## Gulls\n\nThey laugh.\n"
)


@pytest.fixture
def accepted_site(tmp_path):
    write(tmp_path, {"docs/en/a.md": SOURCE, "docs/fr/a.md": FRENCH})
    site = read(tmp_path).site
    assert work.accept(site.settings, site.tree.entries["a.md"], "fr").changed
    return tmp_path


def found_in(root):
    site = read(root).site
    return difference.of_page(site.settings, site.tree.entries["a.md"], "fr")


def test_each_section_that_is_behind_is_told_by_words(accepted_site):
    write(accepted_site, {"docs/en/a.md": NOW, "docs/fr/a.md": None})

    found = {type(each.drift): each for each in found_in(accepted_site) if each.title}

    changed = found[Changed]
    assert [piece for piece in changed.pieces if piece.kind != "same"] == [
        Piece("come", "12.5 t of ")
    ]
    assert changed.translation.text == "## Lampes\n\nElles brûlent de l’huile.\n"
    assert [piece.kind for piece in found[Added].pieces] == ["come"]
    assert found[Removed].old.text.startswith("## Ways {#ways}")
    assert found[Removed].translation.text.startswith("## Chemins")


def test_up_to_date_has_no_difference(accepted_site):
    assert found_in(accepted_site) == ()


def test_without_the_kept_text_only_the_new_one_is_known(accepted_site):
    shutil.rmtree(accepted_site / "assets/translations")
    write(accepted_site, {"docs/en/a.md": SOURCE.replace("oil", "gas"), "docs/fr/a.md": None})

    (found,) = found_in(accepted_site)

    assert found.old is None
    assert found.pieces == ()
    assert found.now.text.endswith("They burn gas.\n")


def test_git_knows_what_the_folder_does_not(accepted_site):
    shutil.rmtree(accepted_site / "assets/translations")
    git = ["git", "-C", str(accepted_site), "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "One"]):
        subprocess.run([*git, *command], check=True)
    write(accepted_site, {"docs/en/a.md": SOURCE.replace("oil", "gas"), "docs/fr/a.md": None})

    (found,) = found_in(accepted_site)

    assert [(piece.kind, piece.text) for piece in found.pieces if piece.kind != "same"] == [
        ("gone", "oil"),
        ("come", "gas"),
    ]


def test_one_text_accepted_twice_is_kept_once(accepted_site):
    site = read(accepted_site).site
    entry = site.tree.entries["a.md"]
    files = sorted((accepted_site / "assets/translations").rglob("*.md"))

    assert [file.name for file in files] == [versions.name(entry)]
    assert files[0].read_text(encoding="utf-8") == SOURCE
    assert versions.keep(site.settings, entry) is None


def test_what_nothing_is_made_from_is_tidied_away(accepted_site):
    write(accepted_site, {"docs/en/a.md": SOURCE.replace("oil", "gas"), "docs/fr/a.md": None})
    site = read(accepted_site).site
    assert versions.keep(site.settings, site.tree.entries["a.md"])
    assert versions.unused(site.settings, site.tree.entries.values()) == ()

    work.accept(site.settings, site.tree.entries["a.md"], "fr")
    site = read(accepted_site).site
    (gone,) = work.tidy(site)

    assert not gone.exists()
    assert (
        versions.folder(site.settings, "a.md") / versions.name(site.tree.entries["a.md"])
    ).exists()


TEXT = st.text("ab ,.\n二三1", max_size=30)


@given(TEXT, TEXT)
def test_pieces_give_both_texts_back(old, new):
    pieces = tuple(difference.words(old, new))

    assert "".join(piece.text for piece in pieces if piece.kind != "come") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert all(piece.text for piece in pieces)


def test_git_knows_a_page_that_has_moved(accepted_site):
    shutil.rmtree(accepted_site / "assets/translations")
    git = ["git", "-C", str(accepted_site), "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "One"]):
        subprocess.run([*git, *command], check=True)
    now = SOURCE.replace("oil", "gas").replace("title:", "moved_from: [a.md]\ntitle:")
    french = (accepted_site / "docs/fr/a.md").read_text(encoding="utf-8")
    (accepted_site / "docs/en/a.md").unlink()
    (accepted_site / "docs/fr/a.md").unlink()
    write(accepted_site, {"docs/en/c.md": now, "docs/fr/c.md": french})
    site = read(accepted_site).site

    (found,) = difference.of_page(site.settings, named.entry(site.settings, site.tree, "a"), "fr")

    assert found.old is not None
    assert "oil" in found.old.text
