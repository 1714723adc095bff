"""A film as its page shows it: every file offered, subtitles in all languages, what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quangba.content.schema import Video
from quangba.content.tree import Entry
from quangba.media.library import store_folder
from quangba.media.video import plan, service
from quangba.media.video.library import Clip
from quangba.media.video.subtitles import Track
from quangba.picture_uses import POSTER
from quangba.view.parts import Parts
from quangba.view.values import VideoSource, VideoTrack, VideoView

WIDE_SCREENS = "(min-width: 48em)"
"""From this width on the larger file is worth its bytes. Browsers that do not know the attribute
take the first file."""

_SOUND = re.compile(r"[\[［【][^\]］】]*[\]］】]")


def of(parts: Parts, entry: Entry) -> VideoView | None:
    """The film of a page, None where it shows none."""
    fields = entry.fields
    clip = parts.site.clips.get(fields.video) if isinstance(fields, Video) else None
    if clip is None or not isinstance(fields, Video):
        return None
    track = _said(parts, clip) if fields.transcript == "subtitles" else None
    largest = plan.renditions(clip.facts)[-1]
    smallest = next(each for each in plan.renditions(clip.facts) if each.codec == "h264")
    file = service.stored(store_folder(parts.site.settings), clip, smallest)
    cover = parts.picture(clip.name)
    assert cover is not None  # a clip's poster is among the pictures of the site
    return VideoView(
        width=largest.width,
        height=largest.height,
        cover=cover,
        poster=cover.sets[POSTER].fallback.candidates[-1].src,
        sources=_sources(clip),
        tracks=_tracks(parts, clip),
        download=service.published(clip, smallest),
        megabytes=max(0.1, round(file.stat().st_size / 1e6, 1)) if file.is_file() else None,
        transcript=tuple(_paragraphs(track)) if track else (),
        transcript_tag=_tag(parts, track),
    )


def _sources(clip: Clip) -> tuple[VideoSource, ...]:
    """AV1 before H.264, which every browser plays; the larger file first, for wide screens."""
    found: list[VideoSource] = []
    files = plan.renditions(clip.facts)
    for codec in dict.fromkeys(each.codec for each in files):
        sizes = [each for each in reversed(files) if each.codec == codec]
        for each in sizes:
            media = WIDE_SCREENS if each is not sizes[-1] else ""
            found.append(VideoSource(service.published(clip, each), each.type, media))
    return tuple(found)


def _tracks(parts: Parts, clip: Clip) -> tuple[VideoTrack, ...]:
    languages = [each for each in parts.site.settings.languages if each.locale in clip.tracks]
    return tuple(
        VideoTrack(
            src=service.published_track(clip, clip.tracks[language.locale]),
            tag=language.tag,
            label=language.name,
            default=language.locale == parts.language.locale,
        )
        for language in languages
    )


def _said(parts: Parts, clip: Clip) -> Track | None:
    """The subtitles in the reader's language, else in the source's."""
    source = parts.site.settings.source.locale
    return clip.tracks.get(parts.language.locale) or clip.tracks.get(source)


def _paragraphs(track: Track) -> Iterator[str]:
    """What is said, a paragraph for each cue; a sound in brackets before it is nobody's words."""
    for cue in track.cues:
        sound = _SOUND.match(cue.text)
        at = sound.end() if sound else 0
        yield from (words for words in (cue.text[:at], cue.text[at:].strip()) if words)


def _tag(parts: Parts, track: Track | None) -> str | None:
    if track is None or track.locale == parts.language.locale:
        return None
    return parts.site.settings.language(track.locale).tag
