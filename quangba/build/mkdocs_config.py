"""What mkdocs.yml says of Markdown and of templates, without all that mkdocs loads to read it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.theme import Theme
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from quangba import compiled
from quangba.content.tree import Page
from quangba.ground import environment
from quangba.mkdocs_plugin import blocks, inline
from quangba.mkdocs_plugin.page_text import align_by_attribute
from quangba.settings import Settings

_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that mkdocs has on every site."""

_LOADER = getattr(yaml, "CLoader", yaml.Loader)

_CALLOUT = r"(?P<start>[ \t]*{marker} ?(?P<kind>[\w\-]+(?: +[\w\-]+)*))(?: +\"\s*\")? *"
_MARKER, _FOLDING_MARKER = r"!{3}", r"(?:\?{3}\+?|!{3})"
_FOLDING = "pymdownx.details"


@dataclass(frozen=True)
class MkDocsConfig:
    """extensions: of Markdown, with their options in `configs`; theme: as mkdocs takes it.

    titles: the words of callouts that have none, by locale and kind, as static-i18n sets them.
    """

    extensions: tuple[str, ...]
    configs: Mapping[str, dict[str, Any]]
    theme: Mapping[str, Any]
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, settings: Settings) -> MkDocsConfig:
        """Of a site whose settings have been read, so that the file is known to be usable."""
        data = settings.config_file.read_bytes()
        places = str(settings.config_file), str(settings.docs_dir), str(settings.theme_dir)
        outside = environment(data)
        # each language asks for it; what takes more than these bytes is read each time
        return _read(data, places) if outside is None else _known(data, places, outside)

    @classmethod
    def parse(cls, data: bytes, config_file: str, docs_dir: str, theme_dir: str) -> MkDocsConfig:
        """Of the bytes of the settings, and where everything is."""
        # for `!relative`, which names folders in the options of extensions
        folders = SimpleNamespace(config_file_path=config_file, docs_dir=docs_dir)
        stream = io.BytesIO(data)
        stream.name = config_file  # what INHERIT goes out from
        values = yaml_load(stream, get_yaml_loader(_LOADER, folders))  # type: ignore[arg-type]
        found = list(_extensions(values.get("markdown_extensions") or []))
        configs = {name: options for name, options in found if options}
        align_by_attribute(configs)
        names = dict.fromkeys((*_BUILT_IN, *(name for name, _ in found)))
        theme = values.get("theme") or "mkdocs"
        theme = dict(theme) if isinstance(theme, dict) else {"name": theme}
        if "custom_dir" in theme:
            theme["custom_dir"] = theme_dir
        return cls(tuple(names), configs, theme, _titles(values))

    def markdown(self, ours: tuple[Extension, ...]) -> Markdown:
        """A converter, for one page after the other: `reset` comes before each."""
        with compiled.lasting():
            md = Markdown(extensions=[*self.extensions, *ours], extension_configs=self.configs)
        inline.quicken(md)
        blocks.quicken(md)
        return md

    def source(self, page: Page, locale: str) -> str:
        """The text of a page as it is converted for readers of a language."""
        lines = page.body.lstrip("\n").splitlines()
        if titles := self.titles.get(locale):
            marker = _FOLDING_MARKER if _FOLDING in self.extensions else _MARKER
            callout = re.compile(_CALLOUT.format(marker=marker))
            lines = [_titled(callout, titles, line) for line in lines]
        return "\n".join(lines)

    def templates(self) -> Environment:
        """The theme's templates, as mkdocs finds them."""
        return self._theme.get_env()

    @cached_property
    def _theme(self) -> Theme:
        return Theme(**self.theme)  # it looks through all packages that are installed


def _read(data: bytes, places: tuple[str, str, str]) -> MkDocsConfig:
    return MkDocsConfig.parse(data, *places)


@lru_cache(maxsize=4)
def _known(data: bytes, places: tuple[str, str, str], _: str) -> MkDocsConfig:
    return _read(data, places)


def _extensions(written: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, options) of each extension, which may be a list or a mapping."""
    if isinstance(written, dict):
        yield from written.items()
        return
    for item in written:
        if isinstance(item, dict):
            yield from item.items()
        else:
            yield item, {}


def _titles(values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    plugins = values.get("plugins") or []
    rows = [plugins] if isinstance(plugins, dict) else plugins
    found = (row["i18n"] for row in rows if isinstance(row, dict) and "i18n" in row)
    options: Mapping[str, Any] = next(found, {})
    return {
        row["locale"]: {kind.lower(): title for kind, title in titles.items()}
        for row in options.get("languages") or []
        if (titles := row.get("admonition_translations"))
    }


def _titled(callout: re.Pattern[str], titles: Mapping[str, str], line: str) -> str:
    match = callout.fullmatch(line)
    title = titles.get(match["kind"].lower()) if match else None
    return f'{match["start"]} "{title}"' if match and title else line
