"""What mkdocs.yml says of Markdown and of templates, without all that mkdocs loads to read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.theme import Theme
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from quangba.content.tree import Page
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
        # for `!relative`, which names folders in the options of extensions
        folders = SimpleNamespace(
            config_file_path=str(settings.config_file), docs_dir=str(settings.docs_dir)
        )
        with settings.config_file.open("rb") as file:
            values = yaml_load(file, get_yaml_loader(_LOADER, folders))  # type: ignore[arg-type]
        found = list(_extensions(values.get("markdown_extensions") or []))
        configs = {name: options for name, options in found if options}
        align_by_attribute(configs)
        names = dict.fromkeys((*_BUILT_IN, *(name for name, _ in found)))
        theme = values.get("theme") or "mkdocs"
        theme = dict(theme) if isinstance(theme, dict) else {"name": theme}
        if "custom_dir" in theme:
            theme["custom_dir"] = str(settings.theme_dir)
        return cls(tuple(names), configs, theme, _titles(values))

    def markdown(self, ours: tuple[Extension, ...]) -> Markdown:
        """A converter, for one page after the other: `reset` comes before each."""
        return Markdown(extensions=[*self.extensions, *ours], extension_configs=self.configs)

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
        return Theme(**self.theme).get_env()


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
