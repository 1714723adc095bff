"""Lists from front matter: order, years, topics, pages, addresses, languages."""

import dataclasses
import datetime as dt

import pytest

from quangba.collections import TOPICS, Collections, Selection
from tests.small_sites import MKDOCS_YML, page, words

TOPIC_FILE = {
    "assets/data/topics.yml": "sea: {name: Sea}\nstone: {name: Stone}\nfog: {name: Fog}\n"
}
NEWS = "news/index.md"


def news(day, **fields):
    return page(kind="news", date=day, updated=None, **fields)


def options(text):
    return {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", f"quangba: {{listings: {{{text}}}}}")}


@pytest.fixture
def lists(make_site):
    """The lists of a site of these files, in a language, on a day."""

    def of(files, locale="en", today=None):
        site, problems = make_site({"docs/en/news/index.md": page(), **TOPIC_FILE, **files})
        assert problems == ()
        if today:
            noon = dt.datetime.combine(today, dt.time(12), dt.UTC)
            site = dataclasses.replace(site, now=noon)
        return Collections(site, site.settings.language(locale))

    return of


def uris(entries):
    return [uri.removesuffix(".md").split("/")[-1] for uri in entries]


SIX = {
    f"docs/en/news/{name}.md": news(day, topics=f"[{topics}]")
    for name, day, topics in [
        ("a", "2024-05-01", "sea"),
        ("b", "2025-05-01", "sea, stone"),
        ("c", "2026-05-01", "stone"),
        ("d", "2026-05-01", "sea"),
        ("e", "2026-06-01", "stone"),
    ]
}


def test_newest_first_and_the_same_day_by_address(lists):
    assert uris(lists(SIX).items(Selection(NEWS))) == ["e", "c", "d", "b", "a"]


def test_pages_stand_in_their_order_before_what_is_dated(lists):
    found = lists(
        {
            **SIX,
            "docs/en/news/z.md": page(order="1"),
            "docs/en/news/y.md": page(order="2"),
            "docs/en/news/x.md": page(),
        }
    )

    assert uris(found.items(Selection(NEWS)))[:3] == ["z", "y", "x"]


def test_events_to_come_stand_before_past_ones(lists):
    files = {
        f"docs/en/news/{name}.md": page(kind="event", start=start, end=end)
        for name, start, end in [
            ("old", "2025-01-05", None),
            ("older", "2024-01-05", None),
            ("running", "2026-11-20", "2026-11-23"),
            ("next", "2026-12-01", None),
            ("after", "2027-12-01", None),
        ]
    }

    order = uris(lists(files, today=dt.date(2026, 11, 23)).items(Selection(NEWS)))
    assert order == ["running", "next", "after", "old", "older"]
    order = uris(lists(files, today=dt.date(2026, 11, 24)).items(Selection(NEWS)))
    assert order == ["next", "after", "running", "old", "older"]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(NEWS, year=2026), ["e", "c", "d"]),
        (Selection(NEWS, topic="sea"), ["d", "b", "a"]),
        (Selection(None, topic="stone"), ["e", "c", "b"]),
        (Selection(NEWS, year=2026, topic="sea"), ["d"]),
        (Selection(NEWS, topic="fog"), []),
    ],
)
def test_years_and_topics_narrow_a_list(lists, selection, expected):
    assert uris(lists(SIX).items(selection)) == expected


def test_what_can_be_chosen_is_what_there_is(lists):
    found = lists(SIX)

    assert found.years(NEWS) == (2026, 2025, 2024)
    assert found.topics(NEWS) == ("sea", "stone")
    assert found.site_topics() == ("sea", "stone")
    assert set(found.selections()) == {
        *(Selection(NEWS, year=year) for year in (2024, 2025, 2026)),
        *(Selection(NEWS, topic=name) for name in ("sea", "stone")),
        *(Selection(None, topic=name) for name in ("sea", "stone")),
        TOPICS,
    }


def test_one_year_or_one_topic_is_no_choice(lists):
    same = {
        f"docs/en/news/{day}.md": news(f"2026-05-0{day}", topics="[sea]") for day in range(1, 6)
    }
    found = lists(same)

    assert (found.years(NEWS), found.topics(NEWS)) == ((), ())


def test_a_site_without_topics_has_no_list_of_them(lists):
    assert lists({"docs/en/news/a.md": news("2026-05-01")}).pages() == ()


@pytest.mark.parametrize(("size", "counts"), [(1, [1] * 5), (2, [2, 2, 1]), (5, [5]), (9, [5])])
def test_long_lists_go_on_on_further_pages(lists, size, counts):
    found = lists({**SIX, **options(f"page_size: {size}")})
    whole = Selection(NEWS)
    parts = [found.part(whole, number) for number in range(1, found.count(whole) + 1)]

    assert [len(part) for part in parts] == counts
    assert [entry for part in parts for entry in part] == list(found.items(whole))
    further = {number for selection, number in found.pages() if selection == whole}
    assert further == set(range(2, len(counts) + 1))
    assert found.has(whole, len(counts))
    assert not found.has(whole, len(counts) + 1)


def test_an_empty_list_has_one_page(lists):
    found = lists({})

    assert found.count(Selection(NEWS)) == 1
    assert found.part(Selection(NEWS), 1) == ()


@pytest.mark.parametrize(
    ("selection", "number", "address"),
    [
        (Selection(NEWS), 1, "fr/news/"),
        (Selection(NEWS), 2, "fr/news/p/2/"),
        (Selection(NEWS, year=2026), 1, "fr/news/2026/"),
        (Selection(NEWS, topic="sea"), 3, "fr/news/about/sea/p/3/"),
        (Selection(None, topic="sea"), 1, "fr/about/sea/"),
        (TOPICS, 1, "fr/about/"),
    ],
)
def test_addresses_are_made_of_the_sites_own_words(lists, selection, number, address):
    found = lists({**SIX, **options("page_path: p, topic_path: about")}, "fr")

    assert found.address(selection, number) == address
    english = lists(options("page_path: p, topic_path: about"))
    assert english.address(selection, number) == address.removeprefix("fr/")


def test_pages_not_translated_are_listed_or_hidden_as_the_site_says(lists):
    files = {**SIX, "docs/fr/news/index.md": words(), "docs/fr/news/a.md": words()}

    assert len(lists(files, "fr").items(Selection(NEWS))) == 5
    hidden = lists({**files, **options("untranslated: hide")}, "fr")
    assert uris(hidden.items(Selection(NEWS))) == ["a"]
    assert hidden.years(NEWS) == ()
    assert hidden.site_topics() == ("sea",)


def test_an_index_may_collect_kinds_from_the_whole_site(lists):
    found = lists(
        {
            **SIX,
            "docs/en/all/index.md": page(collects="[news, place]"),
            "docs/en/all/text.md": page(),
            "docs/en/place.md": page(kind="place"),
        }
    )

    assert uris(found.items(Selection("all/index.md"))) == ["place", "e", "c", "d", "b", "a"]


def test_a_home_page_of_no_layout_has_no_further_pages(lists):
    top = {f"docs/en/{name}.md": page(topics="[sea]") for name in "abc"}
    top |= {f"docs/en/{name}.md": page(topics="[stone]") for name in "def"}
    found = lists({**options("page_size: 2"), **top})

    assert {selection.index for selection, _ in found.pages()} == {None}
    assert len({found.address(*each) for each in found.pages()}) == len(found.pages())


def test_a_list_whose_index_is_not_translated_has_its_further_pages(lists):
    french = {name.replace("/en/", "/fr/"): words() for name in SIX}
    found = lists({**options("page_size: 2, untranslated: hide"), **SIX, **french}, "fr")

    assert found.count(Selection(NEWS)) == 3
    assert (Selection(NEWS), 3) in found.pages()
    assert (Selection(NEWS, year=2026), 2) in found.pages()
