"""A strict build is told the same whether it looks at all of a site or at what has changed."""

import pytest

from quangba.build import check_built, strict
from quangba.build.tree import Tree
from quangba.checks import leaks
from tests.checks.built.sites import SITE, html, put

OTHER = html('<p><a href="../">Back</a></p>', address="a/")
FILES = {
    **SITE,
    "index.html": SITE["index.html"].replace("</main>", '<p><a href="a/">A</a></p></main>'),
    "a/index.html": OTHER,
}
EDITED = OTHER.replace("Back", "Home again")
LATER = {"a/index.html": EDITED}


class Builds:
    """Builds of one site, one after the other. read: how much the last check has looked at."""

    def __init__(self, root, monkeypatch):
        self.loaded = put(root, {})
        self.target, self.work = root / "site", root / "work"
        self.work.mkdir()
        self.looked = []
        for module in (check_built, leaks):
            monkeypatch.setattr(module, "check", self._told(module.check))

    def _told(self, check):
        def told(*args):
            self.looked.append(args[-1] if isinstance(args[-1], frozenset) else None)
            return check(*args)

        return told

    def build(self, files, *, label, clean=False, ground="ground", is_strict=True, gone=()):
        """The codes of what is found; with none, the site is put in place."""
        tree = Tree(self.work, self.target)
        is_known = tree.intact() and not clean
        tree.begin(clean=not is_known)
        for name, text in files.items():
            tree.write(name, text if isinstance(text, bytes) else text.encode())
        for name in gone:
            tree.remove(name)
        self.looked.clear()
        found = strict.examine(self.loaded, tree, label, ground).problems if is_strict else ()
        if not found:
            tree.commit(label)
        return {each.code for each in found}


@pytest.fixture
def site(tmp_path, monkeypatch):
    builds = Builds(tmp_path, monkeypatch)
    assert builds.build(FILES, label="1") == set()
    assert set(builds.looked) == {None}
    return builds


def test_only_what_has_changed_is_looked_at(site):
    assert site.build(LATER, label="2") == set()
    assert site.looked == [{"a/index.html"}] * 2
    assert site.build({}, label="3") == set()
    assert site.looked == [frozenset()] * 2


def test_a_fault_in_what_has_changed_is_found_and_then_in_all(site):
    broken = OTHER.replace("../", "../nowhere/")
    assert "site-link" in site.build({"a/index.html": broken}, label="2")
    assert site.build({"a/index.html": EDITED}, label="3") == set()
    assert set(site.looked) == {None}  # nothing is known of a site in which something was found


def test_a_fault_in_a_page_that_has_not_changed_is_found(site):
    """Nobody looked at the site of the build between."""
    site.build({"a/index.html": OTHER.replace("../", "../nowhere/")}, label="2", is_strict=False)
    assert "site-link" in site.build({"new.txt": "new"}, label="3")


def test_a_page_that_others_need_goes(site):
    assert "site-link" in site.build({}, label="2", gone=["a/index.html"])


def test_what_nobody_may_know_is_found(site):
    leaking = OTHER.replace("Back", "See /home/minutes/of/may")
    assert site.build({"a/index.html": leaking}, label="2") == {"leak-path"}


def test_a_folder_of_the_site_that_goes_is_one_of_a_machine(site):
    with_path = OTHER.replace("Back", "See /home/minutes/of/may")
    assert site.build({"a/index.html": with_path, "home/x.txt": "x"}, label="2") == set()
    assert site.build({}, label="3", gone=["home/x.txt"]) == {"leak-path"}


@pytest.mark.parametrize("damage", ["gone", "other", "empty"])
@pytest.mark.parametrize("name", [strict.FILE, check_built.PROOF])
def test_without_what_is_kept_all_is_looked_at(site, name, damage):
    file = site.loaded.settings.cache_dir / check_built.FOLDER / name
    match damage:
        case "gone":
            file.unlink()
        case "other":
            file.write_bytes(file.read_bytes()[:-1] + b"?")
        case _:
            file.write_bytes(b"")
    assert site.build(LATER, label="2") == set()
    assert set(site.looked) == {None}


def test_the_check_of_another_folder_proves_nothing_of_this_one(site, tmp_path):
    (tmp_path / "public/index.html").write_text(FILES["index.html"].replace("A</a>", "</a>"))
    check_built.check(site.loaded, tmp_path / "public")
    assert site.build(LATER, label="2") == set()
    assert set(site.looked) == {None}


def test_other_rules_and_a_clean_build_look_at_all(site):
    assert site.build(LATER, label="2", ground="other settings") == set()
    assert set(site.looked) == {None}
    assert site.build(FILES, label="3", ground="other settings", clean=True) == set()
    assert set(site.looked) == {None}


def test_a_site_that_somebody_has_touched_is_looked_at(site):
    (site.target / "a/index.html").write_text(OTHER.replace("../", "../nowhere/"))
    assert site.build(FILES, label="2") == set()
    assert set(site.looked) == {None}
