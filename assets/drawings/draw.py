"""Make the site's drawings: `python3 assets/drawings/draw.py [NAME…]` from the repository root."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import border_road
import cat_lion
import cave_pagoda
import five_valleys
import gate_dawn
import karst_mist
import ky_cung_na_sam
import market_morning
import mountain_road
import na_sam_street
import orchard_harvest
import peach_pagoda
import persimmon_terraces
import spring_path
import stilt_house
import then_evening
import tinh_lute
import two_banks

if TYPE_CHECKING:
    from collections.abc import Callable

MEDIA = Path(__file__).resolve().parent.parent / "media"

DRAWINGS: dict[str, Callable[[], str]] = {
    "border-road": border_road.draw,
    "cat-lion": cat_lion.draw,
    "cave-pagoda": cave_pagoda.draw,
    "five-valleys": five_valleys.draw,
    "gate-dawn": gate_dawn.draw,
    "karst-mist": karst_mist.draw,
    "ky-cung-na-sam": ky_cung_na_sam.draw,
    "market-morning": market_morning.draw,
    "mountain-road": mountain_road.draw,
    "na-sam-street": na_sam_street.draw,
    "orchard-harvest": orchard_harvest.draw,
    "peach-pagoda": peach_pagoda.draw,
    "persimmon-terraces": persimmon_terraces.draw,
    "spring-path": spring_path.draw,
    "stilt-house": stilt_house.draw,
    "then-evening": then_evening.draw,
    "tinh-lute": tinh_lute.draw,
    "two-banks": two_banks.draw,
}


def main(names: list[str]) -> int:
    """Write the named drawings, or all of them."""
    unknown = [name for name in names if name not in DRAWINGS]
    if unknown:
        print(f"no such drawing: {', '.join(unknown)}; there are: {', '.join(DRAWINGS)}", file=sys.stderr)
        return 2
    for name in names or DRAWINGS:
        (MEDIA / f"{name}.svg").write_text(DRAWINGS[name](), encoding="utf-8", newline="\n")
        print(f"assets/media/{name}.svg")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
