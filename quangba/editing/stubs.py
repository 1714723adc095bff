"""The files of translations that are to be written, for a page that is not on disk yet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quangba.content import source_file
from quangba.content.schema import PageWords
from quangba.content.tree import Entry, Page
from quangba.settings import Settings
from quangba.translations import page_text, update, versions
from quangba.translations.update import Say


def make(
    settings: Settings, uri: str, text: str, words: PageWords, locales: Iterable[str], say: Say
) -> dict[Path, bytes]:
    """What `quangba translate` would make in each language, and the source text that it keeps.

    text: the source page's file; words: of its front matter.
    """
    parts = source_file.split(text)
    assert parts is not None
    owner = settings.source.locale
    page = Page(uri, owner, "", words, parts[1], parts[2], {})
    entry = Entry(uri, owner, {owner: page})
    made = update.new_translation(page_text.parse(text), entry, say)
    files = {settings.docs_dir / locale / uri: made.text.text().encode() for locale in locales}
    kept = versions.folder(settings, uri) / versions.name(entry)
    return {**files, kept: text.encode()} if files else {}
