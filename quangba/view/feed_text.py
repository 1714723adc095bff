"""The whole text of a page for readers of feeds: notices, pictures with their words, sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from quangba import addresses
from quangba.outputs import feed_html
from quangba.view import pictures
from quangba.view.images import Picture
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.values import EntryView, EventView, OutdatedView, SourceView, VideoView

_text = partial(escape, quote=False)


def html(parts: Parts, rendered: Rendered, address: str) -> str:
    """What stands on the page between its title and its last source, in its order.

    address: the page's whole one, which links and pictures are relative to.
    """
    return feed_html.plain("\n".join(_blocks(parts, rendered)), address)


def _blocks(parts: Parts, rendered: Rendered) -> Iterator[str]:
    view = rendered.view
    yield from _notices(parts, view)
    if view.event:
        yield _when(parts, view.event)
    if view.description:
        yield f"<p>{_text(view.description)}</p>"
    if view.video:
        yield from _film(parts, view.video)
    elif view.picture:
        yield _figure(parts, view.picture)
    if view.glance:
        rows = (f"<dt>{_text(k)}</dt><dd>{_text(v)}</dd>" for k, v in view.glance)
        yield f"<dl>{''.join(rows)}</dl>"
    yield rendered.html
    for picture in view.pictures:
        yield _figure(parts, picture)
    if view.video and view.video.transcript:
        yield from _transcript(parts, view.video)
    for file in view.files:
        words = parts.t("file_words", type=file.type, size=file.size, language=file.language)
        link = _link(parts, file.path, parts.t("file_download"))
        yield f"<p>{link} ({_text(words)})</p>"
    yield from _provenance(parts, rendered)


def _notices(parts: Parts, view: EntryView) -> Iterator[str]:
    told = view.announcement
    if told:
        title = _text(told.title)
        if told.url:
            title = _link(parts, told.url, told.title)
        yield f"<p><strong>{title}</strong>{'<br>' if told.text else ''}{_text(told.text)}</p>"
    if view.outdated:
        yield _behind(parts, view.outdated)


def _behind(parts: Parts, behind: OutdatedView) -> str:
    t = parts.t
    said = [
        f"<strong>{_text(t('behind_title'))}</strong>",
        _text(t("behind_made", language=behind.source_name, date=t.date(behind.made))),
    ]
    if behind.now:
        said.append(_text(t("behind_now", date=t.date(behind.now))))
    words = t("fallback_link", language=behind.source_name)
    said.append(_link(parts, behind.url, words, behind.source.tag))
    gap = t("two_sentences", first="", second="")
    return f"<p>{gap.join(said)}</p>"


def _when(parts: Parts, event: EventView) -> str:
    """The days, also in the lunar calendar, the hours, the place, and how certain that is."""
    t = parts.t
    days = t.date(event.start)
    if event.end and event.end != event.start:
        days = t("date_range", first=days, last=t.date(event.end))
    said = [f'<time datetime="{event.start.isoformat()}">{_text(days)}</time>']
    said += [_text(words) for words in (event.lunar, event.hours) if words]
    if event.place:
        said.append(_link(parts, event.place.url, event.place.title, event.place.lang_tag))
    more = (event.neighbour, None if event.announced else t("event_computed"))
    notes = "".join(f"<p>{_text(words)}</p>" for words in more if words)
    return f"<p>{' · '.join(said)}</p>{notes}"


def _figure(parts: Parts, picture: Picture, use: str = "hero") -> str:
    credit = parts.credit(picture)
    words = pictures.caption(
        picture, credit.words, credit.licence, mark=partial(_marked, parts=parts)
    )
    return pictures.figure(picture, use, words, url=partial(_whole, parts))


def _marked(text: str, parts: Parts) -> str:
    return parts.site.names.html(text, parts.language.locale)


def _film(parts: Parts, film: VideoView) -> Iterator[str]:
    """Its picture and the file: programs that read feeds play none within a text."""
    yield _figure(parts, film.cover, "poster")
    words = (
        parts.t("video_download_size", size=parts.t.number(film.megabytes))
        if film.megabytes
        else parts.t("video_download")
    )
    yield f"<p>{_link(parts, film.download, words)}</p>"


def _transcript(parts: Parts, film: VideoView) -> Iterator[str]:
    yield f"<h2>{_text(parts.t('video_transcript'))}</h2>"
    lang = f' lang="{film.transcript_tag}"' if film.transcript_tag else ""
    yield from (f"<p{lang}>{_text(words)}</p>" for words in film.transcript)


def _provenance(parts: Parts, rendered: Rendered) -> Iterator[str]:
    """Who made the pictures within the text, where it is from, and how old it is."""
    view, t = rendered.view, parts.t
    if rendered.credits:
        yield f"<p><small>{' · '.join(rendered.credits)}</small></p>"
    if view.sources:
        items = "".join(f"<li>{_source(each)}</li>" for each in view.sources)
        yield f"<p><strong>{_text(t('sources'))}</strong></p><ul>{items}</ul>"
    if view.as_of:
        yield f"<p><small>{_text(t('as_of', date=t.date(view.as_of)))}</small></p>"


def _source(source: SourceView) -> str:
    name = _text(source.name)
    if source.url:
        name = f'<a href="{escape(source.url)}">{name}</a>'
    return f"{name} · {_text(source.date_text)}" if source.date_text else name


def _link(parts: Parts, path: str, words: str, tag: str | None = None) -> str:
    lang = f' hreflang="{escape(tag)}"' if tag else ""
    return f'<a href="{escape(_whole(parts, path))}"{lang}>{_text(words)}</a>'


def _whole(parts: Parts, path: str) -> str:
    return addresses.absolute(parts.site.settings, path)
