"""Work for worker processes: what originals can do to a decoder, and how much memory it took."""

from __future__ import annotations

import os
import re
import signal
import time
import traceback
from pathlib import Path

from quangba.media import plan, render
from quangba.media.facts import Facts, Unusable
from quangba.media.recipes import Recipe
from quangba.store import write_atomically


def troubled(item: str) -> str:
    """Do what the item says.

    Who dies has worked for a moment, as a decoder has: who had the item is known by then.
    """
    if item in {"die", "leave"}:
        time.sleep(0.3)
    match item:
        case "hang":
            time.sleep(3600)
        case "spin":
            while True:
                pass
        case "hang deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(3600)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(3)
        case "fail":
            message = "a decoder's own fault"
            raise ZeroDivisionError(message)
        case "panic":
            raise Panic
        case "eat":
            bytearray(5_000_000_000)
        case "disk full":
            raise OSError(28, "No space left on device")
    return item.upper()


class Panic(BaseException):
    """As a library in another language raises it; it cannot even be sent to another process."""

    def __init__(self) -> None:
        super().__init__(lambda: None)


LOADED_IN = tuple(frame.name for frame in traceback.extract_stack())
"""Where, in this process, this module was loaded."""


def loaded_before(_item: str) -> bool:
    """Whether this module was loaded before an item was fetched."""
    return "fetch_task" not in LOADED_IN


def named_and_hanging(note: str) -> None:
    """Write the worker's number into a file, whole, and work for ever."""
    write_atomically(Path(note), str(os.getpid()).encode())
    while True:
        time.sleep(1)


def inspect(file: Path) -> Facts | Unusable:
    """Look at an original, unless its name says what it does to its decoder."""
    troubled(file.stem.replace("-", " "))
    return render.inspect(file)


def peak(task: tuple[Path, Path, int]) -> tuple[int, int, float]:
    """Make a rendition of a width: how many, and the most memory (MB) before and after."""
    file, store, width = task
    before = _most()
    facts = render.inspect(file)
    assert isinstance(facts, Facts), facts
    recipe = Recipe(widths=(width, 480), formats=("avif", "jpeg"))
    wanted = plan.renditions((facts.width, facts.height), recipe)
    made = render.render(render.Task(file, facts, wanted, store))
    assert made.unusable is None
    return len(made.sizes), round(_most() - before), round(_most())


def _most() -> float:
    # of this program alone: the other way to ask counts what the parent had before the fork
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024
