"""What people read of a built site, in both languages: a site with one fault for each message."""

from pathlib import Path

import pytest

from quangba.errors import InputError
from quangba.rules.built import ROWS
from tests.checks.built.sites import ALTERNATES, MANY, SITE, URL, checked, html, stub
from tests.golden.test_messages import _codes_in_source, _shown
from tests.small_sites import MKDOCS_YML, page

HERE = Path(__file__).parent
HOME = SITE["index.html"]


def home(body="", **changes):
    """The home page with something in it, and the link that it always has."""
    return {"index.html": html(f'<p><a href="fr/">Français</a></p>{body}',
                               **{"alternates": ALTERNATES, **changes})}  # fmt: skip


def budgets(text):
    return {"mkdocs.yml": MKDOCS_YML.replace("{}", f"{{budgets: {{{text}}}}}")}


IMG = '<img src="{}" alt="" width="9" height="9">'
PICTURE = {"a.jpg": bytes(3000)}
SOURCE = {"docs/en/index.md": page("See [the quay](quay.md).\n\n[The light](#lamp)\n")}
LINKS = "".join(f'<p><a href="p{n}/">{n}</a></p>' for n in range(6))

CASES = {
    "site-link": (home('<p><a href="quay/">the quay</a></p>'), SOURCE),
    "site-link--near": (
        {**home('<p><a href="notes.PDF">Notes</a></p>'), "notes.pdf": b"%PDF"}, {},
    ),
    "site-link--folder": (home('<p><a href="fr">French</a></p>'), {}),
    "site-link--picture": (home(IMG.format("b.jpg")), {}),
    "site-link--above": (home('<p><a href="/../quay/">the quay</a></p>'), {}),
    "site-link--sheet": ({"a.css": "a {}\nb { background: url(fog.svg) }"}, {}),
    "site-anchor": (home('<h2 id="lamps">L</h2><p><a href="#lamp">The light</a></p>'), SOURCE),
    "site-anchor--far": (home('<p><a href="fr/#x">x</a></p>'), {}),
    "site-scheme": (home('<p><a href="file:///C:/a.html">a</a></p>'), {}),
    "site-not-found": ({"404.html": html('<p><a href="fr/">French</a></p>', address="404")
                        .replace('<link rel="canonical" href="https://brume.example/404">', "")},
                       {}),
    "site-rooted": (home('<p><a href="/fr/">French</a></p>'), {}),
    "site-rooted--theme": ({**home(LINKS), **MANY}, {}),
    "site-redirect": ({"old/index.html": stub("../new/")}, {}),
    "site-redirect--chain": (
        {"old/index.html": stub("../older/"), "older/index.html": stub("../")}, {},
    ),
    "site-redirect--circle": ({"old/index.html": stub("./")}, {}),
    "site-redirect--page": (home(head='<meta http-equiv="refresh" content="9; url=fr/">'), {}),
    "site-html": (home("<p>a</p>\n<p><ul><li>one</li></ul></p>"), {}),
    "site-html--unclosed": ({"index.html": HOME.replace("</body>\n</html>", "")}, {}),
    "site-html--stray": (home("<p>a</b></p>"), {}),
    "site-html--self-closing": (home("<p>a <i/> b</i></p>"), {}),
    "site-html--twice": (home('<p title="a" title="b">a</p>'), {}),
    "site-html--attributes": (home("<p title='a'b>a</p>"), {}),
    "site-html--entity": (home("<p>a &nosuch; b</p>"), {}),
    "site-html--character": (home("<p>a \x01 b</p>"), {}),
    "site-html--bracket": (home("<p>a < b</p>"), {}),
    "site-html--doctype": ({"index.html": HOME.replace("<!doctype html>\n", "")}, {}),
    "site-html--added": (
        {"index.html": HOME[: HOME.index("<body>")] + "</html>"}, {},
    ),
    "site-charset": ({"index.html": HOME.replace('<meta charset="utf-8">', "")}, {}),
    "site-host": (home('<img src="//cdn.example/a.png" alt="" width="9" height="9">'), {}),
    "site-host--sheet": ({"a.css": "@import 'https://fonts.example/a.css';"}, {}),
    "site-inline": (home('<p onclick="go()">a</p>'), {}),
    "site-inline--script": (home("<script>go()</script>"), {}),
    "site-inline--base": (home(head='<base href="/isle/">'), {}),
    "site-lang": ({"fr/index.html": SITE["fr/index.html"].replace('lang="fr"', 'lang="en"')}, {}),
    "site-lang--none": (home('<p lang="english">a</p>'), {}),
    "site-mixed": (home("<p>The isle of 雾岛 lies north.</p>"),
                   {"docs/en/index.md": page("We call it 雾岛 here.\n")}),
    "site-mixed--theme": (home("<p>The isle of 雾岛 lies north of here, in the old sea.</p>"), {}),
    "site-hreflang--own": (home(alternates=ALTERNATES.replace(f'href="{URL}"', 'href="./"')), {}),
    "site-hreflang--default": (home(alternates=ALTERNATES.replace("x-default", "fr")), {}),
    "site-hreflang--language": (home(alternates=ALTERNATES.replace('"fr"', '"de"')), {}),
    "site-hreflang": (
        {"fr/index.html": html('<p><a href="../">E</a></p>', address="fr/", lang="fr")}, {},
    ),
    "site-canonical": (home(head=f'<link rel="canonical" href="{URL}fr/">'), {}),
    "site-canonical--nowhere": (
        {"a/index.html": html('<p><a href="../">Up</a></p>', address="b/", title="A")}, {},
    ),
    "site-canonical--other": ({"index.html": HOME.replace(
        f'canonical" href="{URL}"', f'canonical" href="{URL}fr/"')}, {}),
    "site-id": (home('<h2 id="a">A</h2><h2 id="a">B</h2>'), {}),
    "site-id--empty": (home('<p id="">A</p>'), {}),
    "site-reference": (home('<p aria-labelledby="b">A</p>'), {}),
    "site-heading": (home("<h3>Boats</h3>"), {}),
    "site-heading--two": (home("<h1>Boats</h1>"), {}),
    "site-heading--before": (home(main="<h2>Top</h2><main><h1>{title}</h1>{body}</main>"), {}),
    "site-heading--empty": (home("<h2></h2>"), {}),
    "site-landmark": (home(main="<h1>{title}</h1>{body}"), {}),
    "site-landmark--unnamed": (home("<nav>a</nav>"), {}),
    "site-landmark--alike": (home('<nav aria-label="Ways">a</nav>' * 2), {}),
    "site-title": (home(head="<title>Again</title>"), {}),
    "site-title--alike": (
        {"a/index.html": html('<p><a href="../">Up</a></p>', address="a/",
                              title="Isle of Brume", description="A.")},
        {},
    ),
    "site-description": (home(description=""), {}),
    "site-description--alike": (
        {"a/index.html": html('<p><a href="../">Up</a></p>', address="a/", title="A",
                              description="What Isle of Brume is.")},
        {},
    ),
    "site-picture": ({**home('<img src="a.jpg" width="9" height="9">'), **PICTURE}, {}),
    "site-picture--size": ({**home('<img src="a.jpg" alt="">'), **PICTURE}, {}),
    "site-picture-weight": ({**home(IMG.format("a.jpg")), **PICTURE}, budgets("picture: 2")),
    "site-first-picture": ({**home(IMG.format("a.jpg")), **PICTURE}, budgets("first_picture: 2")),
    "site-pictures-weight": ({**home(IMG.format("a.jpg") * 2), **PICTURE}, budgets("pictures: 5")),
    "site-weight": (
        {**home(head='<link rel="preload" as="font" href="a.woff2">'), "a.woff2": bytes(3000)},
        budgets("page: 2"),
    ),
    "site-orphan": ({"a/index.html": html('<p><a href="../">Up</a></p>', address="a/")}, {}),
    "site-missing": ({"index.html": None}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_message_of_a_built_site(name, tmp_path, golden):
    built, sources = CASES[name]
    try:
        problems = checked(tmp_path, built, sources).problems
    except InputError as failure:
        problems = failure.problems

    assert name.partition("--")[0] in [problem.code for problem in problems]
    golden(_shown(problems, tmp_path), HERE / "built_messages" / f"{name}.txt")


def test_every_code_of_a_built_site_has_a_case():
    codes = {code for code in _codes_in_source() if code.startswith("site-")}
    assert codes == {name.partition("--")[0] for name in CASES}


def test_every_rule_over_a_built_site_says_why():
    assert sorted(row.code for row in ROWS) == sorted({n.partition("--")[0] for n in CASES})


def test_no_golden_file_of_a_built_site_without_a_case():
    assert {file.stem for file in (HERE / "built_messages").glob("*")} == set(CASES)
