"""Pages move: what named them still names them, and nothing is half done."""

import contextlib
import itertools
import os
import posixpath
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import settings
from quangba.content.reader import read_tree
from quangba.content.tree import resolve
from quangba.editing import files, move
from quangba.errors import EditError
from quangba.problems import Severity
from quangba.translations import status, versions, work
from tests.small_sites import page, read, words, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"><path d="M0 0h9"/></svg>'
STRINGS = (
    "date_long: d MMMM y\ndate_medium: d MMM y\nmoved_title: Moved\nmoved_text: 'It is here:'\n"
)
SITE = {
    "docs/en/strings.yml": STRINGS,
    "docs/fr/strings.yml": STRINGS,
    "docs/en/isle/north.md": page(
        "See [the quay](../town/quay.md#stones) and [the south](south.md).\n",
        kind="place",
    ),
    "docs/fr/isle/north.md": words(
        "Voir [le quai](../town/quay.md#stones) et [le sud](south.md).\n"
    ),
    "docs/en/isle/south.md": page("To [the north](north.md 'North').\n"),
    "docs/en/isle/index.md": page("[North][n]\n\n[n]: north.md\n"),
    "docs/en/town/quay.md": page("## Stones {#stones}\n[North](../isle/north.md)\n"),
    "docs/fr/town/quay.md": words("## Pierres\n[Nord](../isle/north.md)\r\n").replace("\n", "\r\n"),
    "docs/en/town/fair.md": page(kind="event", start="2027-05-01", place="isle/north.md"),
    "docs/en/town/wrong.md": page(kind="correction", date="2026-01-05", corrects="isle/north.md"),
    "docs/en/index.md": page("", home="{doors: [isle/index.md], actions: ['isle/north.md']}"),
    "assets/media/boat.svg": SVG,
    "assets/media/boat.yml": (
        "alt: {en: A boat, fr: Un bateau}\ncredit: A\nlicence: CC0-1.0\nplace: isle/north.md\n"
    ),
    "assets/data/routes.yml": (
        "routes: [{id: west, name: West, stops: [{name: North, page: isle/north.md}]}]\n"
    ),
    "assets/translations/isle/north/3f9a1c20b4de.md": "---\ntitle: A page\n---\nOld.\n",
}


def moved(root, old, new):
    """Move a page of the site in a folder; the problems."""
    found = settings.read(root / "mkdocs.yml")
    plan, problems = move.plan(found, old, new)
    if plan:
        move.carry_out(found, plan)
    return problems


def wrong(root):
    """What is wrong with the site; notes are in order: pages here have Windows line ends."""
    return [each for each in read(root).problems if each.severity > Severity.NOTE]


def everything(root):
    """All files but for caches, as bytes."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def text(root, name):
    return (root / name).read_bytes().decode()


def test_all_that_names_a_page_is_mended(tmp_path):
    root = write(tmp_path, SITE)
    before = everything(root)
    assert wrong(root) == []

    assert moved(root, "isle/north", "coast/far/north-cape.md") == ()

    after = everything(root)
    assert wrong(root) == []
    assert text(root, "docs/en/coast/far/north-cape.md") == page(
        "See [the quay](../../town/quay.md#stones) and [the south](../../isle/south.md).\n",
        kind="place",
        moved_from="[isle/north.md]",
    )
    assert text(root, "docs/fr/coast/far/north-cape.md") == words(
        "Voir [le quai](../../town/quay.md#stones) et [le sud](../../isle/south.md).\n"
    )
    gone = {"docs/en/isle/north.md", "docs/fr/isle/north.md"}
    assert before.keys() - after.keys() == {*gone, "assets/translations/isle/north/3f9a1c20b4de.md"}
    assert "assets/translations/coast/far/north-cape/3f9a1c20b4de.md" in after
    assert not (root / "assets/translations/isle").exists()
    path = "coast/far/north-cape.md"
    for name, old, new in (
        ("docs/en/isle/south.md", "(north.md 'North')", f"(../{path} 'North')"),
        ("docs/en/isle/index.md", "[n]: north.md", f"[n]: ../{path}"),
        ("docs/en/town/quay.md", "../isle/north.md", f"../{path}"),
        ("docs/fr/town/quay.md", "../isle/north.md", f"../{path}"),
        ("docs/en/town/fair.md", "isle/north.md", path),
        ("docs/en/town/wrong.md", "isle/north.md", path),
        ("docs/en/index.md", "'isle/north.md'", f"'{path}'"),
        ("assets/media/boat.yml", "isle/north.md", path),
        ("assets/data/routes.yml", "isle/north.md", path),
    ):
        assert after[name] == before[name].replace(old.encode(), new.encode()), name
        assert after[name] != before[name]


def test_a_section_moves_with_its_pages(tmp_path):
    root = write(tmp_path, SITE)

    assert moved(root, "docs/en/isle", "coast/") == ()

    made = read(root)
    assert wrong(root) == []
    assert not (root / "docs/en/isle").exists()
    assert not (root / "docs/fr/isle").exists()
    assert dict(made.site.tree.moved) == {
        f"isle/{name}.md": f"coast/{name}.md" for name in ("index", "north", "south")
    }
    assert "To [the north](north.md 'North')" in text(root, "docs/en/coast/south.md")
    assert "home: {doors: [coast/index.md], actions: ['coast/north.md']}" in text(
        root, "docs/en/index.md"
    )


def test_former_addresses_lead_to_the_last_one(tmp_path):
    root = write(tmp_path, SITE)

    assert moved(root, "isle/north", "isle/cape") == ()
    assert moved(root, "isle/cape", "town/") == ()
    assert "moved_from: [isle/north.md, isle/cape.md]\n" in text(root, "docs/en/town/cape.md")
    assert wrong(root) == []
    assert moved(root, "town/cape", "isle/north.md") == ()
    assert "moved_from: [isle/cape.md, town/cape.md]\n" in text(root, "docs/en/isle/north.md")
    assert wrong(root) == []


def test_translations_stay_up_to_date_and_keep_their_old_source_texts(tmp_path):
    root = write(tmp_path, {**SITE, "assets/translations/isle/north/3f9a1c20b4de.md": None})
    found = settings.read(root / "mkdocs.yml")
    tree, _ = read_tree(found)
    for entry in tree.entries.values():
        if "fr" in entry.pages:
            work.accept(found, entry, "fr")
    assert moved(root, "isle/", "coast/") == ()
    assert moved(root, "town/quay", "coast/far/quay") == ()

    tree, _ = read_tree(found)
    states = {
        uri: status.of_entry(entry, "fr")
        for uri, entry in tree.entries.items()
        if "fr" in entry.pages
    }
    assert states == dict.fromkeys(
        ("coast/far/quay.md", "coast/north.md", "index.md"), status.Current()
    )
    for uri in states:
        entry = tree.entries[uri]
        kept = versions.find(found, entry, [stamp for _, stamp in entry.stamps])
        assert len(kept) == len(set(entry.stamps)), uri


def test_a_path_with_the_same_address_needs_no_redirect(tmp_path):
    root = write(tmp_path, SITE)

    assert moved(root, "isle/north.md", "isle/north/index.md") == ()

    made = read(root)
    assert wrong(root) == []
    assert dict(made.site.tree.moved) == {}


def test_a_page_with_mistakes_moves_all_the_same(tmp_path):
    broken = page("[x](nowhere.md)\n", kind="event", corects="a")
    root = write(tmp_path, {**SITE, "docs/en/isle/north.md": broken})

    assert moved(root, "isle/north", "town/north") == ()
    assert "moved_from: [isle/north.md]" in text(root, "docs/en/town/north.md")
    assert "[x](../isle/nowhere.md)" in text(root, "docs/en/town/north.md")


def test_a_dry_run_tells_and_changes_nothing(tmp_path):
    root = write(tmp_path, SITE)
    before = everything(root)

    plan, problems = move.plan(settings.read(root / "mkdocs.yml"), "isle/north.md", "town/")

    assert (problems, everything(root)) == ((), before)
    assert plan.renamed == (
        ("docs/en/isle/north.md", "docs/en/town/north.md"),
        ("docs/fr/isle/north.md", "docs/fr/town/north.md"),
    )
    places = [(each.path, each.line, each.before, each.after) for each in plan.mended]
    assert ("docs/en/isle/south.md", 6, "north.md", "../town/north.md") in places
    assert ("docs/en/isle/north.md", 6, "", "moved_from: [isle/north.md]") in places
    assert ("docs/fr/town/quay.md", 6, "../isle/north.md", "north.md") in places


# -- nothing half done ------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends here: nobody tidies up."""


def steps(monkeypatch, at, failure):
    """Let the `at`-th change on disk fail, after a kill also all that follow; what has failed."""
    count = itertools.count()
    reached = []

    def guarded(real):
        def step(self, *arguments):
            number = next(count)
            if number == at or (number > at and isinstance(failure, Killed)):
                reached.append(self)
                raise failure
            return real(self, *arguments)

        return step

    for name in ("write_bytes", "replace", "unlink"):
        monkeypatch.setattr(Path, name, guarded(getattr(Path, name)))
    return reached


@pytest.mark.parametrize("at", range(33))
def test_a_step_that_fails_leaves_all_as_it_was(tmp_path, monkeypatch, at):
    root = write(tmp_path, SITE)
    before = everything(root)
    with monkeypatch.context() as patch:
        reached = steps(patch, at, OSError(28, "No space left on device", "x"))
        try:
            moved(root, "isle/north", "coast/far/north.md")
            failed = False
        except EditError as failure:
            failed = True
            told = str(failure)

    if failed:
        assert "No space left on device" in told
        strays = {name for name in everything(root) if name.endswith(".new")}
        assert len(strays) <= 1  # when it is the tidying up that fails
        assert {n: d for n, d in everything(root).items() if n not in strays} == before
        assert not (root / "docs/en/coast").exists() or strays
    else:
        assert not reached or (root / "docs/en/coast/far/north.md").is_file()


@pytest.mark.parametrize("at", range(33))
def test_after_a_kill_the_same_command_finishes_the_work(tmp_path, monkeypatch, at):
    root = write(tmp_path / "killed", SITE)
    whole = write(tmp_path / "whole", SITE)
    assert moved(whole, "isle/north", "coast/far/north.md") == ()
    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        steps(patch, at, Killed())
        patch.setattr(files, "write_atomically", mock.Mock(side_effect=Killed()))
        moved(root, "isle/north", "coast/far/north.md")

    old = (root / "docs/en/isle/north.md").is_file()
    new = (root / "docs/en/coast/far/north.md").is_file()
    assert old or new
    if old:
        assert moved(root, "isle/north", "coast/far/north.md") == ()
    assert everything(root) == everything(whole)


def test_a_file_that_somebody_has_just_saved_is_not_overwritten(tmp_path):
    root = write(tmp_path, SITE)
    found = settings.read(root / "mkdocs.yml")
    plan, _ = move.plan(found, "isle/north", "town/north")
    (root / "docs/en/isle/south.md").write_text(page("New.\n"), encoding="utf-8")
    before = everything(root)

    with pytest.raises(EditError, match=r"south\.md"):
        move.carry_out(found, plan)
    assert everything(root) == before


def test_a_page_that_has_just_come_is_not_overwritten(tmp_path):
    root = write(tmp_path, SITE)
    found = settings.read(root / "mkdocs.yml")
    plan, _ = move.plan(found, "isle/north", "town/north")
    (root / "docs/fr/town/north.md").write_text(words("New.\n"), encoding="utf-8")
    before = everything(root)

    with pytest.raises(EditError, match=r"north\.md"):
        move.carry_out(found, plan)
    assert everything(root) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_changed_file_keeps_its_rights(tmp_path):
    root = write(tmp_path, SITE)
    (root / "docs/en/isle/south.md").chmod(0o600)

    assert moved(root, "isle/north", "town/north") == ()
    assert (root / "docs/en/isle/south.md").stat().st_mode & 0o777 == 0o600


# -- any tree ----------------------------------------------------------------------------------

NAMES = ("a", "b", "c/a", "c/index", "c/d/b", "d/a", "d/index")
NEWLINES = ("\n", "\r\n")


@st.composite
def trees(draw):
    """Pages in one or two languages with links to each other, some in code, some broken."""
    uris = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    tree = {}
    for uri in uris:
        for locale in ("en", *draw(st.sampled_from([(), ("fr",)]))):
            lines = [draw(line(uri, uris)) for _ in range(draw(st.integers(0, 4)))]
            front = ["title: T", "description: D", *(["updated: 2026-01-05"] * (locale == "en"))]
            newline = draw(st.sampled_from(NEWLINES))
            before = draw(st.sampled_from(["", "\ufeff"]))
            text = newline.join(["---", *front, "---", *lines, ""])
            tree[f"docs/{locale}/{uri}.md"] = (before + text).encode()
    return tree


@st.composite
def line(draw, uri, uris):
    goal = draw(st.sampled_from([*uris, "nowhere", "index"]))
    path = posixpath.relpath(f"{goal}.md", posixpath.dirname(uri) or ".")
    path += draw(st.sampled_from(["", "#x"]))
    form = draw(
        st.sampled_from(
            ["[w]({})", "([w](<{}>))", "[w]({} 'a title')", "[w{0}]: {0}", "`[w]({})`",
             "<!-- [w]({}) -->", "> - [w]({}) [again]({})", "![]({})", "```\r\n[w]({})\r\n```", ""]
        )
    )  # fmt: skip
    return form.format(path, path)


def goals(root):
    """The page and anchor of every link, by the address of its page, with former ones now."""
    tree, _ = read_tree(settings.read(root / "mkdocs.yml"))
    return {
        (uri, locale): [
            resolve(uri, link.target) for link in page.links if not link.target.startswith("/")
        ]
        for uri, entry in tree.entries.items()
        for locale, page in entry.pages.items()
    }


@given(trees(), st.data())
def test_in_any_tree_links_lead_where_they_led(tree, data):
    old = data.draw(st.sampled_from(sorted({name.split("/", 2)[2] for name in tree})))
    folder = posixpath.dirname(old)
    whole = bool(folder) and data.draw(st.booleans())
    target = data.draw(st.sampled_from(["n", "n/e", "e/f/n"]))
    old, new = (f"{folder}/", f"{target}/") if whole else (old, f"{target}.md")
    with tempfile.TemporaryDirectory() as name:
        root = write(Path(name), tree)
        before, was = everything(root), goals(root)

        def now(uri):
            if whole:
                return new + uri.removeprefix(old) if uri.startswith(old) else uri
            return new if uri == old else uri

        assert moved(root, old, new) == ()
        assert goals(root) == {
            (now(uri), locale): [(now(goal), anchor) for goal, anchor in links]
            for (uri, locale), links in was.items()
        }

        assert moved(root, new, old) == ()
        after = everything(root)
        assert after.keys() == before.keys()
        for file, content in after.items():
            kept = [each for each in content.splitlines(keepends=True) if b"moved_from" not in each]
            assert b"".join(kept) == before[file], file
