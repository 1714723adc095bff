"""Pictures, what is told beside them, and how they are made."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from tests.incremental import pages, vale
from tests.incremental.edits.site import (
    Edit,
    Impossible,
    in_all,
    load,
    one_of,
    other,
    set_body,
    set_fields,
    written,
)
from tests.incremental.pages import word, words


def _originals(root: Path) -> list[Path]:
    return sorted((root / "assets/media").glob("*.[jp][pn]g"))


def pixels(chance: random.Random, root: Path) -> str:
    """Other bytes under the same name."""
    file = one_of(chance, _originals(root))
    file.write_bytes(vale.picture(file.name, chance.randint(2, 5)))
    return f"{file.name}: other pixels"


def new(chance: random.Random, root: Path) -> str:
    """A new picture, shown in a text."""
    name = f"{word(chance)}.png"
    if (root / "assets/media" / name).exists():
        raise Impossible
    _put(root, name)
    file = one_of(chance, written(root))
    body = f"{pages.read(file).body.rstrip()}\n\n![](/media/{name})\n"
    return set_body(root, file, body, f"the new picture {name}")


def unused(chance: random.Random, root: Path) -> str:
    """A new picture that nothing shows."""
    name = f"{word(chance)}.png"
    _put(root, name)
    return f"{name} is new"


def _put(root: Path, name: str) -> None:
    file = root / "assets/media" / name
    file.write_bytes(vale.picture(name, 1))
    file.with_suffix(".yml").write_text(vale.sidecar(name), encoding="utf-8")


def gone(chance: random.Random, root: Path) -> str:
    """A picture goes that nothing shows."""
    texts = "".join(each.read_text(encoding="utf-8") for each in written(root))
    file = one_of(chance, (each for each in _originals(root) if each.name not in texts))
    file.unlink()
    file.with_suffix(".yml").unlink()
    return f"{file.name} is deleted"


def renamed(chance: random.Random, root: Path) -> str:
    """A picture gets another name, in the pages, too."""
    file = one_of(chance, _originals(root))
    target = file.with_name(f"{word(chance)}{file.suffix}")
    if target.exists():
        raise Impossible
    file.rename(target)
    file.with_suffix(".yml").rename(target.with_suffix(".yml"))
    for page in written(root):
        text = page.read_text(encoding="utf-8")
        if file.name in text:
            page.write_text(text.replace(file.name, target.name), encoding="utf-8", newline="\n")
    return f"{file.name} is now {target.name}"


def _sidecar(chance: random.Random, root: Path, **fields: Any) -> str:
    file = one_of(chance, _originals(root)).with_suffix(".yml")
    what = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return set_fields(file, what, **fields)


def alt(chance: random.Random, root: Path) -> str:
    """What those hear who do not see it."""
    return _sidecar(chance, root, alt=in_all(words(chance, 3)))


def caption(chance: random.Random, root: Path) -> str:
    """What stands below it, or nothing."""
    said = in_all(words(chance, 3)) if chance.random() < 0.7 else None
    return _sidecar(chance, root, caption=said)


def credit(chance: random.Random, root: Path) -> str:
    """Who made it."""
    return _sidecar(chance, root, credit=words(chance, 2))


def licence(chance: random.Random, root: Path) -> str:
    """What it allows."""
    return _sidecar(chance, root, licence=chance.choice(("CC0-1.0", "CC-BY-SA-4.0", "CC-BY-4.0")))


def focal(chance: random.Random, root: Path) -> str:
    """What crops keep."""
    return _sidecar(chance, root, focal=[chance.randint(0, 9) / 10, chance.randint(0, 9) / 10])


def press(chance: random.Random, root: Path) -> str:
    """Whether readers may take it."""
    return _sidecar(chance, root, press=chance.choice((True, False, None)))


def right_ends(chance: random.Random, root: Path) -> str:
    """Its last day."""
    day = vale.now(root).date() + dt.timedelta(days=chance.randint(0, 400))
    return _sidecar(chance, root, expires=chance.choice((day, None)))


def recipe(chance: random.Random, root: Path) -> str:
    """Other sizes, other formats."""
    file = root / "assets/recipes.yml"
    values = load(file)
    use = one_of(chance, sorted(values))
    key, choices = chance.choice(
        (("widths", ([24], [32], [24, 36])), ("formats", (["jpeg"], ["avif", "jpeg"])),
         ("sizes", ("50vw", "100vw")))
    )  # fmt: skip
    values[use][key] = other(chance, choices, values[use].get(key))
    return set_fields(file, f"{use}: {key}: {values[use][key]}", **values)


def document(chance: random.Random, root: Path) -> str:
    """Another file to take away."""
    file = one_of(chance, sorted((root / "assets/documents").glob("*.pdf")))
    file.write_bytes(file.read_bytes() + b"\n% " + word(chance).encode() + b"\n")
    return f"{file.name}: other bytes"


EDITS: tuple[Edit, ...] = (
    pixels, new, unused, gone, renamed, alt, caption, credit, licence, focal, press, right_ends,
    recipe, document,
)  # fmt: skip
