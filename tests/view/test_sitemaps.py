"""Which files search engines find at the root of a site, and what settings add to them."""

from quangba.view import sitemaps
from tests.small_sites import MKDOCS_YML, page, words

KEY = "3f9a1c20b4de4c7d"


def options(text):
    return {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", f"quangba: {{{text}}}")}


def test_nothing_of_indexnow_without_a_key(make_site):
    files = sitemaps.files(make_site({}).site)

    assert sorted(files) == [
        "robots.txt",
        "sitemap-en.xml",
        "sitemap-fr.xml",
        "sitemap.txt",
        "sitemap.xml",
    ]


def test_the_key_is_published(make_site):
    files = sitemaps.files(make_site(options(f"indexnow: {{key: {KEY}}}")).site)

    assert files[f"{KEY}.txt"] == KEY.encode()
    assert KEY not in files["robots.txt"].decode()


def test_lines_for_robots(make_site):
    made = make_site(options("robots: ['User-agent: SomeBot', 'Disallow: /']"))

    assert b"\nUser-agent: SomeBot\nDisallow: /\n\n" in sitemaps.files(made.site)["robots.txt"]


def test_wrong_options(make_site):
    for text in ("indexnow: {key: short}", "robots: ['Disallow']"):
        assert make_site(options(text)).codes == ["field-type"]


def test_what_stands_in_for_a_translation_is_no_page_of_the_language(make_site):
    files = sitemaps.files(
        make_site(
            {
                "docs/en/a.md": page(),
                "docs/en/b.md": page(),
                "docs/fr/b.md": words(machine_draft="true"),
            }
        ).site
    )

    assert files["sitemap.txt"].decode().split() == [
        "https://brume.example/a/",
        "https://brume.example/b/",
        "https://brume.example/",
        "https://brume.example/fr/",
    ]


def test_the_home_page_changes_with_the_news(make_site):
    news = page(kind="news", date="2026-03-01", updated="2026-03-02")
    text = sitemaps.files(make_site({"docs/en/n.md": news}).site)["sitemap-en.xml"].decode()

    assert text.count("<lastmod>2026-03-02</lastmod>") == 2
