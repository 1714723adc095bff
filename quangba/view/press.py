"""Pictures that readers may take, in their language: credit, licence, file, and what it tells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from quangba import picture_uses
from quangba.content import strings
from quangba.content.schema import Story
from quangba.content.tree import Entry
from quangba.languages import slug
from quangba.media import rights_packet, service
from quangba.media.library import store_folder
from quangba.media.licences import LICENCES, freedom
from quangba.media.original import Original
from quangba.media.plan import Rendition
from quangba.media.rights_packet import Rights
from quangba.memory import Owner, memo
from quangba.picture_uses import PRESS
from quangba.view.offers import written_size
from quangba.view.parts import Parts
from quangba.view.values import TakeView

FOLDER = "press"
"""Where the files are below the site's root."""

LAYOUT = "press"
_WITHOUT_BOX = ("home", LAYOUT)
"""Layouts whose pictures are not offered on the page itself."""


class Takes(Owner):
    """What readers of one language are offered of the site's pictures."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._site = parts.site
        self._everyone = [
            parts if language == parts.language else Parts(parts.site, language)
            for language in parts.site.settings.languages
        ]
        super().__init__(self._site.memory, self._parts.locale)

    def all(self) -> Mapping[str, TakeView]:
        """Every picture that is offered, by name."""
        names = self._parts.uses.offered()
        return {name: take for name in names if (take := self.take(name))}

    @memo
    def take(self, name: str) -> TakeView | None:
        """A picture as it is offered, if it is."""
        if not self._parts.uses.is_offered(name):
            return None
        return self._view(self._site.pictures[name])

    def of(self, entry: Entry) -> tuple[TakeView, ...]:
        """Those that a page shows, in the order in which it shows them."""
        if entry.fields.layout in _WITHOUT_BOX:
            return ()
        names = dict.fromkeys(self._named_by(entry))
        return tuple(take for name in names if (take := self.take(name)))

    def _named_by(self, entry: Entry) -> Iterator[str]:
        if main := picture_uses.main_picture(entry):
            yield main
        if isinstance(entry.fields, Story):
            yield from entry.fields.pictures
        locale = self._parts.page(entry).locale
        yield from picture_uses.in_text(entry, locale)

    def anchors(self, entry: Entry) -> Mapping[str, str]:
        """Where on a page it is told how a picture may be used: name -> id."""
        return self._anchors(entry.uri)

    @memo
    def _anchors(self, uri: str) -> dict[str, str]:
        return {take.picture.name: take.id for take in self.of(self._site.tree.entries[uri])}

    def files(self) -> dict[str, bytes]:
        """The large files, which all languages share, by path. Reads the store."""
        files = (self.file(name) for name in self._parts.uses.offered())
        return {path: data for each in files for path, data in each.items()}

    def file(self, name: str) -> dict[str, bytes]:
        """One of them."""
        original = self._site.pictures[name]
        return {self._path(original): self.data(original)}

    def data(self, original: Original) -> bytes:
        """A large file with its rights inside."""
        return rights_packet.stamped(self._stored(original).read_bytes(), self._packet(original))

    def _view(self, original: Original) -> TakeView:
        parts, sidecar = self._parts, original.sidecar
        images = parts.images
        picture, alt = images.image(original.name), images.alt(original.name)
        assert picture is not None
        until = parts.t.date(sidecar.expires) if sidecar.expires else ""
        name = slug(original.name.rpartition(".")[0])
        return TakeView(
            id=f"use-{name}",
            name=f"{name}.jpg",
            picture=picture,
            alt=alt,
            words=images.caption(original.name) or alt,
            credit=credit(parts, original),
            licence=parts.t.licence(sidecar.licence),
            licence_url=LICENCES.get(sidecar.licence),
            may=may(parts, original),
            until=parts.t("use_until", date=until) if until else "",
            path=self._path(original),
            file=self._file_words(original),
        )

    def rendition(self, original: Original) -> Rendition:
        """The large file as planned."""
        return service.planned(original, self._site.recipes, [PRESS])[PRESS][-1]

    def _stored(self, original: Original) -> Path:
        folder = store_folder(self._site.settings)
        return service.stored(folder, original, self.rendition(original))

    def _path(self, original: Original) -> str:
        """Named by its bytes, to be cached for ever: by the pixels, and by what it tells."""
        rendition = self.rendition(original)
        key = rendition.key(original.facts.digest).encode() + self._packet(original)
        digest = hashlib.sha256(key).hexdigest()
        return f"{FOLDER}/{original.stem}-{rendition.width}.{digest[:10]}.jpg"

    def _file_words(self, original: Original) -> str:
        rendition, file = self.rendition(original), self._stored(original)
        size = file.stat().st_size + len(self._packet(original)) if file.is_file() else 0
        return self._parts.t(
            "use_file",
            width=self._parts.figures.count(rendition.width),
            height=self._parts.figures.count(rendition.height),
            size=written_size(self._parts, size),
        )

    def _packet(self, original: Original) -> bytes:
        sidecar = original.sidecar

        def said(words: Callable[[Parts, Original], str]) -> dict[str, str]:
            source_first = sorted(self._everyone, key=lambda each: not each.language.is_source)
            texts = {each.language.tag: words(each, original) for each in source_first}
            return {tag: text for tag, text in texts.items() if text}

        return rights_packet.packet(
            Rights(
                author=sidecar.credit,
                statement=LICENCES.get(sidecar.licence) or self._site.settings.site_url,
                reserved=freedom(sidecar.licence) != "free",
                credit=said(credit),
                usage=said(may),
                caption=said(lambda each, one: each.localised(one.sidecar.caption)),
                alt=said(lambda each, one: each.localised(one.sidecar.alt)),
                licence=LICENCES.get(sidecar.licence),
                created=sidecar.created,
            )
        )


def credit(parts: Parts, original: Original) -> str:
    """The line to print below a picture: who made it, the licence, the site."""
    name, licence = original.sidecar.credit, parts.t.licence(original.sidecar.licence)
    site = parts.site.settings.site_url.rstrip("/")
    if LICENCES.get(original.sidecar.licence):
        return parts.t("use_credit", name=name, licence=licence, site=site)
    return parts.t("use_credit_plain", name=name, site=site)


def may(parts: Parts, original: Original) -> str:
    """What may be done with a picture, in a sentence."""
    return parts.t(strings.may(freedom(original.sidecar.licence)))
