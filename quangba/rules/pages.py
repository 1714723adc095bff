"""Pages: their addresses, titles and descriptions."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "home-hidden",
        msg(
            "Every page leads to the home page; hidden, it would be a dead end and the "
            "site's address empty."
        ),
        wrong="# docs/en/index.md\ndraft: true",
        right="# docs/en/index.md\ntitle: Isle of Brume",
    ),
    Rule(
        "address-taken",
        msg(
            "The list made by the site and the page would have one address, and one of them "
            "would be lost."
        ),
        wrong='docs/en/topic/sea.md   # the list of the topic "sea" is at topic/sea/',
        right="docs/en/sea.md",
    ),
    Rule(
        "address-latest",
        msg(
            "Other sites show the block of latest news from this address; they would get "
            "another page instead."
        ),
        wrong="docs/en/latest.md",
        right="feeds: {latest_path: newest}",
    ),
    Rule(
        "address-language",
        msg("The page would stand among those of another language, and could replace one of them."),
        wrong="docs/en/fr/index.md",
        right="docs/en/france/index.md",
    ),
    Rule(
        "moved-path",
        msg("Who opens the old address could not be led on, because no page can have stood there."),
        wrong="moved_from: [old quay.md]",
        right="moved_from: [old-quay.md]",
    ),
    Rule(
        "moved-taken",
        msg("A page stands at that address: it and the way to this one would be one file."),
        wrong="moved_from: [harbour.md]   # docs/en/harbour.md is there",
        right="moved_from: [old-harbour.md]",
    ),
    Rule(
        "moved-twice",
        msg(
            "An old address can lead to one page only; half of its readers would come to "
            "the wrong one."
        ),
        wrong="# docs/en/quay.md and docs/en/pier.md\nmoved_from: [landing.md]",
        right="# docs/en/quay.md alone\nmoved_from: [landing.md]",
    ),
    Rule(
        "title-long",
        msg("Search engines cut off what is too long, often in the middle of what matters."),
        wrong=(
            "title: All that one has to know of the harbour, its quays, its boats and its crews"
        ),
        right="title: The harbour and its boats\nmenu_title: Harbour",
    ),
    Rule(
        "title-twice",
        msg("In a list of results nobody can tell two pages with one title apart."),
        wrong='title: The tides   # also that of the list of the topic "tides"',
        right="title: When the tides come",
    ),
    Rule(
        "description-long",
        msg(
            "Search engines and messengers cut the description off, and readers see half a "
            "sentence."
        ),
        wrong="description: All that one has to know of it. (six times)",
        right="description: When the water comes and goes, and who looks after the clock.",
    ),
    Rule(
        "description-short",
        msg(
            "With so few words search engines take a piece of the text instead, often the "
            "wrong one."
        ),
        wrong="description: A quay.",
        right=(
            "description: The old quay of Brume, where the boats of the north shore land at noon."
        ),
    ),
)
