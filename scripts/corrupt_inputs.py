"""Damage the fictional site in every way that comes to mind, and see what is said of it.

Each try damages a few files of a copy (pages, settings, registers, words, sidecars, pictures) and
checks the site, now and then builds it. A try is good when it ends by itself in success or in
problems that say what to do, and leaves every input as it was. The first try that is not is made
as small as it gets, and shown:

    .venv/bin/python scripts/corrupt_inputs.py --seconds 300 --seed 1
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quangba.build import driver
from quangba.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Path("tests/sample_site")
BATCH = 40
LIMIT = 120
"""Seconds after which a try counts as hanging."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "page": ("docs/**/*.md",),
    "words": ("docs/*/strings.yml",),
    "settings": ("mkdocs.yml",),
    "register": ("assets/data/*",),
    "sidecar": ("assets/media/*.yml", "assets/recipes.yml"),
    "picture": ("assets/media/*.jpg", "assets/media/*.png", "assets/media/*.svg"),
    "other": ("assets/media/*.mp4", "assets/media/*.vtt", "assets/documents/*"),
    "stamp": ("assets/translations/**/*",),
}
"""What is damaged: patterns below the site's folder."""

ODD = (
    "", " ", "~", "[]", "{}", "{a: {b: [c]}}", "- - - -", "9" * 400, "-1", "1e999", ".nan", "0x1F",
    "2026-02-31", "2026-13-01 25:61", "9999-12-31", "0001-01-01", "!!python/object:os.system x",
    "&a [*a]", "*nobody", "'", '"', "|", "{{", "{{ fact }}", "{% raw %}", "<script>", "%2e%2e%2f",
    "../../../etc/passwd", "/etc/passwd", "CON", "a" * 5000, "\u202e", "\u0000", "\ud7ff\ue000",
    "\ufeff", "é" * 200, "𝒳", "NO", "on", "null", "#", ": : :", "\t", "\r", "\u2028", "[[[[[[",
)  # fmt: skip
"""Values that people, programs and accidents write."""


@dataclass
class Tally:
    """What came of the tries."""

    ends: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)


class HangError(Exception):
    """A try that did not end by itself."""


class ChangedError(Exception):
    """A try that changed an input."""


# ------------------------------------------------------------------------------------- damages


def cut(data: bytes, at: int, length: int, _word: bytes) -> bytes:
    """Leave out a part."""
    return data[:at] + data[at + length :]


def end(data: bytes, at: int, _length: int, _word: bytes) -> bytes:
    """Leave out the rest, as a copy that broke off does."""
    return data[:at]


def twice(data: bytes, at: int, length: int, _word: bytes) -> bytes:
    """Repeat a part."""
    return data[: at + length] + data[at:]


def insert(data: bytes, at: int, _length: int, word: bytes) -> bytes:
    """Put something in."""
    return data[:at] + word + data[at:]


def overwrite(data: bytes, at: int, _length: int, word: bytes) -> bytes:
    """Write over a part."""
    return data[:at] + word + data[at + len(word) :]


def flip(data: bytes, at: int, length: int, _word: bytes) -> bytes:
    """Turn bits over, as a dying card does."""
    part = bytes(byte ^ (1 << (length % 8)) for byte in data[at : at + 1])
    return data[:at] + part + data[at + 1 :]


def value(data: bytes, at: int, _length: int, word: bytes) -> bytes:
    """Another value behind the next `key:`."""
    colon = data.find(b": ", at)
    if colon < 0:
        return data + word
    stop = data.find(b"\n", colon)
    return data[: colon + 2] + word + (data[stop:] if stop >= 0 else b"")


def line(data: bytes, at: int, length: int, _word: bytes) -> bytes:
    """Two lines in each other's places."""
    lines = data.split(b"\n")
    one, other = at % len(lines), length % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def indent(data: bytes, at: int, length: int, _word: bytes) -> bytes:
    """A line moved to the right."""
    lines = data.split(b"\n")
    lines[at % len(lines)] = b" " * (length % 9) + lines[at % len(lines)]
    return b"\n".join(lines)


def latin(data: bytes, _at: int, _length: int, _word: bytes) -> bytes:
    """Saved in another encoding."""
    return data.decode("utf-8", "replace").encode(
        "utf-16" if len(data) % 2 else "latin-1", "replace"
    )


def windows(data: bytes, _at: int, _length: int, _word: bytes) -> bytes:
    """Saved by another system's editor."""
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


DAMAGES: tuple[Callable[[bytes, int, int, bytes], bytes], ...] = (
    value, value, value, cut, end, twice, insert, overwrite, flip, line, indent, latin, windows,
)  # fmt: skip


def things(data: st.DataObject, site: Path, keeper: Keeper) -> list[str]:
    """Damage one to three files of the site; what was done, in words."""
    done = []
    for _ in range(data.draw(st.integers(1, 3))):
        kind = data.draw(st.sampled_from(sorted(KINDS)))
        files = sorted({file for pattern in KINDS[kind] for file in site.glob(pattern)})
        files = [file for file in files if file.is_file()]
        if not files:
            continue
        file = files[data.draw(st.integers(0, len(files) - 1))]
        keeper.keep(file)
        done.append(f"{file.relative_to(site)}: {_damage(data, file)}")
    return done


def _damage(data: st.DataObject, file: Path) -> str:
    way = data.draw(st.integers(0, 19))
    match way:
        case 0:
            file.unlink()
            return "gone"
        case 1:
            file.write_bytes(b"")
            return "empty"
        case 2:
            file.unlink()
            file.mkdir()
            return "a folder"
        case 3:
            file.unlink()
            file.symlink_to("nowhere")
            return "a link to nowhere"
        case _:
            damage = DAMAGES[data.draw(st.integers(0, len(DAMAGES) - 1))]
            whole = file.read_bytes()
            at = data.draw(st.integers(0, max(0, len(whole) - 1)))
            length = data.draw(st.integers(1, 200))
            odd = data.draw(st.sampled_from(ODD) | st.text(max_size=20))
            file.write_bytes(damage(whole, at, length, odd.encode("utf-8", "surrogatepass")))
            return f"{damage.__name__} at {at}, {length}, {odd[:40]!r}"


# ---------------------------------------------------------------------------------------- tries


@contextlib.contextmanager
def copied() -> Iterator[Path]:
    """A copy of what the fictional site is built from, checked once so that its cache is warm."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / SAMPLE, project / SAMPLE, ignore=shutil.ignore_patterns("site"))
        (project / "assets").mkdir()
        shutil.copytree(ROOT / "assets/theme", project / "assets/theme")
        driver.check(project / SAMPLE / "mkdocs.yml")
        yield project / SAMPLE


class Keeper:
    """Puts back what was damaged, and touches nothing else: what is not changed stays cached."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[bytes, int]] = {}

    def keep(self, file: Path) -> None:
        """Remember a file as it is, the first time."""
        if file not in self._kept:
            self._kept[file] = file.read_bytes(), file.stat().st_mtime_ns

    def restore(self) -> None:
        """Every file as it was."""
        for file, (data, changed) in self._kept.items():
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            file.unlink(missing_ok=True)
            file.write_bytes(data)
            os.utime(file, ns=(changed, changed))
        self._kept.clear()


@contextlib.contextmanager
def in_time(seconds: int) -> Iterator[None]:
    """Raise HangError in what takes longer; not on Windows, which has no such signal."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise HangError(f"not at its end after {seconds} s")

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def inputs(site: Path) -> dict[str, str]:
    """Every input with the hash of its bytes, or what it is instead of a file."""
    found = {}
    for folder, folders, names in os.walk(site):
        folders[:] = [name for name in folders if name not in {".cache", "site"}]
        for name in (*folders, *names):
            file = Path(folder, name)
            plain = file.is_file() and not file.is_symlink()
            found[str(file)] = (
                hashlib.sha256(file.read_bytes()).hexdigest() if plain else str(file.is_symlink())
            )
    return found


def attempt(site: Path, tally: Tally, *, build: bool) -> None:
    """Check the site, or build it. What is wrong with the program comes out as an exception."""
    before = inputs(site)
    config = site / "mkdocs.yml"
    with in_time(LIMIT):
        try:
            if build:
                driver.build(config, site_dir=site.parent / "built")
                tally.ends["built"] += 1
            else:
                _, problems = driver.check(config)
                tally.codes.update({problem.code for problem in problems})
                tally.ends["checked"] += 1
        except InputError as failure:
            if not failure.problems:
                raise
            tally.codes.update({problem.code for problem in failure.problems})
            tally.ends["problems"] += 1
    if inputs(site) != before:
        raise ChangedError("an input was changed")


def run(*, tries: int, seconds: float, seed: int, builds: int) -> Tally:
    """Try so often, or so long, whichever is over first; every `builds`-th time with a build."""
    tally, end = Tally(), time.monotonic() + seconds
    with copied() as site:
        for number in range(0, tries, BATCH):
            if time.monotonic() < end:
                _batch(site, tally, min(BATCH, tries - number), seed + number, builds)
    return tally


def _batch(site: Path, tally: Tally, tries: int, seed: int, builds: int) -> None:
    @hypothesis.seed(seed)
    @settings(
        max_examples=tries,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(st.data())
    def try_once(data: st.DataObject) -> None:
        keeper = Keeper()
        try:
            for done in things(data, site, keeper):
                hypothesis.note(done)
            build = bool(builds) and not data.draw(st.integers(0, builds - 1))
            attempt(site, tally, build=build)
        finally:
            keeper.restore()

    try_once()


def main() -> None:
    """Read the arguments, try, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=300, help="at most so long")
    parser.add_argument("--tries", type=int, default=100_000, help="at most so often")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--build", type=int, default=10, help="each so-manieth try builds; 0: none")
    given_ = parser.parse_args()
    tally = run(tries=given_.tries, seconds=given_.seconds, seed=given_.seed, builds=given_.build)
    print(f"tries: {sum(tally.ends.values())} {dict(tally.ends)}")
    print(f"kinds of problems seen: {len(tally.codes)}")


if __name__ == "__main__":
    main()
