"""The theme's own files as published: one stylesheet, scripts, icons and fonts, named by hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rcssmin import cssmin

from quangba.content.tree import ContentTree
from quangba.errors import InputError
from quangba.messages import msg
from quangba.outputs import fonts
from quangba.problems import error
from quangba.store import Store

FOLDER = "assets"
STYLESHEET = "site.css"
_WEIGHTS = {"400": "Regular", "700": "Bold"}
_FONT = re.compile(r"^(?P<family>.+)-(?P<weight>\d{3})\.woff2$")
_URL = re.compile(r"url\(\s*['\"]?(?P<target>(?!data:|#)[^'\")]+)['\"]?\s*\)")


@dataclass(frozen=True, slots=True)
class ThemeAssets:
    """`paths`: name in the theme -> path in the site; `files`: path in the site -> bytes."""

    paths: Mapping[str, str]
    files: Mapping[str, bytes]
    fonts: tuple[str, ...]


def make(theme_dir: Path, tree: ContentTree, cache_dir: Path, *, labels: str = "") -> ThemeAssets:
    """Publishable files of the theme. Raises InputError when its CSS names a missing file.

    labels: texts shown besides the tree's, for the characters of the fonts.
    """
    paths: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def publish(name: str, data: bytes) -> str:
        stem, _, suffix = name.rpartition("/")[2].rpartition(".")
        path = f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        paths[name], files[path] = path, data
        return path

    for file in sorted(theme_dir.glob("*.svg")):
        publish(file.name, file.read_bytes())
    for file in sorted(theme_dir.glob("js/*.js")):
        publish(file.name, file.read_bytes())
    parts = sorted(theme_dir.glob("css/*.css"))
    css = "".join(file.read_text(encoding="utf-8") for file in parts)
    store = Store(cache_dir)
    used = fonts.characters(tree) | set(labels)
    for target in sorted({match["target"] for match in _URL.finditer(css)}):
        publish(target, _asset(theme_dir, target, used, store))
    css = _URL.sub(lambda match: f"url({paths[match['target']].removeprefix(FOLDER + '/')})", css)
    publish(STYLESHEET, cssmin(css).encode())
    published_fonts = tuple(path for path in sorted(files) if path.endswith(".woff2"))
    return ThemeAssets(MappingProxyType(paths), MappingProxyType(files), published_fonts)


def _asset(theme_dir: Path, target: str, used: frozenset[str], store: Store) -> bytes:
    """The bytes of a file that the stylesheet names; fonts are cut from their TTF."""
    if match := _FONT.match(target):
        family = "".join(part.title() for part in match["family"].rpartition("/")[2].split("-"))
        weight = _WEIGHTS.get(match["weight"], match["weight"])
        original = theme_dir / "fonts" / f"{family}-{weight}.ttf"
        if original.is_file():
            return fonts.subset(original, used, store)
    elif (theme_dir / target).is_file():
        return (theme_dir / target).read_bytes()
    problem = error(
        "theme-file", f"{theme_dir.name}/css", None,
        msg("The stylesheet names “{target}”, which is not in the theme.", target=target),
        msg("Add the file, or correct the name."),
    )  # fmt: skip
    raise InputError(msg("The theme cannot be used."), (problem,))
