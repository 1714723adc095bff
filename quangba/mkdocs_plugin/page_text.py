"""A page's text on its way from Markdown to HTML: what mkdocs and the build beneath it share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, MutableMapping
from dataclasses import replace
from functools import partial
from typing import Any

from markdown.extensions import Extension

from quangba import addresses, picture_uses
from quangba.content.tree import Absent, Entry, resolve
from quangba.media.markup import Credit
from quangba.mkdocs_plugin.citations import Citations, misplaced
from quangba.mkdocs_plugin.content import Content, Level
from quangba.mkdocs_plugin.language_pass import LanguagePass
from quangba.mkdocs_plugin.markdown import PageParts
from quangba.mkdocs_plugin.raw_html import live
from quangba.mkdocs_plugin.terms import TermMarks, TermText
from quangba.view.images import Picture
from quangba.view.parts import Parts
from quangba.view.terms import LAYOUT as GLOSSARY
from quangba.view.words import Translator


class PageText:
    """Our extensions to Markdown. `prepare` sets in them what the next page needs."""

    def __init__(self) -> None:
        self._parts = PageParts()
        self._citations = Citations()
        self._names = TermMarks()

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """For the converter: the same objects at each call."""
        return self._parts, self._citations, self._names

    def prepare(
        self, made: LanguagePass, entry: Entry, url: str, unpublished: Container[str]
    ) -> None:
        """Set what depends on the page that readers of a language get.

        url: its address, as pictures and links are to be relative to it; unpublished: uris of the
        pages that are there, but not published now.
        """
        # Alternatives and captions in the body are in the body's language, also on a fallback.
        language = made.site.settings.language(made.builder.parts.page(entry).locale)
        body = made.parts(language)
        parts = self._parts
        parts.start()
        self._citations.html = body.figures.html
        parts.ids = made.builder.behind.ids(entry.uri)
        parts.marks = made.builder.behind.marks(entry.uri)
        parts.url = url
        parts.first = picture_uses.main_picture(entry) is None
        parts.credit = _credit(body, made.builder.takes.anchors(entry))
        parts.mark = partial(made.site.names.html, locale=language.locale)
        parts.wide = entry.kind == "story"
        parts.foreign = partial(_foreign, made, entry)
        parts.unpublished = lambda target: resolve(entry.uri, target)[0] in unpublished
        parts.pictures = _Pictures(made, body)
        self._names.text = TermText(
            made.site.names,
            language.locale,
            partial(made.builder.terms.wanted, text=language.locale),
            made.site.settings.terms.most if entry.fields.layout != GLOSSARY else 0,
        )

    def content(self, html: str, path: str, allowed: Collection[str]) -> Content:
        """What has come of the page that was prepared last.

        path: of its file below the folder of all languages; allowed: the names of HTML that texts
        may have all the same.
        """
        return Content(
            html=html,
            preload=self._parts.preload,
            credits=tuple(self._parts.credits),
            noted=tuple(term.id for term in self._names.text.noted),
            warnings=tuple(self._warnings(html, path, allowed)),
        )

    def _warnings(
        self, html: str, path: str, allowed: Collection[str]
    ) -> Iterator[tuple[Level, str]]:
        for name in self._parts.unplanned:
            yield "error", _PICTURE.format(path=path, name=name)
        if misplaced(html):
            yield "error", _FIGURE.format(path=path)
        for name in live(html, allowed):
            yield "error", _LIVE.format(path=path, name=name)
        if self._parts.missed:
            yield "warning", _HEADINGS.format(path=path, missed=self._parts.missed)


_PICTURE = (
    "{path}: the picture /media/{name} is written in a way that was not understood; write"
    " ![](/media/{name}) in a line of its own [picture-lines]"
)
_FIGURE = (
    "{path}: a figure stands in the title of a link, in a tag or among HTML; write it in a text"
    " of its own, outside HTML [fact-lines]"
)
_LIVE = (
    "{path}: the page would have “{name}”, which HTML in a text may not have; write it in"
    " Markdown, or allow it in mkdocs.yml [html-live]"
)
_HEADINGS = (
    "{path}: the text has {missed:+d} headings more or less than its lines show; write headings"
    " with ## at the start of a line, outside HTML [heading-lines]"
)


class _Pictures(Mapping[str, Picture]):
    """The pictures of the library as a text shows them: each is made when it is asked for."""

    def __init__(self, made: LanguagePass, body: Parts) -> None:
        self._names = made.site.pictures
        self._body = body

    def __getitem__(self, name: str) -> Picture:
        if (picture := self._body.picture(name)) is None:
            raise KeyError(name)
        return picture

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _credit(body: Parts, places: Mapping[str, str]) -> Callable[[Picture], Credit]:
    """Who made a picture, with a link to where the page tells how it may be used."""

    def credit(picture: Picture) -> Credit:
        return replace(body.credit(picture), more=_more(body.t, places.get(picture.name)))

    return credit


def _more(t: Translator, place: str | None) -> tuple[str, str] | None:
    return (t("use_picture"), place) if place else None


def _foreign(made: LanguagePass, entry: Entry, target: str) -> tuple[str, str] | None:
    """Where a link leads whose page the reader's language is not meant to have."""
    uri, anchor = resolve(entry.uri, target)
    found = made.site.tree.entries.get(uri)
    if found is None or not isinstance(found.version(made.language.locale), Absent):
        return None
    owner = made.site.settings.language(found.owner)
    return addresses.of(uri, owner) + (f"#{anchor}" if anchor else ""), owner.tag


def align_by_attribute(configs: MutableMapping[str, dict[str, Any]]) -> None:
    """Align columns by `align`: a `style` would not pass a strict content policy."""
    configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
