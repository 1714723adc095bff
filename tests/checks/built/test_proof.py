"""Who says which files have changed is told the same as who has all of them looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.build import check_built
from tests.checks.built.sites import html, put, stub

LINKED = {
    "index.html": html('<p><a href="a/">A</a> <a href="b/#x">B</a> <a href="fr/">F</a></p>'),
    "fr/index.html": html('<p><a href="../">English</a></p>', address="fr/", lang="fr"),
    "a/index.html": html('<p><a href="../b/#x">B</a></p>', address="a/"),
    "b/index.html": html('<p id="x"><a href="../a/">A</a> <img src="../p.png" alt="" width="1"'
                         ' height="1"></p>', address="b/"),
    "p.png": b"1",
    "feed.xml": b"1",
}  # fmt: skip


def told(loaded, folder, changed=None):
    report = check_built.check(loaded, folder, changed=changed)
    return [str(each) for each in report.problems], report.read


@pytest.fixture
def site(tmp_path):
    loaded = put(tmp_path, LINKED)
    folder = tmp_path / "public"
    assert told(loaded, folder)[0] == []
    return loaded, folder


def put_in(folder, name, content):
    file = folder / name
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def test_only_what_has_changed_is_read(site):
    loaded, folder = site
    for name in LINKED:
        if name not in {"a/index.html", "index.html"}:
            (folder / name).write_bytes(b"never read")
    put_in(folder, "a/index.html", html('<p><a href="../">Up</a></p>', address="a/"))
    assert told(loaded, folder, {"a/index.html"}) == ([], 1)
    assert told(loaded, folder, set()) == ([], 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a/index.html", html('<p><a href="../c/">C</a></p>', address="a/")),
        ("a/index.html", html('<p><a href="../b/#y">B</a></p>', address="a/")),
        ("b/index.html", html('<p id="y"><a href="../a/">A</a></p>', address="b/")),
        ("b/index.html", html('<p id="x"></p>', address="b/", title="Isle of Brume a/")),
        ("b/index.html", html('<p id="x"></p>', address="b/", description="")),
        ("index.html", html('<p><a href="b/">B</a> <a href="a/">A</a></p>')),
        ("new/index.html", html("<p>New</p>", address="new/")),
        ("old/index.html", stub("../old/")),
        ("p.png", None),
        ("b/index.html", None),
        ("p.png", b"0" * 3_000_000),
        ("style.css", "a {background: url(https://elsewhere.example/x.png)}"),
    ],
)
def test_what_is_wrong_now_is_told(site, name, content):
    loaded, folder = site
    put_in(folder, name, content)
    found, _ = told(loaded, folder, {name})
    assert found == told(loaded, folder)[0]
    assert found


@pytest.mark.parametrize("name", ["feed.xml", "other.bin"])
def test_files_that_no_page_needs_concern_nobody(site, name):
    loaded, folder = site
    put_in(folder, name, b"22")
    assert told(loaded, folder, {name}) == ([], 0)


def test_a_new_page_that_is_linked_is_read_alone(site):
    loaded, folder = site
    put_in(folder, "new/index.html", html('<p><a href="../b/#x">B</a></p>', address="new/"))
    put_in(folder, "a/index.html", html('<p><a href="../new/">N</a></p>', address="a/"))
    assert told(loaded, folder, {"new/index.html", "a/index.html"}) == ([], 2)


def test_a_damaged_proof_is_none(site):
    loaded, folder = site
    store = loaded.settings.cache_dir / check_built.FOLDER / check_built.PROOF
    store.write_bytes(store.read_bytes()[:-9])
    put_in(folder, "b/index.html", html('<p id="y"></p>', address="b/"))
    assert told(loaded, folder, {"b/index.html"})[0] == told(loaded, folder)[0] != []


BODIES = ('<p id="x"></p>', '<p id="y"><a href="../a/">A</a></p>', '<a href="../b/#x">B</a>',
          '<a href="../c/">C</a>', '<img src="../p.png" alt="" width="1" height="1">')  # fmt: skip
PAGE = st.tuples(st.sampled_from("abc"), st.sampled_from(BODIES), st.sampled_from(("", "Same")))


@settings(max_examples=25)
@given(st.lists(PAGE, min_size=1, max_size=5))
def test_any_changes_one_after_another(tmp_path_factory, edits):
    root = tmp_path_factory.mktemp("built")
    loaded, folder = put(root, LINKED), root / "public"
    told(loaded, folder)
    for name, body, title in edits:
        file = f"{name}/index.html"
        put_in(folder, file, html(body, address=f"{name}/", title=title))
        found, _ = told(loaded, folder, {file})
        other = loaded.settings.cache_dir / check_built.FOLDER / check_built.PROOF
        kept = other.read_bytes() if other.exists() else None
        assert found == told(loaded, folder)[0]
        put_in(other.parent, other.name, kept)
