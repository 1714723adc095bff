"""A page cut at its headings, and fingerprints that tell when a section's words have changed.

A translation names the fingerprint of each source section that it was made from. What readers
would not have to be told does not count: white space and line breaks, where links and pictures
lead, ids, typographic quotation marks, comments. So a page can be rewrapped, moved or
copy-edited in its quotes without a translator being called.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from quangba.content.markdown_lines import Heading

HEAD = "_head"
"""The key of the words in front matter."""
INTRO = "_intro"
"""The key of the text before the first heading; a page without has no such section."""

WORDS = ("title", "menu_title", "description", "office", "glance")
"""The fields of front matter that are words, in the order in which they are shown."""

_DIGITS = 12  # 48 bits: of a million sections, two alike with a chance of 1 in 500
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>\"']*(?:\([^\s()]*\)[^\s()<>\"']*)*)\s*")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]^][^\]]*\]:)[ \t]*\S+", re.MULTILINE)
_ADDRESS = re.compile(
    r"\b(href|src|srcset|poster)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_ATTRIBUTES = re.compile(r"(?<!\{)\{(?::|\s*[#.])[^{}\n]*\}")
_TABLE_RULE = re.compile(r"^(?=[^\n]*\|)[ \t|]*:?-[ \t:|-]*$", re.MULTILINE)
_QUOTES = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
}  # fmt: skip
_QUOTE = re.compile(f"[{''.join(_QUOTES)}]")
_HAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE_IN_HAN = re.compile(rf" (?<=[{_HAN}] )(?=[{_HAN}])")
_SPACE_AT_BAR = re.compile(r" ?\| ?")


@dataclass(frozen=True)
class Section:
    """A part of a page.

    key: `_head`, `_intro` or made from the heading's id; level: 1-6, 0 without a heading;
    title: the heading's words; text: Markdown as written, heading included (of `_head`, lines
    of `field: words`); line: of the file, where it begins; known: its fingerprint, where that
    has been kept and the text has not.
    """

    key: str
    level: int
    title: str
    text: str
    line: int
    known: str = ""

    @cached_property
    def stamp(self) -> str:
        """The fingerprint of its words."""
        return self.known or fingerprint(self.text)


def key_of(heading_id: str) -> str:
    """The key of a heading's section; the ids that we use ourselves are kept apart."""
    return f"_{heading_id}" if heading_id.startswith("_") else heading_id


def id_of(key: str) -> str:
    """The heading's id of a section's key."""
    return key.removeprefix("_")


def is_heading(key: str) -> bool:
    """Whether a section's key is that of a heading."""
    return key not in (HEAD, INTRO)


def cut(
    front: Mapping[str, object],
    body: str,
    body_line: int,
    headings: tuple[Heading, ...],
    ids: tuple[str, ...],
) -> tuple[Section, ...]:
    """The sections of a page, `_head` first. `ids`: of the headings, in order.

    The texts of all but `_head`, one after the other, are the body (but for blank lines and
    comments where there is no `_intro`).
    """
    lines = [f"{line}\n" for line in body.split("\n")]
    lines[-1] = lines[-1][:-1]
    starts = [heading.line - body_line for heading in headings]
    ends = [*starts[1:], len(lines)]
    found = [Section(HEAD, 0, "", head(front), 1)]
    intro = "".join(lines[: starts[0]] if starts else lines)
    if _COMMENT.sub("", intro).strip():
        found.append(Section(INTRO, 0, "", intro, body_line))
    found += [
        Section(key_of(name), heading.level, heading.text, "".join(lines[start:end]), heading.line)
        for heading, name, start, end in zip(headings, ids, starts, ends, strict=False)
    ]
    return tuple(found)


def head(front: Mapping[str, object]) -> str:
    """The words of front matter as lines."""
    return "".join(f"{name}: {text}\n" for name, text in said(front))


def said(front: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Field and words, a row at a time. Values as in YAML or as in the schema's models."""
    for name in WORDS:
        value = front.get(name)
        if isinstance(value, list | tuple):
            for row in value:
                get = row.get if isinstance(row, dict) else partial(getattr, row)
                yield name, f"{get('label', '')} | {get('value', '')}"
        elif value is not None:
            yield name, str(value)


def fingerprint(text: str) -> str:
    """12 hexadecimal digits that stay the same while a section says the same."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:_DIGITS]


def normalised(text: str) -> str:
    """What of a text counts, on one line."""
    text = unicodedata.normalize("NFC", text)
    # most texts have few of these, and to look for one character costs next to nothing
    text = _COMMENT.sub(" ", text) if "<!--" in text else text
    text = _TARGET.sub("](", text) if "](" in text else text
    text = _DEFINITION.sub(r"\1", text) if "]:" in text else text
    text = _ADDRESS.sub(r"\1", text) if "=" in text else text
    text = _ATTRIBUTES.sub("", text) if "{" in text else text
    text = _TABLE_RULE.sub("", text) if "|" in text else text
    # `str.translate` looks up every letter that is not ASCII, which takes 25 times as long
    text = _QUOTE.sub(lambda found: _QUOTES[found[0]], text.replace("\\\n", "\n"))
    text = " ".join(text.split())
    text = _SPACE_IN_HAN.sub("", text)
    return _SPACE_AT_BAR.sub("|", text) if "|" in text else text


def align(made: Mapping[str, str], now: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Which section of a source text now each section of a stamp was made from: key -> key now.

    made: key -> fingerprint, in the translation's order; now: (key, fingerprint) in the source's
    order. Sections are the same by key; else by fingerprint (an id was given); else where as many
    were left between the same two sections, in their order (headings were reworded).
    """
    keys = {key for key, _ in now}
    found = {key: key for key in made if key in keys}
    free = {stamp: key for key, stamp in reversed(now) if key not in found}
    for key, stamp in made.items():
        if key not in found and stamp in free:
            found[key] = free.pop(stamp)
    taken = set(found.values())
    gaps_made = _gaps([key for key in made if is_heading(key)], found)
    gaps_now = _gaps([key for key, _ in now if is_heading(key)], {key: key for key in taken})
    for before, left in gaps_made.items():
        right = gaps_now.get(before, [])
        if len(left) == len(right):
            found.update(zip(left, right, strict=True))
    return found


def _gaps(keys: list[str], known: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys that are not known, by the known one that they come after."""
    gaps: dict[str, list[str]] = {}
    before = ""
    for key in keys:
        if key in known:
            before = known[key]
        else:
            gaps.setdefault(before, []).append(key)
    return gaps
