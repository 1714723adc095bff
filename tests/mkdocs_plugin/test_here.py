"""Addresses relative to a page are those that mkdocs gives, found faster."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from quangba.mkdocs_plugin.here import Here

PARTS = st.sampled_from(["a", "b", "v1.2", "x.jpg", "tin-tuc", "..", ".", "", "é"])
ENDS = st.sampled_from(["", "/", "a/", "n.webp", "?q=1", "#a", ".x", "y.tar.gz", "://e.org/"])
PATHS = st.builds(lambda parts, end: "/".join(parts) + end, st.lists(PARTS, max_size=4), ENDS)
URLS = st.lists(st.sampled_from(["a", "b", "v1.2", "tin-tuc"]), min_size=1, max_size=3).map(
    lambda parts: "/".join(parts) + "/"
)


@given(
    st.lists(st.one_of(URLS, st.sampled_from([".", "404.html", "a/404.html"])), max_size=3),
    st.lists(PATHS, max_size=8),
    st.sampled_from([None, "/", "/x/", "https://example.org/"]),
)
@example(["a/404.html", "a/a/"], ["", "a/x.jpg"], None)
def test_addresses_are_those_of_mkdocs(urls: list[str], paths: list[str], base: str | None) -> None:
    here = Here()
    for url in urls:
        here.start(url, base)
        page = None if base else cast("Page", SimpleNamespace(url=url))
        for path in paths:
            assert here(path) == normalize_url(path, page, base or "")
