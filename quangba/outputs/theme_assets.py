"""The theme's own files as published: stylesheets, scripts, icons and fonts, named by hash.

`css/*.css` is the stylesheet of all pages; a folder below, `css/NAME/*.css`, makes a sheet
NAME.css of its own, for what is loaded when it is asked for. Scripts stand in `js/` or in a folder
below; one that imports another names it relatively (`./engine.js`, `./search/engine.js`), and gets
its published name. Lines of a script that hold a comment or nothing are not sent: they were a fifth
of its bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType

from rcssmin import cssmin

from quangba.content.source_file import below, beside
from quangba.content.tree import ContentTree
from quangba.errors import InputError
from quangba.inputs import Theme
from quangba.messages import msg
from quangba.noting import OfObjects
from quangba.outputs import fonts
from quangba.problems import error
from quangba.site import Site
from quangba.store import Store

FOLDER = "assets"
STYLESHEET = "site.css"
_WEIGHTS = {"400": "Regular", "700": "Bold"}
_FONT = re.compile(r"^(?P<family>.+)-(?P<weight>\d{3})\.woff2$")
_IMPORT = re.compile(
    r"""(?P<start>\b(?:from|import)\s*\(?\s*["'])(?P<target>\./(?:[\w-]+/)*[\w-]+\.js)(?=["'])"""
)
_NOTE = re.compile(r"^[ \t]*(?://.*)?\n", re.MULTILINE)
_URL = re.compile(r"url\(\s*['\"]?(?P<target>(?!data:|#)[^'\")]+)['\"]?\s*\)")


@dataclass(frozen=True, slots=True)
class ThemeAssets:
    """`paths`: name in the theme -> path in the site; `files`: path in the site -> bytes."""

    paths: Mapping[str, str]
    files: Mapping[str, bytes]
    fonts: tuple[str, ...]


def make(theme_dir: Path, tree: ContentTree, cache_dir: Path, *, labels: str = "") -> ThemeAssets:
    """Publishable files of the theme. Raises InputError when it names a missing file.

    labels: texts shown besides the tree's, for the characters of the fonts.
    """
    return _made(theme_dir, fonts.characters(tree, cache_dir) | set(labels), cache_dir)


class Assets:
    """`make` in a process that asks again and again, of sites with the same settings."""

    def __init__(self) -> None:
        self._characters = fonts.Characters()
        self._labels: OfObjects[frozenset[str]] = OfObjects()
        self._made: tuple[bytes, frozenset[str], ThemeAssets] | None = None

    def of(self, site: Site) -> ThemeAssets:
        """Of a site as it is shown. Raises InputError as `make`."""
        settings, theme = site.settings, site.theme or Theme(site.settings.theme_dir)
        used = self._characters.of(site.tree, settings.cache_dir)
        used |= self._labels.get(site.labelled, lambda: frozenset(site.labels))
        digest = theme.digests["assets"]
        if self._made is None or self._made[:2] != (digest, used):
            self._made = digest, used, _made(settings.theme_dir, used, settings.cache_dir)
        return self._made[2]


def _made(theme_dir: Path, used: frozenset[str], cache_dir: Path) -> ThemeAssets:
    paths: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def publish(name: str, data: bytes) -> str:
        stem, _, suffix = name.rpartition("/")[2].rpartition(".")
        path = f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        paths[name], files[path] = path, data
        return path

    for file in beside(theme_dir, ".svg"):
        publish(file.name, file.read_bytes())
    for file in _imported_first(theme_dir):
        code = _IMPORT.sub(partial(_published, file, theme_dir, paths), file.read_text("utf-8"))
        publish(_script(file, theme_dir), _NOTE.sub("", code).encode())
    store = Store(cache_dir)
    for name, css in _sheets(theme_dir).items():
        for target in sorted({match["target"] for match in _URL.finditer(css)} - paths.keys()):
            publish(target, _asset(theme_dir, target, used, store))
        linked = _URL.sub(lambda m: f"url({paths[m['target']].removeprefix(FOLDER + '/')})", css)
        publish(name, cssmin(linked).encode())
    published_fonts = tuple(path for path in sorted(files) if path.endswith(".woff2"))
    return ThemeAssets(MappingProxyType(paths), MappingProxyType(files), published_fonts)


def _sheets(theme_dir: Path) -> dict[str, str]:
    """The text of each stylesheet by its name."""
    folder = theme_dir / "css"
    parts = {STYLESHEET: beside(folder, ".css")}
    for inner in sorted(folder.glob("*/")):
        if files := beside(inner, ".css"):
            parts[f"{inner.name}.css"] = files
    return {
        name: "".join(file.read_text(encoding="utf-8") for file in files)
        for name, files in parts.items()
    }


def _script(file: Path, theme_dir: Path) -> str:
    """A script's name in the theme: 'site.js', 'search/engine.js'."""
    return file.relative_to(theme_dir / "js").as_posix()


def _imported_first(theme_dir: Path) -> list[Path]:
    """The scripts in an order in which each comes after those that it imports."""
    files = below(theme_dir / "js", ".js")
    imports = {
        file: {
            imported
            for match in _IMPORT.finditer(file.read_text(encoding="utf-8"))
            if (imported := file.parent / match["target"].removeprefix("./")).is_file()
        }
        for file in files
    }
    try:
        return list(TopologicalSorter(imports).static_order())
    except CycleError as failure:
        around = " → ".join(_script(file, theme_dir) for file in failure.args[1])
        problem = error(
            "theme-cycle", f"{theme_dir.name}/js", None,
            msg("Scripts import each other in a circle: {scripts}.", scripts=around),
            msg("Put what both need into a third file."),
        )  # fmt: skip
        raise InputError(msg("The theme cannot be used."), (problem,)) from None


def _published(file: Path, theme_dir: Path, paths: Mapping[str, str], match: re.Match[str]) -> str:
    """An import with the published name of what it names. Raises InputError without such a file."""
    target = match["target"].removeprefix("./")
    name = _script(file.parent / target, theme_dir)
    if name not in paths:
        raise _missing(f"{theme_dir.name}/js/{_script(file, theme_dir)}", match["target"])
    return f"{match['start']}./{paths[name].removeprefix(FOLDER + '/')}"


def _missing(path: str, target: str) -> InputError:
    problem = error(
        "theme-file", path, None,
        msg("The theme names “{target}”, which is not in it.", target=target),
        msg("Add the file, or correct the name."),
    )  # fmt: skip
    return InputError(msg("The theme cannot be used."), (problem,))


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
    raise _missing(f"{theme_dir.name}/css", target)
