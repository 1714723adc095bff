"""Rules over the content: what passes, beside what tests/golden shows failing."""

from tests.small_sites import page, words

GOOD = {
    "docs/en/a.md": page(
        "Text [home](index.md), [b](b.md#two), [here](#one), [far](https://x.example/).\n\n"
        "[mail](mailto:a@b.example)\n\n## One\n\n## Own {#own}\n"
    ),
    "docs/fr/a.md": words(
        "Texte [accueil](index.md), [b](b.md#two), [loin](https://x.example/).\n\n"
        "[courriel](mailto:a@b.example)\n\n## Un\n\n## Propre {#own}\n"
    ),
    "docs/en/b.md": page("## Two\n"),
    "docs/en/c d.md": None,
}


def test_good_links_and_headings(make_site):
    assert make_site(GOOD).problems == ()


def test_links_with_escaped_letters(make_site):
    assert make_site({"docs/en/a.md": page("[b](%62.md)\n"), "docs/en/b.md": page()}).problems == ()


def test_a_link_within_a_fallback_page_is_checked_once(make_site):
    assert make_site({"docs/en/a.md": page("[x](nowhere-near.md)\n")}).codes == ["link-missing"]


def test_an_anchor_of_the_source_leads_into_the_translation(make_site):
    made = make_site(
        {
            "docs/en/a.md": page("## Way up\n"),
            "docs/fr/a.md": words("## La montée\n\nVoir [ici](#way-up) et [là](#la-montee).\n"),
        }
    )

    assert made.codes == ["link-anchor"]
    assert made.problems[0].line == 7


def test_only_the_first_of_shifted_headings_is_told(make_site):
    made = make_site(
        {
            "docs/en/a.md": page("## 1\n\n### 2\n\n## 3\n\n## 4\n"),
            "docs/fr/a.md": words("## 1\n\n## 3\n\n### 2\n\n## 4\n"),
        }
    )

    assert made.codes == ["heading-level"]


def test_a_decorative_picture_needs_no_alt_text(make_site):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    made = make_site(
        {
            "assets/media/a.svg": svg,
            "assets/media/a.yml": "decorative: true\ncredit: A\nlicence: CC0-1.0\n",
            "docs/en/a.md": page("![](/media/a.svg)\n", picture="a.svg"),
        }
    )

    assert made.problems == ()


def test_words_named_by_templates_are_wanted_in_every_language(make_site):
    made = make_site(
        {"assets/theme/partials/a.html": "{{ t('menu') }} {{ t( \"skip\", x=1) }} {{ at('no') }}"}
    )

    assert [problem.message.values["key"] for problem in made.problems] == ["menu", "skip"] * 2
