"""Titles and texts of pages."""

from __future__ import annotations

import os
import posixpath
import random
import re
from pathlib import Path

from tests.incremental import pages
from tests.incremental.edits.site import (
    Edit,
    Impossible,
    in_languages,
    named,
    one_of,
    set_body,
    set_head,
    sources,
    uri,
    written,
)
from tests.incremental.pages import word, words

_ENDS_WITH_WORDS = re.compile(r"^(?:title|description| *nl|[a-z_]+): (?!\d)[A-Za-z .]+$|^\w.*\.$")
_HEADING = re.compile(r"^## .*?(?P<id> \{#\w+\})?$", re.MULTILINE)


def _added(chance: random.Random, root: Path, text: str) -> str:
    file = one_of(chance, written(root))
    return set_body(root, file, f"{pages.read(file).body.rstrip()}\n\n{text}\n", f"with {text!r}")


def sentence(chance: random.Random, root: Path) -> str:
    """One more sentence."""
    return _added(chance, root, words(chance, 5) + ".")


def leftover(chance: random.Random, root: Path) -> str:
    """A word that tells of something unfinished: in a text, a menu, or below a picture."""
    found = [*written(root), *sorted((root / "assets/media").glob("*.yml"))]
    found += sorted((root / "docs").glob("*/strings.yml"))
    file = one_of(chance, found)
    lines = file.read_text(encoding="utf-8").split("\n")
    at = one_of(chance, (at for at, line in enumerate(lines) if _ENDS_WITH_WORDS.search(line)))
    lines[at] += " TODO"
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return f"{file.name}: {lines[at]}"


def text(chance: random.Random, root: Path) -> str:
    """Another first sentence."""
    file = one_of(chance, written(root))
    body = pages.read(file).body
    first, _, rest = body.partition("\n")
    if first.startswith(("#", "|", "!", "-")):
        raise Impossible
    return set_body(root, file, f"{words(chance, 4)}.\n{rest}", f"another sentence for {first!r}")


def markup(chance: random.Random, root: Path) -> str:
    """Some of what Markdown can do."""
    one, two = word(chance), word(chance)
    samples = (
        f"!!! note\n    {one} {two}.",
        f"- {one}\n- {two}\n    - {one}",
        f"| {one} | {two} |\n|---|:-:|\n| 1 | 2 |",
        f"> {one} **{two}**",
        f"```\n{one}\n```",
        f'=== "{one}"\n\n    {two}.\n',
        f"{one}[^{one}]\n\n[^{one}]: {two}.",
        f"{one}\n:   {two}",
    )
    return _added(chance, root, chance.choice(samples))


def link(chance: random.Random, root: Path) -> str:
    """A link to another page."""
    file = one_of(chance, written(root))
    target = one_of(chance, sources(root))
    body = pages.read(file).body.rstrip()
    here = posixpath.dirname(uri(root, file)) or "."
    address = posixpath.relpath(uri(root, target), here)
    return set_body(root, file, f"{body} [{word(chance)}]({address})\n", f"a link to {address}")


def figure(chance: random.Random, root: Path) -> str:
    """A figure of the register."""
    name = one_of(chance, re.findall(r"^(\w+):", _facts(root), re.MULTILINE))
    return _added(chance, root, f'There are {{{{ fact("{name}") }}}}.')


def _facts(root: Path) -> str:
    return (root / "assets/data/facts.yml").read_text(encoding="utf-8")


def term(chance: random.Random, root: Path) -> str:
    """An agreed name."""
    rows = (root / "assets/data/terms.csv").read_text(encoding="utf-8").splitlines()[1:]
    return _added(chance, root, f"At {one_of(chance, rows).split(',')[2]}.")


def picture(chance: random.Random, root: Path) -> str:
    """A picture of its own line, or within one."""
    found = one_of(chance, sorted((root / "assets/media").glob("*.[jp][pn]g")))
    shown = f"![](/media/{found.name})"
    return _added(chance, root, shown if chance.random() < 0.7 else f"See {shown} here.")


def heading(chance: random.Random, root: Path) -> str:
    """One more section, in all languages of a page."""
    added = f"## {words(chance, 2)}\n\n{words(chance, 3)}."
    path = uri(root, one_of(chance, sources(root)))
    said = [
        set_body(root, file, f"{pages.read(file).body.rstrip()}\n\n{added}\n", f"with {added!r}")
        for file in in_languages(root, path)
    ]
    return ", ".join(said)


def heading_words(chance: random.Random, root: Path) -> str:
    """Other words of a heading, with another id where it has none of its own."""
    file = one_of(chance, (f for f in written(root) if _HEADING.search(pages.read(f).body)))
    new = f"## {words(chance, 2)}"
    body = _HEADING.sub(rf"{new}\g<id>", pages.read(file).body, count=1)
    return set_body(root, file, body, f"the first heading is {new!r}")


def section_gone(chance: random.Random, root: Path) -> str:
    """A section less, in all languages of a page."""
    found = (f for f in sources(root) if _HEADING.search(pages.read(f).body))
    said = []
    for file in in_languages(root, uri(root, one_of(chance, found))):
        body = pages.read(file).body
        last = list(_HEADING.finditer(body))[-1]
        said.append(set_body(root, file, body[: last.start()], f"without {last.group()!r}"))
    return ", ".join(said)


def letter(chance: random.Random, root: Path) -> str:
    """A letter that no page had: the fonts get it."""
    return _added(chance, root, f"A {chance.choice('ŵŷẁỳǻ')}.")


def same_size(chance: random.Random, root: Path) -> str:
    """As many bytes as before, and the file's time put back, as some programs do."""
    file = one_of(chance, written(root))
    known, data = file.stat(), file.read_bytes()
    at = one_of(chance, [m.start() for m in re.finditer(rb"(?<=[a-z])[a-z](?=[a-z]*\.\n)", data)])
    changed = data[:at] + (b"q" if data[at : at + 1] != b"q" else b"x") + data[at + 1 :]
    file.write_bytes(changed)
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    return f"{named(root, file)}: one letter, of the same date"


def title(chance: random.Random, root: Path) -> str:
    """Of a source page or of a translation."""
    return set_head(root, one_of(chance, written(root)), title=words(chance, 2))


def description(chance: random.Random, root: Path) -> str:
    """The sentence that lists and search show."""
    return set_head(root, one_of(chance, written(root)), description=words(chance, 7) + ".")


def menu_title(chance: random.Random, root: Path) -> str:
    """A shorter title, or none any more."""
    file = one_of(chance, written(root))
    has = "menu_title" in pages.read(file).head
    return set_head(root, file, menu_title=None if has else words(chance, 1))


def glance(chance: random.Random, root: Path) -> str:
    """The table of facts at the head."""
    file = one_of(chance, written(root))
    rows = [{"label": words(chance, 1), "value": words(chance, 2)}]
    return set_head(root, file, glance=rows if chance.random() < 0.8 else None)


def tale_pictures(chance: random.Random, root: Path) -> str:
    """Those of a story in another order."""
    file = one_of(chance, sources(root, "story"))
    shown = pages.read(file).head.get("pictures", [])
    return set_head(root, file, pictures=[*shown[1:], *shown[:1]])


EDITS: tuple[Edit, ...] = (
    sentence, leftover, text, markup, link, figure, term, picture, heading, heading_words,
    section_gone, letter, same_size, title, description, menu_title, glance, tale_pictures,
)  # fmt: skip
