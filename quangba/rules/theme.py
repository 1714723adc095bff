"""The theme: its files, its words in every language, share cards."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "theme-file",
        msg("Readers would see a page without the drawing, font or script that the theme names."),
        wrong="/* assets/theme/css/site.css */\nbackground: url(../fgo.svg);",
        right="background: url(../fog.svg);",
    ),
    Rule(
        "theme-cycle",
        msg(
            "The name of a script is made of its contents and those of what it imports; in "
            "a circle there is no first one."
        ),
        wrong='// menu.js\nimport "./search.js";\n// search.js\nimport "./menu.js";',
        right='// menu.js, search.js\nimport "./panel.js";',
    ),
    Rule(
        "string-missing",
        msg("Readers of this language would see a button or a label without its word."),
        wrong="# docs/fr/strings.yml, without the line",
        right="menu: Menu",
    ),
    Rule(
        "string-value",
        msg(
            "The theme fills in or counts on something that is not there: readers would see "
            "a gap or braces."
        ),
        wrong='until: "jusqu’au {jour}"   # the source has {date}',
        right='until: "jusqu’au {date}"',
    ),
    Rule(
        "string-unused",
        msg("Mostly a misspelt key: the word that was meant stays as it was."),
        wrong="menuu: Menu",
        right="menu: Menu",
    ),
    Rule(
        "card-letter",
        msg("Whoever shares the page in a message shows a title with a letter missing."),
        wrong="title: Fog Island 雾   # no font of the theme has 雾",
        right="assets/theme/fonts/NotoSansSC-Regular.ttf",
    ),
    Rule(
        "card-symbol",
        msg(
            "The share card leaves the symbol out, so that the title may say less than on the page."
        ),
        wrong="title: Fog Island 🎉",
        right="title: Fog Island celebrates",
    ),
)
