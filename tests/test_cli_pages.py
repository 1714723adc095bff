"""`quangba new` and `quangba move` as people use them: words, exit codes, files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quangba.content.schema import KINDS
from tests.small_sites import page, words, write

ROOT = Path(__file__).parent.parent
DAY = "1795392000"  # 2026-11-23, 00:00 in UTC
SITE = {
    "docs/en/town/quay.md": page("See [the fair](fair.md).\n", kind="place"),
    "docs/fr/town/quay.md": words("Voir [la foire](fair.md).\n"),
    "docs/en/town/fair.md": page("At [the quay](quay.md).\n", kind="event", start="2027-05-01"),
}


def run(folder, *arguments, **environment):
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "quangba", *map(str, arguments)],
        cwd=folder,
        env={
            **kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8",
            "SOURCE_DATE_EPOCH": DAY, **environment,
        },
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )  # fmt: skip


@pytest.fixture
def project(tmp_path):
    return write(tmp_path, SITE)


def test_new_tells_what_is_there_and_what_is_to_be_done(project):
    done = run(project, "new", "event", "Đêm đèn lồng", "--stubs")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "docs/en/town/dem-den-long.md is there.",
        "docs/fr/town/dem-den-long.md is there.",
        "Still to be written: description, start, ….",
        "It is a draft; to publish it, remove the line  draft: true",
        "To look at it while you write: quangba serve",
    ]
    text = (project / "docs/en/town/dem-den-long.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Đêm đèn lồng\ndescription: TODO  # ")
    assert "\nupdated: 2026-11-23\n" in text
    assert run(project, "check").returncode == 0


def test_new_takes_the_day_where_the_site_is_at_home(tmp_path):
    mkdocs = (write(tmp_path, SITE) / "mkdocs.yml").read_text("utf-8")
    mkdocs = mkdocs.replace("- quangba: {}", "- quangba: {time_zone: Pacific/Honolulu}")
    project = write(tmp_path, {**SITE, "mkdocs.yml": mkdocs})

    assert run(project, "new", "place", "Cape").returncode == 0
    assert "updated: 2026-11-22" in (project / "docs/en/town/cape.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "stubs"),
    [
        ((), set()),
        (("--stubs",), {"fr"}),
        (("--stubs", "fr"), {"fr"}),
        (("--stubs=fr, fr",), {"fr"}),
    ],
)
def test_stubs(project, arguments, stubs):
    done = run(project, "new", "place", "Cape", "--to", "docs/en/isle", "--slug", "far", *arguments)
    assert done.returncode == 0
    found = {locale for locale in ("fr",) if (project / f"docs/{locale}/isle/far.md").is_file()}
    assert found == stubs


def test_a_language_that_the_site_does_not_have(project):
    done = run(project, "new", "place", "Cape", "--stubs", "fr,de")
    assert done.returncode == 1
    assert "[language-unknown]" in done.stderr
    assert not (project / "docs/en/town/cape.md").exists()


def test_new_refuses_in_the_persons_language(project):
    done = run(project, "new", "evnt", "Fair", LANG="vi_VN.UTF-8")

    assert (done.returncode, done.stdout) == (1, "")
    assert "lỗi: Không có loại trang “evnt”. [new-kind]" in done.stderr
    assert "Có phải bạn muốn viết “event”?" in done.stderr


def test_comments_of_a_new_page_are_in_the_persons_language(project):
    done = run(project, "new", "place", "Cape", "--ui-lang", "vi")

    assert "Đã tạo docs/en/town/cape.md." in done.stdout
    text = (project / "docs/en/town/cape.md").read_text("utf-8")
    assert "draft: true  # muốn đăng trang, hãy xóa dòng này" in text


def test_a_day_that_is_none_is_wrong_use(project):
    done = run(project, "new", "event", "Fair", "--date", "2027-02-30")
    assert done.returncode == 2


def test_move_tells_what_went_where(project):
    done = run(project, "move", "town/quay", "harbour/")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "docs/en/town/quay.md -> docs/en/harbour/quay.md",
        "docs/fr/town/quay.md -> docs/fr/harbour/quay.md",
        "2 files moved, 4 places changed in 3 files",
        "The old addresses lead to the new ones after the next build.",
    ]
    assert (project / "docs/fr/harbour/quay.md").is_file()


def test_a_dry_run_lists_every_place(project):
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    done = run(project, "move", "town/quay", "harbour/", "--dry-run", LANG="vi_VN.UTF-8")

    assert done.stdout.splitlines() == [
        "docs/en/town/quay.md -> docs/en/harbour/quay.md",
        "docs/fr/town/quay.md -> docs/fr/harbour/quay.md",
        "docs/en/town/fair.md:8: quay.md -> ../harbour/quay.md",
        "docs/en/town/quay.md:6: + -> moved_from: [town/quay.md]",
        "docs/en/town/quay.md:7: fair.md -> ../town/fair.md",
        "docs/fr/town/quay.md:5: fair.md -> ../town/fair.md",
        "Sẽ chuyển 2 tệp, sửa 4 chỗ trong 3 tệp",
    ]
    after = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    assert after == before


def test_move_refuses_and_says_that_nothing_happened(project):
    done = run(project, "move", "town/quay", "town/fair.md")

    assert (done.returncode, done.stdout) == (1, "")
    assert "docs/en/town/fair.md: error: This page has the address" in done.stderr
    assert done.stderr.endswith("Nothing was moved.\n")


def test_a_folder_that_cannot_be_made_is_told(project):
    (project / "docs/fr/harbour").write_text("in the way", encoding="utf-8")
    before = sorted(project.rglob("*"))
    done = run(project, "move", "town/quay", "harbour/")
    assert sorted(project.rglob("*")) == before
    assert done.returncode == 3
    assert "Nothing was changed: " in done.stderr


def test_help_names_every_kind_and_is_in_both_languages(project):
    english, vietnamese = (
        run(project, "new", "--help", LANG=lang).stdout for lang in ("C", "vi_VN.UTF-8")
    )
    for kind in KINDS:
        assert kind in english
        assert kind in vietnamese
    assert "Bắt đầu một trang" in vietnamese
    assert "Đổi đường dẫn" in run(project, "move", "-h", LANG="vi_VN.UTF-8").stdout
    assert "quangba move" in run(project, "--help").stdout
