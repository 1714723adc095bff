"""A preview builds a language again when, and only when, what its pages show has changed."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quangba.build import fingerprint
from quangba.content.sections import fingerprint as fingerprint_of
from quangba.outputs.theme_assets import ThemeAssets
from tests.small_sites import MKDOCS_YML, page, read, words, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
SIDECAR = "alt: {en: A, fr: A}\ncredit: A\nlicence: CC0-1.0\n"
TIDES = page("The sea.\n\n## Ebb\n\nAt six.\n")
HEAD, INTRO, EBB = (
    fingerprint_of(text)
    for text in (
        "title: A page\ndescription: What it is about.\n",
        "The sea.",
        "## Ebb\n\nAt six.",
    )
)
STAMP = f"{{day: 2026-01-05, sections: {{_head: {HEAD}, _intro: {INTRO}, ebb: {EBB}}}}}"
STAMPED = "La mer.\n\n## Reflux\n\nÀ six heures.\n"
BASE = {
    "docs/en/d.md": TIDES,
    "docs/fr/d.md": words(STAMPED, made_from=STAMP),
    "docs/en/a.md": page("## One\n\nText.\n", glance="[{label: a, value: b}]", sources="[log]"),
    "docs/fr/a.md": words("## Un\n\nTexte.\n", glance="[{label: a, value: b}]"),
    "docs/en/b.md": page("Not translated.\n"),
    "docs/fr/c.md": page("Ici seulement.\n", only="[fr]"),
    "assets/data/sources.yml": "log: {name: Log}\n",
    "assets/media/a.svg": SVG,
    "assets/media/a.yml": SIDECAR,
    "assets/theme/main.html": "{{ page.content }}",
}
MOVED = "date_long: d MMMM y\ndate_medium: d MMM y\nmoved_title: A\nmoved_text: B\n"
NO_ASSETS = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())


def prints(root, files):
    made = read(write(root, {**BASE, **files}))
    assert not any(problem.severity == 2 for problem in made.problems), made.problems
    return {
        language.locale: fingerprint.of_language(made.site, language, NO_ASSETS)
        for language in made.site.settings.languages
    }


def changed(root, files):
    before, after = prints(root, {}), prints(root, files)
    return {locale for locale in after if before[locale] != after[locale]}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, set()),
        # what a translator does touches one language
        ({"docs/fr/a.md": words("## Un\n\nAutre.\n", glance="[{label: a, value: b}]")}, {"fr"}),
        (
            {
                "docs/fr/a.md": words(
                    "## Un\n\nTexte.\n", title="Autre", glance="[{label: a, value: b}]"
                )
            },
            {"fr"},
        ),
        ({"docs/fr/a.md": words("## Un\n\nTexte.\n", glance="[{label: a, value: c}]")}, {"fr"}),
        ({"assets/theme/spots/bell.svg": SVG}, {"en", "fr"}),
        ({"assets/data/terms.csv": "id,kind,en,fr\nquay,place,Quay,Quai\n"}, {"en", "fr"}),
        ({"docs/fr/strings.yml": "date_long: d MMMM y\ndate_medium: d. MMM y\n"}, {"fr"}),
        # the words of a translated source page are shown to its readers only
        (
            {
                "docs/en/a.md": page(
                    "## One\n\nOther.\n", glance="[{label: a, value: b}]", sources="[log]"
                )
            },
            {"en"},
        ),
        # not so its headings' addresses, its shared fields, and a page that others fall back to
        (
            {
                "docs/en/a.md": page(
                    "## Two\n\nText.\n", glance="[{label: a, value: b}]", sources="[log]"
                )
            },
            {"en", "fr"},
        ),
        (
            {"docs/en/a.md": page("## One\n\nText.\n", glance="[{label: a, value: b}]", order=3)},
            {"en", "fr"},
        ),
        ({"docs/en/b.md": page("Changed.\n")}, {"en", "fr"}),
        (
            {
                "docs/en/b.md": page("Not translated.\n", moved_from="[old.md]"),
                "docs/en/strings.yml": MOVED,
                "docs/fr/strings.yml": MOVED,
            },
            {"en", "fr"},
        ),
        ({"docs/fr/b.md": words("Traduit.\n")}, {"en", "fr"}),
        ({"docs/en/new.md": page()}, {"en", "fr"}),
        # a translation that says what it was made from is behind from then on, and says so
        ({"docs/en/d.md": TIDES.replace("six", "seven")}, {"en", "fr"}),
        # what readers would not have to be told
        ({"docs/en/d.md": TIDES.replace("At six", "At  six")}, {"en"}),
        # the switcher of every language marks what nobody has checked
        (
            {"docs/fr/d.md": words(STAMPED, made_from=STAMP, machine_draft="true")},
            {"en", "fr"},
        ),
        # and what is behind
        (
            {"docs/fr/d.md": words(STAMPED, made_from=STAMP.replace(INTRO, "0123456789ab"))},
            {"en", "fr"},
        ),
        # shared by all
        ({"assets/data/sources.yml": "log: {name: Logbook}\n"}, {"en", "fr"}),
        ({"assets/media/a.svg": SVG.replace("1 1", "2 2")}, {"en", "fr"}),
        ({"assets/media/a.yml": SIDECAR + "caption: {en: B}\n"}, {"en", "fr"}),
        ({"assets/theme/main.html": "<p>{{ page.content }}"}, {"en", "fr"}),
        ({"mkdocs.yml": MKDOCS_YML + "extra: {a: 1}\n"}, {"en", "fr"}),
    ],
)
def test_who_is_built_again(tmp_path, files, expected):
    assert changed(tmp_path, files) == expected


def test_a_page_of_one_language_concerns_no_other_readers(tmp_path):
    # the source's site map names it, though not its text
    assert changed(tmp_path, {"docs/fr/c.md": page("Autre chose.\n", only="[fr]")}) == {"fr"}


def test_a_page_that_is_behind_says_nothing_new_when_the_same_section_changes_again(tmp_path):
    before = prints(tmp_path, {"docs/en/d.md": TIDES.replace("six", "seven")})
    after = prints(tmp_path, {"docs/en/d.md": TIDES.replace("six", "eight")})
    assert before["fr"] == after["fr"]

    other = prints(tmp_path, {"docs/en/d.md": TIDES.replace("sea", "lake").replace("six", "eight")})
    assert other["fr"] != after["fr"]


texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: "x" + text.replace("#", "")
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(one=texts, other=texts)
def test_any_two_texts_of_a_translation_differ_for_its_language_only(tmp_path, one, other):
    before = prints(tmp_path, {"docs/fr/b.md": words(one)})
    after = prints(tmp_path, {"docs/fr/b.md": words(other)})

    assert before["en"] == after["en"]
    assert (before["fr"] == after["fr"]) == (
        read(tmp_path).site.tree.entries["b.md"].pages["fr"].body
        == read(write(tmp_path, {**BASE, "docs/fr/b.md": words(one)}))
        .site.tree.entries["b.md"]
        .pages["fr"]
        .body
    )


def test_a_day_on_which_another_date_is_told_counts(tmp_path):
    """Pages of yearly events change by themselves, and so does the calendar of all languages."""
    feast = page(kind="event", lunar="{month: 1, day: 9}")
    site = read(write(tmp_path, {"docs/en/feast.md": feast, "docs/fr/feast.md": words()})).site
    days = [dt.datetime(2027, 2, day, 12, tzinfo=dt.UTC) for day in (12, 13, 16)]
    for language in site.settings.languages:
        before, same, after = (
            fingerprint.of_language(replace(site, now=day), language, NO_ASSETS) for day in days
        )
        assert before == same != after
