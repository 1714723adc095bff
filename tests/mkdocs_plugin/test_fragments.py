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
