"""JSON-LD: rows become properties, and nothing in a text ends the element that holds it."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs import structured_data as sd


def test_what_is_not_known_is_left_out():
    place = sd.TouristAttraction(
        name="Light",
        alternate_name=("Phare",),
        geo=sd.GeoCoordinates(latitude=10.0, longitude=-20.25),
        contained_in_place=sd.Ref("#area"),
    )

    assert json.loads(sd.make([place])) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "TouristAttraction",
                "name": "Light",
                "alternateName": "Phare",
                "geo": {"@type": "GeoCoordinates", "latitude": 10, "longitude": -20.25},
                "containedInPlace": {"@id": "#area"},
            }
        ],
    }


def test_days_and_properties_with_a_name_of_their_own():
    event = sd.Event(start_date=dt.date(2027, 2, 14), event_status="https://schema.org/X")
    search = sd.SearchAction(target=sd.EntryPoint(url_template="/?q={q}"), query_input="required")
    graph = json.loads(sd.make([event, search]))["@graph"]

    assert graph[0]["startDate"] == "2027-02-14"
    assert graph[1]["query-input"] == "required"


@given(st.text())
def test_any_text_comes_back_and_does_not_end_the_element(text):
    data = sd.make([sd.WebSite(id="#", name=f"</script><!--{text}")])

    assert "</" not in data
    assert "<!--" not in data
    assert json.loads(data)["@graph"][0]["name"] == f"</script><!--{text}"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.2, "PT1S"), (12.0, "PT12S"), (59.6, "PT1M"), (125.0, "PT2M5S"), (600.0, "PT10M")],
)
def test_durations(seconds, expected):
    assert sd.iso_duration(seconds) == expected
