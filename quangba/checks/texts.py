"""The words that readers see, of one language, from wherever they are written.

Of pages: the words in front matter and the text, by lines, without marks, addresses, code and
what is marked as being of another language. Of the rest: strings.yml, the texts and subtitles of
pictures and clips, the registers, the names in terms.csv, the site's own names in mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from quangba import yaml_source
from quangba.content import markdown_lines, strings
from quangba.content.reader import STRINGS_FILE
from quangba.content.source_file import beside
from quangba.content.tree import Page
from quangba.languages import Language, script_of
from quangba.problems import Problem
from quangba.site import Site

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no text, such as code and a figure: neither a letter nor a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some words in a file. number: their line; at: in a YAML file, where their value stands."""

    path: str
    number: int | None
    text: str
    at: yaml_source.Path = ()


# Repetitions without a sure end are bounded, so that no text takes more than its length in time.

# -- pages ------------------------------------------------------------------------------------

_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_ELEMENT = re.compile(
    r"<(\w+)\b[^<>]*?\blang=[\"']?(?P<tag>[\w-]+)[^<>]*>"
    r".{0,5000}?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_WITH_LANG = re.compile(
    r"(\*{1,3}|_{1,3})(?=\S)[^\n]{1,500}?\1\{:?[^{}\n]*\blang=[\"']?(?P<tag>[\w-]+)[^{}\n]*\}"
)
_TEMPLATE = re.compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}")
_ADDRESS = re.compile(
    r"<?\b(?:https?://|mailto:|www\.)[^\s<>()，。；、）]+>?|\b[\w.+-]{1,64}@[\w.-]+\b"
)
_HAS_ADDRESS = re.compile(r"://|mailto:|www\.|@")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\](?!:)")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
    r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])"
)
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][\w-]+|[\w-]+=)[^{}\n]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_KEYS = re.compile(r"\+\+[\w+\"-]+\+\+")
_EMPHASIS = re.compile(r"\*+|~~|==|\^\^|(?<![^\W_])_+|_+(?![^\W_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&#?\w{1,32};")
_START = re.compile(
    r"^[\s>]*(?:(?:[*+-]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|:\s+|\[\^[^\]]+\]:\s*"
    r"|\*\[[^\]]+\]:\s*)*"
)
_OPENER = re.compile(r"^\s*(?:!!!|\?\?\?\+?|===[+!]*)[^\"]*(?:\"(?P<title>.*)\")?\s*$")
_NUMBERED = re.compile(r"^\d{1,3}(?:(?:\.\d{1,3})+|[.、)])\s+")


def of_page(page: Page, language: Language) -> Iterator[Line]:
    """The words of a page: those in front matter, then its text."""
    words = page.words
    own: list[tuple[str, str | None]] = [
        (name, getattr(words, name, None))
        for name in ("title", "description", "menu_title", "office")
    ]
    own += [("glance", text) for row in words.glance for text in (row.label, row.value)]
    for name, text in own:
        if text:
            yield Line(page.path, page.lines.get(name), _visible(text, language).strip())
    lines = markdown_lines.text_lines(page.body, page.body_line)
    shown = _visible("\n".join(text for _, text in lines), language).split("\n")
    for (number, _), text in zip(lines, shown, strict=True):
        if bare := _bare(text):
            yield Line(page.path, number, bare)


def _visible(text: str, language: Language) -> str:
    """Text without marks, of as many lines."""

    def foreign(match: re.Match[str]) -> str:
        if script_of(match["tag"]) == language.script and _is_same(match["tag"], language):
            return match[0]
        return OBJECT + "\n" * match[0].count("\n")

    # most texts have few of these, and to look for one character costs next to nothing
    text = _CODE.sub(OBJECT, text) if "`" in text else text
    text = _WITH_LANG.sub(foreign, _ELEMENT.sub(foreign, text)) if "lang=" in text else text
    text = _TEMPLATE.sub(OBJECT, text) if "{" in text else text
    text = _ADDRESS.sub(OBJECT, text) if _HAS_ADDRESS.search(text) else text
    if "[" in text:
        text = _FOOTNOTE.sub("", _DEFINITION.sub("", text))
        text = _LINK.sub(r"\g<text>", _LINK.sub(r"\g<text>", text))
    text = _ATTRIBUTES.sub("", text) if "{" in text else text
    text = _TAG.sub("", text) if "<" in text else text
    text = _KEYS.sub(OBJECT, text) if "++" in text else text
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: unescape(match[0]).replace("\n", " "), text)


def _is_same(tag: str, language: Language) -> bool:
    return tag.lower().split("-")[0] == language.tag.lower().split("-")[0]


def _bare(text: str) -> str:
    """A line without what begins it: list and heading marks, numbers, the opening of a note."""
    if match := _OPENER.match(text):
        return match["title"] or ""
    text = _NUMBERED.sub("", text[_START.match(text).end() :])  # type: ignore[union-attr]  # it matches the empty text
    text = _EMPHASIS.sub("", text)
    return (text.replace("|", OBJECT) if "|" in text else text).strip(" #")


# -- everything else --------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{\w*\}")
_PATTERNS = frozenset(strings.DATE_KEYS) | {"date_month", "letters"}
"""Keys of strings.yml that hold no words."""


Registers = Mapping[str, yaml_source.Document]
"""The files of assets/data by their paths for messages."""


def registers(site: Site) -> Registers:
    """Read once for all languages; what cannot be read has been told where it is used."""
    settings = site.settings
    files = beside(settings.data_dir, ".yml")
    return {settings.relative(file): _document(file) for file in files}


def of_labels(site: Site, language: Language, read: Registers) -> Iterator[Line]:
    """The words of a language that stand in no page."""
    settings, locale = site.settings, language.locale
    path = settings.relative(settings.docs_dir / locale / STRINGS_FILE)
    for key, value in site.tree.strings.get(locale, {}).items():
        if key not in _PATTERNS:
            yield from _values(path, value, (key,))
    locales = {each.locale for each in settings.languages}
    for path, document in read.items():
        yield from _register(document, path, locale, locales)
    for term in site.terms.rows.values():
        for text in (term.names.get(locale, ""), *term.also.get(locale, ())):
            yield Line(site.terms.path, term.line, text)
    yield from _media(site, locale)
    own = (language.site_name, language.tagline, settings.publisher.name.get(locale))
    yield from (Line(settings.config_file.name, None, text) for text in own if text)


def _media(site: Site, locale: str) -> Iterator[Line]:
    """What is said of pictures, and in clips."""
    for original in site.pictures.values():
        sidecar = original.sidecar
        for name, texts in (("alt", sidecar.alt), ("caption", sidecar.caption)):
            if locale in texts:
                yield Line(original.sidecar_path, None, texts[locale], (name, locale))
    for clip in site.clips.values():
        if track := clip.tracks.get(locale):
            yield from (Line(track.path, None, cue.text) for cue in track.cues)


def _values(path: str, value: object, at: yaml_source.Path) -> Iterator[Line]:
    match value:
        case str():
            yield Line(path, None, _PLACEHOLDER.sub(OBJECT, _TAG.sub("", value)), at)
        case list() | tuple():
            for index, item in enumerate(value):
                yield from _values(path, item, (*at, index))
        case dict():
            for key, item in value.items():
                yield from _values(path, item, (*at, key))
        case _:
            pass


def _register(
    document: yaml_source.Document, path: str, locale: str, locales: set[str]
) -> Iterator[Line]:
    """The texts of a register that are given by language."""
    todo: list[tuple[yaml_source.Path, object]] = [((), dict(document.values))]
    while todo:
        at, value = todo.pop()
        if isinstance(value, dict):
            if at and value and value.keys() <= locales:
                text = value.get(locale)
                if isinstance(text, str):
                    yield Line(path, document.line((*at, locale)), text)
            else:
                todo += [((*at, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            todo += [((*at, index), item) for index, item in enumerate(value)]


def _document(file: Path) -> yaml_source.Document:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return yaml_source.Document({}, {})  # told where it is read
    return yaml_source.parse(text, file.name)[0]


def placed(problem: Problem, line: Line, root: Path) -> Problem:
    """A problem with the line of the value in whose words it was found."""
    if problem.line is not None or not line.at:
        return problem
    return replace(problem, line=_document(root / line.path).line(line.at))
