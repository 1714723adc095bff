"""Entries made of texts, without a site: the source is `en`, translations are `fr`."""

from __future__ import annotations

from types import MappingProxyType

from quangba import yaml_source
from quangba.content import source_file
from quangba.content.entries import RawPage, make_entry
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.messages import Text
from quangba.translations import accept, page_text, update

URI = "a.md"


class Languages:
    """As much of the settings as the reader asks for."""

    languages = (Language("en", "en", "English", is_source=True), Language("fr", "fr", "Français"))
    source = languages[0]


def raw(text: str, locale: str) -> RawPage:
    front, body, line = source_file.split(text)
    document, problems = yaml_source.parse(front, f"docs/{locale}/{URI}", first_line=2)
    assert not problems
    return RawPage(URI, locale, f"docs/{locale}/{URI}", document, body, line)


def entry(source: str, translation: str | None = None) -> Entry:
    raws = {"en": raw(source, "en")}
    if translation is not None:
        raws["fr"] = raw(translation, "fr")
    found, problems = make_entry(URI, raws, Languages())
    assert found is not None, problems
    assert isinstance(found.pages, MappingProxyType)
    assert not problems, [str(problem) for problem in problems]
    return found


def say(text: Text) -> str:
    return str(text)


def translate(source: str, translation: str | None) -> str:
    """What `quangba translate` makes of a translation."""
    if translation is None:
        made = update.new_translation(page_text.parse(source), entry(source), say)
    else:
        found = entry(source, translation)
        made = update.update(page_text.parse(translation), found, found.pages["fr"], say)
    return made.text.text()


def accepted(source: str, translation: str, *, same_meaning: bool = False) -> str:
    """What `quangba accept` makes of a translation; fails where it would refuse."""
    found = entry(source, translation)
    made, problems = accept.accept(
        page_text.parse(translation), found, found.pages["fr"], same_meaning=same_meaning
    )
    assert made is not None, [str(problem) for problem in problems]
    return made.text.text()


def refused(source: str, translation: str, *, same_meaning: bool = False) -> list[str]:
    """The codes of what stands against accepting."""
    found = entry(source, translation)
    made, problems = accept.accept(
        page_text.parse(translation), found, found.pages["fr"], same_meaning=same_meaning
    )
    assert made is None
    return [problem.code for problem in problems]
