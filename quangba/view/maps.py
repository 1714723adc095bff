"""Links to map services for a point: plain links, no scripts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from quangba.content.strings import MAP_SERVICES
from quangba.view.values import MapLink

# Each service is given the WGS-84 point as it is. Amap and Baidu, whose own data are shifted, must
# be told (`coordinate`, `coord_type`); the other three take WGS-84. Amap wants longitude first.
# Baidu refuses a link without `src`, which says who sends the reader.
_ADDRESSES = {
    "amap": (
        "https://uri.amap.com/marker?position={lon},{lat}&name={name}&src={src}&coordinate=wgs84"
    ),
    "baidu": (
        "https://api.map.baidu.com/marker?location={lat},{lon}&coord_type=wgs84&title={name}"
        "&content={name}&output=html&src=webapp.{src}.map"
    ),
    "google": "https://www.google.com/maps/search/?api=1&query={lat},{lon}",
    "apple": "https://maps.apple.com/?ll={lat},{lon}&q={name}",
    "osm": "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=15/{lat}/{lon}",
}


def links(
    coordinates: tuple[float, float], name: str, services: object, *, site_url: str
) -> tuple[MapLink, ...]:
    """Links for a WGS-84 point [latitude, longitude] that a name is written beside.

    services: name by key in the reader's order, as strings.yml has them; else all, in ours.
    """
    known = services if isinstance(services, Mapping) else MAP_SERVICES
    values = {
        "lat": degrees(coordinates[0]),
        "lon": degrees(coordinates[1]),
        "name": quote(name, safe=""),
        "src": quote((urlsplit(site_url).hostname or "").replace(".", "-"), safe=""),
    }
    return tuple(
        MapLink(key, str(label), _ADDRESSES[key].format_map(values))
        for key, label in known.items()
        if key in _ADDRESSES
    )


def degrees(value: float) -> str:
    """Five decimals, about a metre; no exponent, no needless zero, no minus before zero."""
    return f"{round(value, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
