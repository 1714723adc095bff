"""Links and anchors are what mkdocs makes of them, whichever way they are written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.folder import I18nFiles

from quangba.mkdocs_plugin.links import Links, page_url
from tests.small_sites import page

PAGES = ("index.md", "a.md", "b/index.md", "b/c.md", "b/d/index.md")
TEXT = """\
[a](a.md) [b](b/index.md) [up](../a.md) [c](c.md#x) [c](b/c.md#x) [self](#y) [query](c.md?q=1#z)
[out](https://example.org/a.md) [mail](mailto:a@example.org) [root](/a.md) [dot](./c.md)
[home](../index.md) [home](index.md) [nothing]() <a@example.org> [far](../../../a.md)
[way](d/../c.md) ![](/media/a.jpg)

## A heading {#own}

<span id="there">Text</span> <a name="old"></a>
"""


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_links_lead_where_mkdocs_and_static_i18n_lead_them(make_site, locale):
    """In French, too, where all pages are fallbacks."""
    made = make_site({"docs/fr/index.md": None} | {f"docs/en/{uri}": page() for uri in PAGES}).site
    language = made.settings.language(locale)
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(made.settings.docs_dir)})
    config.validate()
    config.markdown_extensions, config.mdx_configs = ["attr_list"], {}
    i18n = SimpleNamespace(
        current_language=locale,
        default_language="en",
        config=SimpleNamespace(fallback_to_default=True),
    )
    files = I18nFiles(i18n, [made_of(uri, language.url_prefix) for uri in PAGES])
    links = Links(made, language)
    converter = Markdown(extensions=["attr_list", links])
    for uri in PAGES:
        theirs = Page(None, files.get_file_from_path(f"en/{uri}"), config)
        theirs.markdown = TEXT
        theirs.render(config, files)

        links.start("en", uri)
        ours = converter.reset().convert(TEXT)

        assert ours == theirs.content
        assert page_url(uri, language) == theirs.file.url
        assert links.anchors == theirs.present_anchor_ids
        assert links.leads == {
            (file.src_uri.removeprefix("en/"), anchor): link
            for file, anchors in theirs.links_to_anchors.items()
            for anchor, link in anchors.items()
        }


def made_of(uri: str, prefix: str) -> File:
    address = File(uri, "", "", use_directory_urls=True).dest_uri
    return File(f"en/{uri}", "docs", "site", use_directory_urls=True, dest_uri=prefix + address)


def test_a_link_that_leads_nowhere_is_told(make_site):
    made = make_site({"docs/en/a.md": page(only="[en]")}).site
    links = Links(made, made.settings.language("fr"))
    links.start("fr", "index.md")

    assert links.relative("b.md") == "b.md"
    assert links.relative("a.md") == "a.md"
    assert links.missing == ["b.md", "a.md"]


def test_a_fallback_leads_on_in_the_readers_language(make_site):
    made = make_site({"docs/en/a.md": page(), "docs/en/b/c.md": page()}).site
    links = Links(made, made.settings.language("fr"))
    links.start("en", "b/c.md")

    assert links.relative("../index.md#top") == "../../#top"
    assert links.relative("../a.md") == "../../a/"
