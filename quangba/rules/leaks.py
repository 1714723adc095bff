"""Rules over what a built site tells by accident."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "leak-position",
        msg("Whoever opens the file with the right program sees on a map where it was taken,"
            " perhaps at somebody's home."),
    ),
    Rule(
        "leak-picture",
        msg("What cameras and programs write into a file tells who owns them, and makes it larger"
            " for every reader."),
    ),
    Rule(
        "leak-author",
        msg("Office programs write the names of staff into every file; they are seldom meant for"
            " the public."),
    ),
    Rule(
        "leak-comment",
        msg("Remarks and changes show what was thought of and struck out again."),
    ),
    Rule(
        "leak-unreadable",
        msg("A file that nothing can read is one that nobody has looked through."),
    ),
    Rule(
        "leak-email",
        msg("Addresses of persons get spam and stay known for ever; only those that are declared"
            " are published."),
        wrong="an.nguyen@office.vn",
        right="security: {public_contacts: ['office@office.vn']}",
    ),
    Rule(
        "leak-phone",
        msg("A private number that is published once cannot be taken back; only those that are"
            " declared are published."),
        wrong="09xx xxx xxx",
        right="security: {public_contacts: ['0205 000 0000']}",
    ),
    Rule(
        "leak-path",
        msg("Folders of a machine tell the names of its users."),
        wrong="/home/an/site/docs",
    ),
    Rule(
        "leak-host",
        msg("Addresses within an office lead readers nowhere and tell attackers what there is."),
        wrong="http://192.168.1.20/plan",
    ),
    Rule(
        "leak-secret",
        msg("Programs look through all sites for keys and use them within minutes."),
    ),
    Rule(
        "leak-word",
        msg("The office has decided that these words are not published; the list says why."),
        wrong="Operation Heron",
    ),
    Rule(
        "restricted-columns",
        msg("Without the right columns the list restricts nothing."),
        wrong="words,reason",
        right="word,reason,language",
    ),
    Rule(
        "restricted-row",
        msg("A row without a reason cannot be understood by whoever meets it later."),
        wrong="Operation Heron,,",
        right="Operation Heron,an internal name,",
    ),
    Rule(
        "restricted-language",
        msg("A word for a language that the site does not have restricts nothing."),
        wrong="Operation Heron,an internal name,de",
        right="Operation Heron,an internal name,",
    ),
)  # fmt: skip
