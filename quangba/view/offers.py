"""What some pages offer: the figures of a project, the files of a publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from babel.numbers import format_currency
from babel.units import format_unit

from quangba.content import documents
from quangba.content.schema import Amount, Project, ProjectWords, Publication
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.memory import note
from quangba.view.figures import NBSP
from quangba.view.parts import Parts
from quangba.view.values import FileView, ProjectFigure, ProjectView


def project(parts: Parts, entry: Entry) -> ProjectView | None:
    """The figures and the office of a project; None for other kinds."""
    fields, words = entry.fields, parts.page(entry).words
    if not isinstance(fields, Project):
        return None
    topic = parts.site.topics.get(fields.sector)
    return ProjectView(
        sector=parts.localised(topic.name) if topic else fields.sector,
        figures=tuple(_figures(parts, fields)),
        office=(words.office if isinstance(words, ProjectWords) else None) or fields.office,
        contact=fields.contact,
    )


def _figures(parts: Parts, fields: Project) -> Iterator[ProjectFigure]:
    if fields.hectares:
        area = parts.figures.amount(fields.hectares, "ha")
        yield ProjectFigure("area", area, fields.as_of, None)
    if capital := fields.capital:
        named = parts.sources([capital.source] if capital.source else [])
        value = _money(parts, capital)
        yield ProjectFigure("capital", value, capital.as_of, next(iter(named), None))


def _money(parts: Parts, amount: Amount) -> str:
    """As the figures of the site are written, else as CLDR writes the currency."""
    if parts.figures.has_unit(amount.currency):
        return parts.figures.amount(amount.value, amount.currency)
    return format_currency(amount.value, amount.currency, locale=parts.language.babel)


def files(parts: Parts, entry: Entry) -> tuple[FileView, ...]:
    """The files of a publication: the reader's first, then those in other languages."""
    fields, settings = entry.fields, parts.site.settings
    if not isinstance(fields, Publication):
        return ()
    named = documents.files(fields, entry.owner)
    found = [
        _file(parts, language, name)
        for language in settings.languages
        if (name := named.get(language.locale)) and _is_there(parts, name)
    ]
    return tuple(sorted(found, key=lambda each: each.tag != parts.language.tag))


def _file(parts: Parts, language: Language, name: str) -> FileView:
    size = documents.place(parts.site.settings, name).stat().st_size
    return FileView(
        path=f"{documents.FOLDER}/{quote(name)}",
        type=PurePath(name).suffix.removeprefix(".").upper(),
        size=written_size(parts, size),
        language=language.name_in(parts.language),
        tag=language.tag,
    )


def written_size(parts: Parts, count: int) -> str:
    """'340 kB', '1.2 MB': what a reader on a slow line wants to know, and no more."""
    unit, value = ("megabyte", count / 1e6) if count >= 1e6 else ("kilobyte", count / 1e3)
    shown = round(value, 1) if value < 10 else round(value)
    text = format_unit(max(shown, 0.1), f"digital-{unit}", "short", locale=parts.language.babel)
    return text.replace(" ", NBSP)


def _is_there(parts: Parts, name: str) -> bool:
    note("document", name)
    return documents.place(parts.site.settings, name).is_file()
