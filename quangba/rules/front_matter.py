"""Front matter: the fields of a page, and other files in YAML."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "page-todo",
        msg("Readers would see the word TODO where a fact should stand."),
        wrong="description: TODO",
        right="description: When the water comes and goes.",
    ),
    Rule(
        "merge-conflict",
        msg("Both versions and the marks of the merge would stand in the page."),
        wrong=(
            "<<<<<<< ours\nHigh water is at noon.\n=======\nHigh water is at one.\n>>>>>>> theirs"
        ),
        right="High water is at noon.",
    ),
    Rule(
        "front-matter-missing",
        msg(
            "Without front matter the page has no title and no description, for readers, "
            "search engines and shared links alike."
        ),
        wrong="# The tides",
        right="---\ntitle: The tides\ndescription: When the water comes and goes.\n---",
    ),
    Rule(
        "front-matter-open",
        msg("Without its end, the whole text is taken for fields and nothing of it is shown."),
        wrong="---\ntitle: The tides\n\nThe sea takes its time.",
        right="---\ntitle: The tides\n---\nThe sea takes its time.",
    ),
    Rule(
        "yaml-tab",
        msg(
            "YAML counts spaces to see what belongs together, and does not allow tabs: the "
            "file cannot be read."
        ),
        wrong="home:\n\tdoors: []",
        right="home:\n  doors: []",
    ),
    Rule(
        "yaml-shape",
        msg("A list or a bare word has no field names, so nothing is known of the page."),
        wrong="- The tides",
        right="title: The tides",
    ),
    Rule(
        "yaml-repeated",
        msg("Only one of the two lines would count, and nobody could tell which."),
        wrong="title: The tides\ntitle: High water",
        right="title: The tides",
    ),
    Rule(
        "yaml-syntax",
        msg("The file cannot be read as it stands, so nothing in it would be published."),
        wrong="title: Brume: an island",
        right='title: "Brume: an island"',
    ),
    Rule(
        "field-missing",
        msg(
            "Readers, lists or search engines need the field: without it something would be "
            "empty or out of order."
        ),
        wrong="kind: event\ntitle: Lantern Night",
        right="kind: event\ntitle: Lantern Night\nstart: 2027-02-14",
    ),
    Rule(
        "field-unknown",
        msg(
            "A misspelt field does nothing: what it says would be missing from the page "
            "without a word."
        ),
        wrong="desciption: When the water comes and goes.",
        right="description: When the water comes and goes.",
    ),
    Rule(
        "field-type",
        msg("A value of another kind cannot be counted, sorted or written out in every language."),
        wrong="start: next week",
        right="start: 2027-02-14",
    ),
    Rule(
        "field-kind",
        msg("The kind decides which fields a page has, where it is listed and how it looks."),
        wrong="kind: festival",
        right="kind: event",
    ),
    Rule(
        "field-shared",
        msg(
            "Dates, places and figures stand once, in the source page; a second copy would "
            "sooner or later say something else."
        ),
        wrong="# docs/fr/lantern-night.md\nstart: 2027-02-15",
        right="# docs/en/lantern-night.md\nstart: 2027-02-14",
    ),
    Rule(
        "field-translation",
        msg(
            "The field tells from what a translation was made; on the source text it would "
            "be a false notice to readers."
        ),
        wrong="# docs/en/tides.md, the source\nmachine_draft: true",
        right="# docs/fr/tides.md\nmachine_draft: true",
    ),
    Rule(
        "only-unknown",
        msg(
            "The page would be meant for a language that the site does not have, and be "
            "left out everywhere."
        ),
        wrong="only: [de]",
        right="only: [en]",
    ),
    Rule(
        "only-contradicted",
        msg(
            "One of the two is wrong: readers of this language would get a page that was "
            "not meant for them, or miss one that is written."
        ),
        wrong="# docs/en/tides.md, while docs/fr/tides.md is there\nonly: [en]",
        right="only: [en, fr]",
    ),
    Rule(
        "reference-unknown",
        msg("The page would show a gap where the source, the place or the page should be named."),
        wrong="sources: [almanach]",
        right="sources: [almanac]",
    ),
    Rule(
        "reference-moved",
        msg("Only links are led on to a new address; a name in front matter would find nothing."),
        wrong="place: old/quay.md",
        right="place: quay.md",
    ),
)
