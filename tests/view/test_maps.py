"""Links to map services: the same WGS-84 point for all, said as each of them wants it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.content.strings import MAP_SERVICES
from quangba.view import maps

SITE = "https://www.brume.example/isle/"


def links(coordinates=(22.055, 106.613), name="Na Sầm", services=None):
    found = maps.links(coordinates, name, services, site_url=SITE)
    return {link.service: link.url for link in found}


def test_each_address_in_full():
    assert links() == {
        "amap": (
            "https://uri.amap.com/marker?position=106.613,22.055&name=Na%20S%E1%BA%A7m"
            "&src=www-brume-example&coordinate=wgs84"
        ),
        "baidu": (
            "https://api.map.baidu.com/marker?location=22.055,106.613&coord_type=wgs84"
            "&title=Na%20S%E1%BA%A7m&content=Na%20S%E1%BA%A7m&output=html"
            "&src=webapp.www-brume-example.map"
        ),
        "apple": "https://maps.apple.com/?ll=22.055,106.613&q=Na%20S%E1%BA%A7m",
        "google": "https://www.google.com/maps/search/?api=1&query=22.055,106.613",
        "osm": ("https://www.openstreetmap.org/?mlat=22.055&mlon=106.613#map=15/22.055/106.613"),
    }


def test_the_reader_gets_the_services_in_the_order_and_words_of_the_language():
    words = {"baidu": "百度地图", "osm": "OpenStreetMap", "unknown": "?"}
    found = maps.links((1.5, -2.0), "x", words, site_url=SITE)

    assert [(link.service, link.name) for link in found] == [
        ("baidu", "百度地图"),
        ("osm", "OpenStreetMap"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22.055, "22.055"),
        (106.6133333, "106.61333"),
        (-20.250006, "-20.25001"),
        (-0.000001, "0"),
        (0.00001, "0.00001"),
        (120.0, "120"),
        (-180.0, "-180"),
    ],
)
def test_degrees(value, text):
    assert maps.degrees(value) == text


@given(st.floats(-90, 90), st.floats(-180, 180), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_point_and_any_name_arrive(latitude, longitude, name):
    found = links((latitude, longitude), name)
    amap, baidu, apple = (
        parse_qs(urlsplit(found[key]).query, keep_blank_values=True, strict_parsing=True)
        for key in ("amap", "baidu", "apple")
    )

    assert found.keys() == MAP_SERVICES.keys()
    assert amap["name"] == baidu["title"] == baidu["content"] == apple["q"] == [name]
    lon, lat = map(float, amap["position"][0].split(","))
    assert baidu["location"] == apple["ll"] == [f"{maps.degrees(lat)},{maps.degrees(lon)}"]
    assert abs(lat - latitude) <= 0.000006
    assert abs(lon - longitude) <= 0.000006
