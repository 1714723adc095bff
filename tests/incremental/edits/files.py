"""Pages that come, go and move, in one language or in all."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path

from quangba.content.reader import read_tree
from quangba.editing import move
from quangba.settings import read as read_settings
from quangba.translations import work
from tests.incremental import pages, vale
from tests.incremental.edits.site import (
    Edit,
    Impossible,
    named,
    one_of,
    set_head,
    sources,
    translations,
    uri,
)
from tests.incremental.pages import LOCALES, SOURCE, word, words


def news(chance: random.Random, root: Path) -> str:
    """One more item, now and then from before."""
    day = vale.now(root).date() - dt.timedelta(days=chance.choice((0, 0, 1, 30, 300)))
    head = {"title": words(chance, 3), "description": words(chance, 7) + ".", "kind": "news",
            "date": day, "topics": chance.sample(("water", "stone"), 1)}  # fmt: skip
    return _add(chance, root, f"news/{day}-{word(chance)}.md", head)


def page(chance: random.Random, root: Path) -> str:
    """One more page in a section."""
    section = one_of(chance, (each.parent for each in sources(root) if each.name == "index.md"))
    head = {"title": words(chance, 2), "description": words(chance, 7) + ".",
            "updated": vale.now(root).date()}  # fmt: skip
    where = section.relative_to(root / "docs" / SOURCE).as_posix()
    return _add(chance, root, f"{where}/{word(chance)}.md".removeprefix("./"), head)


def section(chance: random.Random, root: Path) -> str:
    """One more section: the menu gets it."""
    head = {"title": words(chance, 2), "description": words(chance, 7) + ".",
            "updated": vale.now(root).date(), "order": chance.randint(1, 60)}  # fmt: skip
    return _add(chance, root, f"{word(chance)}/index.md", head)


def _add(chance: random.Random, root: Path, path: str, head: pages.Head) -> str:
    file = root / "docs" / SOURCE / path
    if file.exists():
        raise Impossible
    pages.save(file, head, words(chance, 6) + ".\n")
    said = [f"new page {path}"]
    if chance.random() < 0.4:
        said.append(_translate(chance, root, file, chance.choice(LOCALES[1:])))
    return ", ".join(said)


def delete(chance: random.Random, root: Path) -> str:
    """A page goes, in all languages."""
    file = one_of(chance, (each for each in sources(root) if each.name != "index.md"))
    path = uri(root, file)
    for locale in LOCALES:
        (root / "docs" / locale / path).unlink(missing_ok=True)
    return f"{path} is deleted"


def delete_section(chance: random.Random, root: Path) -> str:
    """A section goes with its pages."""
    folder = one_of(chance, sorted(each for each in (root / "docs" / SOURCE).glob("*/")))
    for locale in LOCALES:
        shutil.rmtree(root / "docs" / locale / folder.name, ignore_errors=True)
    return f"{folder.name}/ is deleted"


def rename(chance: random.Random, root: Path) -> str:
    """Files get another name, and nothing is told of it."""
    file = one_of(chance, (each for each in sources(root) if each.name != "index.md"))
    path = uri(root, file)
    new = (root / path).with_name(f"{file.stem[:11]}{word(chance)}.md").relative_to(root).as_posix()
    for locale in LOCALES:
        old = root / "docs" / locale / path
        if old.is_file():
            old.rename(root / "docs" / locale / new)
    return f"{path} is now {new}"


def moved(chance: random.Random, root: Path) -> str:
    """`quangba move`: links are mended, the old address leads on."""
    file = one_of(chance, (each for each in sources(root) if each.name != "index.md"))
    old = uri(root, file)
    new = f"{old.rpartition('/')[0]}/{word(chance)}.md".removeprefix("/")
    settings = read_settings(root / "mkdocs.yml")
    plan, _ = move.plan(settings, old, new)
    if plan is None:
        raise Impossible
    move.carry_out(settings, plan)
    return f"{old} moved to {new}"


def exchange(chance: random.Random, root: Path) -> str:
    """Two pages exchange their names."""
    found = [each for each in sources(root, "news") if each.name != "index.md"]
    if len(found) < 2:
        raise Impossible
    one, two = chance.sample(found, 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return f"{uri(root, one)} and {uri(root, two)} exchanged"


# -- translations ----------------------------------------------------------------------------
def translate(chance: random.Random, root: Path) -> str:
    """A page gets one more language."""
    locale = chance.choice(LOCALES[1:])
    missing = (f for f in sources(root) if not (root / "docs" / locale / uri(root, f)).is_file())
    return _translate(chance, root, one_of(chance, missing), locale)


def _translate(chance: random.Random, root: Path, file: Path, locale: str) -> str:
    source = pages.read(file)
    if "only" in source.head:
        raise Impossible
    head = {"title": words(chance, 2), "description": words(chance, 7) + "."}
    target = root / "docs" / locale / uri(root, file)
    pages.save(target, head, source.body)
    return f"{named(root, target)} is new"


def untranslate(chance: random.Random, root: Path) -> str:
    """A translation goes."""
    file = one_of(chance, translations(root))
    file.unlink()
    return f"{named(root, file)} is deleted"


def accept(chance: random.Random, root: Path) -> str:
    """`quangba accept`: a translation is of the source text of now."""
    settings = read_settings(root / "mkdocs.yml")
    tree, _ = read_tree(settings)
    every = ((entry, locale) for entry in tree.entries.values() for locale in sorted(entry.pages))
    found = list(every)
    chance.shuffle(found)
    for entry, locale in found:
        if locale != entry.owner and work.accept(settings, entry, locale).changed:
            return f"{locale}/{entry.uri} is accepted"
    raise Impossible


def unstamp(chance: random.Random, root: Path) -> str:
    """Nobody knows any more what it was made from."""
    return set_head(root, one_of(chance, translations(root)), made_from=None)


def machine(chance: random.Random, root: Path) -> str:
    """A program wrote it; or somebody has read it."""
    file = one_of(chance, translations(root))
    has = "machine_draft" in pages.read(file).head
    return set_head(root, file, machine_draft=None if has else True)


def unfinished(chance: random.Random, root: Path) -> str:
    """A translation is a draft, or is none any more."""
    file = one_of(chance, translations(root))
    return set_head(root, file, draft=None if "draft" in pages.read(file).head else True)


EDITS: tuple[Edit, ...] = (
    news, page, section, delete, delete_section, rename, moved, exchange, translate, untranslate,
    accept, unstamp, machine, unfinished,
)  # fmt: skip
