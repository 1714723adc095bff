"""What things are called, in all languages at once, for the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quangba.outputs.search.names import Group
from quangba.registers.admin_units import AdminUnits, Named
from quangba.registers.terms import Term, proper, short
from quangba.settings import Settings
from quangba.site import Site


def groups(site: Site) -> tuple[Group, ...]:
    """The agreed names and those of administrative units, old ones related to new ones."""
    return _Groups(site.settings).of(site)


class _Groups:
    def __init__(self, settings: Settings) -> None:
        self._source = settings.source.locale
        self._names: list[list[str]] = []
        self._related: list[list[int]] = []
        self._by_name: dict[str, int] = {}

    def of(self, site: Site) -> tuple[Group, ...]:
        for term in site.terms.rows.values():
            number = self._add(_of_term(term))
            self._by_name.setdefault(short(term.names[self._source]), number)
        for old, new in _replaced(site.units):
            self._relate(self._unit(old), self._unit(new))
        if site.units.province is not None:
            self._unit(site.units.province)
        return tuple(
            Group(tuple(dict.fromkeys(filter(None, names))), tuple(dict.fromkeys(related)))
            for names, related in zip(self._names, self._related, strict=True)
        )

    def _add(self, names: Iterable[str]) -> int:
        self._names.append(list(names))
        self._related.append([])
        return len(self._names) - 1

    def _unit(self, unit: Named) -> int:
        """The group of a unit: that of the agreed name, where the register of names has it."""
        said = unit.name if isinstance(unit.name, dict) else {self._source: unit.name}
        name = said.get(self._source, "")
        if name in self._by_name:
            self._names[self._by_name[name]] += said.values()
        else:
            bare = proper(name) if name else ""  # that of another thing stays that thing's
            names = [*said.values(), bare if bare not in self._by_name else ""]
            self._by_name[name] = self._add(names)
        return self._by_name[name]

    def _relate(self, old: int, new: int) -> None:
        if old != new:
            self._related[old].append(new)
            self._related[new].append(old)


def _of_term(term: Term) -> Iterator[str]:
    """All forms of a name, those that are wrong, too: people type them."""
    for name in term.names.values():
        yield short(name)
    for forms in (*term.also.values(), *term.avoid.values()):
        yield from forms
    yield from term.readings.values()
    yield term.plain


def _replaced(units: AdminUnits) -> Iterator[tuple[Named, Named]]:
    """Each unit that is no more, and one that has taken its place."""
    for unit in units.units.values():
        for part in unit.made_of:
            yield part, unit
        if units.former_district is not None:
            yield units.former_district, unit
