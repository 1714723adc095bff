"""The ways to the place as the schematic shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quangba import addresses
from quangba.registers.localised import in_language
from quangba.registers.routes import Leg, Route, Stop
from quangba.view.parts import Parts
from quangba.view.values import LegView, RoutesView, RouteView, StopView


def of(parts: Parts) -> RoutesView | None:
    """Every route in the order for the reader; None where the site has none."""
    register = parts.site.routes
    routes = register.of(parts.language.locale)
    if not routes:
        return None
    return RoutesView(
        routes=tuple(_route(parts, route) for route in routes),
        sources=parts.sources(sorted({name for route in routes for name in _sources(route)})),
        as_of=register.as_of,
    )


def _route(parts: Parts, route: Route) -> RouteView:
    return RouteView(
        name=parts.localised(route.name),
        stops=_stops(parts, route.stops),
        branches=tuple(_stops(parts, branch) for branch in route.branches),
    )


def _sources(route: Route) -> Iterator[str]:
    for stops in (route.stops, *route.branches):
        for stop in stops:
            yield from stop.leg.sources if stop.leg else ()


def _stops(parts: Parts, stops: Iterable[Stop]) -> tuple[StopView, ...]:
    return tuple(_stop(parts, stop) for stop in stops)


def _stop(parts: Parts, stop: Stop) -> StopView:
    entry = parts.site.tree.entries.get(stop.page) if stop.page else None
    source = parts.site.settings.source.locale
    is_proposed = parts.language.locale in stop.proposed
    return StopView(
        name=parts.localised(stop.name),
        original=in_language(stop.name, source, "") if is_proposed else None,
        note=parts.localised(stop.note),
        url=addresses.of(entry.uri, parts.language) if entry and parts.has(entry) else None,
        leg=_leg(parts, stop.leg) if stop.leg else None,
    )


def _leg(parts: Parts, leg: Leg) -> LegView:
    return LegView(
        by=leg.by,
        distance=parts.figures.amount(leg.km, "km", to=leg.to_km, about=leg.about)
        if leg.km
        else "",
        way=parts.localised(leg.way),
    )
