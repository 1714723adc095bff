"""Parity: a translation has the numbers, links, pictures, tables and figures of its source.

Section by section, where the translation is not behind; all problems of a page at once, each with
both lines. What is meant to differ is said in front matter, with a reason and a day:

    differs:
      - {what: [numbers], section: gio, why: …, day: 2026-11-23}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quangba.checks import parity_names, parity_numbers, parity_structure, parity_words
from quangba.checks.look import Look
from quangba.checks.parity_pairs import Finding, Pair
from quangba.content.schema import Difference
from quangba.content.tree import Entry, Page
from quangba.messages import msg
from quangba.problems import Problem, Severity, error, note, warning
from quangba.site import Site
from quangba.translations import parts
from quangba.translations.parts import Side, Speech


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """What translations have more or less than their sources."""
    site = look.site
    names = look.once("parity names", lambda: parity_names.Rules(site))
    source: Side | None = None
    for page in entry.pages.values():
        if page.locale != entry.owner:
            source = source or parts.side(entry, entry.source, _speech(look, entry.owner))
            ours = parts.side(entry, page, _speech(look, page.locale))
            pair = _pair(site, entry, source, ours)
            found = [
                *parity_numbers.compare(pair),
                *parity_structure.compare(pair),
                *parity_words.compare(pair),
                *names.compare(pair),
            ]
            problems = (*_not_meant(pair, found), *_dates(entry, page))
            yield from map(_of_draft, problems) if page.words.draft else problems


def _speech(look: Look, locale: str) -> Speech:
    site = look.site
    return look.once(
        ("speech", locale),
        lambda: Speech(site.settings.language(locale), site.tree.strings.get(locale, {})),
    )


def _of_draft(problem: Problem) -> Problem:
    """A draft is where such work is done; readers do not see it."""
    is_error = problem.severity is Severity.ERROR
    return problem if is_error else replace(problem, severity=Severity.NOTE)


def _pair(site: Site, entry: Entry, source: Side, ours: Side) -> Pair:
    keys = parts.compared(entry, ours.page)
    common = (key for key in source.parts if key in ours.parts and (keys is None or key in keys))
    return Pair(source, ours, tuple(common), site.facts)


def _not_meant(pair: Pair, found: list[Finding]) -> Iterator[Problem]:
    """The problems that no reason in front matter covers; then the reasons that cover none."""
    page = pair.ours.page
    line = page.lines.get("differs")
    covers: dict[int, set[str]] = {}
    for finding in found:
        at = next((n for n, each in enumerate(page.words.differs) if _covers(each, finding)), None)
        if at is None:
            yield finding.problem
        else:
            covers.setdefault(at, set()).add(finding.what)
    for at, difference in enumerate(page.words.differs):
        known = pair.ours.parts.keys() | pair.source.parts.keys()
        if difference.section is not None and difference.section not in known:
            yield error(
                "differs-section", page.path, line,
                msg("“{field}” names the section “{name}”, which the page does not have.",
                    field="differs", name=difference.section),
                msg("Its sections are: {ids}.", ids=", ".join(pair.ours.parts)),
            )  # fmt: skip
        elif difference.section is None or difference.section in pair.keys:
            for what in sorted(set(difference.what) - covers.get(at, set())):
                yield warning(
                    "differs-idle", page.path, line,
                    msg("“{field}” excuses {what}, but they do not differ: {why}",
                        field="differs", what=what, why=difference.why),
                    msg("Remove it, so that no later fault is hidden by it."),
                )  # fmt: skip


def _covers(difference: Difference, finding: Finding) -> bool:
    if finding.what not in difference.what or difference.section not in (None, finding.key):
        return False
    return not difference.only or not finding.shown or set(finding.shown) <= set(difference.only)


def _dates(entry: Entry, page: Page) -> Iterator[Problem]:
    day = entry.fields.day
    for difference in page.words.differs:
        if day is not None and day > difference.day:
            yield note(
                "differs-old", page.path, page.lines.get("differs"),
                msg("That this page differs was decided on {day}; {path} has changed on {changed}.",
                    day=difference.day, path=entry.source.path, changed=day),
                msg("Look whether it still holds, then set the day: day: {changed}", changed=day),
            )  # fmt: skip
