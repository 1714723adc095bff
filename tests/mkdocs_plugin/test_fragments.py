"""Parts that many pages have alike are made once, and what they read counts for all of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.utils import normalize_url

from quangba.memory import note, recording
from quangba.mkdocs_plugin.fragments import Fragments
from quangba.mkdocs_plugin.here import Here, above, stem

TEMPLATE = (
    "{% same place, 'menu' %}{% for n in (1, 2) %}{% include 'item' %}{% endfor %}{% endsame %}!"
)


@pytest.fixture
def env() -> Environment:
    made = Environment(
        loader=DictLoader({"page": TEMPLATE, "item": "<{{ read(n) }}>"}), autoescape=True
    )
    made.add_extension(Fragments)
    return made


def test_a_part_is_made_once_for_a_place(env):
    asked = []
    template = env.get_template("page")

    def read(n: int) -> str:
        asked.append(n)
        return f"&{n}"

    first, again, other = (template.render(place=place, read=read) for place in "aab")

    assert first == again == other == "<&amp;1><&amp;2>!"
    assert asked == [1, 2, 1, 2]


def test_what_a_part_reads_is_read_by_every_page_that_has_it(env):
    template = env.get_template("page")
    reads = []
    for _ in range(2):
        with recording() as found:
            template.render(place="a", read=lambda n: note("strings", n) or n)
        reads.append(found)

    assert reads == [{("strings", 1), ("strings", 2)}] * 2


PATHS = st.lists(st.sampled_from(["a", "b", "ab", "en"]), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts) or "./"
)
LINKS = PATHS | st.sampled_from(
    ["a/x.css", ".", "", "/a/", "#top", "https://a.example/", "en", "../a/", "a", "x.png"]
)


@given(st.lists(st.tuples(PATHS, LINKS), min_size=1, max_size=12))
def test_addresses_are_those_of_mkdocs_whatever_was_asked_before(asked):

    here = Here()
    for url, link in asked:
        here.start(url, None)
        assert here(link) == normalize_url(link, SimpleNamespace(url=url), "")


@given(st.sets(PATHS, max_size=6), PATHS, PATHS, st.sampled_from(["a", "ab", "en"]))
def test_pages_of_a_folder_name_shared_addresses_alike(links, folder, other, name):
    """But for what leads to the page or below it, which `above` and the page's own address tell."""
    ways = above(stem(link) for link in links)
    one, two = (f"{stem(folder)}/{each}/".lstrip("/") for each in (name, "other"))
    shared = [
        link for link in links if stem(link) not in (stem(one), stem(two)) and stem(one) not in ways
    ]
    here = Here()
    here.start(one, None)
    first = [here(link) for link in shared]
    here.start(two, None)
    assert first == [here(link) for link in shared]


CARD = (
    "{% for c in cards %}{% once c, level %}"
    '<h{{ level }}><a href="{{ c.url | url }}">{{ c.title }}{{ read(c.title) }}</a>'
    " {{ c.src | url }}</h{{ level }}>{% endonce %}{% endfor %}"
)


@pytest.fixture
def cards() -> Environment:
    made = Environment(loader=DictLoader({"page": CARD}), autoescape=True)
    made.add_extension(Fragments)
    here = made.filters["url"] = Here()
    made.extensions[Fragments.identifier].here = here  # type: ignore[attr-defined]
    return made


@given(st.lists(st.tuples(PATHS, st.none() | st.just("/base/")), min_size=1, max_size=4), LINKS)
def test_what_is_made_once_names_addresses_as_each_page_does(pages, link):
    env = Environment(loader=DictLoader({"page": CARD}), autoescape=True)
    env.add_extension(Fragments)
    here = env.filters["url"] = Here()
    card = SimpleNamespace(url=link, src="m/x.jpg", title="&")
    for url, base in pages:
        shown = []
        for known in (here, None):
            env.extensions[Fragments.identifier].here = known  # type: ignore[attr-defined]
            here.start(url, base)
            html = env.get_template("page").render(cards=[card], level=2, read=lambda title: title)
            shown.append(html)
        assert shown[0] == shown[1]


def test_what_is_made_of_a_value_is_made_once(cards):
    asked = []
    values = [SimpleNamespace(url="a/", src="m", title="x") for _ in range(2)]
    for level in (2, 3, 2):
        cards.filters["url"].start("b/", None)
        cards.get_template("page").render(cards=values, level=level, read=asked.append)

    assert asked == ["x"] * 4  # two values that are equal, at two levels


def test_what_it_reads_is_read_by_every_page_that_has_it(cards):
    value = SimpleNamespace(url="a/", src="m", title="x")
    for _ in range(2):
        with recording() as found:
            cards.filters["url"].start("b/", None)
            cards.get_template("page").render(cards=[value], level=2, read=lambda t: note("t", t))
        assert found == {("t", "x")}


def test_an_address_that_is_escaped_is_named_where_it_stands(cards):
    value = SimpleNamespace(url="a/?b&c", src="m", title="x")
    for url, shown in (("b/", "../a/?b&amp;c"), ("./", "a/?b&amp;c")):
        cards.filters["url"].start(url, None)
        html = cards.get_template("page").render(cards=[value], level=2, read=lambda title: "")
        assert f'href="{shown}"' in html


def test_values_are_let_go_of_in_time(cards, monkeypatch):
    monkeypatch.setattr("quangba.mkdocs_plugin.fragments.MOST", 3)
    values = [SimpleNamespace(url="a/", src="m", title=n) for n in range(9)]
    cards.filters["url"].start("b/", None)
    html = cards.get_template("page").render(cards=values, level=2, read=lambda title: "")

    assert html.count("<h2>") == 9
    assert len(cards.extensions[Fragments.identifier]._once) <= 3
