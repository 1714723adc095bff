"""Links, and pictures named within a text."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "link-empty",
        msg("Readers click and stay where they are; who wrote it wanted to add the page later."),
        wrong="See [the harbour]().",
        right="See [the harbour](harbour.md).",
    ),
    Rule(
        "link-missing",
        msg("Readers would come to a page that says “not found”."),
        wrong="See [the harbour](harbor.md).",
        right="See [the harbour](harbour.md).",
    ),
    Rule(
        "link-anchor",
        msg(
            "The link would open at the top of the page, and readers look for the section "
            "themselves."
        ),
        wrong="See [high water](tides.md#hihg-water).",
        right="See [high water](tides.md#high-water).",
    ),
    Rule(
        "link-absolute",
        msg(
            "An address from the root leads readers of every language to the same one, and "
            "breaks where the site stands in a folder."
        ),
        wrong="See [home](/en/).",
        right="See [home](../index.md).",
    ),
    Rule(
        "link-moved",
        msg(
            "Readers are led on, but the old name stays in the text and misleads whoever "
            "translates or moves pages."
        ),
        wrong="See [the quay](old/quay.md).",
        right="See [the quay](quay.md).",
    ),
    Rule(
        "link-unpublished",
        msg(
            "Readers see the words without a link, because the page behind it is a draft, "
            "not yet due or expired."
        ),
        wrong="See [the winter fair](fair.md).   # fair.md has  draft: true",
        right="The winter fair is announced in December.",
    ),
    Rule(
        "picture-place",
        msg(
            "Only pictures of assets/media are made in sizes for phones and have texts and "
            "rights; any other would be missing."
        ),
        wrong="![A boat](boat.jpg)",
        right="![](/media/boat.jpg)",
    ),
    Rule(
        "picture-html",
        msg("The original is not published: readers would see a broken picture."),
        wrong='<img src="/media/harbour.jpg" alt="The harbour">',
        right="![](/media/harbour.jpg)",
    ),
)
