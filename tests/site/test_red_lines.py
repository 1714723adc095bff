"""What the place's site never says: patterns with reasons in red_lines.yml."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.built_sites import BuiltSite
from tests.site.documents import Documents, paragraphs

pytestmark = pytest.mark.site

RULES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("red_lines.yml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Rule:
        def compiled(key: str) -> re.Pattern[str] | None:
            text = row.get(key)
            return re.compile(unicodedata.normalize("NFC", text), re.IGNORECASE) if text else None

        pattern = compiled("pattern")
        assert pattern
        return cls(pattern, compiled("near"), compiled("unless"))

    def found_in(self, paragraph: str) -> str | None:
        """The words that cross the line, or None."""
        text = self.unless.sub("", paragraph) if self.unless else paragraph
        match = self.pattern.search(text)
        if not match or (self.near and not self.near.search(text)):
            return None
        return match[0]


@pytest.fixture(scope="session")
def texts(place: BuiltSite) -> dict[str, tuple[str, ...]]:
    """Every page's paragraphs."""
    return {page.name: tuple(paragraphs(page)) for page in Documents.of(place)}


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_a_rule_does_what_it_is_meant_to(row: dict[str, Any]):
    rule = Rule.of(row)
    assert row["reason"]
    assert [text for text in row["wrong"] if not rule.found_in(text)] == []
    assert [(text, rule.found_in(text)) for text in row["right"] if rule.found_in(text)] == []


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_no_page_crosses_the_line(row: dict[str, Any], texts: dict[str, tuple[str, ...]]):
    rule = Rule.of(row)
    found = [
        f"{name}: “{words}” in: {paragraph[:160]}"
        for name, page in texts.items()
        for paragraph in page
        if (words := rule.found_in(paragraph))
    ]
    assert found == [], row["reason"]


def test_all_text_is_composed(place: BuiltSite):
    """Decomposed letters look alike but are found by no search."""
    texts = {page.name: page.file.read_text(encoding="utf-8") for page in Documents.of(place)}
    assert [
        name for name, text in texts.items() if not unicodedata.is_normalized("NFC", text)
    ] == []
