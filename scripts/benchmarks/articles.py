"""Pages of an invented country in three languages: what a page says follows from its number alone.

The generators that are measured are all written from these. Nothing is random, so that the pages
are the same on every machine; all names are invented.
"""

from __future__ import annotations

import datetime as dt
import functools
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks import photos

LANGUAGES = ("vi", "en", "zh")
"""The first is the language of the sources."""
NAMES = {"vi": "Tiếng Việt", "en": "English", "zh": "中文"}
ADDRESS = "https://clouds.example/"
FIRST, DAYS = dt.date(2016, 1, 4), 3650
NEWS = "tin-tuc"
PHOTOS = 24

Texts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A page in one language. body: Markdown; links are relative to the page's file."""

    title: str
    description: str
    body: str
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in all languages. path: below the language's folder, without ending."""

    path: str
    words: Mapping[str, Words]
    kind: str = "page"
    date: dt.date = FIRST
    topics: tuple[str, ...] = ()
    picture: str = ""
    place: str = ""
    order: int = 100
    layout: str = ""

    @property
    def is_index(self) -> bool:
        """Whether it stands for its folder."""
        return self.path.rpartition("/")[2] == "index"

    def edited(self, times: int, *, title: bool) -> Page:
        """The page with one more word in its title or sentence in its text, in one language."""
        owner, more = LANGUAGES[0], texts()["edit"]
        before = self.words[owner]
        if title:
            after = replace(before, title=before.title + f" {more['title'][owner]}" * times)
        else:
            after = replace(before, body=before.body + f"{more['body'][owner]}\n" * times)
        return replace(self, words={**self.words, owner: after})


def all_pages(count: int) -> Iterator[Page]:
    """Every page of the site: those that stay, then so many pages of news."""
    yield from standing()
    for number in range(count):
        yield article(number, count)


@functools.cache
def texts() -> Texts:
    """The words that pages are made of."""
    read: Texts = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text(encoding="utf-8"))
    return read


def article(number: int, count: int) -> Page:
    """A page of news, of so many. The number `count` itself is one more, the newest."""
    topics, places = list(texts()["topics"]), list(texts()["places"])
    topic = topics[number % len(topics)]
    second = topics[_mix(number, "topic") % len(topics)]
    date = FIRST + dt.timedelta(days=DAYS * number // count)
    return Page(
        path=_path(number, count),
        words={language: _Writer(number, count, language).words() for language in LANGUAGES},
        kind="news",
        date=date,
        topics=(topic,) if number % 3 else tuple(dict.fromkeys((topic, second))),
        picture=f"{photos.name(_mix(number, 'picture') % PHOTOS)}.jpg",
        place=f"kham-pha/{places[_place(number)]}.md",
    )


def standing() -> Iterator[Page]:
    """The pages that stay: home, sections, places, search, feeds."""
    data = yaml.safe_load(Path(__file__).with_name("standing.yml").read_text(encoding="utf-8"))
    for number, (path, page) in enumerate(data.items()):
        words = {}
        for language in LANGUAGES:
            body = _Writer(number, 1, language).filled(page.get("text", {}).get(language, ""))
            words[language] = Words(
                page["title"][language], page["description"][language],
                f"{body}\n" if body else "", page.get("menu", {}).get(language, ""),
            )  # fmt: skip
        picture = page.get("picture")
        yield Page(
            path, words, page.get("kind", "page"), FIRST,
            tuple(page.get("topics", ())),
            "" if picture is None else f"{photos.name(picture)}.jpg",
            order=page.get("order", 100), layout=page.get("layout", ""),
        )  # fmt: skip


class _Writer:
    """Writes an article in one language. The choices follow from the number, not the language."""

    def __init__(self, number: int, count: int, language: str) -> None:
        self._number, self._count, self._language = number, count, language
        self._topic = list(texts()["topics"])[number % len(texts()["topics"])]
        self._step = self._said = 0

    def words(self) -> Words:
        """Title, description and text."""
        return Words(self._title(self._number), self._description(), self._body())

    def filled(self, words: str, n: int | None = None, place: int | None = None) -> str:
        """A text with its names and numbers, other ones each time."""
        self._step += 1
        mixed = functools.partial(_mix, self._number, self._step)
        places = list(texts()["places"].values())
        here = (_place(self._number) + mixed("place") % 3) % 8 if place is None else place
        return words.format(
            place=places[here][self._language],
            other=places[(here + 1 + mixed("other") % 7) % 8][self._language],
            person=self._person(mixed("person")),
            n=11 + mixed("n") % 380 if n is None else n,
            m=11 + mixed("m") % 80,
        )

    def _person(self, mixed: int) -> str:
        first, last = texts()["people"]["first"], texts()["people"]["last"]
        parts = first[mixed % len(first)], last[mixed // len(first) % len(last)]
        return "".join(p[1] for p in parts) if self._language == "zh" else " ".join(
            p[0] for p in parts
        )  # fmt: skip

    def _title(self, number: int) -> str:
        """The title of any article; its number makes it the only one of its name."""
        topics = texts()["titles"]
        forms = topics[list(texts()["topics"])[number % len(topics)]]
        form = forms[number // len(topics) % len(forms)][self._language]
        return _Writer(number, 1, self._language).filled(form, number + 11, _place(number))

    def _description(self) -> str:
        forms = texts()["descriptions"]
        words: str = forms[self._number % len(forms)][self._language]
        return self.filled(words, self._number + 11)

    def _body(self) -> str:
        parts = [self._paragraph(4)]
        for section in range(2 + self._number % 2):
            headings = texts()["headings"]
            heading = headings[(self._number + section * 2) % len(headings)][self._language]
            parts += [f"## {heading}", self._paragraph(4 + self._number % 3)]
            parts += self._extras(section)
        return "\n\n".join([*parts, self._more()]) + "\n"

    def _extras(self, section: int) -> Iterator[str]:
        if section == 0 and self._number % 3 == 0:
            yield f"![](/media/{photos.name(_mix(self._number, 'figure') % PHOTOS)}.jpg)"
            yield self._paragraph(3)
        if section == 1 and self._number % 2 == 0:
            forms = texts()["lists"]
            start = _mix(self._number, "list")
            yield "\n".join(
                f"- {self.filled(forms[(start + each) % len(forms)][self._language])}"
                for each in range(3 + self._number % 3)
            )
        if section == 1 and self._number % 5 == 0:
            yield self._table()
        if section == 1 and self._number % 10 == 3:
            note = texts()["note"]
            title, text = note["title"][self._language], note["text"][self._language]
            yield f'!!! note "{title}"\n    {self.filled(text)}'

    def _paragraph(self, count: int) -> str:
        own, common = texts()["sentences"][self._topic], texts()["sentences"]["all"]
        found = []
        for _ in range(count):
            self._said += 1
            among: Sequence[Mapping[str, str]] = common if self._said % 3 == 0 else own
            start = _mix(self._number, "sentences")
            chosen = among[(start + self._said * (1 + start % 2)) % len(among)]
            found.append(self.filled(chosen[self._language]))
        return ("" if self._language == "zh" else " ").join(found)

    def _table(self) -> str:
        names = [texts()["table"][name][self._language] for name in ("place", "people", "boats")]
        rows = [f"| {' | '.join(names)} |", "|---|---|---|"]
        rows += [self.filled("| {place} | {n} | {m} |", place=each) for each in range(2, 6)]
        return "\n".join(rows)

    def _more(self) -> str:
        """Links to an older article and to the page of the place."""
        other = _mix(self._number, "more") % self._number if self._number else 0
        place = list(texts()["places"])[_place(self._number)]
        words: str = texts()["more"][self._language]
        return words.format(
            title=self._title(other),
            link=f"{_path(other, self._count).removeprefix(f'{NEWS}/')}.md",
            place=texts()["places"][place][self._language],
            about=f"../kham-pha/{place}.md",
        )


def _path(number: int, count: int) -> str:
    date = FIRST + dt.timedelta(days=DAYS * number // count)
    return f"{NEWS}/{date.isoformat()}-{list(texts()['topics'])[number % 6]}-{number}"


def _place(number: int) -> int:
    return _mix(number, "where") % len(texts()["places"])


def _mix(*parts: object) -> int:
    """A number that follows from others, spread as if by chance."""
    return zlib.crc32(repr(parts).encode())
