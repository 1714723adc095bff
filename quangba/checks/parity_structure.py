"""Links, pictures, tables, other blocks and figures of a translation against its source.

Links and figures may stand in another section, and a translation may lead its readers further;
what its readers lose is told. Tables and blocks are counted section by section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from quangba.checks.parity_pairs import Finding, Pair
from quangba.content import blocks
from quangba.content.blocks import Table
from quangba.content.markdown_links import Link
from quangba.content.sections import HEAD
from quangba.content.tree import Page
from quangba.messages import msg
from quangba.picture_uses import MEDIA
from quangba.problems import note, warning
from quangba.translations.parts import Part, address, picture


def compare(pair: Pair) -> Iterator[Finding]:
    """What a translation has lost, and what it has beyond its source."""
    yield from _links(pair)
    yield from _pictures(pair)
    yield from _facts(pair)
    for source, ours in pair.parts():
        yield from _tables(pair, source, ours)
        yield from _blocks(pair, source, ours)
    if HEAD in pair.keys:
        yield from _glance(pair)


# -- links ------------------------------------------------------------------------------------


def _links(pair: Pair) -> Iterator[Finding]:
    theirs, ours = pair.source.targets, pair.ours.targets
    told: set[str] = set()
    for source, part in pair.parts():
        for link, target in _with_targets(pair.source.page, source):
            if target not in ours and target not in told:
                instead = _instead(target, ours, theirs)
                told |= {target, instead}
                yield _lost_link(pair, part, link, target, ours.get(instead))
    for source, part in pair.parts():
        for link, target in _with_targets(pair.ours.page, part):
            if target not in theirs and target not in told:
                told.add(target)
                yield Finding("links", part.key, note(
                    "parity-link-extra", pair.ours.page.path, link.line,
                    msg("The link to {target} is not on the source page ({path}:{line}).",
                        target=link.target, path=pair.source.page.path, line=source.line),
                    msg("Perhaps readers of the source want it, too."),
                ), (target,))  # fmt: skip


def _with_targets(page: Page, part: Part) -> Iterator[tuple[Link, str]]:
    """Links to other pages: how to find one's way on this one is each language's own."""
    for link in part.links:
        target = "" if link.is_image or not link.target else address(page, link)
        if target and target.partition("#")[0] != page.uri:
            yield link, target


def _instead(target: str, ours: Mapping[str, Link], theirs: Mapping[str, Link]) -> str:
    """Another part of the same page that only the translation leads to; '' if there is none."""
    page = target.partition("#")[0]
    others = (each for each in ours if each.partition("#")[0] == page and each not in theirs)
    return next(others, "")


def _lost_link(pair: Pair, part: Part, link: Link, target: str, instead: Link | None) -> Finding:
    where = pair.source.page.path
    if instead:
        text = msg("The link to {target} ({path}:{line}) is not on this page; here it leads to"
                   " {found}.", target=link.target, path=where, line=link.line,
                   found=instead.target)  # fmt: skip
    else:
        text = msg("The link to {target} ({path}:{line}) is not on this page.",
                   target=link.target, path=where, line=link.line)  # fmt: skip
    line = instead.line if instead else part.line
    hint = msg("Write: [{text}]({target})", text="…", target=link.target)
    problem = warning("parity-link", pair.ours.page.path, line, text, hint)
    return Finding("links", part.key, problem, (target,))


# -- pictures ---------------------------------------------------------------------------------


def _pictures(pair: Pair) -> Iterator[Finding]:
    theirs, ours = pair.source.pictures, pair.ours.pictures
    if theirs == ours:
        return
    path = pair.source.page.path
    for source, part in pair.parts():
        for link in source.links:
            if (name := picture(link)) and name not in ours:
                yield Finding("pictures", part.key, warning(
                    "parity-picture", pair.ours.page.path, part.line,
                    msg("The picture {name} ({path}:{line}) is not on this page.",
                        name=name, path=path, line=link.line),
                    msg("Write: ![]({target})", target=f"{MEDIA}{name}"),
                ), (name,))  # fmt: skip
        for link in part.links:
            if (name := picture(link)) and name not in theirs:
                yield Finding("pictures", part.key, warning(
                    "parity-picture", pair.ours.page.path, link.line,
                    msg("The picture {name} is not on the source page ({path}:{line}).",
                        name=name, path=path, line=source.line),
                    msg("Show it there, too: ![]({target})", target=f"{MEDIA}{name}"),
                ), (name,))  # fmt: skip
    yield from _order(pair)


def _order(pair: Pair) -> Iterator[Finding]:
    """The first of the pictures that both have and that stands in another place."""
    theirs = [each for source, _ in pair.parts() for each in _shown(source)]
    ours = [(part.key, *each) for _, part in pair.parts() for each in _shown(part)]
    common = {name for name, _ in theirs} & {name for _, name, _ in ours}
    theirs = [each for each in theirs if each[0] in common]
    ours = [each for each in ours if each[1] in common]
    for (expected, line), (key, name, at) in zip(theirs, ours, strict=False):
        if name != expected:
            yield Finding("pictures", key, warning(
                "parity-picture", pair.ours.page.path, at,
                msg("Here stands the picture {found}; in the source ({path}:{line}) it is {name}.",
                    found=name, path=pair.source.page.path, line=line, name=expected),
                msg("Give both pages the same pictures in the same order."),
            ))  # fmt: skip
            return


def _shown(part: Part) -> Iterator[tuple[str, int]]:
    for link in part.links:
        if name := picture(link):
            yield name, link.line


# -- figures ----------------------------------------------------------------------------------


def _facts(pair: Pair) -> Iterator[Finding]:
    told: set[str | None] = set()
    for source, part in pair.parts():
        for cited in source.citations:
            if cited.id not in pair.ours.facts | told:
                told.add(cited.id)
                yield Finding("facts", part.key, warning(
                    "parity-fact", pair.ours.page.path, part.line,
                    msg("The figure “{id}” ({path}:{line}) is not on this page.",
                        id=cited.id, path=pair.source.page.path, line=cited.line),
                    msg("Write: {written}", written=cited.written),
                ), (cited.id or "",))  # fmt: skip
        for cited in part.citations:
            if cited.id not in pair.source.facts | told:
                told.add(cited.id)
                yield Finding("facts", part.key, note(
                    "parity-fact-extra", pair.ours.page.path, cited.line,
                    msg("The figure “{id}” is not on the source page ({path}:{line}).",
                        id=cited.id, path=pair.source.page.path, line=source.line),
                    msg("Perhaps readers of the source want it, too."),
                ), (cited.id or "",))  # fmt: skip


# -- tables and blocks ------------------------------------------------------------------------


def _tables(pair: Pair, source: Part, ours: Part) -> Iterator[Finding]:
    for theirs, mine in zip_longest(source.tables, ours.tables):
        if theirs is None or mine is None:
            extra = mine or theirs
            yield Finding("tables", ours.key, warning(
                "parity-table", pair.ours.page.path, mine.line if mine else ours.line,
                msg("Tables in this section: {found}; in its source ({path}:{line}): {expected}.",
                    found=len(ours.tables), path=pair.source.page.path,
                    line=theirs.line if theirs else source.line, expected=len(source.tables)),
                msg("Give both the same tables; the first without a partner has {columns} columns"
                    " and {rows} rows.", columns=extra.columns, rows=extra.rows),
            ))  # fmt: skip
            return
        if (theirs.columns, theirs.rows) != (mine.columns, mine.rows):
            yield _other_size(pair, ours, theirs, mine)


def _other_size(pair: Pair, part: Part, theirs: Table, mine: Table) -> Finding:
    return Finding("tables", part.key, warning(
        "parity-table", pair.ours.page.path, mine.line,
        msg("The table has {columns} columns and {rows} rows; its source ({path}:{line}) has"
            " {expected_columns} and {expected_rows}.",
            columns=mine.columns, rows=mine.rows, path=pair.source.page.path, line=theirs.line,
            expected_columns=theirs.columns, expected_rows=theirs.rows),
        msg("Give both the same columns and rows; a cell that has nothing to say may be empty."),
    ))  # fmt: skip


def _blocks(pair: Pair, source: Part, ours: Part) -> Iterator[Finding]:
    for mark in blocks.MARKS:
        theirs = [block for block in source.blocks if block.mark == mark]
        mine = [block for block in ours.blocks if block.mark == mark]
        if len(theirs) == len(mine):
            continue
        where = next(iter(theirs[len(mine) :] or theirs), None)
        here = next(iter(mine[len(theirs) :] or mine), None)
        yield Finding("blocks", ours.key, warning(
            "parity-block", pair.ours.page.path, here.line if here else ours.line,
            msg("Blocks “{mark}” in this section: {found}; in its source ({path}:{line}):"
                " {expected}.", mark=mark, found=len(mine), path=pair.source.page.path,
                line=where.line if where else source.line, expected=len(theirs)),
            msg("Give both sections the same notes, folds, tabs and footnotes."),
        ))  # fmt: skip


def _glance(pair: Pair) -> Iterator[Finding]:
    theirs, ours = pair.source.page, pair.ours.page
    if len(theirs.words.glance) != len(ours.words.glance):
        yield Finding("tables", HEAD, warning(
            "glance-rows", ours.path, ours.lines.get("glance", 1),
            msg("The facts table has {found} rows, that of {path}:{line} has {expected}.",
                found=len(ours.words.glance), path=theirs.path,
                line=theirs.lines.get("glance", 1), expected=len(theirs.words.glance)),
            msg("Give both pages the same rows in the same order."),
        ))  # fmt: skip
