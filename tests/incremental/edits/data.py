"""The registers, and the words of the theme."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

import yaml

from tests.incremental import pages
from tests.incremental.edits.site import (
    Edit,
    Impossible,
    dump,
    in_all,
    one_of,
    register,
    replace,
    written,
)
from tests.incremental.pages import LOCALES, word, words

_PLAIN = re.compile(r"^[a-z_]+: [^{}\"'|>&*\[\]:]+$")
_PATTERNS = ("date_", "time:", "may_")


def _file(root: Path, name: str) -> Path:
    return root / "assets/data" / name


def strings_word(chance: random.Random, root: Path) -> str:
    """One word of the theme, in one language."""
    file = root / "docs" / chance.choice(LOCALES) / "strings.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [each for each in lines if _PLAIN.match(each) and not each.startswith(_PATTERNS)]
    line = one_of(chance, found)
    key = line.partition(":")[0]
    return f"{file.parent.name}: " + replace(file, f"\n{line}\n", f"\n{key}: {words(chance, 2)}\n")


def date_form(chance: random.Random, root: Path) -> str:
    """How days are written in a language."""
    file = root / "docs" / chance.choice(LOCALES) / "strings.yml"
    line = next(each for each in file.read_text("utf-8").splitlines() if each.startswith("date_m"))
    form = chance.choice(("d MMM y", "d.M.y", "y-MM-dd"))
    return f"{file.parent.name}: " + replace(file, line, f"date_medium: {form}")


def term_name(chance: random.Random, root: Path) -> str:
    """What a thing is called in a language."""
    file = _file(root, "terms.csv")
    row = one_of(chance, file.read_text(encoding="utf-8").splitlines()[1:])
    cells = row.split(",")
    cells[chance.randint(2, 4)] = words(chance, 2).title()
    return replace(file, row, ",".join(cells))


def term_new(chance: random.Random, root: Path) -> str:
    """One more agreed name: a word that may stand in texts already."""
    file = _file(root, "terms.csv")
    text = file.read_text(encoding="utf-8")
    name = word(chance)
    if name in text:
        raise Impossible
    names = f"{word(chance).title()},{words(chance, 2)},{words(chance, 2)}"
    file.write_text(f"{text}{name},place,{names},,,,,,,,,\n", encoding="utf-8", newline="\n")
    return f"terms.csv: {name} is new"


def term_more(chance: random.Random, root: Path) -> str:
    """What else is known of a name: how it is said, other forms, whether it is explained."""
    file = _file(root, "terms.csv")
    heads, *rows = file.read_text(encoding="utf-8").splitlines()
    row = one_of(chance, rows)
    cells = row.split(",")
    column = chance.choice(("reading_da", "plain", "annotate", "also_nl", "sources"))
    if column not in heads.split(","):
        raise Impossible
    said = {"annotate": chance.choice(("yes", "no")), "sources": "book"}
    at = heads.split(",").index(column)
    cells[at] = "" if cells[at] else said.get(column, words(chance, 2))
    return replace(file, row, ",".join(cells))


def term_gone(chance: random.Random, root: Path) -> str:
    """A name that is agreed no more."""
    file = _file(root, "terms.csv")
    row = one_of(chance, file.read_text(encoding="utf-8").splitlines()[2:])
    return replace(file, row + "\n", "")


def fact_value(chance: random.Random, root: Path) -> str:
    """Another figure."""
    file, values = register(root, "facts.yml")
    name = one_of(chance, sorted(values))
    values[name] = {**values[name], "value": chance.randint(1, 29), "about": chance.random() < 0.3}
    return dump(file, values, f"{name}: {values[name]['value']}")


def fact_label(chance: random.Random, root: Path) -> str:
    """What it counts."""
    file, values = register(root, "facts.yml")
    name = one_of(chance, sorted(values))
    values[name]["label"] = in_all(words(chance, 2))
    return dump(file, values, f"label of {name}")


def fact_new(chance: random.Random, root: Path) -> str:
    """One more."""
    file, values = register(root, "facts.yml")
    values[word(chance)] = {
        "label": in_all(words(chance, 1)),
        "value": 7,
        "unit": "t",
        "as_of": 2025,
        "source": ["log"],
        "review_by": dt.date(2120, 12, 31),
    }
    return dump(file, values, f"{list(values)[-1]} is new")


def source_name(chance: random.Random, root: Path) -> str:
    """What a publication is called."""
    file, values = register(root, "sources.yml")
    name = one_of(chance, sorted(values))
    values[name]["name"] = words(chance, 3)
    return dump(file, values, f"{name} is {values[name]['name']!r}")


def source_internal(chance: random.Random, root: Path) -> str:
    """Whether readers are told of it."""
    file, values = register(root, "sources.yml")
    name = one_of(chance, sorted(values))
    values[name]["internal"] = not values[name].get("internal", False)
    return dump(file, values, f"{name}: internal: {values[name]['internal']}")


def topic_name(chance: random.Random, root: Path) -> str:
    """What a topic is called."""
    file, values = register(root, "topics.yml")
    name = one_of(chance, sorted(values))
    values[name]["name"] = in_all(words(chance, 1))
    return dump(file, values, f"{name} is {values[name]['name']}")


def source_more(chance: random.Random, root: Path) -> str:
    """Where a publication is, and of when."""
    file, values = register(root, "sources.yml")
    name = one_of(chance, sorted(values))
    values[name]["date"] = chance.choice(("2023", "2024-05", "2025-01-02"))
    values[name]["url"] = f"https://{word(chance)}.example/"
    return dump(file, values, f"{name} is of {values[name]['date']}")


def topic_more(chance: random.Random, root: Path) -> str:
    """What a topic is about, and its small drawing."""
    file, values = register(root, "topics.yml")
    name = one_of(chance, sorted(values))
    known = sorted(each.stem for each in (root / "assets/theme/spots").glob("*.svg"))
    values[name] |= {"description": in_all(words(chance, 3)), "spot": one_of(chance, known)}
    return dump(file, values, f"{name} has {values[name]['spot']}")


def topic_new(chance: random.Random, root: Path) -> str:
    """One more topic, that a page has."""
    file, values = register(root, "topics.yml")
    name = word(chance)
    values[name] = {"name": in_all(words(chance, 1))}
    said = dump(file, values, f"{name} is new")
    found = sorted((root / "docs" / LOCALES[0] / "news").glob("20*.md"))
    page = one_of(chance, found)
    head = pages.read(page).head
    pages.save(page, {**head, "topics": [*head.get("topics", []), name]}, pages.read(page).body)
    return said


def topics_order(chance: random.Random, root: Path) -> str:
    """Topics in another order."""
    file, values = register(root, "topics.yml")
    names = list(values)
    chance.shuffle(names)
    return dump(file, {name: values[name] for name in names}, f"in the order {names}")


def unit(chance: random.Random, root: Path) -> str:
    """What a place belongs to."""
    file, values = register(root, "admin_units.yml")
    values["units"][0]["name"] = in_all(words(chance, 1))
    return dump(file, values, "another name of the unit")


def route(chance: random.Random, root: Path) -> str:
    """How far it is."""
    file, values = register(root, "routes.yml")
    way = one_of(chance, values["routes"])
    way["stops"][-1]["leg"]["km"] = chance.randint(2, 99)
    return dump(file, values, f"{way['id']}: {way['stops'][-1]['leg']['km']} km")


def self_check(chance: random.Random, root: Path) -> str:
    """The comparison with the act."""
    file, values = register(root, "self_check.yml")
    values["items"][0]["title"] = in_all(words(chance, 2))
    return dump(file, values, "another title")


def accessibility(chance: random.Random, root: Path) -> str:
    """What the browser tests have found."""
    file, values = register(root, "accessibility.yml")
    values["pages"] = chance.randint(20, 99)
    return dump(file, values, f"pages: {values['pages']}")


def layout_of_data(chance: random.Random, root: Path) -> str:
    """A file of data is written in another way; it says the same."""
    file = one_of(chance, sorted((root / "assets/data").glob("*.yml")))
    text = file.read_text(encoding="utf-8")
    values = yaml.safe_load(text)
    wide = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_flow_style=None)
    if wide == text:
        raise Impossible
    file.write_text(f"# Again.\n{wide}", encoding="utf-8", newline="\n")
    return f"{file.name}: the same in other lines"


def remark(chance: random.Random, root: Path) -> str:
    """What stands in files of data, and in front matter, stands some lines lower."""
    found = [*(root / "assets").glob("*/*.yml"), *(root / "docs").glob("*/strings.yml")]
    file = one_of(chance, sorted(found) + written(root))
    remarks = f"# {words(chance, 2)}\n" * chance.randint(1, 3)
    before = "---\n" if file.suffix == ".md" else ""
    text = file.read_text(encoding="utf-8").removeprefix(before)
    file.write_text(f"{before}{remarks}{text}", encoding="utf-8", newline="\n")
    return f"{file.relative_to(root)}: a remark"


EDITS: tuple[Edit, ...] = (
    strings_word, date_form, term_name, term_new, term_more, term_gone, fact_value, fact_label,
    fact_new, source_name, source_internal, source_more, topic_name, topic_more, topic_new,
    topics_order, unit, route, self_check, accessibility, layout_of_data, remark,
)  # fmt: skip
