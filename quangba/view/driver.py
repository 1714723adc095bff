"""The card that a visitor shows to a driver: where to, in each language of the site."""

from __future__ import annotations

from quangba.content.schema import Place
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.view import maps
from quangba.view.parts import Parts
from quangba.view.values import DriverView, DriverWords


def of(parts: Parts, entry: Entry) -> DriverView | None:
    """The card of a place, None for other kinds.

    The language of the place is what signs and drivers there use; of the others the reader's
    comes first, and one in which the place has no page is left out.
    """
    fields = entry.fields
    if not isinstance(fields, Place):
        return None
    owner, *others = _languages(parts, entry)
    point = fields.coordinates
    return DriverView(
        first=_words(parts, entry, owner),
        others=tuple(_words(parts, entry, language) for language in others),
        point=", ".join(maps.degrees(each) for each in point) if point else None,
    )


def _languages(parts: Parts, entry: Entry) -> list[Language]:
    found = [each for each in parts.site.settings.languages if each.locale in entry.pages]
    reader = parts.language.locale
    return sorted(found, key=lambda each: (each.locale != entry.owner, each.locale != reader))


def _words(parts: Parts, entry: Entry, language: Language) -> DriverWords:
    own = parts if language == parts.language else Parts(parts.site, language)
    return DriverWords(
        tag=language.tag,
        please=own.t("driver_please"),
        name=own.link(entry, short=True).title,
        address=own.address(entry),
    )
