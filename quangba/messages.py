"""Texts that people read: English in the source, other languages from gettext catalogues.

A `Text` keeps the English template and its values apart, so that the same problem can be shown
in the reader's language at the edge and compared in tests without a catalogue.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "quangba"
LOCALE_DIR = Path(__file__).parent / "locale"
UI_LANGUAGES = ("en", "vi")


@dataclass(frozen=True, slots=True)
class Text:
    """A message template with the values that fill its `{names}`."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, catalogue: gettext.NullTranslations | None = None) -> str:
        """The message in the catalogue's language (English without one)."""
        template = catalogue.gettext(self.template) if catalogue else self.template
        shown = {
            name: value.render(catalogue) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return template.format_map(shown)

    def __str__(self) -> str:
        return self.render()


def msg(template: str, **values: object) -> Text:
    """Mark an English template for translation and bind its values."""
    return Text(template, values)


def ui_language(asked: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """The language of messages: what was asked for, else the locale's, else English."""
    named = [asked or "", *(environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))]
    first = next((name for name in named if name), "en")
    code = first.replace("-", "_").split("_")[0].split(".")[0].lower()
    return code if code in UI_LANGUAGES else "en"


def catalogue(language: str) -> gettext.NullTranslations:
    """The gettext catalogue of a UI language; English is the source and needs none."""
    return gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)
