"""A translation stamped: a person says that it tells what the source text tells now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quangba.content.schema import TODO, MadeFrom
from quangba.content.sections import HEAD, INTRO, key_of
from quangba.content.tree import Entry, Page
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.translations import marks, page_text, status
from quangba.translations.page_text import PageText
from quangba.translations.status import Changed, Drift, Outdated


@dataclass(frozen=True, slots=True)
class Accepted:
    """The stamped page. settled: what had changed before; published: it is no draft any more."""

    text: PageText
    settled: tuple[Drift, ...]
    published: bool


def accept(
    text: PageText, entry: Entry, page: Page, *, same_meaning: bool = False
) -> tuple[Accepted | None, tuple[Problem, ...]]:
    """Stamp a translation with the source text of now, or say what stands against it.

    text: its file; page: as the tree has it. same_meaning: what has changed in the source text
    needs no other words (a typing mistake was mended), so marks of changed sections go.
    """
    state = status.of_entry(entry, page.locale)
    found = state.sections if isinstance(state, Outdated) else ()
    if same_meaning:
        text = replace(text, body=marks.without_changed(text.body))
    line = text.text().count("\n") - text.body.count("\n") + 1
    problems = (
        *_marks_left(text, page, line),
        *_structure(entry, page),
        *_moved_on(entry, page, same_meaning=same_meaning),
        *(_new_meaning(entry, page, found) if same_meaning else ()),
    )
    if problems:
        return None, problems
    made = MadeFrom.model_validate(
        {"day": entry.changed(entry.owner), "sections": _stamps(entry, page)}
    )
    before = page.words.made_from
    published = page.words.draft and before is not None and TODO in before.sections.values()
    text = text.with_field("machine_draft", ())
    if published:
        text = text.with_field("draft", ())
    text = text.with_field("made_from", page_text.stamp_lines(made))
    return Accepted(text, found, published), ()


def _stamps(entry: Entry, page: Page) -> dict[str, str]:
    """The source's fingerprints in the order of the translation's own headings."""
    stamps = dict(entry.stamps)
    order = [key for key in (HEAD, INTRO) if key in stamps]
    order += [key_of(name) for name in entry.ids(page)]
    return {key: stamps[key] for key in order}


def _marks_left(text: PageText, page: Page, first_line: int) -> Iterator[Problem]:
    for mark in marks.find(text.body, first_line):
        yield error(
            "accept-todo", page.path, mark.line,
            msg("A to-do mark is left: {kind}.", kind=mark.kind),
            msg("Do what it says and delete it, then accept the page."),
        )  # fmt: skip


def _structure(entry: Entry, page: Page) -> Iterator[Problem]:
    """Its headings must be those of the source text, or they could not be told apart."""
    own = set(map(key_of, entry.ids(page)))
    titles = {each.key: each.title for each in entry.sections(entry.owner) if each.level}
    if len(page.headings) != len(titles):
        yield error(
            "accept-headings", page.path, None,
            msg("The page has {found} headings; its source {path} has {expected}.",
                found=len(page.headings), path=entry.source.path, expected=len(titles)),
            msg("Bring it up to date: quangba translate {uri} --lang {locale}",
                uri=page.uri, locale=page.locale),
        )  # fmt: skip
    elif own != titles.keys():
        missing = [title for key, title in titles.items() if key not in own]
        yield error(
            "accept-headings", page.path, page.lines.get("made_from"),
            msg("By its stamp, the page lacks sections of {path}: {titles}.",
                path=entry.source.path, titles=", ".join(missing)),
            msg("Put them in: quangba translate {uri} --lang {locale}; or, if they are there,"
                " remove `made_from` and accept the page again.",
                uri=page.uri, locale=page.locale),
        )  # fmt: skip


def _moved_on(entry: Entry, page: Page, *, same_meaning: bool) -> Iterator[Problem]:
    """The source text may have changed again while the translator was at work."""
    made = page.words.made_from
    if made is None or same_meaning:
        return
    now = dict(entry.stamps)
    titles = {section.key: section.title for section in entry.sections(entry.owner)}
    for key, shown in made.shown.items():
        if key in now and now[key] != shown:
            yield error(
                "accept-moved-on", page.path, page.lines.get("made_from"),
                msg("“{title}” has changed in {path} since it was put before the translator.",
                    title=titles[key] or key, path=entry.source.path),
                msg("See what is new: quangba translate {uri} --lang {locale}",
                    uri=page.uri, locale=page.locale),
            )  # fmt: skip


def _new_meaning(entry: Entry, page: Page, found: tuple[Drift, ...]) -> Iterator[Problem]:
    if page.words.made_from is None or any(not isinstance(drift, Changed) for drift in found):
        yield error(
            "accept-meaning", page.path, None,
            msg("Sections came or went in {path}, or the page was never stamped: that is more than"
                " a change of words.", path=entry.source.path),
            msg("Bring it up to date: quangba translate {uri} --lang {locale}",
                uri=page.uri, locale=page.locale),
        )  # fmt: skip
