"""Languages as data: folder name, public tag, own name; and romanised letters for addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from babel import Locale
from babel.core import UnknownLocaleError, get_global

UNDECOMPOSED = {
    "đ": "d", "Đ": "D", "ð": "d", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae",
    "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
}  # fmt: skip
"""Letters that Unicode does not decompose; đ is the one that Vietnamese needs."""

_UNDECOMPOSED = str.maketrans(UNDECOMPOSED)


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    locale: folder name below docs/ and in addresses (`zh`); tag: BCP 47 tag for `lang` and
    hreflang (`zh-Hans`); name: in the language itself; is_source: others are translated from it.
    """

    locale: str
    tag: str
    name: str
    is_source: bool = False
    site_name: str = ""
    tagline: str | None = None

    @property
    def dir(self) -> str:
        """The direction of its script: `ltr` or `rtl`."""
        return "rtl" if self.babel.text_direction == "rtl" else "ltr"

    @property
    def babel(self) -> Locale:
        """CLDR data of the language, for dates and numbers."""
        return Locale.parse(self.tag, sep="-")

    @property
    def script(self) -> str:
        """ISO 15924 code of its script, the usual one where the tag names none: `Latn`, `Hans`."""
        return _script(self.babel)

    @property
    def url_prefix(self) -> str:
        """Where the language's pages live below the site's root: '' or 'zh/'."""
        return "" if self.is_source else f"{self.locale}/"

    def name_in(self, reader: Language) -> str:
        """This language's name as readers of another language call it (CLDR)."""
        return self.babel.get_display_name(reader.babel) or self.name


def _script(locale: Locale) -> str:
    """As CLDR has it: by language and country where that tells (`zh-TW`), else by language."""
    likely = get_global("likely_subtags")
    named = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language, "")
    return locale.script or next((part for part in named.split("_") if len(part) == 4), "Latn")


def script_of(tag: str) -> str | None:
    """The script of a BCP 47 tag; None for one that is none."""
    try:
        return _script(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return None


def romanise(text: str) -> str:
    """Plain Latin letters for Vietnamese and other Latin scripts: 'Đầu tư' -> 'Dau tu'."""
    decomposed = unicodedata.normalize("NFD", text.translate(_UNDECOMPOSED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(text: str) -> str:
    """An address made of a text: lower case, a-z, 0-9 and single hyphens; '' if nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", romanise(text).lower()).strip("-")


def alphabetical(text: str, letters: tuple[str, ...] = ()) -> tuple[list[int], list[int], str]:
    """A key that sorts names as a language's dictionaries do.

    letters: the alphabet in order, each letter followed by its marked forms in order (`aàảãáạ`,
    `ăằẳẵắặ`); of two names with the same letters the marks decide. Marks and case of other
    letters count last.
    """
    places = {char: (n, m) for n, group in enumerate(letters) for m, char in enumerate(group)}
    known = [
        places.get(char) or (len(letters) + ord(romanise(char)[:1] or char), 0)
        for char in unicodedata.normalize("NFC", text).lower()
        if not unicodedata.combining(char)
    ]
    # a space sorts before any letter, so that a name stands before those that it begins
    first = [-1 if char == ord(" ") + len(letters) else char for char, _ in known]
    return first, [second for _, second in known], text
