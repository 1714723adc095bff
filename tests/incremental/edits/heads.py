"""Fields of front matter that all languages share."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path
from typing import Any

from tests.incremental import pages, vale
from tests.incremental.edits.site import (
    Edit,
    Impossible,
    load,
    one_of,
    other,
    set_head,
    sources,
    uri,
)
from tests.incremental.pages import LOCALES, SOURCE


def _toggled(chance: random.Random, file: Path, name: str, value: Any) -> dict[str, Any]:
    """A field gets a value, or goes where it is there already, more often than not."""
    has = name in pages.read(file).head
    return {name: None if has and chance.random() < 0.6 else value}


def _near(chance: random.Random, root: Path) -> dt.date:
    return vale.now(root).date() + dt.timedelta(days=chance.randint(-3, 3))


def date(chance: random.Random, root: Path) -> str:
    """Of news: it takes another place in lists."""
    file = one_of(chance, sources(root, "news", "story", "publication", "correction"))
    return set_head(root, file, date=dt.date(2026, chance.randint(1, 3), chance.randint(1, 28)))


def updated(chance: random.Random, root: Path) -> str:
    """The day of the last change."""
    return set_head(root, one_of(chance, sources(root)), updated=_near(chance, root))


def topics(chance: random.Random, root: Path) -> str:
    """Other topics, or none."""
    known = list(load(root / "assets/data/topics.yml"))
    chosen = chance.sample(known, chance.randint(0, min(2, len(known))))
    return set_head(root, one_of(chance, sources(root)), topics=chosen or None)


def draft(chance: random.Random, root: Path) -> str:
    """A page becomes a draft, or is one no more."""
    file = one_of(chance, sources(root))
    return set_head(root, file, draft=None if "draft" in pages.read(file).head else True)


def order(chance: random.Random, root: Path) -> str:
    """Its place among its neighbours, and in the menu."""
    return set_head(root, one_of(chance, sources(root)), order=chance.randint(1, 60))


def publish_at(chance: random.Random, root: Path) -> str:
    """Published later, or now."""
    file = one_of(chance, sources(root))
    moment = dt.datetime.combine(_near(chance, root), dt.time(chance.randint(0, 23)))
    return set_head(root, file, **_toggled(chance, file, "publish_at", moment))


def expires(chance: random.Random, root: Path) -> str:
    """Published for a time."""
    file = one_of(chance, sources(root))
    return set_head(root, file, **_toggled(chance, file, "expires", _near(chance, root)))


def only(chance: random.Random, root: Path) -> str:
    """Meant for some languages."""
    file = one_of(chance, sources(root))
    there = [each for each in LOCALES if (root / "docs" / each / uri(root, file)).is_file()]
    return set_head(root, file, **_toggled(chance, file, "only", there))


def picture(chance: random.Random, root: Path) -> str:
    """Another picture, or none."""
    file = one_of(chance, sources(root))
    found = sorted(each.name for each in (root / "assets/media").glob("*.[jp][pn]g"))
    return set_head(root, file, **_toggled(chance, file, "picture", one_of(chance, found)))


def named_sources(chance: random.Random, root: Path) -> str:
    """What a page leans on."""
    file = one_of(chance, sources(root))
    known = list(load(root / "assets/data/sources.yml"))
    return set_head(root, file, **_toggled(chance, file, "sources", chance.sample(known, 1)))


def place(chance: random.Random, root: Path) -> str:
    """Where it was."""
    file = one_of(chance, sources(root, "news", "event"))
    where = uri(root, one_of(chance, sources(root, "place")))
    return set_head(root, file, **_toggled(chance, file, "place", where))


def urgent(chance: random.Random, root: Path) -> str:
    """A short notice in every language."""
    file = one_of(chance, sources(root, "news"))
    where = uri(root, one_of(chance, sources(root, "place")))
    what = chance.choice(("closed", "reopened", "weather"))
    notice = {"what": what, "place": where, "start": _near(chance, root)}
    return set_head(root, file, **_toggled(chance, file, "urgent", notice))


def collects(chance: random.Random, root: Path) -> str:
    """An index lists other kinds from the whole site."""
    file = one_of(chance, (each for each in sources(root) if each.name == "index.md"))
    kinds = chance.sample(("news", "story", "place", "correction"), 2)
    return set_head(root, file, **_toggled(chance, file, "collects", kinds))


def event_days(chance: random.Random, root: Path) -> str:
    """When something takes place."""
    found = sources(root, "event")
    file = one_of(chance, (each for each in found if "lunar" not in pages.read(each).head))
    start = _near(chance, root)
    return set_head(root, file, start=start, end=start + dt.timedelta(days=chance.randint(0, 2)))


def lunar(chance: random.Random, root: Path) -> str:
    """Another day of every year."""
    file = one_of(chance, sources(root, "event"))
    day = {"month": chance.randint(1, 12), "day": chance.randint(1, 29)}
    return set_head(root, file, lunar=day, start=None, end=None, status=None)


def status(chance: random.Random, root: Path) -> str:
    """An event is cancelled, or not."""
    found = sources(root, "event")
    file = one_of(chance, (each for each in found if "start" in pages.read(each).head))
    return set_head(root, file, status=chance.choice(("scheduled", "cancelled")))


def hours(chance: random.Random, root: Path) -> str:
    """When an event begins."""
    file = one_of(chance, sources(root, "event"))
    return set_head(root, file, starts_at=f"{chance.randint(8, 20)}:30")


def coordinates(chance: random.Random, root: Path) -> str:
    """Where a place is."""
    file = one_of(chance, sources(root, "place"))
    return set_head(root, file, coordinates=[chance.randint(-50, 50), chance.randint(-99, 99)])


def spot(chance: random.Random, root: Path) -> str:
    """The small drawing of a page."""
    file = one_of(chance, sources(root))
    known = sorted(each.stem for each in (root / "assets/theme/spots").glob("*.svg"))
    return set_head(root, file, **_toggled(chance, file, "spot", one_of(chance, known)))


def routes(chance: random.Random, root: Path) -> str:
    """The ways to the place."""
    file = one_of(chance, sources(root))
    return set_head(root, file, **_toggled(chance, file, "routes", True))


def home(chance: random.Random, root: Path) -> str:
    """Where the home page leads."""
    found = [uri(root, each) for each in sources(root) if each.name == "index.md"][1:]
    doors = chance.sample(found, min(2, len(found)))
    return set_head(
        root, root / "docs" / SOURCE / "index.md", home={"actions": doors[:1], "doors": doors}
    )


def former(chance: random.Random, root: Path) -> str:
    """An address that a page had before."""
    file = one_of(chance, sources(root))
    path = [f"once/{pages.word(chance)}.md"]
    return set_head(root, file, **_toggled(chance, file, "moved_from", path))


def former_list(chance: random.Random, root: Path) -> str:
    """An address at which a list of pages stands, too."""
    file = one_of(chance, sources(root))
    found = re.search(r"topic_path: (\w+)", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    topic = one_of(chance, sorted(load(root / "assets/data/topics.yml")))
    path = [f"{found.group(1) if found else 'topic'}/{topic}.md"]
    return set_head(root, file, **_toggled(chance, file, "moved_from", path))


def unit(chance: random.Random, root: Path) -> str:
    """What a place or a project lies in."""
    file = one_of(chance, sources(root, "place", "project"))
    return set_head(root, file, **_toggled(chance, file, "unit", "upper"))


def offered(chance: random.Random, root: Path) -> str:
    """A publication is another file, which is new."""
    file = one_of(chance, sources(root, "publication"))
    documents = root / "assets/documents"
    name = f"{pages.word(chance)}.pdf"
    data = one_of(chance, sorted(documents.glob("*.pdf"))).read_bytes()
    (documents / name).write_bytes(data + b"\n% " + name.encode() + b"\n")
    return set_head(root, file, file={SOURCE: name})


def corrected(chance: random.Random, root: Path) -> str:
    """A correction is of another page."""
    file = one_of(chance, sources(root, "correction"))
    found = (uri(root, each) for each in sources(root, "news", "place"))
    return set_head(root, file, corrects=one_of(chance, found))


def home_of_language(chance: random.Random, root: Path) -> str:
    """A language leads its readers in an order of its own."""
    found = [uri(root, each) for each in sources(root) if each.name == "index.md"][1:]
    file = root / "docs" / chance.choice(LOCALES[1:]) / "index.md"
    if not file.is_file():
        raise Impossible
    doors = {"doors": chance.sample(found, min(2, len(found)))}
    return set_head(root, file, **_toggled(chance, file, "home", doors))


def kind(chance: random.Random, root: Path) -> str:
    """A page becomes a place, and a place a page."""
    file = one_of(chance, (each for each in sources(root, "page", "place") if _is_plain(each)))
    now = pages.read(file).head.get("kind", "page")
    return set_head(root, file, kind=other(chance, ("page", "place"), now))


def _is_plain(file: Path) -> bool:
    head = pages.read(file).head
    return not head.keys() & {"coordinates", "unit", "layout"} and file.name != "index.md"


def project(chance: random.Random, root: Path) -> str:
    """What a project asks for."""
    file = one_of(chance, sources(root, "project"))
    return set_head(root, file, hectares=chance.randint(1, 90), as_of=_near(chance, root))


EDITS: tuple[Edit, ...] = (
    date, updated, topics, draft, order, publish_at, expires, only, picture, named_sources, place,
    urgent, collects, event_days, lunar, status, hours, coordinates, spot, routes, home, former,
    former_list, unit, offered, corrected, home_of_language, kind, project,
)  # fmt: skip
