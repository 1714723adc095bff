"""The day: the system's, unless a build is told one to be repeatable."""

import datetime as dt

import pytest

from quangba import clock


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", dt.date(1970, 1, 1)),
        ("86399", dt.date(1970, 1, 1)),
        ("86400", dt.date(1970, 1, 2)),
        ("1767225600", dt.date(2026, 1, 1)),
        ("1798761599", dt.date(2026, 12, 31)),
    ],
)
def test_the_day_of_an_epoch_is_that_of_greenwich(epoch, day, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")

    assert clock.now({"SOURCE_DATE_EPOCH": epoch}).date() == day


@pytest.mark.parametrize(
    "environ",
    [{}]
    + [
        {"SOURCE_DATE_EPOCH": text}
        for text in ("", "-1", "x", "1.5", "²", "253402300799", "9" * 30)
    ],
)
def test_without_one_it_is_today(environ):
    before = dt.datetime.now(tz=dt.UTC)

    assert before <= clock.now(environ) <= dt.datetime.now(tz=dt.UTC)
