"""Links between pages: every target and every anchor exists for readers of that language."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from quangba.checks.look import Look
from quangba.content.markdown_links import Link
from quangba.content.tree import ContentTree, Entry, Page, is_due, resolve
from quangba.messages import Text, msg
from quangba.picture_uses import MEDIA
from quangba.problems import Problem, Severity, error, warning
from quangba.site import Site

_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ID_IN_TEXT = re.compile(r"""\{[^}\n]*#([^\s}]+)[^}\n]*\}|\bid=["']([^"']+)["']""")


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Links that would lead a reader nowhere."""
    site = look.site
    public = is_published(site, entry)
    for page in entry.pages.values():
        for link in page.links:
            problem = _problem(site.tree, page, link)
            if problem is None and public:
                problem = _unpublished(site, page, link)
            if problem is not None:
                yield problem


def is_published(site: Site, entry: Entry) -> bool:
    """Whether `site.public` has an entry, without a look at all others."""
    fields = entry.fields
    hidden = entry.source.words.draft or fields.layout in site.withheld
    return not hidden and is_due(fields, site.home_now)


def _unpublished(site: Site, page: Page, link: Link) -> Problem | None:
    """A link to a page that readers cannot open today; the build shows its words alone."""
    uri, _ = resolve(page.uri, unquote(link.target))
    entry = site.tree.entries.get(uri)
    if entry is None or is_published(site, entry):
        return None
    found = warning(
        "link-unpublished", page.path, link.line,
        msg("The link “{target}” leads to a page that is not published now; it is shown as"
            " plain text.", target=link.target),
        msg("See `draft`, `publish_at` and `expires` in {path}.", path=entry.source.path),
    )  # fmt: skip
    # that a page has ended is in the order of things
    expired = entry.fields.expires is not None and entry.fields.expires < site.today
    return replace(found, severity=Severity.NOTE) if expired else found


def _problem(tree: ContentTree, page: Page, link: Link) -> Problem | None:
    target = unquote(link.target)
    if _ADDRESS.match(target) or target.startswith(MEDIA):
        return None
    if not target:
        return error(
            "link-empty", page.path, link.line,
            msg("The link “{text}” leads nowhere.", text=link.text),
            msg("Write the page behind it: [{text}](page.md)", text=link.text),
        )  # fmt: skip
    if link.is_image:
        return error(
            "picture-place", page.path, link.line,
            msg("The picture “{target}” is not in assets/media.", target=target),
            msg("Put it there with a sidecar and write ![](/media/{name})",
                name=posixpath.basename(target)),
        )  # fmt: skip
    if target.startswith("/"):
        return error(
            "link-absolute", page.path, link.line,
            msg("The link “{target}” starts with a slash, so languages get mixed.", target=target),
            msg("Write the path of the page's file from this file, for example ../index.md"),
        )  # fmt: skip
    uri, anchor = resolve(page.uri, target)
    entry = tree.entries.get(uri)
    if entry is None and uri in tree.unusable:
        return None  # it is there; what is wrong with it is told once
    if entry is None and uri in tree.moved:
        return _moved(tree, page, link, uri)
    if entry is None:
        return error(
            "link-missing", page.path, link.line,
            msg("The link “{target}” leads to a page that does not exist.", target=target),
            _nearest(tree, page, uri),
        )  # fmt: skip
    if anchor and anchor not in _anchors(entry, page.locale):
        return error(
            "link-anchor", page.path, link.line,
            msg("{uri} has no section “#{anchor}”.", uri=uri, anchor=anchor),
            _sections(entry.heading_ids),
        )  # fmt: skip
    return None


def _moved(tree: ContentTree, page: Page, link: Link, uri: str) -> Problem:
    """A link to where a page was before: readers would be led on, but translators misled."""
    _, mark, anchor = link.target.partition("#")
    written = posixpath.relpath(tree.moved[uri], posixpath.dirname(page.uri) or ".")
    return error(
        "link-moved", page.path, link.line,
        msg("The page behind the link “{target}” has moved to {uri}.",
            target=link.target, uri=tree.moved[uri]),
        msg("Write {target}", target=f"{written}{mark}{anchor}"),
    )  # fmt: skip


def _sections(ids: tuple[str, ...]) -> Text:
    if not ids:
        return msg("It has no sections; link to the page alone.")
    return msg("Its sections are: {ids}.", ids=", ".join(f"#{name}" for name in ids))


def _anchors(entry: Entry, locale: str) -> set[str]:
    page = entry.pages.get(locale, entry.source)
    written = {a or b for a, b in _ID_IN_TEXT.findall(page.body)}
    return {*entry.ids(page), *written}


def _nearest(tree: ContentTree, page: Page, uri: str) -> Text:
    names = [entry.uri for entry in tree.visible(page.locale)]
    candidates = [uri, f"{uri.rstrip('/')}.md", posixpath.join(uri, "index.md")]
    exact = [name for name in candidates if name in names]
    close = exact or difflib.get_close_matches(uri, names, n=1, cutoff=0.5)
    if not close:
        close = [name for name in names if posixpath.basename(name) == posixpath.basename(uri)]
    if not close:
        return msg("Correct the path, or write the page {uri} first.", uri=uri)
    written = posixpath.relpath(close[0], posixpath.dirname(page.uri) or ".")
    return msg("Did you mean “{target}”?", target=written)
