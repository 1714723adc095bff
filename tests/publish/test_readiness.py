"""Only what a strict build has made goes out."""

from __future__ import annotations

import pytest

from quangba import settings
from quangba.build import record
from quangba.errors import PublishError
from quangba.publish import readiness, release
from tests.publish.sites import built
from tests.small_sites import MKDOCS_YML, write


@pytest.fixture
def project(tmp_path):
    write(tmp_path, {})
    built(tmp_path / "site")
    return tmp_path


def opened(project):
    return settings.read(project / "mkdocs.yml")


def note(project, *, strict=True, drafts=False):
    site = opened(project)
    record.write(
        site, site.site_dir, strict=strict, drafts=drafts, sources=record.sources(site)
    )  # fmt: skip


def refused(project, *, with_warnings=False):
    site = opened(project)
    readiness.refuse(site, site.site_dir, with_warnings=with_warnings)


def doubts(project):
    site = opened(project)
    return [str(each) for each in readiness.doubts(site, release.read(site.site_dir))]


def test_what_a_strict_build_has_made(project):
    note(project)
    refused(project)


def test_a_folder_that_nobody_built(project):
    with pytest.raises(PublishError, match="site is not what the last"):
        refused(project)


@pytest.mark.parametrize("change", ["changed", "more", "gone"])
def test_a_folder_changed_after_the_build(project, change):
    note(project)
    match change:
        case "changed":
            (project / "site" / "index.html").write_text("by hand")
        case "more":
            (project / "site" / "backup.zip").write_text("x")
        case _:
            (project / "site" / "404.html").unlink()

    with pytest.raises(PublishError, match="site is not what the last"):
        refused(project)


def test_a_note_that_cannot_be_read(project):
    note(project)
    [file] = (project / ".cache" / "built").iterdir()
    for text in ("", "[]", '{"strict": true}'):
        file.write_text(text)
        with pytest.raises(PublishError, match="is not what the last"):
            refused(project)


def test_drafts(project):
    note(project, drafts=True)
    with pytest.raises(PublishError, match="site has drafts"):
        refused(project, with_warnings=True)

    text = MKDOCS_YML.replace("quangba: {}", "quangba: {drafts: true}")
    (project / "mkdocs.yml").write_text(text)
    note(project)
    with pytest.raises(PublishError, match="site has drafts"):
        refused(project)


def test_a_build_that_warnings_have_not_stopped(project):
    note(project, strict=False)
    with pytest.raises(PublishError, match="was not built strictly"):
        refused(project)
    refused(project, with_warnings=True)


def test_no_folder_at_all_is_told_by_who_reads_it(tmp_path):
    refused(write(tmp_path, {}))


def test_sources_that_have_changed(project):
    note(project)
    before = doubts(project)
    (project / "docs/en/new.md").write_text("x")

    assert not any("Sources have changed" in each for each in before)
    assert any("Sources have changed" in each for each in doubts(project))


def test_an_example_address(project):
    note(project)
    assert any("site_url is an example, https://brume.example/" in each for each in doubts(project))


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://van-lang.example/", True),
        ("https://www.example.org/", True),
        ("http://localhost:8000/", True),
        ("https://example.org.vn/", False),
        ("https://examples.vn/", False),
    ],
)
def test_addresses_that_nobody_can_have(url, is_one):
    assert readiness.is_example(url) is is_one


def test_capitals(project):
    built(project / "site", {"a.html": "x", "A.html": "y"})
    assert any("A.html and a.html are one file" in each for each in doubts(project))


def test_most_files_gone():
    old = dict.fromkeys("abcd", "0")

    assert not readiness.loses_much(old, release.compare(old, {"a": "0", "b": "1"}))
    assert readiness.loses_much(old, release.compare(old, {"a": "0", "x": "0"}))
    assert not readiness.loses_much({}, release.compare({}, old))
