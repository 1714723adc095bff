"""Former addresses of pages: each leads to one page, and is no page itself."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.content import source_file
from quangba.content.tree import Entry, address_key
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.site import Site


def gather(_: Look, entry: Entry) -> bool | None:
    """Whether an entry was elsewhere before."""
    return bool(entry.fields.moved_from) or None


def of_site(look: Look) -> Iterator[Problem]:
    """What is wrong with the `moved_from` of pages."""
    site = look.site
    moved = [site.tree.entries[uri] for uri, _ in look.gathered("moved")]
    if not moved:
        return
    pages = {address_key(uri): uri for uri in site.tree.unusable}
    pages |= {address_key(uri): uri for uri in site.tree.entries}
    claimed: dict[str, Entry] = {}
    for entry in moved:
        for old in entry.fields.moved_from:
            key = address_key(old)
            if not old.endswith(".md") or source_file.check_name(old, old):
                yield _no_page(entry, old)
            elif key in pages:
                yield _taken(site, entry, old, pages[key])
            elif key in claimed:
                yield _twice(entry, old, claimed[key])
            else:
                claimed[key] = entry


def _line(entry: Entry) -> int | None:
    return entry.source.lines.get("moved_from")


def _no_page(entry: Entry, old: str) -> Problem:
    return error(
        "moved-path", entry.source.path, _line(entry),
        msg("“{path}” cannot have been the path of a page.", path=old),
        msg("Write the path below the language's folder, for example: {example}",
            example="moved_from: [kham-pha/na-sam.md]"),
    )  # fmt: skip


def _taken(site: Site, entry: Entry, old: str, uri: str) -> Problem:
    found = site.tree.entries.get(uri)
    source = f"{site.settings.relative(site.settings.docs_dir)}/{site.settings.source.locale}/{uri}"
    return error(
        "moved-taken", entry.source.path, _line(entry),
        msg("“{path}” cannot lead here: {page} has that address.",
            path=old, page=found.source.path if found else source),
        msg("Remove it from `moved_from`, or move the other page with: quangba move"),
    )  # fmt: skip


def _twice(entry: Entry, old: str, other: Entry) -> Problem:
    return error(
        "moved-twice", entry.source.path, _line(entry),
        msg("“{path}” leads to {page} already.", path=old, page=other.source.path),
        msg("Keep it in the `moved_from` of the page that readers of the old address look for."),
    )  # fmt: skip
