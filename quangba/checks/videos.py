"""Films: every one that a page names exists, with its texts and subtitles in every language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.content.schema import Video
from quangba.content.tree import Entry
from quangba.media.video.library import Clip
from quangba.messages import Text, msg
from quangba.problems import Problem, error, warning
from quangba.site import Site


def gather(_: Look, entry: Entry) -> bool | None:
    """Whether an entry shows a film."""
    return isinstance(entry.fields, Video) or None


def of_site(look: Look) -> Iterator[Problem]:
    """Films that are missing, or have no words for a language."""
    site = look.site
    for uri, _ in look.gathered("videos"):
        entry = site.tree.entries[uri]
        if not isinstance(entry.fields, Video):
            continue
        clip = site.clips.get(entry.fields.video)
        if clip is None:
            yield error(
                "video-missing", entry.source.path, entry.source.lines.get("video"),
                msg("There is no usable video “{name}” in assets/media.", name=entry.fields.video),
                _nearest(entry.fields.video, site),
            )  # fmt: skip
            continue
        yield from _alternatives(entry, clip)
        yield from _subtitles(entry, clip, site)


def _nearest(name: str, site: Site) -> Text:
    if close := difflib.get_close_matches(name, list(site.clips), n=1):
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Add the MP4 or MOV file and its sidecar, or correct the name.")


def _alternatives(entry: Entry, clip: Clip) -> Iterator[Problem]:
    sidecar = clip.poster.sidecar
    for locale in entry.pages:
        if not (sidecar.decorative or locale in sidecar.alt):
            yield error(
                "picture-alt", clip.poster.sidecar_path, None,
                msg("The picture has no alt text in the language “{locale}”.", locale=locale),
                msg("Add below alt:  {locale}: what the picture shows", locale=locale),
            )  # fmt: skip


def _subtitles(entry: Entry, clip: Clip, site: Site) -> Iterator[Problem]:
    """Of the languages that the video's page is meant for; the source's own are a must."""
    wanted = entry.fields.only or tuple(each.locale for each in site.settings.languages)
    for locale in wanted:
        if locale in clip.tracks:
            continue
        name = clip.file.with_name(f"{clip.file.stem}.{locale}.vtt")
        path = site.settings.relative(name)
        if name.is_file():
            continue  # it has errors, which are reported with their lines
        clip_path = site.settings.relative(clip.file)
        message = msg("The video has no subtitles in the language “{locale}”.", locale=locale)
        hint = msg("Write {path}; what is not spoken is told in them too.", path=path)
        if locale == entry.owner:
            yield error("subtitles-missing", clip_path, None, message, hint)
        else:
            yield warning("subtitles-missing", clip_path, None, message, hint)
