"""A translation's text as a page of the tree, before it is written."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from quangba import yaml_source
from quangba.content.tree import Entry, Page
from quangba.errors import InputError
from quangba.messages import msg
from quangba.translations.page_text import PageText
from quangba.validation import validate


def parse(text: PageText, entry: Entry, locale: str, path: str) -> Page:
    """The page that a text would be. Raises InputError when its front matter is wrong."""
    document, problems = yaml_source.parse("\n".join(text.front), path, first_line=2)
    words = None
    if not problems:
        words, problems = validate(entry.fields.words_model, document, path, what="translation")
    if words is None:
        raise InputError(msg("{path} cannot be written.", path=path), problems)
    lines = {str(at[0]): line for at, line in document.lines.items() if len(at) == 1}
    return Page(entry.uri, locale, path, words, text.body, len(text.front) + 3, lines)


def with_page(entry: Entry, page: Page) -> Entry:
    """An entry in which a page takes the place of the one in its language."""
    return replace(entry, pages=MappingProxyType({**entry.pages, page.locale: page}))
