from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from quangba.publish.bundle.links import Links

ONLINE = "https://isle.example/at/"
NAMES = st.text("abcé ñ山-_.~%&#?+", min_size=1, max_size=6).filter(
    lambda name: name not in {".", ".."}
)
FOLDERS = st.lists(NAMES, max_size=3).map("/".join)


@st.composite
def sites(draw):
    """Pages, each in a folder of its own, and other files; a page to stand on and one to find."""
    folders = draw(st.lists(FOLDERS, min_size=2, max_size=6, unique=True))
    pages = [posixpath.join(folder, "index.html") for folder in folders]
    others = [posixpath.join(folder, "file.pdf") for folder in folders]
    return frozenset([*pages, *others]), draw(st.sampled_from(pages))


@st.composite
def addresses(draw):
    """A link as the built site has it, and the file that it means."""
    files, page = draw(sites())
    file = draw(st.sampled_from(sorted(files)))
    way = posixpath.relpath(file, posixpath.dirname(page) or ".")
    if way.endswith("index.html") and draw(st.booleans()):
        way = way.removesuffix("index.html") or "./"
    behind = draw(st.sampled_from(["", "?q=a%20b", "#part", "?q=1&x=2#part"]))
    return files, page, file, quote(way) + behind, behind


@given(addresses())
def test_whatever_is_linked_leads_to_its_file_by_name(case):
    files, page, file, address, behind = case
    found = Links(files, ONLINE).place(address, page)
    assert found
    parts = urlsplit(found.way)
    assert found.file == file
    assert _reached(page, parts.path) == file
    assert found.way.removeprefix(parts.path) == behind
    assert not found.exact or _reached(page, urlsplit(address).path) == file


@given(sites())
def test_an_address_from_the_root_and_one_of_the_whole_site_lead_there_too(case):
    files, page = case
    links = Links(files, ONLINE)
    for file in sorted(files):
        rooted = links.place("/at/" + quote(file), page)
        assert rooted
        assert (rooted.file, rooted.exact) == (file, False)
        assert _reached(page, urlsplit(rooted.way).path) == file
        whole = links.own(links.online_address(file), page)
        assert (whole and whole.file) == (file if file.endswith(".html") else None)


def test_what_is_elsewhere_or_here_or_nowhere_stays_as_it_is():
    links = Links(frozenset({"index.html", "a/index.html"}), ONLINE)
    for address in (
        "", "#top", "?q=1", "https://other.example/a/", "//other.example/", "mailto:a@b.example",
        "tel:+84", "data:text/plain,a", "none/", "../../a/", "/elsewhere/a/", "http://[bad/",
    ):  # fmt: skip
        assert links.place(address, "index.html") is None, address
        assert links.own(address, "index.html") is None, address


def test_a_folder_without_its_slash_is_its_page():
    links = Links(frozenset({"a/index.html", "index.html"}), ONLINE)
    assert links.place("a", "index.html").way == "a/index.html"
    assert links.place("..", "a/index.html").way == "../index.html"


def _reached(page: str, way: str) -> str:
    """What a browser opens from file://."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(way)))
