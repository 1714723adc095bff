"""What things are called, in all languages at once, for the search index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quangba.languages import Language
from quangba.outputs.search.names import Group
from quangba.registers.admin_units import AdminUnits, Named
from quangba.registers.terms import Term, proper, short
from quangba.site import Site
from quangba.view.search_readings import shorter

Said = tuple[str, str]
"""A name, and the locale whose texts write it; '' for what people type only."""


def groups(site: Site, reader: Language) -> tuple[Group, ...]:
    """The agreed names and those of administrative units, old ones related to new ones.

    Texts of a language have its own names and, where they are not translated, the source's.
    """
    source = site.settings.source.locale
    found = _Names(source)
    for term in site.terms.rows.values():
        found.add(short(term.names[source]), [*_of_term(term)])
    for old, new in _replaced(site.units):
        found.relate(old, new)
    if site.units.province is not None:
        found.unit(site.units.province)
    return found.groups(reader.locale)


@dataclass
class _Names:
    source: str
    names: list[list[Said]] = field(default_factory=list)
    related: list[list[int]] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, names: list[Said]) -> int:
        """The number of the group of a name: that of another thing of this name, if there is."""
        if name not in self.by_name:
            self.by_name[name] = len(self.names)
            self.names.append([])
            self.related.append([])
        self.names[self.by_name[name]] += names
        return self.by_name[name]

    def unit(self, unit: Named) -> int:
        """The group of a unit, with its name alone where that means nothing else."""
        said = unit.name if isinstance(unit.name, dict) else {self.source: unit.name}
        names = [(name, locale) for locale, name in said.items()]
        name = said.get(self.source, "")
        bare = proper(name) if name else ""
        if name not in self.by_name and bare not in self.by_name:
            names.append((bare, self.source))
        return self.add(name, names)

    def relate(self, old: Named, new: Named) -> None:
        one, other = self.unit(old), self.unit(new)
        if one != other:
            self.related[one].append(other)
            self.related[other].append(one)

    def groups(self, locale: str) -> tuple[Group, ...]:
        written = {locale, self.source}
        return tuple(
            Group(
                typed=_each(name for name, _ in names),
                written=_each(name for name, said in names if said in written),
                related=tuple(dict.fromkeys(related)),
            )
            for names, related in zip(self.names, self.related, strict=True)
        )


def _each(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def _of_term(term: Term) -> Iterator[Said]:
    """All forms of a name, those that are wrong, too: people type them."""
    for locale, name in term.names.items():
        yield short(name), locale
    for locale, forms in term.also.items():
        yield from ((form, locale) for form in forms)
    for forms in term.avoid.values():
        yield from ((form, "") for form in forms)
    for locale, reading in term.readings.items():
        yield reading, ""
        forms = (*term.also.get(locale, ()), *term.avoid.get(locale, ()))
        yield from ((part, "") for part in shorter(short(term.names[locale]), reading, forms))
    yield term.plain, ""


def _replaced(units: AdminUnits) -> Iterator[tuple[Named, Named]]:
    """Each unit that is no more, and one that has taken its place."""
    for unit in units.units.values():
        for part in unit.made_of:
            yield part, unit
        if units.former_district is not None:
            yield units.former_district, unit
