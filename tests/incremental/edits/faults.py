"""Mistakes: nothing is built, and all is well again when they are mended."""

from __future__ import annotations

import random
from pathlib import Path

from tests.incremental import pages
from tests.incremental.edits.site import Edit, named, one_of, set_body, set_head, sources, written
from tests.incremental.pages import LOCALES


def front(chance: random.Random, root: Path) -> str:
    """Front matter that nobody can read."""
    file = one_of(chance, written(root))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", "title: [", 1), encoding="utf-8")
    return f"{named(root, file)}: a bracket in its title"


def topic(chance: random.Random, root: Path) -> str:
    """A topic that there is not."""
    return set_head(root, one_of(chance, sources(root)), topics=["nowhere"])


def link(chance: random.Random, root: Path) -> str:
    """A link to nothing."""
    file = one_of(chance, written(root))
    body = f"{pages.read(file).body.rstrip()} [there](nowhere.md)\n"
    return set_body(root, file, body, "a link to nothing")


def template(chance: random.Random, root: Path) -> str:
    """A template that cannot be compiled."""
    file = root / "assets/theme/main.html"
    file.write_text(file.read_text("utf-8") + "{% if %}", encoding="utf-8")
    return "main.html cannot be compiled"


def data(chance: random.Random, root: Path) -> str:
    """A register that nobody can read."""
    file = one_of(chance, sorted((root / "assets/data").glob("*.yml")))
    file.write_text(file.read_text("utf-8") + "\n[", encoding="utf-8")
    return f"{file.name} cannot be read"


def strings(chance: random.Random, root: Path) -> str:
    """A word less."""
    file = root / "docs" / chance.choice(LOCALES) / "strings.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [each for each in lines if not each.startswith("skip:")]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return f"{file.parent.name}: no word “skip”"


def picture(chance: random.Random, root: Path) -> str:
    """A picture that is none."""
    file = one_of(chance, sorted((root / "assets/media").glob("*.[jp][pn]g")))
    file.write_bytes(file.read_bytes()[:60])
    return f"{file.name} is cut off"


def shown_picture(chance: random.Random, root: Path) -> str:
    """A picture goes that pages may show."""
    file = one_of(chance, sorted((root / "assets/media").glob("*.[jp][pn]g")))
    file.unlink()
    return f"{file.name} is deleted"


def document(chance: random.Random, root: Path) -> str:
    """A file goes that a page may offer."""
    file = one_of(chance, sorted((root / "assets/documents").glob("*.pdf")))
    file.unlink()
    return f"{file.name} is deleted"


def settings(chance: random.Random, root: Path) -> str:
    """Settings that cannot be used."""
    file = root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8") + "\nplugins: 3\n", encoding="utf-8")
    return "mkdocs.yml has other plugins"


EDITS: tuple[Edit, ...] = (
    front,
    topic,
    link,
    template,
    data,
    strings,
    picture,
    shown_picture,
    document,
    settings,
)
