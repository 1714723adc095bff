"""Chinese as it is set: the script's own characters, full-width punctuation, no stray spaces.

Rules on what readers see of a line (`texts.Line`). A half-width mark is wrong where it touches a
Han character; among Latin letters and digits (`1:100`, `Co., Ltd.`) it stays. Between Han and
Latin, `none` writes no space, as the standards ask (browsers and print add a thin one by
themselves), `space` writes one, and `any` does not look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from quangba.checks.han_forms import Forms, Script
from quangba.checks.texts import OBJECT, Line
from quangba.languages import Language
from quangba.messages import Text, msg
from quangba.problems import Problem, warning

Spacing = Literal["none", "space", "any"]

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = "，。；：？！、（）《》〈〉「」『』【】"
_OPENING, _CLOSING = "（《〈「『【", "）》〉」』】，。；：？！、"
_LATIN = "A-Za-z0-9À-ÖØ-öø-ɏḀ-ỿ"
_FULL = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}
_QUOTES: dict[Script, dict[str, str]] = {
    "Hans": {'"': "“…”", "'": "‘…’"},
    "Hant": {'"': "「…」", "'": "『…』"},
}
_AROUND = 4
"""How many characters beside what is wrong are shown."""

_MARK = re.compile(
    rf"(?<=[{_HAN}{_CLOSING}”’])[,;:?!](?![{_LATIN}]*/)|(?<=[{_HAN}{_CLOSING}”’])\.(?![.\w])"
    rf"|(?<![.,;:?!])[,;:?!](?= ?[{_HAN}{_OPENING}])"
)
_DOTS = re.compile(rf"(?<=[{_HAN}{_WIDE}])(?:\.{{2,}}|。{{2,}})|(?:\.{{2,}}|。{{2,}})(?=[{_HAN}])")
_ELLIPSIS = re.compile(rf"(?<=[{_HAN}{_WIDE}])(?<!…)…(?!…)|(?<!…)…(?!…)(?=[{_HAN}])")
_QUOTE = re.compile(rf"(?<=[{_HAN}{_WIDE}])[\"']|[\"'](?=[{_HAN}《（])")
_PAIR = re.compile(r"(?P<open>[(（])(?P<inside>[^()（）]*)(?P<close>[)）])")
_TOUCHES_HAN = re.compile(rf"[{_HAN}{_CLOSING}”’]$")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_BESIDE_WIDE = re.compile(rf"(?<=[^\s{OBJECT}]) +([{_WIDE}]) *|([{_WIDE}]) +(?=[^\s{OBJECT}])")
_SPACES = re.compile(rf"(?<=[{_HAN}]) +(?=[{_LATIN}])|(?<=[{_LATIN}]) +(?=[{_HAN}])")
_MANY_SPACES = re.compile(rf"(?<=[{_HAN}]) {{2,}}(?=[{_LATIN}])|(?<=[{_LATIN}]) {{2,}}(?=[{_HAN}])")
_JOINED = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])")


class Rules:
    """The rules for one language in Han script."""

    def __init__(self, language: Language, script: Script, spacing: Spacing) -> None:
        self._script = script
        self._forms = Forms(script, language.babel.territory)
        self._spacing = spacing

    def __call__(self, line: Line) -> Iterator[Problem]:
        """What is wrong with a line."""
        if _HAS_HAN.search(line.text):
            yield from self._of_other_script(line)
            yield from _marks(line)
            yield from _brackets(line)
            yield from self._quotes(line)
            yield from self._spaces(line)

    def _of_other_script(self, line: Line) -> Iterator[Problem]:
        found = dict.fromkeys(self._forms(line.text))
        if not found:
            return
        wrong = ", ".join(each.wrong for each in found)
        hint = msg("Write: {text}", text=", ".join(each.right for each in found))
        match self._script:
            case "Hans":
                yield warning(
                    "han-traditional", line.path, line.number,
                    msg("Traditional characters in a language that is written in simplified ones:"
                        " {found}", found=wrong), hint,
                )  # fmt: skip
            case "Hant":
                yield warning(
                    "han-simplified", line.path, line.number,
                    msg("Simplified characters in a language that is written in traditional ones:"
                        " {found}", found=wrong), hint,
                )  # fmt: skip

    def _quotes(self, line: Line) -> Iterator[Problem]:
        found: dict[str, re.Match[str]] = {}
        for match in _QUOTE.finditer(line.text):
            found.setdefault(match[0], match)
        for quote, match in found.items():
            yield warning(
                "han-quotes", line.path, line.number,
                msg("A straight quotation mark stands in “{text}”.",
                    text=_part(line.text, match.start(), match.end())),
                msg("Write: {text}", text=_QUOTES[self._script][quote]),
            )  # fmt: skip

    def _spaces(self, line: Line) -> Iterator[Problem]:
        yield from _spaced(line, _BESIDE_WIDE, r"\1\2", _beside_wide)
        match self._spacing:
            case "none":
                yield from _spaced(line, _SPACES, "", _space)
            case "space":
                yield from _spaced(line, _JOINED, " ", _no_space)
                yield from _spaced(line, _MANY_SPACES, " ", _many_spaces)
            case "any":
                pass


def _beside_wide(text: str) -> Text:
    return msg("There is a space beside a full-width mark: “{text}”.", text=text)


def _space(text: str) -> Text:
    return msg("There is a space between Chinese and Latin: “{text}”.", text=text)


def _no_space(text: str) -> Text:
    return msg("There is no space between Chinese and Latin: “{text}”.", text=text)


def _many_spaces(text: str) -> Text:
    return msg("There is more than one space between Chinese and Latin: “{text}”.", text=text)


def _spaced(
    line: Line, pattern: re.Pattern[str], right: str, message: Callable[[str], Text]
) -> Iterator[Problem]:
    """Each place that a pattern finds, with what its surroundings should be."""
    for match in pattern.finditer(line.text):
        part = _part(line.text, match.start(), match.end())
        yield warning(
            "han-spacing", line.path, line.number, message(part),
            msg("Write: {text}", text=pattern.sub(right, part)),
        )  # fmt: skip


def _marks(line: Line) -> Iterator[Problem]:
    text = line.text
    for match in _DOTS.finditer(text):
        yield _mark(line, match.start(), match.end(), "……")
    for match in _ELLIPSIS.finditer(text):
        yield _mark(line, match.start(), match.end(), "……")
    for match in _MARK.finditer(text):
        end = match.end() + (text[match.end() : match.end() + 1] == " ")
        yield _mark(line, match.start(), end, _FULL[match[0]])


def _mark(line: Line, start: int, end: int, right: str) -> Problem:
    return warning(
        "han-punctuation", line.path, line.number,
        msg("“{found}” in “{text}” is not Chinese punctuation.",
            found=line.text[start:end].strip(), text=_part(line.text, start, end)),
        msg("Write: {text}", text=_with(line.text, start, end, right)),
    )  # fmt: skip


def _brackets(line: Line) -> Iterator[Problem]:
    """Pairs of two widths; half-width ones that follow Han or have Han in them."""
    text = line.text
    for match in _PAIR.finditer(text):
        is_wide = {match["open"] == "（", match["close"] == "）"}
        before = text[: match.start()].rstrip(" ")
        touches = bool(_TOUCHES_HAN.search(before) or _HAS_HAN.search(match["inside"]))
        if len(is_wide) > 1 or (touches and True not in is_wide):
            yield warning(
                "han-brackets", line.path, line.number,
                msg("The brackets of “{text}” are of two widths.", text=match[0])
                if len(is_wide) > 1
                else msg("The brackets of “{text}” are half-width.", text=match[0]),
                msg("Write: {text}", text=f"（{match['inside'].strip()}）"),
            )  # fmt: skip


def _part(text: str, start: int, end: int) -> str:
    """What is wrong, with a few characters around it."""
    return text[max(0, start - _AROUND) : end + _AROUND].replace(OBJECT, "…").strip()


def _with(text: str, start: int, end: int, right: str) -> str:
    """The same part with what would be right."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before}{right}{after}".replace(OBJECT, "…").strip()
