"""Repeatable randomness: smooth noise along a line and scattered points."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Profile = Callable[[float], float]


class Dice:
    """Numbers that look like chance and are always the same for the same seed.

    The steps are those of the SplitMix64 generator: whole numbers only, so every machine and every
    version of Python rolls the same sequence.
    """

    _MASK = (1 << 64) - 1

    def __init__(self, seed: int) -> None:
        self._state = seed

    def roll(self) -> float:
        """Return the next number from 0 up to, not including, 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & self._MASK
        bits = self._state
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & self._MASK
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & self._MASK
        return float((bits ^ (bits >> 31)) >> 11) / float(1 << 53)


def wander(dice: Dice, wavelength: float, octaves: int = 3, rough: float = 0.5) -> Profile:
    """Return smooth noise in about -1..1 that changes over the given wavelength."""
    table = [dice.roll() * 2 - 1 for _ in range(256)]

    def one(position: float) -> float:
        cell = math.floor(position)
        part = position - cell
        ease = part * part * (3 - 2 * part)
        a, b = table[cell % 256], table[(cell + 1) % 256]
        return a + (b - a) * ease

    def profile(x: float) -> float:
        total, weight, scale = 0.0, 1.0, 1.0 / wavelength
        for octave in range(octaves):
            total += weight * one(x * scale + octave * 37.3)
            weight *= rough
            scale *= 2
        return total

    return profile


def between(dice: Dice, low: float, high: float) -> float:
    """Return a random number of the range."""
    return low + (high - low) * dice.roll()


def power(share: float, exponent: float) -> float:
    """Return the share raised to the exponent; below zero counts as zero."""
    return float(max(0.0, share) ** exponent)


def pick(dice: Dice, low: float, high: float, count: int = 3) -> float:
    """Return one of a few even values of the range.

    Shapes that come in a few sizes and directions repeat letter by letter, and pack far better.
    """
    return low + (high - low) * int(dice.roll() * count) / (count - 1)


def steps(start: float, end: float, stride: float) -> Iterator[float]:
    """Walk from start to end, both included, in nearly equal strides."""
    count = max(1, round(abs(end - start) / stride))
    for index in range(count + 1):
        yield start + (end - start) * index / count
