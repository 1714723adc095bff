"""The site's drawings and spot drawings are, to the byte, what their programs draw."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "assets"
PARTS = {"ink", "sun", "shade", "leaf", "light", "bloom", "line"} | {
    f"{tone}-line" for tone in ("sun", "shade", "leaf", "light", "night", "paper")
}
"""What the style sheet must colour in a spot drawing."""


def test_every_drawing_is_what_its_program_draws(drawing_programs):
    drawn = drawing_programs("draw").DRAWINGS

    assert set(drawn) == {file.stem for file in (ASSETS / "media").glob("*.svg")}
    for name, draw in drawn.items():
        assert (ASSETS / "media" / f"{name}.svg").read_text(encoding="utf-8") == draw(), name
        assert (ASSETS / "media" / f"{name}.yml").exists(), name


def test_every_spot_is_what_its_program_draws(drawing_programs):
    drawn = drawing_programs("spots").SPOTS

    assert set(drawn) == {file.stem for file in (ASSETS / "theme" / "spots").glob("*.svg")}
    for name, draw in drawn.items():
        text = (ASSETS / "theme" / "spots" / f"{name}.svg").read_text(encoding="utf-8")
        assert text == draw().svg(), name


@pytest.mark.parametrize("file", sorted((ASSETS / "theme" / "spots").glob("*.svg")), ids=str)
def test_a_spot_is_small_and_takes_its_colours_from_the_style_sheet(file):
    text = file.read_text(encoding="utf-8")

    assert len(text.encode()) <= 6_000
    assert set(re.findall(r'class="spot-([\w-]+)"', text)) <= PARTS
    assert not re.search(r"style=|fill=|stroke=|<text|#[0-9a-f]{3}", text)
