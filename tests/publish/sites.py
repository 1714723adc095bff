"""Sites that are built already, in a few files; what a reader of a folder sees."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quangba.publish import release

FILES = {
    "index.html": "<!doctype html><title>Brume</title>",
    "404.html": "<!doctype html><title>Nothing here</title>",
    "fr/index.html": "<!doctype html><title>Brume (fr)</title>",
    "fr/le port/index.html": "<!doctype html><title>Le port</title>",
    "media/bến-cảng.jpg": "a picture",
    "assets/site.0123456789ab.css": "p{}",
}


def built(folder: Path, more: Mapping[str, str | None] | None = None) -> release.Release:
    """A built site: the files above and others; None leaves a file out."""
    files = FILES | (more or {})
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, encoding="utf-8")
    return release.read(folder)


def silent(_text: object) -> None:
    """Nobody waits."""


def seen(folder: Path) -> dict[str, str] | None:
    """What readers of a target see, by content; None where nothing is there yet."""
    current = folder / "current"
    return dict(release.read(current.resolve()).files) if current.exists() else None
