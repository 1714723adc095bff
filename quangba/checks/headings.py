"""Headings: none of level 1 in the text, and the same structure in every language.

Heading ids come from the source page, so a translation with one heading more or less would send
readers to the wrong section. A translation that is behind keeps the structure that its stamp
names until somebody updates it; then only sections that have not changed are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.content.markdown_lines import Heading
from quangba.content.sections import key_of
from quangba.content.tree import Entry, Page
from quangba.messages import msg
from quangba.problems import Problem, error, warning


def of_entry(_: Look, entry: Entry) -> Iterator[Problem]:
    """Headings that readers or links could not rely on."""
    for page in entry.pages.values():
        yield from _titles(page)
        yield from _skipped(page)
    yield from _repeated_ids(entry)
    for page in entry.pages.values():
        if page.locale != entry.owner:
            yield from _parity(entry, page)


def _titles(page: Page) -> Iterator[Problem]:
    for heading in page.headings:
        if heading.level == 1:
            yield error(
                "heading-title", page.path, heading.line,
                msg("The text has a heading of level 1; the title is already one."),
                msg("Write: ## {text}", text=heading.text),
            )  # fmt: skip


def _skipped(page: Page) -> Iterator[Problem]:
    previous = 1
    for heading in page.headings:
        if heading.level > previous + 1:
            yield error(
                "heading-skipped", page.path, heading.line,
                msg(
                    "The heading “{text}” jumps from level {previous} to level {level}.",
                    text=heading.text, previous=previous, level=heading.level,
                ),
                msg("Write: {marks} {text}", marks="#" * (previous + 1), text=heading.text),
            )  # fmt: skip
        previous = heading.level


def _repeated_ids(entry: Entry) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for heading in entry.source.headings:
        if heading.explicit_id is None:
            continue
        if heading.explicit_id in seen:
            yield error(
                "heading-id-repeated", entry.source.path, heading.line,
                msg(
                    "The id “{id}” stands here and in line {before}.",
                    id=heading.explicit_id, before=seen[heading.explicit_id],
                ),
                msg("Give one of the two headings another id."),
            )  # fmt: skip
        seen[heading.explicit_id] = heading.line


def _parity(entry: Entry, page: Page) -> Iterator[Problem]:
    source = entry.source
    for ours, theirs in _pairs(entry, page):
        if ours.level != theirs.level:
            yield error(
                "heading-level", page.path, theirs.line,
                msg(
                    "“{text}” is a heading of level {found}; its source “{original}”"
                    " ({path}:{line}) has level {expected}.",
                    text=theirs.text, found=theirs.level, original=ours.text,
                    path=source.path, line=ours.line, expected=ours.level,
                ),
                msg("Write: {marks} {text}", marks="#" * ours.level, text=theirs.text),
            )  # fmt: skip
            return  # what follows is most likely shifted, and would only repeat this
        if theirs.explicit_id and theirs.explicit_id != ours.explicit_id:
            yield _other_id(source, page, ours, theirs)
    if len(entry.ids(page)) != len(page.headings):
        yield _other_count(source, page)
    else:
        yield from _other_order(entry, page)


def _pairs(entry: Entry, page: Page) -> Iterator[tuple[Heading, Heading]]:
    """Headings of the source text and of a translation that must be alike."""
    made = page.words.made_from
    if made is None or entry.ids(page) == entry.heading_ids:
        yield from zip(entry.source.headings, page.headings, strict=False)
        return
    sources = dict(zip(entry.heading_ids, entry.source.headings, strict=True))
    unchanged = {key for key, stamp in entry.stamps if stamp in made.sections.values()}
    for name, heading in zip(entry.ids(page), page.headings, strict=False):
        if key_of(name) in unchanged:
            yield sources[name], heading


def _other_order(entry: Entry, page: Page) -> Iterator[Problem]:
    ids = entry.ids(page)
    kept = [name for name in ids if name in entry.heading_ids]
    wanted = [name for name in entry.heading_ids if name in ids]
    for name, expected in zip(kept, wanted, strict=True):
        if name != expected:
            heading = page.headings[ids.index(expected)]
            yield warning(
                "heading-order", page.path, heading.line,
                msg("“{text}” stands in another place than in {path}:{line}.",
                    text=heading.text, path=entry.source.path,
                    line=entry.source.headings[entry.heading_ids.index(expected)].line),
                msg("Move the section, or let it be moved: quangba translate {uri} --lang {locale}",
                    uri=page.uri, locale=page.locale),
            )  # fmt: skip
            return  # all that follow are moved by this one


def _other_id(source: Page, page: Page, ours: Heading, theirs: Heading) -> Problem:
    return error(
        "heading-id", page.path, theirs.line,
        msg(
            "The id “{id}” is not that of the source heading ({path}:{line}).",
            id=theirs.explicit_id, path=source.path, line=ours.line,
        ),
        msg("Remove {{#{id}}} here; ids come from the source page.", id=theirs.explicit_id),
    )  # fmt: skip


def _other_count(source: Page, page: Page) -> Problem:
    longer, shorter = sorted((source, page), key=lambda p: -len(p.headings))
    extra = longer.headings[len(shorter.headings)]
    return error(
        "heading-count", page.path, extra.line if longer is page else None,
        msg(
            "Headings on this page: {found}; on its source {path}: {expected};"
            " the first without a partner is “{text}” ({where}:{line}).",
            found=len(page.headings), path=source.path, expected=len(source.headings),
            text=extra.text, where=longer.path, line=extra.line,
        ),
        msg("Give both pages the same headings in the same order."),
    )  # fmt: skip
