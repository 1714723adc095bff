"""What the press gets in one file, in the language of its readers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quangba import addresses
from quangba.collections import HOME
from quangba.content import strings
from quangba.languages import slug
from quangba.media.licences import LICENCES
from quangba.media.original import Original
from quangba.memory import Owner, memo
from quangba.outlines import Outlines
from quangba.outputs import press_kit
from quangba.outputs.press_kit import Kit, Sheet
from quangba.registers.facts import Fact
from quangba.view.offers import written_size
from quangba.view.parts import Parts
from quangba.view.press import FOLDER, LAYOUT, Takes
from quangba.view.values import PressView

_NO_DAY = date(1980, 1, 1)


class PressKit(Owner):
    """The kit of one language; made only where its readers have a page that offers it."""

    def __init__(self, parts: Parts, takes: Takes) -> None:
        self._parts = parts
        self._site = parts.site
        self._takes = takes
        self._t = parts.t
        super().__init__(self._site.memory, self._parts.locale)

    def _offered(self) -> tuple[Original, ...]:
        return tuple(self._site.pictures[name] for name in self._parts.uses.offered())

    def files(self) -> dict[str, bytes]:
        """The kit by its path, or nothing."""
        pages = Outlines(self._site).with_layout(LAYOUT)
        wanted = any(self.locale in locales for _, locales in pages)
        return {self._path: self._bytes()} if wanted else {}

    def view(self) -> PressView:
        """What the page shows that offers it."""
        size = written_size(self._parts, self._size())
        return PressView(self._path, size, tuple(self._takes.all().values()))

    @property
    def _path(self) -> str:
        return f"{self._parts.language.url_prefix}{FOLDER}/{self._folder}.zip"

    @property
    def _folder(self) -> str:
        name = slug(self._site.settings.site_name) or "site"
        return f"{name}-press-kit-{self._parts.language.locale}"

    @memo
    def _size(self) -> int:
        return len(self._bytes())

    @memo
    def _bytes(self) -> bytes:
        return press_kit.make(self.kit())

    def kit(self) -> Kit:
        """Everything in it. Reads the large pictures from the store."""
        originals = self._offered()
        return Kit(
            folder=self._folder,
            language=self._parts.language.tag,
            direction=self._parts.language.dir,
            day=self._day(),
            texts={"README.txt": self._readme(), "licences.txt": self._licences()},
            sheets=(self._pictures(), self.facts(), self._names()),
            pictures={
                self._takes.all()[each.name].name: self._takes.data(each) for each in originals
            },
        )

    def _day(self) -> date:
        """Of the last change of what is in it, as far as anything says."""
        days = [self._changed(uri) for uri in self._site.tree.entries]
        days += [each.sidecar.created for each in self._offered()]
        return max((day for day in days if day and day <= self._site.today), default=_NO_DAY)

    @memo
    def _changed(self, uri: str) -> date | None:
        entry = self._site.tree.entries[uri]
        return entry.changed(entry.owner)

    def _readme(self) -> str:
        t, settings = self._t, self._site.settings
        home = addresses.absolute(settings, addresses.of(HOME, self._parts.language))
        name = self._parts.language.site_name or settings.site_name
        contents = (
            (f"{press_kit.PICTURES}/", "kit_pictures"),
            ("captions.html, captions.csv", "kit_credits"),
            ("licences.txt", "kit_licences"),
            ("facts.html, facts.csv", "kit_facts"),
            ("names.html, names.csv", "kit_names"),
        )
        listed = "\n".join(f"- {files}: {t(key)}" for files, key in contents)
        starter = f"{t('starter_notice')}\n\n" if settings.publisher.status == "starter" else ""
        about = t("kit_about", site=name, address=home)
        return f"{t('kit_title')}\n\n{about}\n\n{starter}{t('kit_contents')}\n\n{listed}\n"

    def _licences(self) -> str:
        """Each licence with its address, what it allows, and the pictures that are under it."""
        found: dict[str, list[str]] = {}
        takes = self._takes.all().values()
        for take in takes:
            said = filter(None, (take.licence, take.licence_url, take.may, take.until))
            found.setdefault("\n".join(said), []).append(take.name)
        parts = (f"{told}\n{', '.join(names)}" for told, names in found.items())
        return "\n\n".join((self._t("kit_licences"), *parts)) + "\n"

    def _pictures(self) -> Sheet:
        rows = []
        for original in self._offered():
            take, rendition = self._takes.all()[original.name], self._takes.rendition(original)
            created = original.sidecar.created
            rows.append(
                (
                    take.name,
                    take.words,
                    take.alt,
                    take.credit,
                    original.sidecar.credit,
                    take.licence,
                    LICENCES.get(original.sidecar.licence) or "",
                    " ".join(filter(None, (take.may, take.until))),
                    f"{rendition.width} × {rendition.height} px",
                    self._t.date(created, "medium") if created else "",
                )
            )
        columns = self._columns("kit_picture_columns")
        return Sheet("captions", self._t("kit_credits"), "", columns, tuple(rows), shows=True)

    def facts(self) -> Sheet:
        """Every figure of the register, with its day and its sources."""
        figures = self._parts.figures
        rows = tuple(
            (
                self._parts.localised(fact.label),
                figures.number(fact),
                _plain(fact),
                figures.as_of(fact),
                self._sources(fact),
            )
            for fact in self._site.facts.values()
        )
        columns = self._columns("kit_fact_columns")
        return Sheet("facts", self._t("kit_facts"), self._t("kit_facts_note"), columns, rows)

    def _sources(self, fact: Fact) -> str:
        """Name, day and address of each, a line for each."""
        lines: list[str] = []
        for source in self._parts.sources(fact.source):
            day = f" ({source.date_text})" if source.date_text else ""
            lines += [f"{source.name}{day}", *filter(None, [source.url])]
        return "\n".join(lines)

    def _names(self) -> Sheet:
        """The agreed names: kind, a column for each language, how it is said and typed."""
        languages = self._site.settings.languages
        own = [each.name_in(self._parts.language) for each in languages]
        kind, *others = self._columns("kit_name_columns")
        source = self._site.settings.source.locale
        rows = tuple(
            (
                self._t(strings.term_kind(term.kind)),
                *(term.names.get(each.locale) or term.names[source] for each in languages),
                ", ".join(term.readings.values()),
                term.plain,
                ", ".join(
                    each.name_in(self._parts.language)
                    for each in languages
                    if each.locale in term.proposed
                ),
            )
            for term in self._site.terms.rows.values()
        )
        note = self._t("kit_names_note")
        return Sheet("names", self._t("kit_names"), note, (kind, *own, *others), rows)

    def _columns(self, key: str) -> tuple[str, ...]:
        found = self._t.value(key)
        return tuple(map(str, found)) if isinstance(found, list) else (f"[{key}]",)


def _plain(fact: Fact) -> str:
    """The number as programs read it: '66400000000', '1200–1600'."""
    values = (value for value in (fact.value, fact.to) if value is not None)
    return "–".join(f"{Decimal(repr(value)).normalize():f}" for value in values)
