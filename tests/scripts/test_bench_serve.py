"""What scripts/bench_serve.py edits, and what it tells."""

import pytest

import bench_serve
from benchmarks import articles, photos, shown
from benchmarks.previews import EDITS, PREVIEWERS, Desk
from benchmarks.seen import Shown
from benchmarks.shown import Result


@pytest.fixture(autouse=True)
def small_photos(monkeypatch):
    monkeypatch.setattr(photos, "SIZE", (80, 60))


@pytest.mark.parametrize("previewer", PREVIEWERS, ids=lambda each: each.name)
def test_an_edit_is_of_one_file_that_is_there_and_another_each_time(tmp_path, previewer):
    previewer.generator.make(tmp_path, articles.all_pages(4))
    desk = Desk(previewer, tmp_path, 4)

    for name in previewer.edits:
        for number in range(2):
            edit = desk.edit(name, number)
            before = edit.file.read_bytes()
            edit.write()
            assert edit.file.read_bytes() != before
            assert edit.shows.encode() in edit.data


def test_edits_of_a_page_add_up(tmp_path):
    previewer = PREVIEWERS[0]
    previewer.generator.make(tmp_path, articles.all_pages(4))
    desk = Desk(previewer, tmp_path, 4)

    desk.edit("body", 1).write()
    both = desk.edit("title", 1).data.decode()

    assert "body 001" in both
    assert "title 001" in both


def test_ours_has_every_edit():
    assert PREVIEWERS[0].edits == EDITS
    assert bench_serve.NAMES == ("quangba", "plain", "hugo")


def test_the_table_has_medians_and_names_who_failed():
    results = {
        "quangba": Result(
            {"body": [Shown(0.3, 0.2), Shown(0.1, 0.4), Shown(0.2, 0.3)]},
            start=Shown(1.5, 1.0), memory=[100_000_000, 120_000_000],
        ),
        "plain": Result(failed="no page | after 900 s"),
    }  # fmt: skip

    told = shown.table(1000, results)

    assert "| body | quangba | 0.20 (0.10–0.30) | 0.30 |" in told
    assert "| next start | quangba | 1.50 | 1.00 |" in told
    assert "| failed | plain | no page / after 900 s | |" in told
    assert "quangba 100, 120 MB" in told
