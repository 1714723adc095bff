"""What workers do with pictures. Nothing that decodes is loaded by who asks them."""

from __future__ import annotations

from pathlib import Path

from quangba.media.facts import Facts, Unusable
from quangba.media.tasks import Made, Task


def load() -> None:
    """First thing in a worker that stays: what the others need is there when they are asked for."""
    from quangba.media import render  # noqa: F401 - loaded, not used


def inspect(file: Path) -> Facts | Unusable:
    """Decode an original once, whole, and say what it is."""
    from quangba.media import render

    return render.inspect(file)


def render(task: Task) -> Made:
    """Make renditions of one original and put them into the store, each as soon as it is made."""
    from quangba.media import render

    return render.render(task)


def develop(task: Task) -> Made:
    """Make some renditions of an original of which more may be asked for soon."""
    from quangba.media import render

    return render.render(task, holds=True)
