"""The palette in css/00-tokens.css: text stands out from its ground in both schemes (WCAG AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "assets" / "theme" / "css" / "00-tokens.css"
DARK = "@media (prefers-color-scheme: dark)"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
TEXT, LARGE_OR_PART = 4.5, 3.0

# (what stands, on what): each pair that the stylesheet uses for text of any size.
TEXT_PAIRS = [
    (ink, ground)
    for ground in ("paper", "raised", "quiet", "mist")
    for ink in ("ink", "ink-soft", "jade", "jade-deep", "ember")
] + [
    ("on-night", "night"),
    ("on-night-soft", "night"),
    ("jade-on-night", "night"),
    ("on-persimmon", "persimmon"),
    ("on-persimmon", "persimmon-bright"),
    ("on-persimmon", "on-night"),  # the quiet button under the pointer
    ("ink", "marker"),
    ("ink", "selection"),
]

# Edges of what can be operated, focus rings, marks that carry meaning.
PART_PAIRS = [
    ("edge", "paper"),
    ("edge", "raised"),
    ("edge", "quiet"),
    ("edge", "mist"),
    ("edge-night", "night"),
    ("focus", "paper"),
    ("focus", "raised"),
    ("focus", "quiet"),
    ("focus", "mist"),
    ("focus-night", "night"),
    ("persimmon", "night"),
    ("persimmon", "paper"),
]


def palette(scheme: str) -> dict[str, str]:
    """Hex colours by token name, as they hold in a colour scheme."""
    light, dark_begins, dark = TOKENS.read_text(encoding="utf-8").partition(DARK)
    assert dark_begins, "the dark scheme is missing"
    found = dict(COLOUR.findall(light))
    return found if scheme == "light" else found | dict(COLOUR.findall(dark))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text(ink: str, ground: str, scheme: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_parts(part: str, ground: str, scheme: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[part], colours[ground]) >= LARGE_OR_PART
