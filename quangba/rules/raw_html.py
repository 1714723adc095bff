"""Rules over HTML within Markdown."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "html-element",
        msg("Scripts, forms, frames and the like could run, ask readers for their data or show a"
            " page that nobody here has looked at."),
        wrong='<iframe src="https://map.example/"></iframe>',
        right="[Map](https://map.example/)",
    ),
    Rule(
        "html-handler",
        msg("An event handler is a script; copied from another site, it does what that site"
            " wants."),
        wrong='<b onclick="open()">Opening hours</b>',
        right="**Opening hours**",
    ),
    Rule(
        "html-address",
        msg("An address such as javascript: or data: runs a script or shows a page that is not"
            " of this site, under its name."),
        wrong="[Map](javascript:show())",
        right="[Map](https://map.example/)",
    ),
    Rule(
        "html-attribute",
        msg("Some attributes send readers' data elsewhere or need a content policy that lets"
            " attackers in, too."),
        wrong='<p style="color: red">Closed</p>',
        right="**Closed**",
    ),
    Rule(
        "html-endless",
        msg("A tag that does not end swallows the text behind it."),
        wrong="<b a b c d …",
        right="**Text**",
    ),
    Rule(
        "html-allowed",
        msg("Says where a page has what the settings allow, for those who look after security."),
        wrong='<iframe src="https://map.example/"></iframe>',
        right="[Map](https://map.example/)",
    ),
    Rule(
        "html-allow-unknown",
        msg("A misspelt name allows nothing, and nobody would find out why."),
        wrong="security: {allow_html: [frames]}",
        right="security: {allow_html: [iframe]}",
    ),
)  # fmt: skip
