"""What nobody may miss is in every language, or stands there in short: else the check says so."""

import pytest

from tests.small_sites import page, words

NEWS = {"kind": "news", "date": "2026-01-05", "updated": None}
CORRECTION = {"kind": "correction", "date": "2026-01-06", "updated": None, "corrects": "n.md"}
CANCELLED = {"kind": "event", "start": "2027-02-14", "status": "cancelled"}


def told(make_site, files):
    return [
        (problem.code, problem.path, str(problem.severity.name).lower())
        for problem in make_site(files).problems
        if problem.code.startswith("announcement-")
    ]


MISSING = ("announcement-missing", "docs/en/a.md", "warning")


@pytest.mark.parametrize(
    "fields",
    [
        CORRECTION,
        CANCELLED,
        {**CANCELLED, "status": "moved"},
        {**NEWS, "urgent": "{what: closed, place: n.md, start: 2026-11-25}"},
        {"urgent": "{what: closed, place: n.md, start: 2026-11-25}"},
    ],
    ids=lambda fields: fields.get("kind", "page"),
)
def test_until_there_is_a_text_or_a_name(make_site, fields):
    source = {"docs/en/n.md": page(**NEWS), "docs/en/a.md": page(**fields)}
    assert told(make_site, source) == [MISSING]
    assert told(make_site, {**source, "docs/fr/a.md": words(draft="true")}) == [MISSING]
    assert told(make_site, {**source, "docs/fr/a.md": words()}) == []


def test_other_kinds_may_wait(make_site):
    event = page(kind="event", start="2027-02-14")
    assert told(make_site, {"docs/en/a.md": event, "docs/en/n.md": page(**NEWS)}) == []


@pytest.mark.parametrize("more", [{"draft": "true"}, {"only": "[en]"}, {"expires": "2026-11-22"}])
def test_not_what_nobody_else_gets(make_site, more):
    assert told(make_site, {"docs/en/a.md": page(**CANCELLED, **more)}) == []


def test_what_is_still_to_come_is_told_in_time(make_site):
    source = {"docs/en/a.md": page(**CANCELLED, publish_at="2027-01-01")}
    assert told(make_site, source) == [MISSING]


def test_a_correction_of_what_readers_never_had_does_not_concern_them(make_site):
    source = {"docs/en/n.md": page(**NEWS, only="[en]"), "docs/en/a.md": page(**CORRECTION)}
    assert told(make_site, source) == []
