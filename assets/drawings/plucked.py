"""Quiet plucked strings, by the rules of Karplus and Strong: noise in a loop that wears smooth."""

from __future__ import annotations

from array import array

from noise import Dice, between

RATE = 48_000

# seconds, note (half tones above A at 220 Hz), strength: five notes of a scale without half steps
TUNE = [
    (0.6, -7, 0.8), (1.1, 0, 0.6), (1.6, 3, 0.7), (2.7, 5, 0.7), (3.6, 0, 0.9), (4.1, 3, 0.6),
    (4.6, 7, 0.7), (5.7, 5, 0.6), (6.7, -5, 0.9), (7.2, 3, 0.6), (7.7, 5, 0.7), (8.4, 0, 0.6),
    (9.4, -7, 0.9), (9.9, 0, 0.6), (10.4, 5, 0.5), (10.4, -2, 0.5),
]  # fmt: skip
HALF_TONE = 1.0594630943592953
LOUD = 0.16
"""Of full strength: quiet enough to be let run in an office."""


def tune(seconds: float) -> array[float]:
    """The whole tune, one channel, from -1 to 1."""
    sound = array("f", bytes(4 * round(seconds * RATE)))
    for number, (start, note, strength) in enumerate(TUNE):
        _pluck(sound, round(start * RATE), 220 * HALF_TONE**note, strength, Dice(900 + number))
    fade = RATE
    for index in range(fade):
        sound[-1 - index] *= index / fade
    return sound


def _pluck(sound: array[float], start: int, pitch: float, strength: float, dice: Dice) -> None:
    """Add one note; its string is as many samples long as one swing takes."""
    string = [between(dice, -1, 1) for _ in range(round(RATE / pitch))]
    for _ in range(3):  # a soft finger, not a nail
        string = [(string[at - 1] + string[at]) / 2 for at in range(len(string))]
    last, length = 0.0, len(string)
    for step in range(len(sound) - start):
        at = step % length
        here = string[at]
        string[at] = 0.4985 * (here + last)
        last = here
        sound[start + step] += here * strength * LOUD
