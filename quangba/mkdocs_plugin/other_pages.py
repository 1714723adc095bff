"""The pages that no Markdown file stands for: not found, search dialog, latest news, lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url

from quangba import addresses
from quangba.mkdocs_plugin.language_pass import LanguagePass, relative
from quangba.outputs.hosting.policy import block_policy
from quangba.outputs.latest import make as make_latest
from quangba.view import latest
from quangba.view.builder import Builder

if TYPE_CHECKING:
    from jinja2 import Environment

_LATEST = "latest.html"
"""The block for other sites; a theme without it offers none."""


def render(
    env: Environment, config: MkDocsConfig, made: LanguagePass
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each of them."""
    yield _not_found(env, config, made)
    yield from _search_dialog(env, config, made)
    if _LATEST in env.list_templates():
        yield from _latest(env, config, made)
    yield from _lists(env, config, made)


def _not_found(env: Environment, config: MkDocsConfig, made: LanguagePass) -> tuple[str, bytes]:
    # It is shown under any address: its links must not be relative.
    base = urlsplit(str(config.site_url)).path.rstrip("/") or "/"
    context = {
        "config": config,
        "page": None,
        "base_url": base,
        "languages_404": _not_found_words(made),
        **made.common(None, lambda path: f"{base.rstrip('/')}/{path}"),
    }
    html = env.get_template("404.html").render(context)
    return f"{made.language.url_prefix}404.html", html.encode()


def _not_found_words(made: LanguagePass) -> tuple[Any, ...]:
    """(language, address of its home page, words) of the other languages."""
    others = (
        Builder(made.site, language, made.assets)
        for language in made.site.settings.languages
        if language != made.language
    )
    words = ("title", "text", "home")
    return tuple(
        (
            other.language,
            other.site_view(None).home_url,
            {name: other.t(f"not_found_{name}") for name in words},
        )
        for other in others
    )


def _search_dialog(
    env: Environment, config: MkDocsConfig, made: LanguagePass
) -> Iterator[tuple[str, bytes]]:
    """What a script shows over any page; its links are relative to where it stands itself."""
    if folder := made.builder.lists.search_url():
        topics = {"topics": made.builder.listings.all_topics()}
        html = _page(env, config, made, folder, "search_dialog.html", topics)
        yield f"{folder}dialog.html", html


def _latest(
    env: Environment, config: MkDocsConfig, made: LanguagePass
) -> Iterator[tuple[str, bytes]]:
    """The block of latest news for other sites, as a page and as data."""
    found = latest.of(made.builder.parts, made.builder.feeds)
    address = addresses.latest(made.site.settings, made.language)
    values = {"latest": found, "content_policy": made.policy(block_policy)}
    yield f"{address}index.html", _page(env, config, made, address, _LATEST, values)
    yield latest.data_path(address), make_latest(found)


def _lists(
    env: Environment, config: MkDocsConfig, made: LanguagePass
) -> Iterator[tuple[str, bytes]]:
    """The pages of lists, by year and topic, and the further ones of each."""
    for selection, number in made.builder.lists.collections.pages():
        view = made.builder.listings.page(selection, number)
        values = {
            "entry": view,
            "structured": made.builder.structured.of_list(view),
            "share": made.sharing.of_list(selection, view.url),
        }
        html = _page(env, config, made, view.url, "listing.html", values)
        yield f"{view.url}index.html", html


def _page(
    env: Environment,
    config: MkDocsConfig,
    made: LanguagePass,
    url: str,
    template: str,
    values: dict[str, Any],
) -> bytes:
    """A page at an address below the site's root."""
    context = {
        "config": config,
        "page": SimpleNamespace(url=url, content=""),
        "base_url": get_relative_url(".", url),
        **made.common(None, partial(relative, url)),
        **values,
    }
    return env.get_template(template).render(context).encode()
