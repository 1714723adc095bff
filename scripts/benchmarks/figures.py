"""From measured runs to what is told of them: medians, ratios in pairs, the exponent of growth."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.measured import Cost

Runs = Mapping[str, Sequence[Cost]]
"""Scenario -> its runs, round by round."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some numbers, with the least and the most of them."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Spread:
        """Of one number or more."""
        return cls(statistics.median(numbers), min(numbers), max(numbers))


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float | None:
    """How many times the clock time of another one; the median of the ratios of each round."""
    pairs = list(zip(ours, theirs, strict=False))
    return statistics.median(one.wall / other.wall for one, other in pairs) if pairs else None


def exponent(points: Mapping[int, float], least: int = 900) -> float | None:
    """How time grows with pages: time ~ pages ** exponent.

    points: pages -> seconds. The slope of the straight line that fits the logarithms best, from
    `least` pages on where there are two such sizes: below, what every build costs hides the growth.
    """
    large = {pages: seconds for pages, seconds in points.items() if pages >= least}
    used = large if len(large) > 1 else points
    if len(used) < 2:
        return None
    across = [math.log(pages) for pages in used]
    up = [math.log(seconds) for seconds in used.values()]
    return statistics.linear_regression(across, up).slope
