"""From folders to the tree of pages: one broken file never hides the others."""

import pytest

from quangba.content.tree import Absent, Fallback, Translated, resolve
from tests.small_sites import MKDOCS_YML, page, words

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
    published = site.public

    assert isinstance(published.entries["a.md"].version("fr"), Fallback)
    assert "b.md" not in published.entries


# tests.small_sites.NOW is noon of 23 November 2026, UTC
@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"publish_at": "2026-11-23"}, True),
        ({"publish_at": "2026-11-24"}, False),
        ({"publish_at": "2026-11-23 12:00"}, True),
        ({"publish_at": "2026-11-23 12:01"}, False),
        ({"publish_at": "2026-11-23 18:59:00+07:00"}, True),
        ({"publish_at": "2026-11-23 19:01:00+07:00"}, False),
        ({"expires": "2026-11-23"}, True),
        ({"expires": "2026-11-22"}, False),
        ({"publish_at": "2026-01-01", "expires": "2026-02-01"}, False),
    ],
)
def test_pages_are_published_from_their_time_to_their_last_day(make_site, fields, shown):
    site, problems = make_site({"docs/en/a.md": page(**fields), "docs/fr/a.md": words()})

    assert problems == ()
    assert ("a.md" in site.public.entries) is shown


def test_times_are_those_of_the_sites_own_zone(make_site):
    zone = MKDOCS_YML.replace("quangba: {}", "quangba: {time_zone: Asia/Ho_Chi_Minh}")
    site, _ = make_site(
        {
            "mkdocs.yml": zone,
            "docs/en/a.md": page(publish_at="2026-11-23 19:00"),
            "docs/en/b.md": page(publish_at="2026-11-23 19:01"),
        }
    )

    assert {"a.md", "b.md"} & site.public.entries.keys() == {"a.md"}


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
