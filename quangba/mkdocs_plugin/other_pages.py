"""The pages that no Markdown file stands for: not found, search dialog, latest news, lists."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quangba import addresses
from quangba.collections import Selection
from quangba.memory import note
from quangba.mkdocs_plugin.language_pass import LanguagePass
from quangba.outputs.hosting.policy import block_policy
from quangba.outputs.latest import make as make_latest
from quangba.view import latest
from quangba.view.builder import Builder

if TYPE_CHECKING:
    from jinja2 import Environment

_LATEST = "latest.html"
"""The block for other sites; a theme without it offers none."""


class OtherPages:
    """Those of one language. site_url: where it is shown, which `mkdocs serve` changes."""

    def __init__(self, env: Environment, made: LanguagePass, site_url: str) -> None:
        self._env = env
        self._made = made
        self._site_url = site_url

    def all(self) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of each of them."""
        yield self.not_found()
        yield from self.dialog()
        yield from self.latest()
        for selection, number in self._made.builder.listings.pages:
            yield self.list_page(selection, number)

    def not_found(self) -> tuple[str, bytes]:
        """It is shown under any address: its links must not be relative."""
        base = urlsplit(self._site_url).path.rstrip("/") or "/"
        context = {
            "page": None,
            "languages_404": _not_found_words(self._made),
            **self._made.common(None, "", base),
        }
        html = self._env.get_template("404.html").render(context)
        return f"{self._made.language.url_prefix}404.html", html.encode()

    def dialog(self) -> Iterator[tuple[str, bytes]]:
        """What a script shows over any page; its links are relative to where it stands itself."""
        if folder := self._made.builder.lists.search_url():
            topics = {"topics": self._made.builder.listings.all_topics()}
            yield f"{folder}dialog.html", self._page(folder, "search_dialog.html", topics)

    def latest(self) -> Iterator[tuple[str, bytes]]:
        """The block of latest news for other sites, as a page and as data."""
        made = self._made
        note("templates")
        if not (made.site.settings.theme_dir / _LATEST).is_file():
            return
        found = latest.of(made.builder.parts, made.builder.feeds)
        address = addresses.latest(made.site.settings, made.language)
        values = {"latest": found, "content_policy": made.policy(block_policy)}
        yield f"{address}index.html", self._page(address, _LATEST, values)
        yield latest.data_path(address), make_latest(found)

    def list_page(self, selection: Selection, number: int) -> tuple[str, bytes]:
        """A page of a list by year or topic, or a further one of any list."""
        view = self._made.builder.listings.page(selection, number)
        values = {
            "entry": view,
            "structured": self._made.builder.structured.of_list(view),
            "share": self._made.sharing.of_list(selection, view.url),
        }
        return f"{view.url}index.html", self._page(view.url, "listing.html", values)

    def _page(self, url: str, template: str, values: dict[str, Any]) -> bytes:
        """A page at an address below the site's root."""
        context = {
            "page": SimpleNamespace(url=url, content=""),
            **self._made.common(None, url),
            **values,
        }
        return self._env.get_template(template).render(context).encode()


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
