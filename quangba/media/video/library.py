"""assets/media: every clip with what is known of it, its poster, its texts, its subtitles."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from quangba.ground import ground
from quangba.languages import slug
from quangba.media import pool, sidecar
from quangba.media.facts import NO_MEMORY, Facts, Unusable
from quangba.media.library import store_folder, wrong_file
from quangba.media.original import Original
from quangba.media.sidecar import Sidecar
from quangba.media.video import plan, tracks
from quangba.media.video.facts import (
    MAX_BYTES,
    MAX_SECONDS,
    SUFFIXES,
    Look,
    Looked,
    VideoFacts,
)
from quangba.media.video.subtitles import Track
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.store import check_of, write_atomically

VERSION = 1
LOOK_SECONDS = 300.0
"""How long looking at one clip may take: reading 500 MB from a slow disk takes half of it."""


class VideoSidecar(Sidecar):
    """Of a clip: alt and caption are those of its poster, `poster` is the second it shows."""

    poster: Annotated[float, Field(ge=0)] | None = Field(None, examples=["2.5"])


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip as delivered; `name` is its path below assets/media, '/'-separated.

    poster: one of its frames, as if it were an original picture; tracks: subtitles by locale.
    """

    name: str
    file: Path
    facts: VideoFacts
    poster: Original
    tracks: Mapping[str, Track]

    @property
    def stem(self) -> str:
        """Its name in addresses: without folder and ending."""
        return slug(PurePosixPath(self.name).stem) or "clip"


def read(settings: Settings) -> tuple[Mapping[str, Clip], tuple[Problem, ...]]:
    """All clips by name. One with problems is left out; the others are not affected."""
    problems: list[Problem] = []
    sidecars: dict[Path, tuple[VideoSidecar, str]] = {}
    every = list(tracks.files(settings.media_dir, SUFFIXES))
    for file in every:
        wrong = wrong_file(settings, file, SUFFIXES)
        if wrong is not None:
            problems.append(wrong)
            continue
        beside, path, wrongs = sidecar.read(settings, file, VideoSidecar)
        problems += wrongs
        if beside is not None:
            sidecars[file] = (beside, path)
    found = _looked(settings, {file: beside.poster for file, (beside, _) in sidecars.items()})
    clips: dict[str, Clip] = {}
    for file, (beside, path) in sidecars.items():
        match found[file]:
            case Unusable() as wrong_clip:
                problems.append(unusable(settings.relative(file), wrong_clip))
            case (frame, looked):
                name = file.relative_to(settings.media_dir).as_posix()
                poster = Original(name, frame, looked.poster, beside, path)
                found_tracks, wrongs = tracks.read(settings, file, looked.facts.seconds)
                problems += wrongs
                clips[name] = Clip(name, file, looked.facts, poster, found_tracks)
    problems += tracks.orphans(settings, every)
    return MappingProxyType(clips), tuple(problems)


# -- looking at clips, once -----------------------------------------------------------------------

_Found = Unusable | tuple[Path, Looked]


def _looked(settings: Settings, wanted: Mapping[Path, float | None]) -> dict[Path, _Found]:
    """What is in each clip. New and changed ones are opened in a worker that they may crash."""
    store = store_folder(settings)
    keys = {file: _key(settings, file, at) for file, at in wanted.items()}
    found: dict[Path, _Found] = {}
    for file, key in keys.items():
        if (known := _known(store, key)) is not None:
            found[file] = known
    new = [file for file in wanted if file not in found]
    if not new:
        return found
    # PyAV is loaded in the workers only: a check of known clips does without it.
    from quangba.media.video.probe import look

    store.mkdir(parents=True, exist_ok=True)
    tasks = [Look(file, wanted[file], store / f"{keys[file]}.png") for file in new]
    for task, result in pool.run(look, tasks, seconds=LOOK_SECONDS):
        found[task.file] = _remember(store, keys[task.file], task, result)
    return found


def _key(settings: Settings, file: Path, at: float | None) -> str:
    """Names what was found: a clip counts as unchanged while its size, times and inode are."""
    stat = file.stat()
    stamp = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    parts = [VERSION, plan.PIPELINE, plan.ENCODERS, settings.relative(file), stamp, at]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _known(store: Path, key: str) -> _Found | None:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        row = json.loads((store / f"{key}.json").read_text(encoding="utf-8"))
        if row.pop("check") != check_of(row):
            return None
        if "unusable" in row:
            # others may be able to open it
            return Unusable(**row["unusable"]) if row["ground"] == ground() else None
        frame = store / f"{key}.png"
        if frame.is_file():
            facts, poster = dict(row["facts"]), dict(row["poster"])
            return frame, Looked(
                VideoFacts(**{**facts, "rate": tuple(facts["rate"])}),
                Facts(**{**poster, "dots": tuple(poster["dots"])}),
            )
    return None


def _remember(store: Path, key: str, task: Look, result: Looked | Unusable) -> _Found:
    row: dict[str, Any]
    found: _Found
    match result:
        case Unusable() if result.is_passing:
            return result  # a busy machine may have been the reason
        case Unusable():
            found, row = result, {"unusable": asdict(result), "ground": ground()}
        case Looked():
            found = (task.frame, result)
            row = {"facts": asdict(result.facts), "poster": asdict(result.poster)}
    row["check"] = check_of(row)
    with contextlib.suppress(OSError):
        write_atomically(store / f"{key}.json", json.dumps(row, sort_keys=True).encode())
    return found


# -- problems -------------------------------------------------------------------------------------

_CODES = {
    "picture-hangs": "video-hangs",
    "picture-crashes": "video-crashes",
    "picture-broken": "video-broken",
    "picture-too-large": "video-too-large",
}


def unusable(path: str, found: Unusable) -> Problem:
    """The problem of a clip that cannot be used, with what mends it."""
    code = _CODES.get(found.code, found.code)
    message, hint = _UNUSABLE[code]
    known = (words for start, words in _REASONS.items() if found.reason.startswith(start))
    reason = next(known, found.reason)
    return error(
        code, path, None,
        Text(message.template, {**message.values, "reason": reason}),
        Text(hint.template, dict(hint.values)),
    )  # fmt: skip


# What workers tell in few words, or FFmpeg in its own.
_REASONS: dict[str, Text] = {
    "the file is empty": msg("the file is empty"),
    "it breaks off": msg("its end is missing"),
    "Invalid data": msg("it is damaged"),
    "something else": msg("something else"),
    NO_MEMORY: msg("there is not enough memory for it"),
    "there are no moving": msg("there are no moving pictures in it"),
    "no frame": msg("there are no moving pictures in it"),
    "it does not say": msg("it does not say how long it is"),
}
_AGAIN = msg("Open it in a video editor and export it again as MP4 (H.264).")
_UNUSABLE: dict[str, tuple[Text, Text]] = {
    "video-broken": (
        msg("The video cannot be read: {reason}.", reason=""),
        msg("Copy it again from the camera or phone; it may have been cut off on the way."),
    ),
    "video-format": (
        msg("The file is no MP4 or MOV video but {reason}.", reason=""),
        msg("Give it its right ending, or export the video as MP4 (H.264)."),
    ),
    "video-too-large": (
        msg("The video is too large: {reason}.", reason=""),
        msg("Export it again in 1080p, in at most {limit} MB.", limit=MAX_BYTES // 1_000_000),
    ),
    "video-too-long": (
        msg("The video lasts {reason} minutes.", reason=""),
        msg("Cut it to {limit} minutes or less.", limit=round(MAX_SECONDS / 60)),
    ),
    "video-poster": (
        msg("`poster` lies behind the end of the video, which lasts {reason} s.", reason=""),
        msg("Name a second within the video, for example:  poster: 1.5"),
    ),
    "video-changed": (
        msg("The video changed while the site was being built."),
        msg("Run the same command again."),
    ),
    "video-hangs": (msg("The video takes too long; its worker was stopped."), _AGAIN),
    "video-crashes": (msg("The video crashed its decoder."), _AGAIN),
}
