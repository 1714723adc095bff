"""The rows are worth asking: enough, of every way to type, for pages there are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.relevance.rows import LANGUAGES, WAYS, rows

DOCS = Path(__file__).parents[2] / "docs"
SOURCE = "vi"  # a page that lacks in another language is shown in this one
ENOUGH = 60


def test_each_language_of_the_place_is_asked():
    assert set(LANGUAGES) == {folder.name for folder in DOCS.iterdir() if folder.is_dir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_rows_in_every_way_to_type(language):
    asked = rows(language)
    assert len(asked) >= ENOUGH
    assert {row.how for row in asked} == WAYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_asked_twice(language):
    times = Counter(row.typed for row in rows(language))
    assert [typed for typed, count in times.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_that_is_wanted_exists(language):
    gone = [
        (row.typed, page)
        for row in rows(language)
        for page in row.wants
        if not (DOCS / language / page).is_file() and not (DOCS / SOURCE / page).is_file()
    ]
    assert gone == []
    assert all(row.wants and len(set(row.wants)) == len(row.wants) for row in rows(language))
