"""What scripts/bench_build.py measures on, and how it reckons."""

import json
import re
import sys

import pytest

import bench_build
import lock
from bench.measured import Cost
from benchmarks import articles, corpus, photos, report, run
from benchmarks.figures import Spread, exponent, ratio
from benchmarks.report import Result
from benchmarks.run import RunError, measured
from benchmarks.scenarios import Bench
from benchmarks.tools import PINNED
from quangba import checks, settings, site
from quangba.media import library
from quangba.problems import Severity
from tests.small_sites import inspect_here


@pytest.fixture(autouse=True)
def small_photos(monkeypatch):
    monkeypatch.setattr(photos, "SIZE", (80, 60))


def _cost(wall):
    return Cost(wall, wall, 1)


def _tree(root):
    return {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_the_corpus_has_no_mistake_and_its_translations_are_up_to_date(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "inspect", inspect_here)
    config = corpus.make(tmp_path, 12)

    loaded, problems = site.load(settings.read(config))
    found = checks.weighed(loaded, problems).problems

    assert len(loaded.public.entries) == 12 + len(list(articles.standing()))
    assert [str(each) for each in found if each.severity is not Severity.NOTE] == []


def test_pages_follow_from_their_number_alone():
    assert list(articles.all_pages(7)) == list(articles.all_pages(7))


def test_titles_and_addresses_are_there_once():
    pages = list(articles.all_pages(120))

    assert len({page.path for page in pages}) == len(pages)
    for language in articles.LANGUAGES:
        assert len({page.words[language].title for page in pages}) == len(pages)


def test_dates_are_spread_over_ten_years_whatever_the_number():
    for count in (20, 60):
        years = {articles.article(number, count).date.year for number in range(count)}
        assert years == set(range(2016, 2026))


def test_one_page_more_is_the_newest():
    pages = [articles.article(number, 30) for number in range(30)]
    more = articles.article(30, 30)

    assert more.date > max(page.date for page in pages)
    assert more.path not in {page.path for page in pages}


def test_every_language_has_the_same_parts():
    for page in articles.all_pages(40):
        shapes = {
            (
                len(re.findall(r"^## ", words.body, re.MULTILINE)),
                tuple(re.findall(r"\]\(([^)]+)\)", words.body)),
                words.body.count("|---"),
                words.body.count("!!! note"),
                tuple(sorted(re.findall(r"\d+", words.body))),
            )
            for words in page.words.values()
        }
        assert len(shapes) == 1, page.path


def test_a_third_of_the_news_has_a_figure_and_all_have_a_picture():
    pages = [articles.article(number, 60) for number in range(60)]

    assert sum("![](/media/" in page.words["en"].body for page in pages) == 20
    assert all(page.picture for page in pages)


@pytest.mark.parametrize("generator", bench_build.GENERATORS, ids=lambda each: each.name)
def test_every_generator_gets_every_page_and_edits_are_undone(tmp_path, generator):
    generator.make(tmp_path, articles.all_pages(4))
    before, bench = _tree(tmp_path), Bench(generator, tmp_path, 4)
    middle = articles.article(2, 4)
    for language, words in middle.words.items():
        told = [data for file, data in before.items() if file.name == f"{_name(middle)}.md"]
        assert any(words.title.encode() in data for data in told), language

    changed = {
        scenario: bench.prepare(scenario, 1)
        for scenario in ("edit a body", "edit a title", "add a page", "edit the template")
    }
    after = _tree(tmp_path)
    bench.restore()

    new = {file.name for file in after.keys() - before.keys()}
    edited = {file.relative_to(tmp_path) for file in before if after[file] != before[file]}
    assert new == {f"{_name(articles.article(4, 4))}.md"}
    assert {str(each) for each in edited} == {changed["edit a title"], generator.template[0]}
    assert b"b\xe1\xba\xa3n m\xe1\xbb\x9bi" in after[tmp_path / changed["edit a title"]]
    assert b'<p class="edited">1</p>' in after[tmp_path / generator.template[0]]
    assert _tree(tmp_path) == before


def _name(page):
    return page.path.rpartition("/")[2]


@pytest.mark.parametrize("generator", bench_build.GENERATORS, ids=lambda each: each.name)
def test_a_cold_build_keeps_encoded_pictures_and_nothing_else(tmp_path, generator):
    for folder in (generator.output, *generator.caches, *generator.kept):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "file").touch()

    generator.cold(tmp_path)
    assert set(_tree(tmp_path)) == {tmp_path / each / "file" for each in generator.kept}

    generator.bare(tmp_path)
    assert _tree(tmp_path) == {}


def test_the_exponent_is_that_of_the_growth():
    points = {pages: 0.002 * pages**1.2 for pages in (900, 3000, 9000)}

    assert exponent(points) == pytest.approx(1.2)


def test_small_sites_do_not_count_for_the_exponent():
    assert exponent({90: 50.0, 900: 1.0, 9000: 10.0}) == pytest.approx(1.0)
    assert exponent({90: 1.0, 900: 10.0}) == pytest.approx(1.0)
    assert exponent({900: 1.0}) is None


def test_the_middle_of_the_runs_with_their_ends():
    assert Spread.of([5.0, 1.0, 2.0]) == Spread(2.0, 1.0, 5.0)


def test_ratios_are_of_the_same_round():
    ours, theirs = [1.0, 10.0, 3.0], [2.0, 20.0, 3.0]

    assert ratio(list(map(_cost, ours)), list(map(_cost, theirs))) == 0.5
    assert ratio([_cost(1.0)], []) is None


def test_a_run_tells_its_cost(tmp_path, monkeypatch):
    """It keeps its memory until that has been seen: what goes within 50 ms may be missed."""
    highest = run._highest

    def noted(process):
        if (found := highest(process)) > 50_000_000:
            (tmp_path / "seen").touch()
        return found

    monkeypatch.setattr(run, "_highest", noted)
    takes = "import os, sys, time; taken = bytearray(50_000_000)\n"
    takes += "while sys.platform == 'linux' and not os.path.exists('seen'): time.sleep(0.01)"
    cost = measured([sys.executable, "-c", takes], tmp_path, 600)

    assert cost.wall > 0
    assert cost.peak > 50_000_000 or sys.platform != "linux"


def test_a_run_that_fails_tells_its_last_words(tmp_path):
    with pytest.raises(RunError, match="exit code 3: no such thing"):
        measured([sys.executable, "-c", "print('no such thing'); exit(3)"], tmp_path, 600)


def test_a_generator_that_fails_is_named_and_stops_nothing():
    results = {
        30: {
            "quangba": Result({"cold": [_cost(1.0)] * 3}),
            "hugo": Result({"cold": [_cost(2.0)] * 3}),
            "eleventy": Result(failed="cold: exit code 1: out of | memory"),
        }
    }

    told = report.table(results)

    assert "| cold | quangba | 1.00 (1.00–1.00) | 1.00 | 0 | 0.50 |" in told
    assert "| failed | eleventy | cold: exit code 1: out of / memory |" in told


def test_what_is_installed_has_its_version_and_its_hash():
    assert lock.foreign_lines((PINNED / "tools.txt").read_text(encoding="utf-8")) == []
    wanted = json.loads((PINNED / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((PINNED / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    del packages[""]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in each and "resolved" not in each for each in packages.values())
