"""WebVTT subtitles: read strictly, with a line for everything that is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from unicodedata import east_asian_width

from quangba.messages import msg
from quangba.problems import Problem, Severity, error, warning
from quangba.unicode_form import composed

LINE_WIDTH = 84
"""Columns of a line of text, a Chinese character counting two: what a phone held upright shows."""

MAX_BYTES = 1_000_000
_ARROW = "-->"
_EXAMPLE = "00:00:01.000 --> 00:00:04.500"
_SLACK_MS = 50
"""How much the last cue may pass the clip's end, which is rounded to a frame."""

# Blocks that are no cues: comments, and styles that a strict content policy would not apply.
_OTHER = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` to `end`, in milliseconds; `text` without marks, in one line."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """The subtitles of a clip in one language. `vtt`: normalised, as published."""

    locale: str
    path: str
    vtt: str
    cues: tuple[Cue, ...]

    @property
    def digest(self) -> str:
        """Names the published bytes."""
        return hashlib.sha256(self.vtt.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between empty lines; `line` counts from 1."""

    line: int
    lines: tuple[str, ...]

    @property
    def is_cue(self) -> bool:
        return any(_ARROW in line for line in self.lines[:2])


def read(
    data: bytes, path: str, locale: str, seconds: float
) -> tuple[Track | None, tuple[Problem, ...]]:
    """The track in a file's bytes, for a clip of so many seconds. None when it has errors."""
    text, problems = _decoded(data, path)
    if text is None:
        return None, problems
    text, notes = composed(text, path)
    blocks = list(_blocks(text))
    problems += tuple(_header(blocks, path))
    if problems:
        return None, problems
    found = list(notes)
    cues: list[Cue] = []
    written = ["WEBVTT"]
    for block in blocks[1:]:
        if not block.is_cue and _OTHER.match(block.lines[0]):
            continue
        cue, vtt, wrong = _cue(block, path)
        found += wrong
        if cue is None:
            continue
        found += _timing(block, cue, cues[-1] if cues else None, seconds, path)
        cues.append(cue)
        written.append(vtt)
    if not cues and not found:
        found.append(
            error(
                "subtitles-empty",
                path,
                None,
                msg("The file has no subtitles."),
                msg(
                    "Write a time and what is said then, for example:  {example}", example=_EXAMPLE
                ),
            )
        )
    broken = any(problem.severity is Severity.ERROR for problem in found)
    track = Track(locale, path, "\n\n".join(written) + "\n", tuple(cues))
    return None if broken else track, tuple(found)


def _decoded(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    if len(data) > MAX_BYTES:
        return None, (
            error(
                "subtitles-too-large", path, None,
                msg("The file has {count} bytes; subtitles have at most {limit}.",
                    count=len(data), limit=MAX_BYTES),
                msg("Look whether this is the right file."),
            ),
        )  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        return None, (
            error(
                "subtitles-encoding", path, line, msg("The file is not UTF-8."),
                msg("Save it again as UTF-8."),
            ),
        )  # fmt: skip
    if "\0" in text:
        return None, (
            error(
                "subtitles-encoding", path, None, msg("The file is not text."),
                msg("Save it again as UTF-8."),
            ),
        )  # fmt: skip
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line.rstrip())
        elif lines:
            yield _Block(start, tuple(lines))
            lines = []


def _header(blocks: list[_Block], path: str) -> Iterator[Problem]:
    first = blocks[0] if blocks else _Block(1, ("",))
    if first.line != 1 or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", first.lines[0]):
        yield error(
            "subtitles-header", path, 1, msg("The first line is not WEBVTT."),
            msg("Write WEBVTT alone on the first line, then an empty line."),
        )  # fmt: skip
    elif any(_ARROW in line for line in first.lines):
        yield error(
            "subtitles-header", path, 2, msg("There is no empty line below WEBVTT."),
            msg("Put an empty line between WEBVTT and the first time."),
        )  # fmt: skip


def _cue(block: _Block, path: str) -> tuple[Cue | None, str, list[Problem]]:
    """One cue by the library's strict rules, and as it is published."""
    found: list[Problem] = []
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    times = [number for number, text in enumerate(block.lines) if _ARROW in text]
    if len(times) > 1:
        problem = error(
            "subtitles-time", path, block.line + times[1],
            msg("There is no empty line above this time."),
            msg("Put an empty line between two subtitles."),
        )  # fmt: skip
        return None, "", [problem]
    at = times[0] if times else None
    line = block.line + (at or 0)
    try:
        parsed = WebVTT.from_string("WEBVTT\n\n" + "\n".join(block.lines), strict=True)
        captions = parsed.captions
    except (MalformedCaptionError, MalformedFileError):
        captions = []
    if len(captions) != 1 or at is None:
        message = (
            msg("This text has no time.") if at is None else msg("The time cannot be understood.")
        )
        hint = msg("Write it as hours:minutes:seconds.thousandths, for example:  {example}",
                   example=_EXAMPLE)  # fmt: skip
        return None, "", [error("subtitles-time", path, line, message, hint)]
    caption = captions[0]
    said = unescape(caption.text).split("\n")
    text = _joined(said)
    if not text:
        found.append(
            error(
                "subtitles-empty",
                path,
                line,
                msg("Nothing is said at this time."),
                msg("Write the words on the line below it, or delete it."),
            )
        )
    for number, words in enumerate(said, 1):
        if (width := columns(words)) > LINE_WIDTH:
            found.append(
                warning(
                    "subtitles-long",
                    path,
                    line + number,
                    msg(
                        "The line is {width} columns wide; a phone shows {limit}.",
                        width=width,
                        limit=LINE_WIDTH,
                    ),
                    msg("Break it in two, or make two subtitles of it."),
                )
            )
    settings = f" {caption.settings}" if caption.settings else ""
    head = f"{caption.start} --> {caption.end}{settings}"
    start, end = (_milliseconds(each) for each in (caption.start, caption.end))
    return Cue(start, end, text), f"{head}\n{caption.raw_text.strip()}", found


def _milliseconds(time: str) -> int:
    from webvtt.models import Timestamp

    return int(Timestamp.from_string(time).in_milliseconds())


def _timing(
    block: _Block, cue: Cue, before: Cue | None, seconds: float, path: str
) -> Iterator[Problem]:
    line = block.line + next(n for n, text in enumerate(block.lines) if _ARROW in text)
    if cue.start >= cue.end:
        yield error(
            "subtitles-order", path, line, msg("The time ends before it starts."),
            msg("The first time is when the words appear, the second when they go."),
        )  # fmt: skip
    if before is not None and cue.start < before.start:
        yield error(
            "subtitles-order", path, line, msg("This starts before the words above it."),
            msg("Put the subtitles in the order in which they are said."),
        )  # fmt: skip
    elif before is not None and cue.start < before.end:
        yield error(
            "subtitles-overlap", path, line, msg("This starts while the words above still stand."),
            msg("Let it start at {time} or later, or end the one above sooner.",
                time=clock(before.end)),
        )  # fmt: skip
    if cue.end > seconds * 1000 + _SLACK_MS:
        yield error(
            "subtitles-duration", path, line,
            msg("The video ends at {end}, before these words do.",
                end=clock(round(seconds * 1000))),
            msg("End the subtitle there or sooner."),
        )  # fmt: skip


def clock(milliseconds: int) -> str:
    """A time as WebVTT writes it."""
    rest, thousandths = divmod(milliseconds, 1000)
    minutes, second = divmod(rest, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{thousandths:03d}"


def columns(text: str) -> int:
    """The width of a line; a character that is as wide as it is high counts two."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _joined(lines: list[str]) -> str:
    """Lines as one: with a space between them, but for scripts that write none."""
    text = ""
    for line in (each.strip() for each in lines):
        wide = text and line and east_asian_width(text[-1]) in "WF"
        gap = "" if not text or not line or (wide and east_asian_width(line[0]) in "WF") else " "
        text += gap + line
    return text
