"""Which pictures readers are offered: by licence, consent, expiry, and what somebody has said."""

import datetime as dt

import pytest

from quangba.media.licences import LICENCES, freedom
from quangba.media.sidecar import Sidecar

TODAY = dt.date(2026, 6, 15)
OPEN = {"credit": "A. Painter", "licence": "CC-BY-4.0", "caption": {"en": "The harbour"}}
ASKED = {"consent": {"by": "Ann", "date": dt.date(2026, 1, 2)}}
CLEARED = {"cleared": {"by": "Ann", "date": dt.date(2026, 1, 2)}}


@pytest.mark.parametrize(
    ("fields", "by_default", "with_press"),
    [
        ({}, True, True),
        ({"licence": "CC0-1.0"}, True, True),
        ({"licence": "CC-BY-NC-ND-4.0"}, True, True),
        ({"licence": "LicenseRef-PublicDomain"}, True, True),
        ({"licence": "FAL-1.3"}, True, True),
        # somebody has allowed this site alone to show it
        ({"licence": "LicenseRef-Permission"}, False, True),
        ({"licence": "LicenseRef-OwnWork"}, False, True),
        ({"licence": "from the internet"}, False, False),
        # nothing to print below it
        ({"caption": {}}, False, True),
        # what was agreed to for this site, or for a time
        ({"people": "crowd"}, True, True),
        ({"people": "recognisable"}, False, False),
        ({"people": "recognisable", **ASKED}, False, True),
        ({"sensitive": True}, False, False),
        ({"sensitive": True, **CLEARED}, False, True),
        ({"expires": TODAY - dt.timedelta(1)}, False, False),
        ({"expires": TODAY}, False, True),
        ({"expires": TODAY + dt.timedelta(400)}, False, True),
        # as it was proposed, and nobody has read it
        ({"credit": "TODO"}, False, False),
        ({"caption": {"en": "TODO"}}, False, False),
    ],
)
def test_who_gets_a_picture(fields, by_default, with_press):
    def offered(**more):
        return Sidecar.model_validate({**OPEN, **fields, **more}).passed_on(TODAY)

    assert offered() is by_default
    assert offered(press=True) is with_press
    assert offered(press=False) is False


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC-BY-4.0", "by"),
        ("CC-BY-SA-2.5", "by_sa"),
        ("CC-BY-NC-3.0", "by_nc"),
        ("CC-BY-ND-1.0", "by_nd"),
        ("CC-BY-NC-SA-4.0", "by_nc_sa"),
        ("CC-BY-NC-ND-4.0", "by_nc_nd"),
        ("CC-BY-ND-NC-1.0", "by_nc_nd"),
        ("CC0-1.0", "free"),
        ("CC-PDM-1.0", "free"),
        ("CC-PDDC", "free"),
        ("LicenseRef-PublicDomain", "free"),
        ("OGL-UK-3.0", "text"),
        ("GFDL-1.3-or-later", "text"),
        ("LicenseRef-OwnWork", "press"),
        ("LicenseRef-Permission", "press"),
        ("MIT", "press"),
    ],
)
def test_what_a_licence_allows(licence, expected):
    assert freedom(licence) == expected


def test_a_licence_without_a_text_is_never_one_that_refers_to_it():
    assert {name for name in LICENCES if freedom(name) == "text"} <= {
        name for name, address in LICENCES.items() if address
    }
