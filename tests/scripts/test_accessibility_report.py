"""The accessibility statement says what the browser tests look at, and cannot go stale unseen."""

import datetime as dt

import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT

import accessibility_report
from tests.browser.test_accessibility import LOOKS
from tests.browser.web import VIEWS
from tests.built_sites import CONFIGS, ROOT, describe

REPORT = yaml.safe_load((ROOT / "assets/data/accessibility.yml").read_text(encoding="utf-8"))
SITE = accessibility_report.SITE
TESTED = describe(SITE, ROOT / CONFIGS[SITE], ROOT)


@pytest.mark.parametrize(
    ("field", "tested"),
    [
        ("views", sorted(VIEWS[SITE])),
        ("languages", sorted(each.locale for each in TESTED.languages)),
        ("looks", LOOKS),
        ("violations", 0),
    ],
)  # fmt: skip
def test_the_committed_report_fits_the_tests(field, tested):
    assert REPORT[field] == tested, "run the browser tests, then scripts/accessibility_report.py"


def test_it_names_the_axe_that_is_used():
    assert f"axe v{REPORT['axe']}" in AXE_SCRIPT[:200]


def result(view, scheme, violations=0, axe="4.0.0"):
    return {
        "site": "place", "view": view, "look": {scheme: LOOKS[scheme]}, "languages": ["en", "vi"],
        "axe": axe, "rules": ["a", scheme], "violations": violations,
    }  # fmt: skip


def test_results_are_summed_up_in_any_order():
    results = [result("home", "light"), result("home", "dark", 2), result("event", "light", 1)]
    day = dt.date(2026, 1, 5)

    report = accessibility_report.summed_up(results, day)

    assert report == accessibility_report.summed_up(results[::-1], day)
    assert report == {
        "date": day, "axe": "4.0.0", "rules": 3, "pages": 6, "violations": 3,
        "languages": ["en", "vi"], "views": ["event", "home"], "looks": LOOKS,
    }  # fmt: skip


def test_results_of_two_versions_are_no_report():
    results = [result("home", "light"), result("home", "dark", axe="4.1.0")]

    with pytest.raises(SystemExit, match="several versions"):
        accessibility_report.summed_up(results, dt.date(2026, 1, 5))
