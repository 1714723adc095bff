"""Former addresses of pages, with words for the readers of one language."""

from __future__ import annotations

from quangba import addresses
from quangba.content.tree import Entry
from quangba.outlines import Outlines
from quangba.outputs import redirects
from quangba.outputs.redirects import Redirect
from quangba.view.parts import Parts


def files(parts: Parts, stylesheet: str, policy: str | None) -> dict[str, bytes]:
    """The pages that lead on, by path, for every page that the readers have."""
    return {
        f"{found.old}index.html": redirects.make(found)
        for entry in map(parts.site.tree.entries.__getitem__, Outlines(parts.site).moved())
        if parts.has(entry)
        for found in (of(parts, entry, old, stylesheet, policy) for old in entry.fields.moved_from)
    }


def of(parts: Parts, entry: Entry, old: str, stylesheet: str, policy: str | None) -> Redirect:
    """One former path of a page. What is not translated has its canonical address elsewhere."""
    settings = parts.site.settings
    page = parts.page(entry)
    written_in = settings.language(page.locale)
    return Redirect(
        old=addresses.of(old, parts.language),
        new=addresses.of(entry.uri, parts.language),
        canonical=addresses.absolute(settings, addresses.of(entry.uri, written_in)),
        stylesheet=stylesheet,
        language=parts.language.tag,
        direction=parts.language.dir,
        title=parts.t("moved_title"),
        text=parts.t("moved_text"),
        page_title=parts.said(page, "title"),
        page_language=written_in.tag,
        policy=policy,
    )
