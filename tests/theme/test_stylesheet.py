"""The theme's rules about itself: tokens, small files, nothing inline, no words in templates."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

THEME = Path(__file__).parents[2] / "assets" / "theme"
SHEETS = sorted((THEME / "css").glob("*.css"))
ON_DEMAND = sorted((THEME / "css").glob("*/*.css"))
TEMPLATES = sorted(THEME.rglob("*.html"))
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NOTE = re.compile(r"^[ \t]*(?://.*)?\n", re.MULTILINE)  # not sent either

# Conditions and pages cannot read custom properties; a font's metrics belong to the font.
CONDITION = re.compile(r"@(?:media|container|supports)[^{]*")
FONT_FACE = re.compile(r"@(?:font-face|page)\s*{[^}]*}")
ALLOWED = re.compile(r"\b(?:0|1px|100%)(?![\w.%])")
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\("
    r"|(?<![\w-])\d*\.?\d+(?:px|rem|em|ch|vw|vh|svh|%|pt|cm|ms|s)(?![\w-])"
)


def declarations(sheet: Path) -> str:
    text = COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    return FONT_FACE.sub("", CONDITION.sub("", text))


RULES = [sheet for sheet in (*SHEETS, *ON_DEMAND) if sheet.name != "00-tokens.css"]


@pytest.mark.parametrize("sheet", RULES, ids=lambda sheet: sheet.name)
def test_colours_and_sizes_are_tokens(sheet: Path) -> None:
    found = [text for text in LITERAL.findall(declarations(sheet)) if not ALLOWED.fullmatch(text)]
    assert found == []


def test_every_token_is_defined_and_used() -> None:
    sheets = (*SHEETS, *ON_DEMAND)
    text = "".join(COMMENT.sub("", sheet.read_text(encoding="utf-8")) for sheet in sheets)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used - defined == set()
    assert defined - used == set()


def test_sheets_that_stand_alone_have_the_tokens_of_the_site() -> None:
    token, dark = re.compile(r"(--[\w-]+):\s*([^;]+);"), "prefers-color-scheme: dark"
    site = [token.findall(part) for part in SHEETS[0].read_text("utf-8").split(dark)]
    for sheet in (THEME / "css").glob("*/00-tokens.css"):
        parts = [token.findall(part) for part in sheet.read_text("utf-8").split(dark)]
        for own, whole in zip(parts, site, strict=True):
            assert {name for name, _ in own} & {"--paper", "--ink"} == {"--paper", "--ink"}
            shared = [(name, value) for name, value in own if name in dict(whole)]
            assert [each for each in shared if each not in whole] == []


def test_every_picture_focus_has_its_class() -> None:
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    assert all(f".focal-{column}-{row} " in text for column in range(5) for row in range(5))


def test_sizes() -> None:
    """The stylesheet is one file, the same for every page: fetched once, then from the cache.

    Cut by kind of page it would save a first visitor 1.5 KB and cost the second page a request;
    its print rules are 0.5 KB of it. What a page may weigh as a whole is measured in
    tests/browser/test_budgets.py (50 KB): beside HTML (8), fonts (19) and script (1) it has room.
    """
    assert weight(SHEETS) <= 14 * 1024
    assert sum(weight([file]) for file in (THEME / "js").glob("*.js")) <= 2560


def weight(files: Iterable[Path]) -> int:
    """Bytes after compression, without the comments."""
    rules = {".css": COMMENT, ".js": NOTE}
    text = "".join(rules[file.suffix].sub("", file.read_text(encoding="utf-8")) for file in files)
    return len(gzip.compress(text.encode(), 9))


def test_sizes_of_what_is_loaded_when_it_is_asked_for() -> None:
    sheets = {folder: weight(folder.glob("*.css")) for folder in (THEME / "css").glob("*/")}
    assert {path.name: size for path, size in sheets.items() if size > 4 * 1024} == {}
    scripts = {folder: weight(folder.glob("*.js")) for folder in (THEME / "js").glob("*/")}
    assert {path.name: size for path, size in scripts.items() if size > 12 * 1024} == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(THEME)))
def test_nothing_inline_and_no_words(template: Path) -> None:
    text = JINJA.sub("", template.read_text(encoding="utf-8"))
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=|\stype=\"application/ld\+json\")", text
    )
    visible = re.sub(r'<[^>]*>|\s[\w-]+="[^"]*"', "", text)
    assert not re.search(r"[^\W\d_]{2,}", visible), "words belong in strings.yml"
