"""Files that came back from translators, put into the pages.

Words go into the page as they are; a section of which every unit is translated is stamped with the
source text that the export was made from, so that what has changed since shows as outdated. What
the file does not mention stays, and a translator's newer words in the page go before the file's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from babel.core import UnknownLocaleError

from quangba.content import sections
from quangba.content.schema import TODO, MadeFrom
from quangba.content.sections import HEAD, INTRO, Section
from quangba.content.tree import ContentTree, Entry, Page
from quangba.errors import InputError
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import Problem, error, in_order, note
from quangba.settings import Settings
from quangba.site import Site
from quangba.translations import marks, page_text, update, versions
from quangba.translations.exchange import front, merge, pages, parts
from quangba.translations.exchange import units as exchange_units
from quangba.translations.exchange.merge import Merged
from quangba.translations.exchange.parts import Own
from quangba.translations.exchange.received import Received
from quangba.translations.exchange.units import Say, Unit
from quangba.translations.page_text import PageText
from quangba.translations.readable import unreadable


@dataclass(frozen=True, slots=True)
class Imported:
    """A page with its new words; text: None when there is nothing to write.

    path: of the page; taken: units whose words are new in it; stamped: keys of the sections that
    are made from another source text than before; open: units that nobody has translated yet.
    """

    uri: str
    path: str
    text: PageText | None
    taken: int
    stamped: tuple[str, ...]
    open: int


@dataclass(frozen=True, slots=True)
class _Target:
    """A translation that units go into: its file as text, and as the tree has it."""

    text: PageText
    entry: Entry
    page: Page


def of_file(
    site: Site, received: Received, path: str, say: Say, *, force: bool = False
) -> tuple[tuple[Imported, ...], tuple[Problem, ...]]:
    """The pages that a file changes, and what of it was not taken."""
    problems: list[Problem] = list(received.problems)
    locale = _locale(site.settings, received.language)
    if not received.units or locale is None:
        if not problems:
            tag = received.language
            problems.append(_language(site.settings, tag, path) if received.units else _empty(path))
        return (), in_order(problems)
    imported: list[Imported] = []
    for uri, units in _by_page(site.tree, received.units).items():
        entry = site.tree.entries.get(uri)
        if entry is None or exchange_units.obstacle(entry, locale):
            problems.append(_no_page(path, units[0].line, uri))
        elif problem := unreadable(site.settings, entry, locale):
            problems.append(problem)
        else:
            work = _Import(site, entry, locale, path, say, force=force)
            imported.append(work.run(units))
            problems += work.problems
    return tuple(imported), in_order(problems)


def of_machine(
    site: Site, entry: Entry, locale: str, received: Received, path: str, say: Say
) -> tuple[Imported, tuple[Problem, ...]]:
    """One page with what a program has drafted: marked as such, and stamped by nobody."""
    work = _Import(site, entry, locale, path, say, force=False, by_machine=True)
    found = work.run(received.units)
    return found, in_order(work.problems)


def _locale(settings: Settings, tag: str) -> str | None:
    """The language of a tag, as tools write it (`zh_Hans`, `zh_CN`), the source's excepted."""
    wanted = tag.replace("_", "-")
    others = [each for each in settings.languages if not each.is_source]
    for language in others:
        if wanted.lower() in (language.tag.lower(), language.locale.lower()):
            return language.locale
    try:
        spoken = Language("", wanted, "")
        alike = [
            each.locale
            for each in others
            if (each.babel.language, each.script) == (spoken.babel.language, spoken.script)
        ]
    except (ValueError, UnknownLocaleError):
        return None
    return alike[0] if len(alike) == 1 else None


def page_of(tree: ContentTree, unit: Unit) -> str:
    """The uri now of the page that a unit is of, which may have been moved while it was away."""
    uri = unit.record.uri
    if uri in tree.entries:
        return uri
    paths = {entry.source.path: entry.uri for entry in tree.entries.values()}
    return paths.get(uri) or tree.moved.get(uri, uri)


def _by_page(tree: ContentTree, units: Sequence[Unit]) -> Mapping[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(page_of(tree, unit), []).append(unit)
    return found


@dataclass
class _Import:
    """The units of one page in one language on their way in."""

    site: Site
    entry: Entry
    locale: str
    path: str
    say: Say
    force: bool = field(kw_only=True)
    by_machine: bool = field(default=False, kw_only=True)
    problems: list[Problem] = field(default_factory=list)

    def run(self, units: Sequence[Unit]) -> Imported:
        bases = self._bases(units)
        path = self._path()
        open_ = sum(not unit.state.is_done for unit in units)
        target = self._target(bases)
        if target is None:
            return Imported(self.entry.uri, path, None, 0, (), open_)
        own = parts.own_sections(target.entry, self.locale)
        merged: dict[str, Merged] = {}
        for key, (base, found) in bases.items():
            if key not in own and key != HEAD:
                self._missing(key, found)
                continue
            now = key, dict(self.entry.stamps)[key]
            result = merge.section(base, own.get(key), found, now, self.path, force=self.force)
            self.problems += result.problems
            merged[key] = result
        if any(result.stamp for result in merged.values()):
            merged |= self._wordless(own, bases.keys())
        text = self._written(target, own, merged)
        stamped = {key: result.stamp for key, result in merged.items() if result.stamp}
        if self.by_machine:
            stamped = {}
            if any(result.taken for result in merged.values()):
                text = text.with_field("machine_draft", ("machine_draft: true",))
        else:
            text = _stamped(text, target, stamped, _day(units))
        changed = text != self._file_text() and self._is_sound(text)
        stale = {key for key in stamped if not own.get(key) or own[key].stamp != stamped[key]}
        return Imported(
            self.entry.uri,
            path, text if changed else None, sum(result.taken for result in merged.values()),
            tuple(key for key in stamped if key in stale), open_,
        )  # fmt: skip

    # -- what the file is about -----------------------------------------------------------------

    def _bases(self, units: Sequence[Unit]) -> dict[str, tuple[Section, list[Unit]]]:
        """By the source's keys of now: the section that each unit was made from, and its units."""
        groups: dict[str, list[Unit]] = {}
        for unit in units:
            groups.setdefault(unit.record.section, []).append(unit)
        made = {key: self._stamp(key, found) for key, found in groups.items()}
        now = {section.key: section for section in self.entry.sections(self.entry.owner)}
        aligned = sections.align(made, self.entry.stamps)
        wanted = set(made.values()) - {"", *dict(self.entry.stamps).values()}
        old = versions.find(self.site.settings, self.entry, wanted) if wanted else {}
        bases: dict[str, tuple[Section, list[Unit]]] = {}
        for key, found in groups.items():
            current = now.get(aligned.get(key, ""))
            if current is None:
                self.problems.append(self._gone(key, found[0].line))
                continue
            base = current if current.stamp == made[key] else old.get(made[key])
            if base is None:
                self.problems.append(self._unknown(key, found[0].line))
                continue
            bases[current.key] = replace(base, key=key), found
        return bases

    def _stamp(self, key: str, found: Sequence[Unit]) -> str:
        """What units were made from; where a tool lost that, the text of now if it is theirs."""
        told = next((unit.record.stamp for unit in found if unit.record.stamp), None)
        if told is not None:
            return told
        names = frozenset(unit.id for unit in found)
        for section in self.entry.sections(self.entry.owner):
            ids = parts.ids(key, parts.pieces(section, whole=parts.is_whole(names)))
            if section.key == key and names <= set(ids):
                return section.stamp
        return ""

    def _path(self) -> str:
        file = self.site.settings.docs_dir / self.locale / self.entry.uri
        return self.site.settings.relative(file)

    def _file_text(self) -> PageText | None:
        page = self.entry.pages.get(self.locale)
        return page_text.read(self.site.settings.root / page.path) if page else None

    def _target(self, bases: Mapping[str, tuple[Section, list[Unit]]]) -> _Target | None:
        """The page to put the words into, with the sections that they need."""
        wanted = {
            key for key, (_, found) in bases.items() if any(unit.state.is_done for unit in found)
        }
        page = self.entry.pages.get(self.locale)
        text = self._file_text()
        if page is None or text is None:
            if not wanted:
                return None
            source = page_text.read(self.site.settings.root / self.entry.source.path)
            text = update.new_translation(source, self.entry, self.say).text
        elif wanted - parts.own_sections(self.entry, self.locale).keys() - {HEAD}:
            if page.words.made_from is None:
                return _Target(text, self.entry, page)
            text = update.update(text, self.entry, page, self.say).text
        else:
            return _Target(text, self.entry, page)
        made = pages.parse(text, self.entry, self.locale, self._path())
        return _Target(text, pages.with_page(self.entry, made), made)

    def _is_sound(self, text: PageText) -> bool:
        """Whether the page can be read again; who knows what a file from outside has in it."""
        try:
            pages.parse(text, self.entry, self.locale, self._path())
        except InputError as failure:
            self.problems += failure.problems
            return False
        return True

    # -- the page -------------------------------------------------------------------------------

    def _written(
        self, target: _Target, own: Mapping[str, Own], merged: Mapping[str, Merged]
    ) -> PageText:
        text, page = target.text, target.page
        lines = page.body.split("\n")
        for key in reversed([key for key in own if key != HEAD]):
            if key not in merged or merged[key].text is None:
                continue
            section = own[key].section
            start = section.line - page.body_line
            end = start + section.text.count("\n") + (not section.text.endswith("\n"))
            new = str(merged[key].text)
            lines[start:end] = new.removesuffix("\n").split("\n")
            if not section.text.endswith("\n") and new.endswith("\n"):
                lines.append("")
        body = "\n".join(lines)
        head = merged.get(HEAD)
        if head is not None:
            text = front.with_words(text, head.fields)
            if head.stamp:
                body = marks.without(body, HEAD)
        return replace(text, body=body)

    # -- what does not go in ----------------------------------------------------------------------

    def _wordless(self, own: Mapping[str, Own], known: Collection[str]) -> Mapping[str, Merged]:
        """Sections put in to be translated in which there is nothing to translate."""
        return {
            section.key: merge.section(
                section, own[section.key], (), (section.key, section.stamp), self.path, force=False
            )
            for section in self.entry.sections(self.entry.owner)
            if section.key not in known
            and section.key in own
            and own[section.key].stamp == TODO
            and not parts.has_words(section)
        }

    def _missing(self, key: str, found: Sequence[Unit]) -> None:
        if any(unit.state.is_done for unit in found):
            self.problems.append(
                error(
                    "exchange-section-missing", self.path, found[0].line,
                    msg("{page} has no section “{section}” to put this into.",
                        page=self._path(), section=key),
                    msg("Put a heading for it where the source has it, then import again."),
                )
            )  # fmt: skip

    def _gone(self, key: str, line: int) -> Problem:
        return note(
            "exchange-section-gone", self.path, line,
            msg("{page} has the section “{section}” no more; its words were left out.",
                page=self.entry.source.path, section=key),
        )  # fmt: skip

    def _unknown(self, key: str, line: int) -> Problem:
        return error(
            "exchange-source-unknown", self.path, line,
            msg("The source text that “{section}” was translated from is not known any more.",
                section=key),
            msg("Export {page} again and let the translator's tool take over what is done.",
                page=self.entry.source.path),
        )  # fmt: skip


def _stamped(
    text: PageText, target: _Target, done: Mapping[str, str], day: dt.date | None
) -> PageText:
    """The page with what its translated sections are made from.

    A page that was never stamped is only when all of it is translated.
    """
    entry, page = target.entry, target.page
    before = page.words.made_from
    now = dict(entry.stamps)
    if before is None:
        own = parts.own_sections(entry, page.locale)
        order = [key for key in (HEAD, INTRO) if key in own]
        order += [key for key in own if sections.is_heading(key)]
        if not order or not set(order) <= done.keys():
            return text
        stamps = {key: done[key] for key in order}
        shown: dict[str, str] = {}
    else:
        aligned = sections.align(before.sections, entry.stamps)
        stamps = {}
        for key, stamp in before.sections.items():
            at = aligned.get(key, key)
            new = done.get(at, stamp)
            stamps[at if new == now.get(at) else key] = new
        # a mark of what a file has done goes, whatever it showed; `translate` sets a new one
        shown = {
            key: stamp for key, stamp in before.shown.items() if aligned.get(key, key) not in done
        }
    current = all(stamp == now.get(key) for key, stamp in stamps.items())
    whole = set(stamps) <= done.keys()
    is_new = before is None or stamps != before.sections or shown != before.shown
    if not is_new and not (whole and page.words.machine_draft):
        return text
    fallback = before.day if before else day
    made = MadeFrom.model_validate({
        "day": (None if current else (day if whole else None) or fallback)
        or entry.changed(entry.owner),
        "sections": stamps,
        "shown": shown,
    })  # fmt: skip
    if whole:
        text = text.with_field("machine_draft", ())
    was_begun = before is not None and TODO in before.sections.values()
    if was_begun and page.words.draft and TODO not in stamps.values():
        text = text.with_field("draft", ())
    return text.with_field("made_from", page_text.stamp_lines(made))


def _day(units: Sequence[Unit]) -> dt.date | None:
    """The day of the source text that the units were made from."""
    days = sorted({unit.record.day for unit in units if unit.record.day})
    try:
        return dt.date.fromisoformat(days[0]) if days else None
    except ValueError:
        return None


def _empty(path: str) -> Problem:
    return error(
        "exchange-empty", path, None,
        msg("There is no text in this file that could go into a page."),
        msg("Import the files that quangba export made, as the translator's tool saved them."),
    )  # fmt: skip


def _language(settings: Settings, tag: str, path: str) -> Problem:
    known = ", ".join(each.tag for each in settings.languages if not each.is_source)
    return error(
        "exchange-language", path, 1,
        msg("The file is for the language “{tag}”, into which this site is not translated.",
            tag=tag),
        msg("Languages are: {languages}.", languages=known),
    )  # fmt: skip


def _no_page(path: str, line: int, uri: str) -> Problem:
    return error(
        "exchange-page", path, line,
        msg("The file has a text of “{page}”, which is no page of this site to be translated.",
            page=uri),
        msg("If the page was renamed, export it again under its new name."),
    )  # fmt: skip
