"""Site maps as search engines read them, held against schemas of the protocol."""

import datetime as dt
import io
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs import robots, sitemap
from quangba.outputs.sitemap import Location

SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[1] / "vocabulary" / "sitemap.xsd")
SITE = "https://brume.example/isle/"
DAY = dt.date(2026, 3, 1)
EN = Location(SITE, DAY, (("en", SITE), ("zh-Hans", f"{SITE}zh/"), ("x-default", SITE)))
ZH = Location(f"{SITE}zh/", None, EN.alternates)


def read(data):
    return SCHEMA.to_dict(io.BytesIO(data))


def test_a_map_for_each_language_and_an_index():
    files = sitemap.files(SITE, {"en": [EN], "zh": [ZH, Location(f"{SITE}zh/a/?b&c", DAY)]})

    assert list(files) == ["sitemap-en.xml", "sitemap-zh.xml", "sitemap.xml", "sitemap.txt"]
    assert read(files["sitemap.xml"])["sitemap"] == [
        {"loc": f"{SITE}sitemap-en.xml", "lastmod": "2026-03-01"},
        {"loc": f"{SITE}sitemap-zh.xml", "lastmod": "2026-03-01"},
    ]
    first, second = read(files["sitemap-zh.xml"])["url"]
    assert "lastmod" not in first
    assert [each["@hreflang"] for each in first["xhtml:link"]] == ["en", "zh-Hans", "x-default"]
    assert second["loc"] == f"{SITE}zh/a/?b&c"
    assert files["sitemap.txt"].decode().splitlines() == [
        SITE,
        f"{SITE}zh/",
        f"{SITE}zh/a/?b&c",
    ]


@given(
    by_language=st.dictionaries(
        st.sampled_from(["en", "fr", "zh"]), st.integers(0, 9), min_size=1, max_size=3
    ),
    most=st.integers(1, 4),
)
def test_long_lists_are_parted_and_nothing_is_lost(by_language, most):
    pages = {
        locale: [Location(f"{SITE}{locale}/{n}/", DAY) for n in range(count)]
        for locale, count in by_language.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitemap, "MOST", most)
        files = sitemap.files(SITE, pages)

    found, plain = [], []
    for row in read(files["sitemap.xml"])["sitemap"]:
        part = read(files.pop(row["loc"].removeprefix(SITE))) or {}
        found += [url["loc"] for url in part.get("url", [])]
        assert len(part.get("url", [])) <= most
    del files["sitemap.xml"]
    for name, data in files.items():
        assert name.endswith(".txt")
        assert len(data.splitlines()) <= most
        plain += data.decode().splitlines()
    assert found == plain == [each.url for rows in pages.values() for each in rows]


def test_robots_may_read_everything():
    text = robots.make(["https://a.example/sitemap.xml"]).decode()

    assert text == "User-agent: *\nAllow: /\n\nSitemap: https://a.example/sitemap.xml\n"


def test_robots_with_lines_of_the_site():
    text = robots.make(["https://a.example/s.xml"], ["User-agent: X", "Disallow: /"]).decode()

    assert text.split("\n\n") == [
        "User-agent: *\nAllow: /",
        "User-agent: X\nDisallow: /",
        "Sitemap: https://a.example/s.xml\n",
    ]
