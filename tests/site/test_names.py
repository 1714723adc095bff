"""Names in the built sites: their language, their notes, and the list of all."""

from __future__ import annotations

import csv
import io
import re

import pytest

pytestmark = pytest.mark.site

_BUTTON = re.compile(r'<button[^>]*popovertarget="(note--[^"]+)"')
_NOTE = re.compile(r'<div popover class="term-note" id="([^"]+)">')


def _html(site):
    for file in sorted(site.folder.rglob("*.html")):
        yield file.relative_to(site.folder).as_posix(), file.read_text(encoding="utf-8")


def test_each_note_has_one_button_and_the_other_way_round(site):
    for path, html in _html(site):
        assert sorted(_BUTTON.findall(html)) == sorted(_NOTE.findall(html)), path
        assert len(set(_NOTE.findall(html))) == len(_NOTE.findall(html)) <= 12, path


def test_there_are_notes(site):
    assert any(_NOTE.search(html) for _, html in _html(site))


def test_notes_lead_to_the_list_of_names(site):
    for path, html in _html(site):
        for target in re.findall(r'class="term-more"><a href="([^"#]*)#([^"]+)"', html):
            file = (site.folder / path).parent / target[0] / "index.html"
            assert f'id="{target[1]}"' in file.read_text(encoding="utf-8"), (path, target)


def test_the_list_has_every_name(site):
    table = (site.config_file.parent / "assets/data/terms.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    entry = next(page for page in site.pages if page.shared.get("layout") == "glossary")
    for language in site.languages:
        html = (site.folder / entry.address(language) / "index.html").read_text(encoding="utf-8")
        found = re.findall(r'class="terms-row" id="term-([^"]+)"', html)
        assert sorted(found) == sorted(row["id"] for row in rows)
        assert html.count('class="term-proposed"') == sum(
            len(row["proposed"].split()) for row in rows
        )
