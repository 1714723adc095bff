"""Routes: every stop but the first is reached by something, and every distance has its source."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.checks.references import page, unknown
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers.localised import in_language
from quangba.registers.routes import Leg, Route, Stop
from quangba.site import Site


def of_site(look: Look) -> Iterator[Problem]:
    """What is wrong with the routes, and with what pages and the order say of them."""
    site = look.site
    register = site.routes
    for name in (name for names in register.order.values() for name in names):
        if name not in register.routes:
            yield unknown(register.path, None, "order", name, register.routes)
    for route in register.routes.values():
        line = register.line[route.id]
        for stop, is_start in _stops(route):
            name = in_language(stop.name, site.settings.source.locale, "")
            yield from _reached(stop, name, register.path, line, is_start=is_start)
            if stop.leg:
                yield from _measured(stop.leg, name, register.path, line)
            yield from _names(site, stop, line)


def _stops(route: Route) -> Iterator[tuple[Stop, bool]]:
    """Every stop, and whether the route starts there."""
    yield from ((stop, at == 0) for at, stop in enumerate(route.stops))
    yield from ((stop, False) for branch in route.branches for stop in branch)


def _reached(
    stop: Stop, name: str, path: str, line: int | None, *, is_start: bool
) -> Iterator[Problem]:
    if is_start and stop.leg:
        yield error(
            "route-start", path, line,
            msg("The route starts at “{stop}”, which has a leg.", stop=name),
            msg("A leg leads to a stop from the one before; remove it."),
        )  # fmt: skip
    if not is_start and stop.leg is None:
        yield error(
            "route-leg", path, line,
            msg("Nothing leads to the stop “{stop}”.", stop=name),
            msg("For example: {example}", example="leg: {by: road, km: 30, sources: [S10]}"),
        )  # fmt: skip


def _measured(leg: Leg, name: str, path: str, line: int | None) -> Iterator[Problem]:
    if leg.km is not None and not leg.sources:
        yield error(
            "route-source", path, line,
            msg("The distance to “{stop}” has no source.", stop=name),
            msg("For example: {example}", example="sources: [S10]"),
        )  # fmt: skip
    if leg.to_km is not None and (leg.km is None or leg.to_km <= leg.km):
        yield error(
            "route-range", path, line,
            msg("The distance to “{stop}” ends ({end} km) before it starts.",
                stop=name, end=f"{leg.to_km:g}"),
            msg("Write the smaller number as `km`, the larger one as `to_km`."),
        )  # fmt: skip


def _names(site: Site, stop: Stop, line: int | None) -> Iterator[Problem]:
    for name in stop.leg.sources if stop.leg else ():
        if name not in site.sources:
            yield unknown(site.routes.path, line, "sources", name, site.sources)
    if stop.page:
        yield from page(site, site.routes.path, line, "page", stop.page)
