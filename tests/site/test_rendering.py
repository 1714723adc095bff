"""The site's pages, rendered one by one, are those of the built site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quangba import addresses, settings
from quangba import site as sites
from quangba.build.rendering import Renderer
from quangba.outputs import theme_assets
from tests.built_sites import BuiltSite

pytestmark = pytest.mark.site


def test_each_page_by_itself_is_that_of_the_built_site(site: BuiltSite):
    loaded, _ = sites.load(settings.read(site.config_file))
    made = loaded.settings
    assets = theme_assets.make(made.theme_dir, loaded.public, made.cache_dir, labels=loaded.labels)
    unpublished = loaded.tree.entries.keys() - loaded.public.entries.keys()
    shown = replace(loaded, tree=loaded.public)
    differ = []
    for language in made.languages:
        renderer = Renderer(shown, language, assets, unpublished=unpublished)
        pages = {
            f"{addresses.of(entry.uri, language)}/index.html": renderer.page(
                entry, renderer.content(entry)
            )
            for entry in shown.tree.visible(language.locale)
        }
        rendered = {**pages, **dict(renderer.others())}
        differ += [
            path for path, data in rendered.items() if (site.folder / path).read_bytes() != data
        ]

    assert differ == []
