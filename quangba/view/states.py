"""What readers of a language get of a page: the one answer for switcher, lists, search, feeds."""

from __future__ import annotations

from typing import Literal

from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.memory import Owner, kept_memo
from quangba.site import Site
from quangba.translations import status
from quangba.translations.status import Current, Missing, OneLanguageOnly, Outdated

State = Literal["translated", "outdated", "machine", "fallback", "absent"]
"""Their own text; one behind its source; one that nobody has checked; another's; none."""


class States(Owner):
    """The same as memos: texts are read for them, but few changes of a text change them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        super().__init__(self._site.memory)

    @kept_memo
    def of(self, uri: str, locale: str) -> State:
        """What readers of a language get of a page."""
        return of(self._site.tree.entries[uri], locale)


def of(entry: Entry, locale: str) -> State:
    """What readers of a language get. That nobody has checked a text matters most."""
    match entry.version(locale):
        case Absent():
            return "absent"
        case Fallback():
            return "fallback"
        case Translated(page):
            if page.words.machine_draft:
                return "machine"
            return "outdated" if outdated(entry, locale) else "translated"


def outdated(entry: Entry, locale: str) -> Outdated | None:
    """How a translation is behind; None where it does not say what it was made from.

    Of such a one nothing can be told that readers could use.
    """
    match status.of_entry(entry, locale):
        case Outdated(made_from=None):
            return None
        case Outdated() as found:
            return found
        case Missing() | Current() | OneLanguageOnly():
            return None
