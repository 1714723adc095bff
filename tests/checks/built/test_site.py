"""Which file an address leads to, and where to mend what is wrong with a page."""

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.checks import built
from quangba.checks.built.site import BuiltSite, Place, Target
from tests.checks.built.sites import MANY, SITE, URL, checked, html, put, stub
from tests.small_sites import MKDOCS_YML, page


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return put(tmp_path_factory.mktemp("isle"), {}).settings


def of(settings, *files):
    return BuiltSite(settings, {}, dict.fromkeys(files, 1), {}, {}, lambda _: ())


PARTS = st.sampled_from(["..", ".", "a", "b.html", "é", "c d"])
PATHS = st.tuples(st.lists(PARTS, max_size=5), st.sampled_from(["", "/"]))


@given(PATHS, PATHS)
def test_addresses_lead_where_browsers_go(settings, page, link):
    folder = "/".join(part for part in page[0] if part.strip("."))
    name = f"{folder}/index.html" if folder else "index.html"
    address = "/".join(link[0]) + link[1]
    site = of(settings)

    found = site.target(name, address)

    joined = urljoin(f"https://x.example/{folder}/" if folder else "https://x.example/", address)
    expected = unquote(joined.removeprefix("https://x.example/"))
    assert found is not None
    if not found.name.startswith(("..", "/")):  # browsers stay at the root, where nothing is meant
        wanted = expected if expected and not expected.endswith("/") else f"{expected}index.html"
        assert found.name == wanted or address == ""


@pytest.mark.parametrize(
    ("address", "name", "exists"),
    [
        ("../../index.html", "index.html", True),
        ("../../../index.html", "../index.html", False),
        ("/", "index.html", True),
        (URL, "index.html", True),
        (f"{URL}a/c%20d.pdf#page=2", "a/c d.pdf", True),
        ("?q=x", "a/b/index.html", True),
        ("", "a/b/index.html", True),
        ("../x", "a/x", False),
    ],
)
def test_the_file_of_an_address(settings, address, name, exists):
    site = of(settings, "index.html", "a/b/index.html", "a/c d.pdf")

    found = site.target("a/b/index.html", address)

    assert found is not None
    assert (found.name, found.exists) == (name, exists)


def test_a_site_below_a_path(tmp_path):
    yml = MKDOCS_YML.replace(URL, f"{URL}isle/")
    site = of(put(tmp_path, {}, {"mkdocs.yml": yml}).settings, "index.html")

    assert site.target("404.html", "/isle/") == Target("index.html", "", exists=True)
    assert site.target("404.html", "/") == Target("/", "", exists=False)
    assert site.target("404.html", "https://brume.example/other/") is None


@pytest.mark.parametrize("address", ["mailto:a@b.example", "//x.example/", "https://x.example/"])
def test_addresses_elsewhere_have_no_file(settings, address):
    assert of(settings).target("index.html", address) is None


def test_the_smallest_site_has_no_problem(tmp_path):
    assert checked(tmp_path, {}).problems == ()


def test_what_the_source_has_is_to_be_mended_there(tmp_path):
    report = checked(
        tmp_path,
        {
            "a/index.html": html('<p><a href="../x.pdf">x</a> <a href="y.pdf">y</a></p>',
                                 address="a/"),
            "index.html": SITE["index.html"].replace("<main>", '<main><p><a href="a/">A</a></p>'),
        },
        {"docs/en/a.md": page("\n[x](../x.pdf)\n")},
    )  # fmt: skip

    assert [(each.path, each.line) for each in report.problems] == [
        ("docs/en/a.md", 7),
        ("public/a/index.html", 13),
    ]


def test_what_many_pages_have_in_the_same_words_is_told_once(tmp_path):
    report = checked(tmp_path, MANY)

    rooted = [each for each in report.problems if each.code == "site-rooted"]
    assert [each.path for each in rooted] == ["assets/theme/"]
    assert f"on {len(MANY)} pages" in str(rooted[0].message)


def test_a_place_without_a_source_is_the_page(settings):
    assert of(settings).place("a/index.html", 3, "x") == Place("site/a/index.html", 3)


def test_former_addresses_need_not_be_reached_nor_described(tmp_path):
    assert checked(tmp_path, {"old/index.html": stub("../")}).problems == ()


def test_fonts_of_a_style_sheet_and_imports_are_loaded(tmp_path):
    report = checked(
        tmp_path,
        {
            "a.css": "@import './b.css';\n/* url(c.png) */\n@font-face { src: url('d.woff2') }",
            "e.js": "// import './f.js'\nimport { g } from './g.js';\nconst h = import('./h.js');",
            "i.svg": '<svg><image href="j.png"/><a href="https://x.example/">x</a></svg>',
            "k.webmanifest": '{"icons": [{"src": "l.png"}]}',
        },
    )

    assert {each.path: [] for each in report.problems} == {
        "public/a.css": [], "public/e.js": [], "public/i.svg": [], "public/k.webmanifest": [],
    }  # fmt: skip
    told = " ".join(str(each.message) for each in report.problems)
    named = ("b.css", "c.png", "d.woff2", "f.js", "g.js", "h.js", "j.png", "l.png")
    assert [name for name in named if name in told] == [
        "b.css", "d.woff2", "g.js", "h.js", "j.png", "l.png",
    ]  # fmt: skip


def test_the_first_view_has_what_scripts_need(tmp_path):
    report = checked(
        tmp_path,
        {
            "index.html": html('<p><a href="fr/">F</a></p>',
                               head='<script type="module" src="a.js"></script>'),
            "a.js": "import './b.js';\nimport('./late.js');",
            "b.js": "//" + "".join(map(chr, range(33, 1500))),
            "late.js": "//" + "".join(map(chr, range(33, 9000))),
        },
        {"mkdocs.yml": MKDOCS_YML.replace("{}", "{budgets: {page: 2}}")},
    )  # fmt: skip

    (problem,) = [each for each in report.problems if each.code == "site-weight"]
    assert "public/b.js" in str(problem.message)


def test_every_rule_is_run():
    modules = {rule.__module__.rpartition(".")[2] for rule in built.RULES}
    others = {"assets", "facts", "linked", "reader", "site", "tags", "tongues", "__init__"}
    from pathlib import Path

    files = {file.stem for file in Path(built.__file__).parent.glob("*.py")}
    assert files - others == modules
