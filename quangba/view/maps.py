"""Links to map services for a point: plain links, no scripts."""

from __future__ import annotations

from urllib.parse import quote

# Each service is told that the point is WGS-84; Chinese services would shift it otherwise.
SERVICES: dict[str, tuple[str, str]] = {
    "amap": (
        "高德地图 Amap",
        "https://uri.amap.com/marker?position={lon},{lat}&name={name}&coordinate=wgs84",
    ),
    "baidu": (
        "百度地图 Baidu",
        (
            "https://api.map.baidu.com/marker?coord_type=wgs84&output=html"
            "&location={lat},{lon}&title={name}&content={name}"
        ),
    ),
    "google": ("Google Maps", "https://www.google.com/maps/search/?api=1&query={lat},{lon}"),
    "apple": ("Apple Maps", "https://maps.apple.com/?ll={lat},{lon}&q={name}"),
    "osm": (
        "OpenStreetMap",
        "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=14/{lat}/{lon}",
    ),
}
DEFAULT_ORDER = ("google", "osm", "apple")


def links(
    coordinates: tuple[float, float], name: str, order: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """(service, address) for a WGS-84 point [latitude, longitude], in the language's order."""
    lat, lon = (f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in coordinates)
    return tuple(
        (SERVICES[key][0], SERVICES[key][1].format(lat=lat, lon=lon, name=quote(name)))
        for key in order
        if key in SERVICES
    )
