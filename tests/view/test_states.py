"""What readers get of a page, said in one place; and what they are told of one that is behind."""

from types import MappingProxyType

import pytest

from quangba import addresses
from quangba.content.sections import fingerprint
from quangba.outputs.theme_assets import ThemeAssets
from quangba.view import behind, sitemaps, states
from quangba.view.builder import Builder
from tests.small_sites import page, words

SOURCE = """\
The sea takes its time.

## High water {#high}

At noon.

## Low water {#low}

At six.

## Harbour {#harbour}

It fills.

## Moon {#moon}

It pulls.
"""
FRENCH = """\
La mer prend son temps.

## La haute mer

À midi.

## La basse mer

À six heures.

## Le port

Il se remplit.

## La lune

Elle attire.
"""
PARTS = {
    "_head": "title: The tides\ndescription: What it is about.\n",
    "_intro": "The sea takes its time.",
    "high": "## High water {#high}\n\nAt noon.",
    "low": "## Low water {#low}\n\nAt six.",
    "harbour": "## Harbour {#harbour}\n\nIt fills.",
    "moon": "## Moon {#moon}\n\nIt pulls.",
}
STAMPS = {key: fingerprint(text) for key, text in PARTS.items()}
OTHER = "0123456789ab"


def stamp(day="2026-01-02", **sections):
    """A stamp as front matter writes it: that of the source text, but for what is given."""
    found = {**STAMPS, **sections}
    rows = ", ".join(f"{key}: {value}" for key, value in found.items() if value)
    return f"{{day: {day}, sections: {{{rows}}}}}"


@pytest.fixture
def french(make_site):
    """A French reader's builder, of a site with the tides in both languages."""

    def make(body=FRENCH, source=SOURCE, **fields):
        site, problems = make_site(
            {
                "docs/en/a.md": page(source, title="The tides"),
                "docs/en/b.md": page(title="Not in French"),
                "docs/en/c.md": page(title="English only", only="[en]"),
                "docs/fr/a.md": words(body, title="Les marées", **fields),
            }
        )
        assert not any(problem.severity == 2 for problem in problems), problems
        nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
        return Builder(site, site.settings.languages[1], nothing)

    return make


def view(builder, uri="a.md"):
    return builder.entry_view(builder.site.tree.entries[uri])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "translated"),  # nothing can be told of one that does not say what it was made from
        ({"made_from": stamp()}, "translated"),
        ({"made_from": stamp(high=OTHER)}, "outdated"),
        ({"made_from": stamp(high="todo")}, "outdated"),
        ({"made_from": stamp(), "machine_draft": "true"}, "machine"),
        ({"made_from": stamp(high=OTHER), "machine_draft": "true"}, "machine"),
        ({"machine_draft": "true"}, "machine"),
    ],
)
def test_switcher_lists_and_search_agree(french, fields, expected):
    builder = french(**fields)
    entries = builder.site.tree.entries
    found = view(builder)

    assert states.of(entries["a.md"], "fr") == expected
    assert [item.state for item in found.switcher] == ["translated", expected]
    assert builder.parts.card(entries["a.md"]).state == expected
    mapped = {section.page.url: section.page for section in builder.lists.site_map()}
    assert mapped["fr/a/"].state == expected
    assert (found.machine is not None) == (expected == "machine")
    assert (found.outdated is not None) == (OTHER in str(fields) or "todo" in str(fields))


def test_what_is_not_there(french):
    builder = french()
    entries = builder.site.tree.entries

    assert states.of(entries["b.md"], "fr") == "fallback"
    assert states.of(entries["c.md"], "fr") == "absent"
    card = builder.parts.card(entries["b.md"])
    assert (card.state, card.language) == ("fallback", "anglais")


def changes(builder):
    return [
        (each.how, each.what, each.title, each.lang_tag, each.url)
        for each in view(builder).outdated.changes
    ]


def test_changed_sections_have_the_titles_that_readers_see(french):
    builder = french(made_from=stamp(_head=OTHER, _intro=OTHER, low=OTHER))
    found = view(builder).outdated

    assert changes(builder) == [
        ("changed", "head", "", None, "a/"),
        ("changed", "intro", "", None, "a/"),
        ("changed", "section", "La basse mer", None, "a/#low"),
    ]
    assert (str(found.made), str(found.now)) == ("2026-01-02", "2026-01-05")
    assert (found.url, found.source_name, found.more) == ("a/", "anglais", 0)


def test_new_ones_have_the_titles_of_the_source_and_its_language(french):
    body = FRENCH.replace("## La basse mer\n\nÀ six heures.\n", "")
    builder = french(body, made_from=stamp(low=None))

    assert changes(builder) == [("added", "section", "Low water", "en", "a/#low")]


def test_removed_ones_lead_nowhere(french):
    body = f"{FRENCH}\n## Les courants\n\nVers le nord.\n"
    builder = french(body, made_from=stamp(currents=OTHER))

    assert changes(builder) == [("removed", "section", "Les courants", None, None)]


def test_few_are_named_and_the_others_counted(french):
    made = stamp(_intro=OTHER, high=OTHER, low=OTHER, harbour=OTHER, moon=OTHER)
    found = view(french(made_from=made)).outdated

    assert [each.url for each in found.changes] == ["a/", "a/#high", "a/#low"]
    assert found.more == 2


def test_the_day_of_the_source_is_told_only_if_it_is_later(french):
    found = view(french(made_from=stamp("2026-01-05", high=OTHER))).outdated

    assert (str(found.made), found.now) == ("2026-01-05", None)


def test_sections_are_marked_where_they_stand(french):
    body = f"{FRENCH}\n## Les courants\n\nVers le nord.\n"
    made = stamp(_intro=OTHER, high=OTHER, moon="todo", currents=OTHER)
    builder = french(body, made_from=made)
    marks = behind.marks(builder.parts, builder.site.tree.entries["a.md"])

    assert {name: mark.address for name, mark in marks.items()} == {
        "high": "a/#high",
        "currents": None,
    }


def test_nothing_is_marked_on_a_page_that_is_up_to_date(french):
    builder = french(made_from=stamp())
    assert behind.marks(builder.parts, builder.site.tree.entries["a.md"]) == {}


def test_a_translation_is_as_old_as_the_text_that_it_was_made_from(french):
    assert str(view(french(made_from=stamp())).updated) == "2026-01-02"
    assert str(view(french(made_from=stamp(), updated="2026-02-01")).updated) == "2026-02-01"
    assert str(view(french()).updated) == "2026-01-05"


def told(site):
    """What all files for search engines say."""
    return b"".join(sitemaps.files(site).values()).decode()


def test_search_engines_keep_what_is_behind(french):
    builder = french(made_from=stamp(high=OTHER))

    assert [tag for tag, _ in view(builder).alternates] == ["en", "fr", "x-default"]
    assert "https://brume.example/fr/a/</loc>" in told(builder.site)


def test_search_engines_are_not_told_of_what_nobody_has_checked(french):
    builder = french(made_from=stamp(), machine_draft="true")
    english = builder.site.settings.languages[0]

    assert view(builder).alternates == ()
    assert addresses.alternates(builder.site, builder.site.tree.entries["a.md"], english) == ()
    assert "https://brume.example/fr/a/" not in told(builder.site)
