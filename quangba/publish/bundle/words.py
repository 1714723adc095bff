"""What a copy says to its readers, in the language of each page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from quangba.content.strings import COPY_KEYS
from quangba.errors import PublishError
from quangba.languages import Language
from quangba.messages import msg
from quangba.site import Site
from quangba.view.words import Translator

README = "README.txt"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: the note above each page, what stands for what is left out."""

    note: str
    left_out: str
    readme: str


def of_site(site: Site, day: dt.date, old_after: int) -> Mapping[str, Words]:
    """The words by language folder. Raises PublishError where strings.yml lacks one."""
    _complete(site)
    return {
        language.locale: _words(site, language, day, old_after)
        for language in site.settings.languages
    }


def readme(words: Mapping[str, Words]) -> bytes:
    """The file for whoever finds the folder: UTF-8 with a mark, and lines, for any old editor."""
    text = "\n\n----\n\n".join(each.readme.strip() for each in words.values()) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _complete(site: Site) -> None:
    for language in site.settings.languages:
        lacking = [
            key for key in COPY_KEYS if key not in site.tree.strings.get(language.locale, {})
        ]
        if lacking:
            raise PublishError(
                msg("An offline copy needs these words in {file}: {keys}",
                    file=f"docs/{language.locale}/strings.yml", keys=", ".join(lacking))
            )  # fmt: skip


def _words(site: Site, language: Language, day: dt.date, old_after: int) -> Words:
    t = Translator(site.tree, language)
    values = {
        "site": language.site_name or site.settings.site_name,
        "address": site.settings.site_url,
        "date": t.date(day),
        "days": t.number(old_after),
    }
    old_from = dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(days=old_after + 1)
    as_of, old = (escape(t(key, **values)) for key in ("copy_as_of", "copy_old"))
    note = (
        f'<aside class="copy" aria-label="{escape(t("copy_label"))}">\n'
        f'<div class="wrap"><p>{as_of}</p>\n'
        f'<p class="copy-old" data-old-from="{int(old_from.timestamp())}" hidden>{old}</p></div>\n'
        "</aside>\n"
    )
    return Words(note, t("copy_left_out", **values), t("copy_readme", **values))
