"""Agreed names: assets/data/terms.csv, and how texts follow it."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "terms-separator",
        msg("Excel writes semicolons or tabs in many countries; then every row is one long name."),
        wrong="id;kind;en;fr",
        right="id,kind,en,fr",
    ),
    Rule(
        "terms-quotes",
        msg("An open quotation mark swallows all rows below it."),
        wrong='quay,place,Quay,"Quai',
        right="quay,place,Quay,Quai",
    ),
    Rule(
        "terms-cells",
        msg("A comma too many moves names into the columns of other languages."),
        wrong="quay,place,Quay, the old one,Quai",
        right='quay,place,"Quay, the old one",Quai',
    ),
    Rule(
        "terms-column-missing",
        msg("Without the column no name of that language is known, and none is checked."),
        wrong="id,kind,en",
        right="id,kind,en,fr",
    ),
    Rule(
        "terms-column-unknown",
        msg("What stands in a misspelt column is never used."),
        wrong="id,kind,en,fr,advoid_fr",
        right="id,kind,en,fr,avoid_fr",
    ),
    Rule(
        "terms-empty",
        msg(
            "A row without its id, kind or name in the source language says of nothing what "
            "it is called."
        ),
        wrong="quay,place,,Quai",
        right="quay,place,Quay,Quai",
    ),
    Rule(
        "terms-id",
        msg(
            "The id stands in addresses of the list of names: spaces, capitals and marks "
            "break them."
        ),
        wrong="Old Quay,place,Old Quay,Vieux Quai",
        right="old-quay,place,Old Quay,Vieux Quai",
    ),
    Rule(
        "terms-repeated",
        msg(
            "One name with two rows has two agreed translations, and each page could use the other."
        ),
        wrong="quay,place,Quay,Quai\npier,place,Quay,Jetée",
        right="quay,place,Quay,Quai\npier,place,Quay (west),Jetée",
    ),
    Rule(
        "terms-language",
        msg(
            "A name cannot be “only proposed” in a language that the site does not have; "
            "the right one goes unmarked."
        ),
        wrong="proposed: fr de",
        right="proposed: fr",
    ),
    Rule(
        "terms-annotate",
        msg(
            "With another word nobody knows whether readers are shown the original beside the name."
        ),
        wrong="annotate: maybe",
        right="annotate: yes",
    ),
    Rule(
        "name-avoided",
        msg(
            "Readers who look for the place on a map or a ticket, or search for it, know it "
            "by the agreed name."
        ),
        wrong="La Jetée de Brume",
        right="Le Vieux Quai",
    ),
    Rule(
        "name-other",
        msg("The same place would have two names, and readers take it for two places."),
        wrong="港町（Old Quay）",
        right="波止場（Old Quay）",
    ),
    Rule(
        "name-alone",
        msg(
            "The name is not settled yet: without the original, readers can neither ask for "
            "the place nor find it on a map."
        ),
        wrong="波止場へ行く。",
        right="波止場（Old Quay）へ行く。",
    ),
    Rule(
        "name-slip",
        msg(
            "One mark or one character makes it another name: readers look for a place that "
            "is not there."
        ),
        wrong="Près de Mônt Hà.   # the source has Mont Hà",
        right="Près de Mont Hà.",
    ),
    Rule(
        "name-title",
        msg("A heading that is a name is what readers scan for; another name hides the section."),
        wrong="## Ancien Port   # the source has ## Old Quay",
        right="## Vieux Quai",
    ),
)
