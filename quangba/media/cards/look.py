"""What cards take from the theme: colours, fonts, the ridge, the mark and the small drawings."""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from quangba.ground import ground
from quangba.media.cards import faces
from quangba.media.cards.faces import Faces
from quangba.settings import Settings
from quangba.store import Store

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "quiet": "#f0f0f0",
        "ink": "#222222",
        "ink-soft": "#555555",
        "ember": "#a03000",
        "night": "#222222",
        "on-night": "#ffffff",
        "on-night-soft": "#dddddd",
    }
)
"""The names that cards use, and their colours in a theme that does not have them."""

RIDGE, MARK, SPOTS = "partials/ridge.html", "partials/mark.html", "spots"
_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6}|[\d.]+)\s*;")
_RULE = re.compile(r"^(\.foot )?\.((?:spot|mark|ridge)[\w-]*) \{([^}]*)\}", re.MULTILINE)
_SHOWN = re.compile(r"(?:fill|stroke|opacity|stroke-linecap|stroke-linejoin|stroke-width):[^;]+")
_NAMED = re.compile(r"var\(--([\w-]+)\)")
_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """colours: by the names of the theme's tokens.

    rules: how its drawings are painted; night_rules: what is else on a dark ground.
    """

    faces: Faces
    colours: Mapping[str, str]
    rules: str
    night_rules: str
    drawings: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """Changes with everything that cards take from the theme."""
        fonts = [face.digest for face in self.faces.all]
        painted = self.rules, self.night_rules
        parts = fonts, sorted(self.colours.items()), painted, sorted(self.drawings.items())
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def drawing(self, name: str, colour: str, *, night: bool = False) -> str:
        """An SVG document of one of the theme's drawings; '' where there is none.

        colour: of what is drawn in the colour of the text around it; night: on a dark ground.
        """
        svg = self.drawings.get(name, "")
        if not svg:
            return ""
        rules = self.rules + (self.night_rules if night else "")
        style = f"<style>{rules.replace('currentColor', colour)}</style>"
        opening, _, rest = svg.partition(">")
        space = "" if "xmlns=" in opening else ' xmlns="http://www.w3.org/2000/svg"'
        return f"{opening}{space}>{style}{rest}"


def _shown(folder: Path, pattern: str) -> list[Path]:
    """Not what editors and systems put beside files for themselves: these are hidden."""
    return sorted(file for file in folder.glob(pattern) if not file.name.startswith("."))


def read(settings: Settings) -> Look:
    """The theme's look. One without fonts gives a look without faces: no card is drawn then."""
    theme = settings.theme_dir
    css = "\n".join(file.read_text(encoding="utf-8") for file in _shown(theme / "css", "*.css"))
    tokens: dict[str, str] = {}
    for name, colour in _TOKEN.findall(css):
        tokens.setdefault(name, colour)  # the first is that of the light scheme
    files = {
        "ridge": theme / RIDGE,
        "mark": theme / MARK,
        **{f"spot/{file.stem}": file for file in _shown(theme / SPOTS, "*.svg")},
    }
    drawings = {
        name: svg for name, file in files.items() if file.is_file() and (svg := _svg_of(file))
    }
    return Look(
        fonts(settings),
        {name: tokens.get(name, usual) for name, usual in COLOURS.items()},
        _rules(css, tokens, ""),
        _rules(css, tokens, ".foot "),
        drawings,
    )


def kept(settings: Settings, theme: str) -> Look:
    """The same, found again while the theme is as it was. theme: digest of all of its files."""
    folder = os.fspath(settings.theme_dir)
    name = f"looks/{ground(theme=theme, folder=folder)}"
    data = Store(settings.cache_dir).get_or_make_checked(name, lambda: _packed(read(settings)))
    return _unpacked(data)


def _packed(look: Look) -> bytes:
    assert look.digest  # worked out once, and kept with the rest
    return pickle.dumps(look, protocol=5)


@functools.lru_cache(maxsize=4)
def _unpacked(data: bytes) -> Look:
    look: Look = pickle.loads(data)  # noqa: S301 - our own cache, of this very code, checked
    return look


def fonts(settings: Settings) -> Faces:
    """The theme's fonts, without the rest of its look."""
    return faces.read(settings.theme_dir / "fonts", Store(settings.cache_dir))


def _svg_of(file: Path) -> str:
    """The drawing of a partial, as it is where a page has it first; '' if it needs a page."""
    return _svg_in(file.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=64)
def _svg_in(template: str) -> str:
    """Each is compiled once in a process: a build looks at the theme for every language."""
    import jinja2

    try:
        html = jinja2.Environment(autoescape=True).from_string(template).render()
    except jinja2.TemplateError:
        return ""
    found = _SVG.search(html)
    return found[0] if found else ""


def _rules(css: str, tokens: Mapping[str, str], within: str) -> str:
    """The theme's own painting of its drawings, with colours in place of their names."""
    rules = ""
    for place, name, body in _RULE.findall(css):
        shown = [
            part for part in _SHOWN.findall(body) if all(n in tokens for n in _NAMED.findall(part))
        ]
        if shown and place == within:
            painted = _NAMED.sub(lambda match: tokens[match[1]], ";".join(shown))
            rules += f".{name}{{{painted}}}"
    return rules
