"""Rights of pictures that are shown: licence, expiry, consent, clearance."""

import dataclasses
import datetime as dt

import pytest

from quangba.checks import Checks, rights
from quangba.media.licences import LICENCES
from quangba.problems import Severity
from tests.small_sites import page

TODAY = dt.date(2026, 6, 15)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
BASE = "alt: {en: A, fr: B}\ncredit: A. Painter\n"
GOOD = BASE + "licence: CC0-1.0\n"


@pytest.fixture
def codes(make_site):
    def found(sidecar, used="picture: a.svg", today=TODAY):
        body = "![](/media/a.svg)\n" if used == "text" else ""
        fields = {"picture": "a.svg"} if used == "picture: a.svg" else {}
        made = make_site(
            {
                "assets/media/a.svg": SVG,
                "assets/media/a.yml": sidecar,
                "docs/en/a.md": page(body, **fields),
            }
        )
        noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
        site = dataclasses.replace(made.site, now=noon)
        problems = list(rights.of_site(Checks(site).look))
        assert {each.path for each in problems} <= {"assets/media/a.yml"}
        assert all(each.hint for each in problems)
        return [(each.code, each.severity) for each in problems]

    return found


@pytest.mark.parametrize("licence", LICENCES)
def test_known_licences(codes, licence):
    assert codes(f"{BASE}licence: {licence}\n") == []


@pytest.mark.parametrize("licence", ["CC-BY", "cc0-1.0", "MIT", "all rights reserved"])
def test_unknown_licences(codes, licence):
    assert codes(f"{BASE}licence: {licence}\n") == [("rights-licence", Severity.ERROR)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-400, [("rights-expired", Severity.ERROR)]),
        (-1, [("rights-expired", Severity.ERROR)]),
        (0, [("rights-expire-soon", Severity.WARNING)]),
        (30, [("rights-expire-soon", Severity.WARNING)]),
        (31, []),
        (4000, []),
    ],
)
def test_the_last_day_still_counts(codes, days, expected):
    assert codes(f"{GOOD}expires: {TODAY + dt.timedelta(days)}\n") == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("people: none\n", []),
        ("people: crowd\n", []),
        ("people: recognisable\n", ["rights-consent"]),
        ("people: recognisable\nconsent: {by: B, date: 2026-01-05}\n", []),
        ("sensitive: true\n", ["rights-clearance"]),
        ("sensitive: true\ncleared: {by: B, date: 2026-01-05}\n", []),
        ("people: recognisable\nsensitive: true\n", ["rights-consent", "rights-clearance"]),
        (
            "people: recognisable\nsensitive: true\ncleared: {by: B, date: 2026-01-05}\n",
            ["rights-consent"],
        ),
    ],
)
def test_people_and_places_that_need_a_word(codes, people, expected):
    assert [code for code, _ in codes(GOOD + people)] == expected


@pytest.mark.parametrize("used", ["picture: a.svg", "text"])
def test_it_matters_wherever_the_picture_is_shown(codes, used):
    assert codes(BASE + "licence: X\n", used) == [("rights-licence", Severity.ERROR)]


def test_a_picture_that_nobody_sees_harms_nobody(codes):
    assert codes(BASE + "licence: X\nexpires: 2020-01-01\nsensitive: true\n", used="") == []
