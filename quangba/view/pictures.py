"""Pictures as templates and texts show them: HTML for a use, with the page's own addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType

from quangba.media import markup
from quangba.media.markup import Credit, PictureSet, Url
from quangba.picture_uses import FULL
from quangba.view.images import Image, Picture

_NOWHERE: Mapping[str, str] = MappingProxyType({})


def html(  # noqa: PLR0913 - called from templates, by name
    picture: Image,
    use: str,
    css_class: str = "",
    *,
    url: Url,
    first: bool = False,
    decorative: bool = False,
    alt: str = "",
    width: int | None = None,
    sizes: str = "",
) -> str:
    """`<picture>` for a use. decorative: the words beside it say what it shows.

    width: in CSS pixels, where the author asks for one; sizes: how wide this layout shows it,
    where that differs from what the recipe says.
    """
    shown = _shown(picture, use, sizes)
    return markup.picture(
        shown.scaled_to(width) if width else shown,
        url=url,
        alt="" if decorative else alt or picture.alt,
        dots=picture.dots,
        css_class=f"{css_class} {picture.focal_class}".strip(),
        first=first,
    )


def figure(  # noqa: PLR0913 - called from templates, by name
    picture: Image,
    use: str,
    words: str,
    *,
    url: Url,
    css_class: str = "",
    first: bool = False,
    alt: str = "",
    width: int | None = None,
    sizes: str = "",
) -> str:
    """`<figure>` whose picture links to its large file. words: the HTML of its caption.

    A picture without words of its own has no link: nobody could tell where it leads.
    """
    files = _large(picture, use)
    shown = replace(picture, sets={use: files})
    image = html(shown, use, css_class, url=url, first=first, alt=alt, width=width, sizes=sizes)
    return markup.figure(image, words, full=url(files.largest) if alt or picture.alt else "")


def caption(
    picture: Picture,
    words: str,
    licence: str,
    *,
    mark: Callable[[str], str] = escape,
    use: str = "",
    places: Mapping[str, str] = _NOWHERE,
) -> str:
    """The words below a picture. words: who made it; licence: its name for readers.

    mark: makes HTML of the caption, with the languages of the names in it; use: what a link says
    that leads to where the page offers the picture; places: the ids there, by picture.
    """
    place = places.get(picture.name)
    more = (use, place) if place else None
    made_by = Credit(words, licence, picture.licence_url, more)
    return markup.caption(picture.caption, made_by, mark)


def preload(
    picture: Image,
    use: str,
    *,
    url: Url,
    sizes: str = "",
    large: bool = False,
    width: int | None = None,
) -> str:
    """`<link>` for the head of a page whose first picture this is. large: as a `figure`."""
    if large:
        picture = replace(picture, sets={use: _large(picture, use)})
    shown = _shown(picture, use, sizes)
    return markup.preload(shown.scaled_to(width) if width else shown, url=url)


def _shown(picture: Image, use: str, sizes: str) -> PictureSet:
    """The files for a use; a use that no page asked for shows what there is."""
    found = picture.sets.get(use) or next(iter(picture.sets.values()))
    return replace(found, sizes=sizes) if sizes else found


def _large(picture: Image, use: str) -> PictureSet:
    """The files for a use, and the large one that opens over the page."""
    found = _shown(picture, use, "")
    return found.joined(picture.sets[FULL]) if FULL in picture.sets else found
