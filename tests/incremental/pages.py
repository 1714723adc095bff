"""The pages of the vale: some always, others by chance; and how tests read and write pages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LOCALES = ("nl", "da", "pt")
SOURCE = LOCALES[0]
Head = dict[str, Any]
_SYLLABLES = ("fe", "rin", "mol", "da", "quo", "sel", "va", "tor", "ni", "lu", "bra", "ost")
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def word(chance: random.Random) -> str:
    """Of no language."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3)))


def words(chance: random.Random, count: int) -> str:
    """A sentence without its full stop."""
    return " ".join(word(chance) for _ in range(count)).capitalize()


@dataclass(frozen=True)
class Written:
    """One file of a page."""

    head: Head
    body: str

    def text(self) -> str:
        front = yaml.dump(
            self.head, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000
        )
        return f"---\n{front}---\n{self.body}"


def read(file: Path) -> Written:
    """Front matter as values, and what stands below."""
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return Written(dict(yaml.load(front, _LOADER)), body)  # noqa: S506 - a safe one


def save(file: Path, head: Head, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(Written(head, body).text(), encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Sketch:
    """A page to be. within: the locales of its translations."""

    uri: str
    body: str
    head: Head = field(default_factory=dict)
    within: tuple[str, ...] = LOCALES[1:]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _news(day: str, name: str, body: str, **head: object) -> Sketch:
    return Sketch(
        f"news/{day}-{name}.md", body, {"kind": "news", "date": _day(day), **head}
    )  # fmt: skip


ALWAYS = (
    Sketch(
        "index.md",
        "Here is the [mill](land/mill.md).",
        {
            "layout": "home",
            "picture": "hill.jpg",
            "routes": True,
            "home": {"actions": ["land/index.md"], "doors": ["land/index.md", "news/index.md"]},
        },
    ),
    Sketch("land/index.md", "Land.", {"order": 10, "picture": "hill.jpg"}),
    Sketch(
        "land/mill.md",
        "It stands at the Old Ford.\n\n## Wheel {#wheel}\n\nIt turns.\n\n"
        "## Stones\n\n![](/media/wheel.png)\n",
        {
            "kind": "place",
            "order": 1,
            "picture": "hill.jpg",
            "topics": ["water"],
            "coordinates": [10.5, 20.25],
            "unit": "upper",
            "sources": ["log", "talk"],
        },
    ),
    Sketch("news/index.md", "What is new.", {"order": 30}),
    _news("2026-01-10", "wheel", "It turns.", topics=["water"], place="land/mill.md"),
    _news("2026-02-10", "stone", "One more.", topics=["stone"], picture="gate.jpg"),
    _news("2026-03-05", "rain", 'We have {{ fact("grain") }}.', topics=["water", "stone"]),
)
OTHERS: tuple[tuple[Sketch, ...], ...] = (
    (
        Sketch("feasts/index.md", "When.", {"order": 20}),
        Sketch(
            "feasts/moon.md",
            "At the Moon Fair.",
            {"kind": "event", "lunar": {"month": 1, "day": 24, "days": 2}, "place": "land/mill.md",
             "starts_at": "19:30", "term": "moon", "topics": ["water"]},
        ),
        Sketch(
            "feasts/fair.md",
            "Stalls.",
            {"kind": "event", "start": _day("2026-03-11"), "end": _day("2026-03-12")},
            ("da",),
        ),
    ),
    (
        _news("2025-12-20", "urgent", "Closed.",
              urgent={"what": "closed", "place": "land/mill.md", "start": _day("2026-03-09")}),
    ),
    (
        Sketch(
            "land/walk.md",
            "To the Old Ford, [the mill](mill.md#wheel).[^1]\n\n[^1]: A note.\n\n"
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n!!! note\n    Look.\n\n"
            "- ![](/media/hill.jpg)\n- ![](/media/gate.jpg)\n",
            {"topics": ["stone"]},
        ),
    ),
    (
        Sketch("more/index.md", "More.", {"order": 50, "collects": ["story", "correction"]}),
        Sketch("more/tale.md", "Once.", {"kind": "story", "date": _day("2026-01-11"),
                                         "pictures": ["hill.jpg", "wheel.png"]}),
        Sketch("more/amends.md", "Two.", {"kind": "correction", "date": _day("2026-02-12"),
                                          "corrects": "news/2026-01-10-wheel.md"}, ()),
    ),
    (
        Sketch("invest/index.md", "Invest.", {"order": 40}),
        Sketch("invest/wheel.md", "A wheel.\n\n## Sought\n\nSomebody.\n",
               {"kind": "project", "sector": "water", "hectares": 1.5, "unit": "upper",
                "picture": "gate.jpg", "office": "Office", "contact": "https://office.example/",
                "capital": {"value": 250, "currency": "EUR", "as_of": _day("2026-01-01")}}),
    ),
    (Sketch("more/leaflet.md", "Take.", {"kind": "publication", "date": _day("2026-01-13"),
                                         "file": {"nl": "brochure.pdf", "da": "depliant.pdf"}}),),
    (Sketch("find.md", "", {"layout": "search"}), Sketch("more/names.md", "", {"layout": "glossary"})),
    (Sketch("more/feeds.md", "", {"layout": "feeds"}), Sketch("more/press.md", "", {"layout": "press"})),
    (Sketch("more/sources.md", "Books.", {"layout": "sources"}),),
    (Sketch("more/check.md", "", {"layout": "self-check"}),
     Sketch("more/access.md", "", {"layout": "accessibility"})),
    (Sketch("more/here.md", "Here only.", {"only": ["nl"]}, ()),
     Sketch("more/draft.md", "Thinking.", {"draft": True}, ())),
    (Sketch("more/later.md", "Later.", {"publish_at": dt.datetime(2026, 3, 10, 12)}),
     Sketch("more/gone.md", "Now.", {"expires": _day("2026-03-12")})),
)  # fmt: skip
FEWEST, MOST = 2, 4
"""So many groups of other pages come along."""


def chosen(chance: random.Random) -> Mapping[str, str]:
    """The files of a site's pages, by path."""
    groups = chance.sample(OTHERS, chance.randint(FEWEST, MOST))
    return written((*ALWAYS, *(sketch for group in groups for sketch in group)))


def written(sketches: Iterable[Sketch]) -> Mapping[str, str]:
    """Source files and translations. A source is dated, a translation is not stamped yet."""
    found: dict[str, str] = {}
    for number, sketch in enumerate(sketches):
        chance = random.Random(number)  # noqa: S311 - the same every time
        head: Head = {"title": words(chance, 2), "description": words(chance, 7) + "."}
        if "date" not in sketch.head:
            head["updated"] = dt.date(2026, 1, 1 + number)
        found[f"docs/{SOURCE}/{sketch.uri}"] = Written({**head, **sketch.head}, sketch.body).text()
        for locale in sketch.within:
            theirs: Head = {
                "title": f"{head['title']} {locale}",
                "description": f"{head['description'][:-1]} {locale}.",
            }
            found[f"docs/{locale}/{sketch.uri}"] = Written(theirs, sketch.body).text()
    return found
