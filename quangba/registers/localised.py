"""Text that is the same in all languages, or a mapping of language to text."""

from __future__ import annotations

from collections.abc import Mapping

Localised = str | dict[str, str]


def in_language(text: str | Mapping[str, str], locale: str, source: str) -> str:
    """The text of a language, else the source's, else any; '' when there is none."""
    if isinstance(text, str):
        return text
    return text.get(locale) or text.get(source) or next(iter(text.values()), "")
