"""Translations: whether they say what the source text says, and what they were made from."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "translation-unstamped",
        msg(
            "Nobody will be told when the source changes, because it is not known what the "
            "page was made from."
        ),
        wrong="# docs/fr/tides.md, without made_from",
        right="quangba accept tides.md --lang fr",
    ),
    Rule(
        "translation-outdated",
        msg(
            "Readers are told that the text is behind; they may still act on what has "
            "changed since."
        ),
        wrong="# docs/en/tides.md changed on 1 March, docs/fr/tides.md did not",
        right="quangba diff tides.md --lang fr\nquangba accept tides.md --lang fr",
    ),
    Rule(
        "translation-todo",
        msg("Where the mark stands the text is still the source's, or that of before."),
        wrong="<!-- TODO translate (new) moon: the text below is still the source text. -->",
        right="## La lune\n\nElle attire.",
    ),
    Rule(
        "translation-machine",
        msg(
            "Nobody has read what the program wrote: names, numbers and tone may be wrong, "
            "and readers are told so."
        ),
        wrong="machine_draft: true",
        right="quangba accept tides.md --lang fr   # after reading it",
    ),
    Rule(
        "parity-number",
        msg(
            "Readers of two languages are told two different things: a wrong price, year or "
            "distance."
        ),
        wrong="La jetée mesure 12,3 m.   # the source has 12.5 m",
        right="La jetée mesure 12,5 m.",
    ),
    Rule(
        "parity-date",
        msg("Readers of one language would come on another day than the rest."),
        wrong="Le 25 mars 2026.   # the source has February 25, 2026",
        right="Le 25 février 2026.",
    ),
    Rule(
        "parity-link",
        msg("Readers of this language cannot get from here to where others can."),
        wrong="Voir le phare.   # the source has [the lighthouse](lighthouse.md)",
        right="Voir [le phare](lighthouse.md).",
    ),
    Rule(
        "parity-link-extra",
        msg(
            "A translation may lead its readers further; perhaps readers of the source want "
            "it, too."
        ),
        wrong="Voir [le phare](lighthouse.md).   # not in the source",
        right="See [the lighthouse](lighthouse.md).   # in the source, too",
    ),
    Rule(
        "parity-picture",
        msg("Readers of one language would see other pictures than the rest, or in another place."),
        wrong="Le port.   # the source shows ![](/media/harbour.jpg)",
        right="![](/media/harbour.jpg)",
    ),
    Rule(
        "parity-fact",
        msg("The translation lacks a figure with its day and its source."),
        wrong='Il faut de l’huile.   # the source has {{ fact("lamp-oil") }}',
        right='Il faut {{ fact("lamp-oil") }}.',
    ),
    Rule(
        "parity-fact-extra",
        msg("The translation tells a figure that readers of the source do not get."),
        wrong='Il faut {{ fact("lamp-oil") }}.   # not in the source',
        right='The lamps need {{ fact("lamp-oil") }}.   # in the source, too',
    ),
    Rule(
        "parity-table",
        msg(
            "A row or a column is missing: a fare, an hour or a place that readers of this "
            "language are not told."
        ),
        wrong="| quai | 3 |   # the source has a second row",
        right="| quai | 3 |\n| phare | 5 |",
    ),
    Rule(
        "parity-block",
        msg("A note, a warning or a footnote is there for readers of one language only."),
        wrong="Attention aux vagues.   # the source has it as  !!! warning",
        right="!!! warning\n    Attention aux vagues.",
    ),
    Rule(
        "parity-same",
        msg(
            "The section is still in the source language: readers see words that they cannot read."
        ),
        wrong="The boats come in at noon and again at midnight.   # in docs/fr/tides.md",
        right="Les bateaux rentrent à midi, puis à minuit.",
    ),
    Rule(
        "parity-empty",
        msg("Readers see a heading with nothing below it."),
        wrong="## La lune",
        right="## La lune\n\nElle attire.",
    ),
    Rule(
        "glance-rows",
        msg(
            "The facts at the head of a page are the same for everybody: with a row less, "
            "readers of this language lack one."
        ),
        wrong="glance: []   # the source has one row",
        right="glance: [{label: Où, value: Côte nord}]",
    ),
    Rule(
        "differs-section",
        msg("The reason excuses a section that is not there, so it excuses nothing."),
        wrong="differs: [{what: [numbers], section: pire, why: Rounded, day: 2026-01-05}]",
        right="differs: [{what: [numbers], section: pier, why: Rounded, day: 2026-01-05}]",
    ),
    Rule(
        "differs-idle",
        msg("A reason that nothing needs any more would hide the next mistake."),
        wrong=("differs: [{what: [numbers], why: Rounded, day: 2026-01-05}]   # numbers are alike"),
        right="# without differs",
    ),
    Rule(
        "differs-old",
        msg("The source has changed since somebody decided that the page may differ."),
        wrong=(
            "differs: [{what: [numbers], why: Rounded, day: 2025-01-04}]   # the source: 2026-01-05"
        ),
        right="differs: [{what: [numbers], why: Rounded, day: 2026-01-05}]",
    ),
    Rule(
        "announcement-missing",
        msg(
            "Some readers would never hear that something is corrected, cancelled, moved or urgent."
        ),
        wrong="status: cancelled   # no text in French, and no term",
        right="status: cancelled\nterm: lantern-night",
    ),
    Rule(
        "announcement-stand-in",
        msg(
            "Readers of this language get the news in short, made of the fields, but not "
            "the reasons."
        ),
        wrong="docs/en/correction.md   # alone",
        right="docs/en/correction.md\ndocs/fr/correction.md",
    ),
    Rule(
        "announcement-outdated",
        msg(
            "Readers of this language are told what was corrected before, or what is no "
            "longer urgent."
        ),
        wrong="# docs/en/correction.md has changed, docs/fr/correction.md has not",
        right="quangba diff correction.md --lang fr\nquangba accept correction.md --lang fr",
    ),
)
