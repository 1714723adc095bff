"""A picture in HTML: every rendition offered, the exact size told, nothing that moves later."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from quangba.media.facts import COLUMNS, ROWS

SHAPES_DIFFER = 50
"""Two shapes agree when one is less than a fiftieth longer than the other."""

TYPES = {"avif": "image/avif", "jpeg": "image/jpeg", "webp": "image/webp"}

Url = Callable[[str], str]
"""From a path below the site's root to an address that works on the page."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file: its path below the site's root, and its width in pixels."""

    src: str
    width: int


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one format, by width."""

    type: str
    candidates: tuple[Candidate, ...]

    def srcset(self, url: Url) -> str:
        """The attribute's value."""
        return ", ".join(f"{url(each.src)} {each.width}w" for each in self.candidates)

    def extended(self, other: Source | None) -> Source:
        """The same with the files of another source that are larger than all of its own."""
        most = self.candidates[-1].width
        larger = (each for each in (other.candidates if other else ()) if each.width > most)
        return replace(self, candidates=(*self.candidates, *larger))


@dataclass(frozen=True, slots=True)
class PictureSet:
    """A picture for one use. `fallback` is what every browser reads; sizes: see `Recipe`."""

    sources: tuple[Source, ...]
    fallback: Source
    sizes: str
    width: int
    height: int

    @property
    def largest(self) -> str:
        """The path of the largest file that every browser reads."""
        return self.fallback.candidates[-1].src

    def joined(self, other: PictureSet) -> PictureSet:
        """The same picture with the larger files of another use, where the shapes agree."""
        one, two = self.width * other.height, self.height * other.width
        if abs(one - two) * SHAPES_DIFFER > max(one, two):
            return self
        more = {source.type: source for source in (*other.sources, other.fallback)}
        return replace(
            self,
            sources=tuple(source.extended(more.get(source.type)) for source in self.sources),
            fallback=self.fallback.extended(more.get(self.fallback.type)),
        )

    def scaled_to(self, width: int) -> PictureSet:
        """The same, shown so many CSS pixels wide."""
        height = max(1, round(width * self.height / self.width))
        return replace(self, sizes=f"{width}px", width=width, height=height)


def picture(
    shown: PictureSet,
    *,
    url: Url,
    alt: str,
    dots: tuple[str, ...] = (),
    css_class: str = "",
    first: bool = False,
) -> str:
    """`<picture>` over its placeholder. The first picture of a page is fetched at once."""
    sources = "".join(
        f'<source type="{each.type}" srcset="{escape(each.srcset(url))}"'
        f' sizes="{escape(shown.sizes)}">'
        for each in shown.sources
    )
    fetching = ' fetchpriority="high"' if first else ' loading="lazy"'
    fallback = shown.fallback
    src = url(_middle(fallback).src)
    several = len(fallback.candidates) > 1
    srcset = (
        f' srcset="{escape(fallback.srcset(url))}" sizes="{escape(shown.sizes)}"' if several else ""
    )
    css = f' class="{escape(css_class)}"' if css_class else ""
    image = (
        f'<img{css} src="{escape(src)}"{srcset} width="{shown.width}" height="{shown.height}"'
        f' alt="{escape(alt)}"{fetching} decoding="async">'
    )
    return f'<span class="pic">{_placeholder(dots)}<picture>{sources}{image}</picture></span>'


def _middle(source: Source) -> Candidate:
    """What a browser without srcset gets: neither the smallest nor the largest file."""
    return source.candidates[len(source.candidates) // 2]


def _placeholder(dots: tuple[str, ...]) -> str:
    """The picture in six dots of colour: attributes only, so a strict content policy agrees."""
    if len(dots) != COLUMNS * ROWS:
        return ""
    rects = "".join(
        f'<path fill="#{colour}" d="M{index % COLUMNS} {index // COLUMNS}h1v1h-1z"/>'
        for index, colour in enumerate(dots)
    )
    return (
        f'<svg class="pic-dots" viewBox="0 0 {COLUMNS} {ROWS}" preserveAspectRatio="none"'
        f' aria-hidden="true">{rects}</svg>'
    )


def preload(shown: PictureSet, *, url: Url) -> str:
    """`<link>` in the head for a page's first picture, in the best format."""
    best = (*shown.sources, shown.fallback)[0]
    return (
        f'<link rel="preload" as="image" type="{best.type}" imagesrcset="'
        f'{escape(best.srcset(url))}" imagesizes="{escape(shown.sizes)}" fetchpriority="high">'
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a picture, in words ("Picture: …"), and what may be done with it.

    licence: as readers know it; url: its text, where it has one; more: words, and where on the
    page they lead to, for those who would use the picture.
    """

    words: str
    licence: str = ""
    url: str | None = None
    more: tuple[str, str] | None = None

    def html(self) -> str:
        """'Picture: NAME' and the licence, linked to its text: two spans, set apart by style."""
        licence = escape(self.licence)
        if licence and self.url:
            licence = f'<a rel="license" href="{escape(self.url)}">{licence}</a>'
        more = ""
        if self.more:
            words, place = map(escape, self.more)
            more = f'<a class="use" href="#{place}">{words}</a>'
        parts = (escape(self.words), licence, more)
        return " ".join(f"<span>{part}</span>" for part in parts if part)


_MORE = re.compile(r' <span><a class="use" [^>]*>[^<]*</a></span>')


def without_more(html: str) -> str:
    """HTML without the links of captions to another place on their page, to be read elsewhere."""
    return _MORE.sub("", html)


def caption(text: str, credit: Credit | None, mark: Callable[[str], str] = escape) -> str:
    """The words below a picture: caption and credit, in one line where there is room.

    No mark stands between them: it would hang at the end of a line or the start of another.
    mark: makes HTML of the text.
    """
    words = f'<span class="caption-text">{mark(text)}</span>' if text else ""
    made_by = credit.html() if credit else ""
    if not made_by:
        return words
    return " ".join(
        part for part in (words, f'<span class="caption-credit">{made_by}</span>') if part
    )


def figure(image: str, words: str, *, full: str = "") -> str:
    """`<figure>` around a picture's HTML, with the HTML of its caption.

    full: address of the largest file, which the picture then links to.
    """
    if full:
        image = f'<a class="figure-link" href="{escape(full)}">{image}</a>'
    text = f'<figcaption class="caption">{words}</figcaption>' if words else ""
    return f'<figure class="figure">{image}{text}</figure>'
