"""What we read of mkdocs.yml ourselves is what mkdocs reads."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs_static_i18n.plugin import I18n

from quangba import settings
from quangba.build.mkdocs_config import MkDocsConfig
from quangba.content.tree import Page
from quangba.mkdocs_plugin.page_text import align_by_attribute
from quangba.settings import Settings
from tests.small_sites import MKDOCS_YML, THEME, write


def read(root, more: str) -> Settings:
    write(root, {**THEME, "mkdocs.yml": MKDOCS_YML + more})
    return settings.read(root / "mkdocs.yml")


@pytest.mark.parametrize(
    "more",
    [
        "",
        "markdown_extensions: [abbr, tables, toc: {permalink: false}, md_in_html]\n",
        "markdown_extensions: {abbr: , tables: {use_align_attribute: false}, toc: {title: T}}\n",
        "markdown_extensions:\n  - pymdownx.highlight: {guess_lang: false}\n  - abbr:\n",
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:pymdownx.slugs.slugify\n",
    ],
)
def test_the_extensions_are_those_that_mkdocs_finds(tmp_path, more):
    ours = MkDocsConfig.read(read(tmp_path, more))

    theirs = load_config(str(tmp_path / "mkdocs.yml"))
    align_by_attribute(theirs.mdx_configs)
    assert list(ours.extensions) == theirs.markdown_extensions
    assert ours.configs == theirs.mdx_configs


def test_templates_come_from_where_mkdocs_takes_them(tmp_path):
    ours = MkDocsConfig.read(read(tmp_path, "")).templates()

    theirs = load_config(str(tmp_path / "mkdocs.yml")).theme.get_env()
    assert ours.loader.searchpath == theirs.loader.searchpath


CALLOUTS = ["!!! note", "!!! Note", '!!! note ""', '  ??? note "Own"', "??? tip", "!!! note\tx"]


@pytest.mark.parametrize("line", CALLOUTS)
@pytest.mark.parametrize("extensions", [("admonition",), ("admonition", "pymdownx.details")])
def test_callouts_without_a_title_get_the_words_that_static_i18n_gives_them(line, extensions):
    titles = {"note": "Remarque", "tip": "Conseil"}
    body = f"\n\nText.\r\n{line}\n    More.\n"
    i18n = SimpleNamespace(current_language_config=SimpleNamespace(admonition_translations=titles))
    theirs = I18n.on_page_markdown(
        i18n, body.lstrip("\n"), None, {"markdown_extensions": list(extensions)}, None
    )

    ours = MkDocsConfig(extensions, {}, {}, {"fr": titles})
    page = Page("a.md", "fr", "docs/fr/a.md", None, body, 1, {})
    assert ours.source(page, "fr") == theirs
    assert replace(ours, titles={}).source(page, "fr") == "\n".join(body.lstrip("\n").splitlines())


def test_the_titles_stand_with_the_languages(tmp_path):
    write(tmp_path, THEME)
    fr = "{locale: fr, name: Français"
    told = MKDOCS_YML.replace(fr, f"{fr}, admonition_translations: {{Note: Remarque}}")
    (tmp_path / "mkdocs.yml").write_text(told, encoding="utf-8")

    found = MkDocsConfig.read(settings.read(tmp_path / "mkdocs.yml"))

    assert found.titles == {"fr": {"note": "Remarque"}}
