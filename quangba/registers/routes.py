"""assets/data/routes.yml: ways to the place, drawn as lines with stops (not as maps)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import Day, Flag, Model, Number, Words, validate

FILE = "routes.yml"

Kilometres = Annotated[Number, Field(gt=0)]


class Leg(Model):
    """The way to a stop from the one before it. `to_km`: sources give a range from `km` to it.

    `way`: what the road is called. A distance names the sources that say it.
    """

    by: Literal["expressway", "road", "rail", "crossing"] = Field(examples=["road"])
    km: Kilometres | None = Field(None, examples=["30"])
    to_km: Kilometres | None = Field(None, examples=["32"])
    about: Flag = Field(False, examples=["true"])
    way: Localised = Field("", examples=["{vi: Quốc lộ 4A, en: National Road 4A}"])
    sources: tuple[Words, ...] = Field((), examples=["[S10]"])


class Stop(Model):
    """A stop. `page`: what the site tells of it; `note`: a few words, as 'railway station'."""

    name: Localised = Field(examples=["{vi: Hà Nội, zh: 河内}"])
    proposed: tuple[Words, ...] = Field((), examples=["[zh]"])
    leg: Leg | None = Field(None, examples=["{by: road, km: 30, sources: [S10]}"])
    note: Localised = Field("", examples=["{en: railway station}"])
    page: Words | None = Field(None, examples=["kham-pha/na-sam.md"])


class Route(Model):
    """Stops in order; then, where the way parts, the stops of each branch."""

    id: Words = Field(examples=["ha-noi"])
    name: Localised = Field(examples=["{vi: Từ Hà Nội, en: From Hà Nội}"])
    stops: Annotated[tuple[Stop, ...], Field(min_length=1)] = Field(
        examples=["[{name: Hà Nội}, {name: Lạng Sơn, leg: {by: road}}]"]
    )
    branches: tuple[Annotated[tuple[Stop, ...], Field(min_length=1)], ...] = Field(
        (), examples=["[[{name: Na Sầm, leg: {by: road}}], [{name: Tân Thanh, leg: {by: road}}]]"]
    )


class _File(Model):
    as_of: Day | None = Field(None, examples=["2026-03-02"])
    order: dict[str, tuple[Words, ...]] = Field({}, examples=["{zh: [pingxiang, ha-noi]}"])
    routes: tuple[Route, ...] = Field(
        (),
        examples=[
            (
                "[{id: ha-noi, name: From Hà Nội, stops: [{name: Hà Nội},"
                " {name: Lạng Sơn, leg: {by: road, km: 154, sources: [S10]}}]}]"
            )
        ],
    )


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes by id, and by language the ids that come first for its readers.

    line: where each route stands in the file, for messages.
    """

    path: str
    routes: Mapping[str, Route]
    order: Mapping[str, tuple[str, ...]]
    as_of: Day | None
    line: Mapping[str, int | None]

    def of(self, locale: str) -> tuple[Route, ...]:
        """All routes, those first that the language puts first."""
        first = [name for name in self.order.get(locale, ()) if name in self.routes]
        return tuple(self.routes[name] for name in dict.fromkeys([*first, *self.routes]))


def read(settings: Settings) -> tuple[Routes, tuple[Problem, ...]]:
    """The register; empty when the site has none."""
    document, path, problems = data_file.read(settings, FILE)
    rows, wrong = validate(_File, document, path)
    rows = rows or _File()
    found = Routes(
        path,
        MappingProxyType({route.id: route for route in rows.routes}),
        MappingProxyType(rows.order),
        rows.as_of,
        MappingProxyType(
            {route.id: document.line(("routes", at)) for at, route in enumerate(rows.routes)}
        ),
    )
    return found, (*problems, *wrong, *_repeated(rows.routes, found))


def _repeated(rows: tuple[Route, ...], found: Routes) -> Iterator[Problem]:
    count = Counter(route.id for route in rows)
    for name in (name for name in found.routes if count[name] > 1):
        yield error(
            "route-repeated", found.path, found.line[name],
            msg("There is more than one route “{id}”.", id=name),
            msg("Give each route an `id` of its own."),
        )  # fmt: skip
