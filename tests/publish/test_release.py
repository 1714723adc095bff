"""What is published, by content, and what is refused."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.errors import PublishError
from quangba.publish import release
from quangba.publish.masking import masked
from tests.publish.sites import FILES, built

MANIFESTS = st.dictionaries(st.text(min_size=1, max_size=3), st.text("01", min_size=1), max_size=5)


def test_a_name_that_content_decides(tmp_path):
    one, other = built(tmp_path / "a"), built(tmp_path / "b")

    assert one.name == other.name
    assert set(one.files) == set(FILES)
    assert one.name != built(tmp_path / "b", {"more": "x"}).name


@settings(max_examples=50)
@given(old=MANIFESTS, new=MANIFESTS)
def test_changes_make_the_new_of_the_old(old, new):
    changes = release.compare(old, new)

    kept = {path: old[path] for path in old.keys() - {*changes.removed, *changes.changed}}
    assert kept | {path: new[path] for path in (*changes.added, *changes.changed)} == new
    assert changes.nothing == (old == new)


@settings(max_examples=50)
@given(MANIFESTS)
def test_a_manifest_comes_back_as_it_was(files):
    assert release.parse(release.dump(files), "here") == files


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a": 1}', b"\xff"])
def test_a_manifest_that_is_none(data):
    with pytest.raises(PublishError, match="here is not what quangba has written"):
        release.parse(data, "here")


def test_no_site_yet(tmp_path):
    with pytest.raises(PublishError, match="quangba build --strict"):
        release.read(tmp_path / "site")


@pytest.mark.parametrize("to", ["nowhere", "index.html", "fr", "."])
def test_links_in_a_site(tmp_path, to):
    built(tmp_path)
    (tmp_path / "linked").symlink_to(to)

    with pytest.raises(PublishError, match="linked is a link"):
        release.read(tmp_path)


def test_a_pipe_in_a_site(tmp_path):
    built(tmp_path)
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(PublishError, match="pipe is a link or no file"):
        release.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"), [(b"b\xe9n", r"b\\xe9n is not UTF-8"), (b"a\nb", r"a\\x0ab has a control")]
)
def test_names_that_no_server_has(tmp_path, name, words):
    built(tmp_path)
    with open(os.path.join(os.fsencode(tmp_path), name), "wb"):  # noqa: PTH118, PTH123 - bytes
        pass

    with pytest.raises(PublishError, match=words):
        release.read(tmp_path)


def test_a_file_that_goes_while_it_is_read(tmp_path, monkeypatch):
    built(tmp_path)

    def gone(file):
        raise FileNotFoundError(2, "No such file", str(file))

    monkeypatch.setattr(release, "digest", gone)
    with pytest.raises(PublishError, match="is being changed"):
        release.read(tmp_path)


def test_a_build_that_ends_while_its_site_is_read(tmp_path, monkeypatch):
    """Every file of the new site is there, too: a mixture would look whole."""
    built(tmp_path / "site")
    built(tmp_path / "new", {"index.html": "new", "404.html": "new", "fr/index.html": "neuf"})
    digest, read = release.digest, []

    def and_the_site_is_exchanged(file):
        read.append(file)
        if len(read) == 3:
            (tmp_path / "site").rename(tmp_path / "retired")
            (tmp_path / "new").rename(tmp_path / "site")
        return digest(file)

    monkeypatch.setattr(release, "digest", and_the_site_is_exchanged)
    with pytest.raises(PublishError, match="site is being changed while it is read"):
        release.read(tmp_path / "site")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://me:secret@git.example/a.git failed", "https://***@git.example/a.git failed"),
        ("https://ghp_token@git.example/", "https://***@git.example/"),
        ("https://a:p@ss@git.example/", "https://***@git.example/"),
        ("'ssh://git:secret@host/x' and ssh://git@host/y", "'ssh://git:***@host/x' and ssh://git@host/y"),
        ("git@host:x.git", "git@host:x.git"),
        ("https://git.example/@me", "https://git.example/@me"),
    ],
)  # fmt: skip
def test_passwords_are_hidden(text, shown):
    assert masked(text) == shown
