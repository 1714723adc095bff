"""Cut the Chinese font of share cards from Noto Sans CJK, as Debian's fonts-noto-cjk has it.

    apt-get install fonts-noto-cjk
    .venv/bin/python scripts/card_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc

It holds all of GB 2312 but its Latin, Greek and Cyrillic letters (Latin ones have a font of their
own), and every further character that the pages and registers of this site have.
Run it again when the check says that a character is missing (`card-character`).
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

ROOT = Path(__file__).parents[1]
SIMPLIFIED = 2
"""Which font of the collection has the forms of mainland China."""

LIMIT = 3_000_000
"""Bytes that the repository spends on it."""


def main() -> None:
    """Write assets/theme/fonts/NotoSansSC-Bold.otf."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("collection", type=Path, help="NotoSansCJK-Bold.ttc")
    parser.add_argument("--to", type=Path, default=ROOT / "assets/theme/fonts/NotoSansSC-Bold.otf")
    wanted = parser.parse_args()
    font = TTCollection(wanted.collection).fonts[SIMPLIFIED]
    options = subset.Options()
    options.hinting = False  # cards are drawn large
    options.desubroutinize = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters())))
    cutter.subset(font)
    font.save(wanted.to)
    size = wanted.to.stat().st_size
    print(f"{wanted.to.name}: {len(font.getBestCmap())} characters, {size} bytes")
    if size > LIMIT:
        raise SystemExit(f"more than {LIMIT} bytes")


def characters() -> set[str]:
    """GB 2312, and what the site has of Han characters beside it."""
    found = {
        bytes((row, cell)).decode("gb2312")
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        if _is_in_gb2312(row, cell)
    }
    for file in sorted([*ROOT.glob("docs/**/*"), *ROOT.glob("assets/data/*")]):
        if file.suffix in (".md", ".yml", ".csv"):
            found |= set(file.read_text(encoding="utf-8"))
    return {char for char in found if _is_wanted(char)}


def _is_in_gb2312(row: int, cell: int) -> bool:
    try:
        bytes((row, cell)).decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _is_wanted(char: str) -> bool:
    """Neither ASCII nor a letter of another alphabet."""
    if char.isspace() or ord(char) < 0xA0:
        return False
    return not unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC", "COMBINING"))


if __name__ == "__main__":
    main()
