"""The pipeline of clips: from what pages show to files in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quangba.media import pool
from quangba.media.facts import Unusable
from quangba.media.library import store_folder
from quangba.media.service import Progress, Row, usable
from quangba.media.video import plan
from quangba.media.video.library import Clip
from quangba.media.video.plan import VideoRendition
from quangba.media.video.subtitles import Track
from quangba.settings import Settings

START_SECONDS = 120.0
SECONDS_FOR_EACH = 20.0
"""How long one file may take: this much for each second of film. The slowest machine tried
needs 4 for each at 720p with 60 frames a second."""

Clips = Mapping[str, Clip]


def published(clip: Clip, rendition: VideoRendition) -> str:
    """A rendition's path in the site: named by content and options, to be cached for ever."""
    key = rendition.key(clip.facts.digest)
    return f"media/{clip.stem}-{rendition.side}p-{rendition.codec}.{key[:10]}.mp4"


def published_track(clip: Clip, track: Track) -> str:
    """The path of subtitles in the site: named by their text."""
    return f"media/{clip.stem}-{track.locale}.{track.digest[:10]}.vtt"


def stored(folder: Path, clip: Clip, rendition: VideoRendition) -> Path:
    """Where a rendition is kept between builds."""
    return folder / f"{rendition.key(clip.facts.digest)}.mp4"


def files(settings: Settings, clips: Clips, names: Iterable[str]) -> dict[str, bytes | Path]:
    """The files of the clips that pages show: path in the site -> bytes, or where they are."""
    folder = store_folder(settings)
    found: dict[str, bytes | Path] = {}
    for clip in _named(clips, names):
        for each in plan.renditions(clip.facts):
            found[published(clip, each)] = stored(folder, clip, each)
        for track in clip.tracks.values():
            found[published_track(clip, track)] = track.vtt.encode()
    return found


def optimize(
    settings: Settings,
    clips: Clips,
    names: Iterable[str],
    *,
    processes: int | None = None,
    progress: Progress | None = None,
) -> tuple[Row, ...]:
    """Make every file that is not in the store. An interrupted run resumes file by file."""
    shown = _named(clips, names)
    folder = store_folder(settings)
    wanted = [
        (clip, each, stored(folder, clip, each))
        for clip in shown
        for each in plan.renditions(clip.facts)
    ]
    missing = [row for row in wanted if not _size(row[2])]
    seconds: dict[str, float] = {}
    failed: dict[str, Unusable] = {}
    if missing:
        from quangba.media.video.encode import EncodeTask, encode

        # The longest work first: the last worker is not left alone with it.
        missing.sort(key=lambda row: -row[0].facts.seconds * row[1].width * row[1].height)
        names_of = {target: clip.name for clip, _, target in missing}
        tasks = [EncodeTask(clip.file, clip.facts, each, to) for clip, each, to in missing]
        longest = max(clip.facts.seconds for clip, _, _ in missing)
        limit = START_SECONDS + SECONDS_FOR_EACH * longest
        with usable(settings, folder):
            results = pool.run(encode, tasks, processes=processes, seconds=limit)
            for done, (task, result) in enumerate(results, 1):
                name = names_of[task.target]
                match result:
                    case Unusable():
                        failed.setdefault(name, result)
                    case _:
                        seconds[name] = seconds.get(name, 0.0) + result.seconds
                if progress:
                    progress(done, len(tasks))
    made = [clip.name for clip, _, target in missing if _size(target)]
    return tuple(
        Row(
            name=clip.name,
            made=made.count(clip.name),
            reused=sum(each is clip for each, _, _ in wanted)
            - sum(each is clip for each, _, _ in missing),
            original_bytes=clip.file.stat().st_size,
            bytes=sum(_size(target) for each, _, target in wanted if each is clip),
            seconds=seconds.get(clip.name, 0.0),
            unusable=failed.get(clip.name),
        )
        for clip in shown
    )


def lacking(settings: Settings, clips: Clips, names: Iterable[str]) -> bool:
    """Whether a file that pages show is not in the store, or no longer."""
    folder = store_folder(settings)
    return any(
        not _size(stored(folder, clip, each))
        for clip in _named(clips, names)
        for each in plan.renditions(clip.facts)
    )


def prune(
    settings: Settings, clips: Clips, names: Iterable[str], *, dry_run: bool = False
) -> tuple[int, int]:
    """Remove stored files that no page shows any more: how many, and their bytes.

    dry_run: only count them.
    """
    from quangba.media import pruning

    folder = store_folder(settings)
    kept = {stored(folder, clip, each) for clip in _named(clips, names)
            for each in plan.renditions(clip.facts)}  # fmt: skip
    posters = {clip.poster.file for clip in clips.values()}
    kept |= posters | {poster.with_suffix(".json") for poster in posters}
    if not folder.is_dir():
        return 0, 0
    now = pruning.clock_of(folder)
    ours = (file for file in sorted(folder.glob("*")) if file not in kept and _is_ours(file, now))
    return pruning.remove(ours, dry_run=dry_run)


def _is_ours(file: Path, now: float) -> bool:
    """Films, posters and what was found in clips; pictures have a pruning of their own."""
    from quangba.media import pruning

    named_by_hash = len(file.name.lstrip(".").partition(".")[0]) == 64
    unfinished = file.name.startswith(".")
    return (
        named_by_hash
        and file.suffix in (".mp4", ".png", ".json")
        and (not unfinished or pruning.is_left(file, now))
    )


def _named(clips: Clips, names: Iterable[str]) -> list[Clip]:
    return [clips[name] for name in sorted(set(names)) if name in clips]


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
