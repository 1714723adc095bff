"""Subtitles beside clips, in files named clip.vi.vtt, clip.en.vtt and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from quangba.media.library import wrong_file
from quangba.media.video import subtitles
from quangba.media.video.subtitles import Track
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings

SUFFIX = frozenset({".vtt"})
_NAME = re.compile(r"(?P<stem>.+)\.(?P<locale>[^.]+)\.vtt", re.IGNORECASE)


def files(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """The files of a folder and those below it, without hidden ones, in order."""
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
            if not hidden and file.suffix.lower() in suffixes and not file.is_dir():
                yield file


def read(
    settings: Settings, clip: Path, seconds: float
) -> tuple[Mapping[str, Track], tuple[Problem, ...]]:
    """The usable tracks of a clip by locale, and what is wrong with the others."""
    tracks: dict[str, Track] = {}
    problems: list[Problem] = []
    for language in settings.languages:
        file = clip.with_name(f"{clip.stem}.{language.locale}.vtt")
        if not file.is_file() or wrong_file(settings, file, SUFFIX):
            continue
        path = settings.relative(file)
        track, wrongs = subtitles.read(file.read_bytes(), path, language.locale, seconds)
        problems += wrongs
        if track is not None:
            tracks[language.locale] = track
    return MappingProxyType(tracks), tuple(problems)


def orphans(settings: Settings, clips: list[Path]) -> Iterator[Problem]:
    """Subtitles that no page can show."""
    stems = {clip.with_suffix("") for clip in clips}
    locales = [language.locale for language in settings.languages]
    for file in files(settings.media_dir, SUFFIX):
        path = settings.relative(file)
        parts = _NAME.fullmatch(file.name)
        if wrong := wrong_file(settings, file, SUFFIX):
            yield wrong
        elif parts is None or parts["locale"] not in locales:
            yield error(
                "subtitles-language", path, None,
                msg("The name does not say one of the site's languages: {names}.",
                    names=", ".join(locales)),
                msg("Name it like the video, for example:  {name}",
                    name=f"{(parts['stem'] if parts else file.stem)}.{locales[0]}.vtt"),
            )  # fmt: skip
        elif file.with_name(parts["stem"]) not in stems:
            yield error(
                "subtitles-clip", path, None,
                msg("There is no video {name}.mp4 or {name}.mov beside it.", name=parts["stem"]),
                msg("Subtitles have the name of their video; correct it or delete the file."),
            )  # fmt: skip
