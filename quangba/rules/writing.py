"""How a language is written."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "han-traditional",
        msg(
            "Readers of simplified Chinese stumble over the character, and their search "
            "does not find the word."
        ),
        wrong="雾裡有灯塔。",
        right="雾里有灯塔。",
    ),
    Rule(
        "han-simplified",
        msg(
            "Readers of traditional Chinese stumble over the character, and their search "
            "does not find the word."
        ),
        wrong="霧裡有灯塔。",
        right="霧裡有燈塔。",
    ),
    Rule(
        "han-punctuation",
        msg(
            "Half-width marks among Chinese characters look squeezed, and break lines at "
            "wrong places."
        ),
        wrong="岛上有雾,也有灯塔.",
        right="岛上有雾，也有灯塔。",
    ),
    Rule(
        "han-spacing",
        msg(
            "Spaces that come and go between Chinese and Latin letters look careless, and "
            "split words in search."
        ),
        wrong="灯塔高 30 米。",
        right="灯塔高30米。",
    ),
    Rule(
        "han-quotes",
        msg(
            "Straight marks do not show where a quotation begins, and are not used in "
            "Chinese print."
        ),
        wrong='他说："有雾"。',
        right="他说：“有雾”。",
    ),
    Rule(
        "han-brackets",
        msg(
            "Half-width brackets stick to Chinese characters; of two widths they look like a slip."
        ),
        wrong="雾岛(Brume)的灯塔",
        right="雾岛（Brume）的灯塔",
    ),
    Rule(
        "typing-keys",
        msg(
            "The keyboard program was off or fell behind: readers see keys instead of "
            "Vietnamese letters."
        ),
        wrong="Ngọn ddeenf trên d9a3o",
        right="Ngọn đèn trên đảo",
    ),
    Rule(
        "typing-mark",
        msg(
            "The mark stands beside its letter: it looks torn apart, and search does not "
            "find the word."
        ),
        wrong="Ngọn ho´a",
        right="Ngọn hóa",
    ),
    Rule(
        "typing-letter",
        msg(
            "The letter looks like Đ and is another one: search, sorting and screen readers "
            "take it for Icelandic."
        ),
        wrong="Ðảo sương   # U+00D0",
        right="Đảo sương   # U+0110",
    ),
    Rule(
        "tone-place",
        msg("The tone mark on a wrong letter makes the word look foreign, and search may miss it."),
        wrong="Ngày qúy gía",
        right="Ngày quý giá",
    ),
    Rule(
        "tone-habit",
        msg(
            "Both habits are right; mixed on one site, the same word looks like two, and "
            "search in the page finds half of them."
        ),
        wrong="Hoà bình   # tone_marks: old",
        right="Hòa bình",
    ),
)
