"""From folders to the tree of pages: one broken file never hides the others."""

import pytest

from quangba.content.tree import Absent, Fallback, Translated, resolve
from tests.small_sites import page, words

BODY = "## One\n\nA paragraph.\n\n## Two\n"


def test_a_page_in_two_languages_is_one_entry(make_site):
    site, problems = make_site(
        {"docs/en/a.md": page(BODY, kind="news", date="2026-01-02"), "docs/fr/a.md": words(BODY)}
    )
    entry = site.tree.entries["a.md"]

    assert problems == ()
    assert (entry.kind, entry.owner, sorted(entry.pages)) == ("news", "en", ["en", "fr"])
    assert isinstance(entry.version("fr"), Translated)
    assert [heading.line for heading in entry.source.headings] == [8, 12]


def test_a_page_not_yet_translated_falls_back(make_site):
    site, _ = make_site({"docs/en/a.md": page()})

    assert isinstance(site.tree.entries["a.md"].version("fr"), Fallback)


def test_a_page_for_one_language_only(make_site):
    site, problems = make_site(
        {"docs/en/a.md": page(only="[en]"), "docs/fr/b.md": page(only="[fr]", title="Pour vous")}
    )

    assert problems == ()
    assert isinstance(site.tree.entries["a.md"].version("fr"), Absent)
    assert site.tree.entries["b.md"].owner == "fr"
    assert isinstance(site.tree.entries["b.md"].version("en"), Absent)


def test_a_draft_translation_counts_as_not_there(make_site):
    site, _ = make_site(
        {
            "docs/en/a.md": page(),
            "docs/fr/a.md": words(draft="true"),
            "docs/en/b.md": page(draft="true"),
        }
    )
    published = site.tree.without_drafts()

    assert isinstance(published.entries["a.md"].version("fr"), Fallback)
    assert "b.md" not in published.entries


@pytest.mark.parametrize(
    "change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")]
)
def test_a_mark_or_windows_line_ends_give_the_same_page(make_site, change):
    plain, _ = make_site({"docs/en/a.md": page(BODY)})
    other, problems = make_site({"docs/en/a.md": change(page(BODY))})

    assert plain.tree.entries["a.md"].source == other.tree.entries["a.md"].source
    assert all(problem.severity == 0 for problem in problems)


def test_a_page_that_cannot_be_read_is_told_once(make_site):
    """Neither its translations nor the pages that link to it are to blame."""
    made = make_site(
        {
            "docs/en/a.md": page(BODY, title="Brume: an island"),
            "docs/fr/a.md": words(BODY),
            "docs/en/b.md": page("See [a](a.md#one).\n"),
            "docs/en/c.md": page(kind="news", date="2026-01-02", place="a.md"),
        }
    )

    assert made.codes == ["yaml-syntax"]
    assert "b.md" in made.site.tree.entries


def test_hidden_files_are_not_looked_at(make_site):
    assert (
        make_site(
            {"docs/en/.draft.md": "?", "docs/en/.git/x.md": "?", "docs/.DS_Store": "?"}
        ).problems
        == ()
    )


def test_the_order_of_problems_is_that_of_files_and_lines(make_site):
    made = make_site(
        {"docs/en/b.md": "", "docs/en/a.md": page("# One\n\n[x]()\n"), "docs/en/c.md": ""}
    )

    places = [(problem.path, problem.line or 0) for problem in made.problems]
    assert places == sorted(places)
    assert len(places) == 4


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", ("x/b.md", "")),
        ("../b.md#c", ("b.md", "c")),
        ("#c", ("x/a.md", "c")),
        ("./b.md", ("x/b.md", "")),
        ("../../b.md", ("../b.md", "")),
        ("y/../b.md", ("x/b.md", "")),
    ],
)
def test_links_are_resolved_from_the_page(target, expected):
    assert resolve("x/a.md", target) == expected
