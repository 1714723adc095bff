"""Data in assets/data: figures, routes, topics, sources."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "data-encoding",
        msg("In another encoding every letter with a mark would be shown as a wrong one."),
        wrong="log: {name: Caf� log}",
        right="log: {name: Café log}",
    ),
    Rule(
        "fact-id",
        msg(
            "Texts cite a figure by this name: with spaces or marks it could not be written "
            "the same way twice."
        ),
        wrong="Trade 2025: {value: 1200}",
        right="trade-2025: {value: 1200}",
    ),
    Rule(
        "fact-unknown",
        msg("Readers would see a gap where the figure should stand."),
        wrong='The lamps burn {{ fact("lamp-oli") }}.',
        right='The lamps burn {{ fact("lamp-oil") }}.',
    ),
    Rule(
        "fact-syntax",
        msg("What is not understood would be shown to readers as it stands, braces and all."),
        wrong="{{ fact(lamp-oil) }}",
        right='{{ fact("lamp-oil") }}',
    ),
    Rule(
        "fact-place",
        msg(
            "A figure brings the link to its source; a link within a link, or in the text "
            "of a picture, cannot be shown."
        ),
        wrong='[{{ fact("lamp-oil") }}](lamps.md)',
        right='[{{ fact("lamp-oil", "number") }}](lamps.md)',
    ),
    Rule(
        "fact-range",
        msg(
            "“From 1,600 to 1,200” would stand in the text, and nobody knows which of the "
            "two is wrong."
        ),
        wrong="value: 1600\nto: 1200",
        right="value: 1200\nto: 1600",
    ),
    Rule(
        "fact-unit",
        msg("Readers of this language would see a bare number, without knowing of what."),
        wrong='# docs/fr/strings.yml\nunits: {kg: "{number} kg"}',
        right='units: {kg: "{number} kg", t: "{number} t"}',
    ),
    Rule(
        "fact-overdue",
        msg(
            "Readers take a figure on an official page for the newest one; past its day "
            "nobody knows whether it still is."
        ),
        wrong="as_of: 2020\nreview_by: 2021-12-31",
        right="as_of: 2025\nreview_by: 2027-12-31",
    ),
    Rule(
        "route-start",
        msg(
            "A leg leads to a stop from the one before; the first has none, so the distance "
            "would be to nowhere."
        ),
        wrong="stops:\n  - {name: Morning Cape, leg: {by: rail}}",
        right="stops:\n  - {name: Morning Cape}",
    ),
    Rule(
        "route-leg",
        msg("Readers would see two stops and not how to come from one to the other."),
        wrong="- {name: Old Quay}",
        right="- {name: Old Quay, leg: {by: rail}}",
    ),
    Rule(
        "route-source",
        msg(
            "Who plans a journey by a wrong distance misses the boat: each has to say where "
            "it is from."
        ),
        wrong="leg: {by: rail, km: 12.5}",
        right="leg: {by: rail, km: 12.5, sources: [log-1]}",
    ),
    Rule(
        "route-range",
        msg("“4 to 3 km” would stand on the page, and nobody knows which of the two is wrong."),
        wrong="leg: {by: road, km: 4, to_km: 3, sources: [log-1]}",
        right="leg: {by: road, km: 3, to_km: 4, sources: [log-1]}",
    ),
    Rule(
        "route-repeated",
        msg(
            "The order of routes and links to one name it by its id; with two of a name, "
            "the wrong one comes."
        ),
        wrong="- {id: west, name: From the west}\n- {id: west, name: From the north}",
        right="- {id: west, name: From the west}\n- {id: north, name: From the north}",
    ),
    Rule(
        "topic-id",
        msg("The name stands in the address of the topic's list: spaces and marks break it."),
        wrong="The sea: {name: The sea}",
        right="sea: {name: The sea}",
    ),
)
