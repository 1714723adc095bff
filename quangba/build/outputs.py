"""Every file of a site as what it is made of: which outputs there are, and how each is made."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from quangba.build.rendering import Content, Renderer
from quangba.content.tree import Entry
from quangba.media.cards.service import Desk, Order
from quangba.memory import Key, Record, digest_of, encoded, note, unnoted
from quangba.mkdocs_plugin import published
from quangba.mkdocs_plugin.content import Level
from quangba.noting import noted
from quangba.outputs.search import amended, files
from quangba.outputs.search.pages import PageWords
from quangba.outputs.search.state import decoded as state_decoded
from quangba.outputs.search.tables import Common
from quangba.outputs.theme_assets import ThemeAssets
from quangba.press import PictureUses
from quangba.site import Site
from quangba.view import search, sharing
from quangba.view.rendered import Rendered

_NO_ANCHOR = (
    "{path}: the link “{link}” leads to a place that “{target}” does not have; write the id of one"
    " of its headings [link-anchor]"
)


@dataclass(frozen=True, slots=True)
class Made:
    """What has been made of an output: its files by path, and what is to be told of it."""

    files: Mapping[str, bytes | Path]
    warnings: tuple[tuple[Level, str], ...] = ()
    gone: frozenset[str] | None = None
    """Of an output that is amended: all its other files stay but these."""

    @property
    def told(self) -> object:
        """What stands for it in its digest."""
        files = sorted(self.files.items())
        return (
            self.warnings,
            sorted(self.gone or ()),
            [
                (path, digest_of(data) if isinstance(data, bytes) else str(data))
                for path, data in files
            ],
        )


@dataclass(frozen=True, slots=True)
class Before:
    """The site of the last build. search_states: by locale; read: a file by its path."""

    search_states: Mapping[str, bytes]
    read: Callable[[str], bytes | None]


class Outputs:
    """The outputs of a site as it is shown. Pages of a language are made one after the other.

    unpublished: uris of pages that are there but not in the tree; live: pages of a preview.
    """

    def __init__(
        self,
        site: Site,
        assets: ThemeAssets,
        *,
        unpublished: frozenset[str] = frozenset(),
        live: bool = False,
    ) -> None:
        self.site = site
        self.assets = assets
        self._unpublished = _Unpublished(unpublished)
        self._live = live
        self._renderers: dict[str, Renderer] = {}
        self._owned: set[str] = set()
        self._commons: dict[Any, Any] = {}
        self.before: Before | None = None
        """The last build, where its site is as it has left it."""
        self.search_states: dict[str, bytes] = {}
        """What the next build wants to know of the search indexes made by this one."""
        site.memory.atoms = Atoms(site, assets, unpublished, self._look)
        site.memory.owners = self._own
        for locale in (language.locale for language in site.settings.languages):
            for name, make in self._parts.items():
                site.memory.register(name, locale, partial(make, locale), kept=True)

    @property
    def _parts(self) -> dict[str, Callable[[str, str], object]]:
        """What outputs share with each other, by the names of these memos."""
        return {
            "content": self._make_content,
            "leads": lambda locale, uri: self._content(locale, uri).leads,
            "anchors": lambda locale, uri: self._content(locale, uri).anchors,
            "lost": self._find_lost,
            "words": self._find_words,
        }

    def _part(self, name: str, locale: str, uri: str) -> Any:
        make = partial(self._parts[name], locale, uri)
        return self.site.memory.get((name, locale, uri), make, kept=True)

    def _look(self) -> bytes:
        """Of the theme's look."""
        return bytes(sharing.desk(self.site).look.digest, "ascii")

    def _own(self, key: Key) -> None:
        """Whatever makes memos of a language, or of all, is there afterwards."""
        locale = str(key[1]) if key[1:] else ""
        if locale not in self._owned:
            self._owned.add(locale)  # what is asked for meanwhile cannot have it
            known = {language.locale for language in self.site.settings.languages}
            self.renderer(locale if locale in known else self.site.settings.source.locale)

    def renderer(self, locale: str) -> Renderer:
        """That of a language."""
        if locale not in self._renderers:
            language = self.site.settings.language(locale)
            self._renderers[locale] = Renderer(
                self.site, language, self.assets, unpublished=self._unpublished, live=self._live
            )
        return self._renderers[locale]

    @property
    def uses(self) -> PictureUses:
        """Of its pictures."""
        return self.renderer(self.site.settings.source.locale).made.builder.parts.uses

    # -- which there are --------------------------------------------------------------------

    @property
    def keys(self) -> tuple[Key, ...]:
        """Of all outputs. Pages come first."""
        return self.site.memory.get(("keys", ""), self._keys, kept=True)

    def _keys(self) -> tuple[Key, ...]:
        locales = [language.locale for language in self.site.settings.languages]
        return (
            *(key for locale in locales for key in self._pages(locale)),
            *(key for locale in locales for key in published.groups(self.renderer(locale).made)),
            *(key for locale in locales for key in self._after(locale)),
        )

    def _pages(self, locale: str) -> Iterator[Key]:
        builder = self.renderer(locale).made.builder
        for outline in builder.lists.collections.outlines.all():
            if outline.has(locale):
                yield ("page", locale, outline.uri)
        for selection, number in builder.listings.pages:
            yield ("list", locale, selection, number)
        yield from ((name, locale) for name in ("not found", "dialog", "latest"))

    def _after(self, locale: str) -> Iterator[Key]:
        for owner in self.renderer(locale).made.builder.feeds.owners:
            yield ("feed", locale, owner.uri)
        yield ("search", locale)
        yield ("links", locale)

    # -- sheets -----------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """Where they are drawn."""
        return sharing.desk(self.site)

    def orders(self, key: Key) -> Sequence[Order]:
        """What is drawn for an output of sheets."""
        of_language = self.renderer(str(key[1])).made.sharing
        with unnoted():
            match key:
                case ("sheets", _, str() as uri):
                    return tuple(of_language.sheets_of(uri).values())
                case ("sheet", _, selection):
                    return (of_language.list_sheet(selection)[1],)  # type: ignore[arg-type]
                case ("squares", _):
                    return tuple(of_language.squares().values())
                case _:
                    raise ValueError(key)

    # -- how they are made ------------------------------------------------------------------

    def make(self, key: Key) -> tuple[Made, Record]:
        """Make an output, and note what it is made of."""
        done = self.site.memory.make(key, lambda: self._make(key), told=lambda made: made.told)
        if key[0] == "page":  # while its text is at hand
            self._part("words", str(key[1]), str(key[2]))
        return done

    def _make(self, key: Key) -> Made:
        locale = str(key[1])
        renderer = self.renderer(locale)
        if published.is_group(key):
            return Made(dict(published.group(renderer.made, key)))
        match key:
            case ("page", _, str() as uri):
                return self._page(locale, uri)
            case ("list", _, selection, int() as number):
                return Made(dict([renderer.list_page(selection, number)]))  # type: ignore[arg-type]
            case ("not found", _):
                return Made(dict([renderer.not_found()]))
            case ("dialog", _):
                return Made(dict(renderer.dialog()))
            case ("latest", _):
                return Made(dict(renderer.latest()))
            case ("feed", _, str() as uri):
                return self._feed(renderer, self.site.tree.entries[uri])
            case ("search", _):
                return self._search(locale)
            case ("links", _):
                return Made({}, tuple(self._lost(locale)))
            case _:
                raise ValueError(key)

    def _content(self, locale: str, uri: str) -> Content:
        found: Content = self._part("content", locale, uri)
        return found

    def _make_content(self, locale: str, uri: str) -> Content:
        return self.renderer(locale).content(self.site.tree.entries[uri])

    def _page(self, locale: str, uri: str) -> Made:
        entry, content = self.site.tree.entries[uri], self._content(locale, uri)
        renderer = self.renderer(locale)
        path = f"{renderer.path(entry)}"
        return Made({path: renderer.page(entry, content)}, content.warnings)

    def _feed(self, renderer: Renderer, owner: Entry) -> Made:
        builder = renderer.made.builder
        icon = builder.assets.paths.get(published.ICON)
        return Made(builder.feeds.feed_files(owner, _Texts(self, renderer), icon))

    def rendered(self, renderer: Renderer, uri: str) -> Rendered:
        """A page with its text, for what is made of the texts of many."""
        content = self._content(renderer.made.language.locale, uri)
        return renderer.rendered(self.site.tree.entries[uri], content)

    def _find_words(self, locale: str, uri: str) -> PageWords | None:
        """What the search index has of a page, if it is found at all."""
        renderer = self.renderer(locale)
        rendered = self.rendered(renderer, uri)
        if not search.is_found(rendered.view):
            return None
        return search.page_words(renderer.made.builder.parts, rendered, self._common(locale).known)

    def _common(self, locale: str) -> Common:
        """What all pages of an index share; noted by whoever asks."""
        return noted(
            self._commons, locale, lambda: search.common(self.renderer(locale).made.builder.parts)
        )

    def _search(self, locale: str) -> Made:
        language, common = self.site.settings.language(locale), self._common(locale)
        outlines = self.renderer(locale).made.builder.lists.collections.outlines.all()
        uris = [outline.uri for outline in outlines if outline.has(locale)]
        made = self._amended(locale, common, uris)
        if made is None:
            words = ((uri, self._part("words", locale, uri)) for uri in uris)
            made = files.make(common, {uri: page for uri, page in words if page})
            gone = None
        else:
            gone = frozenset(search.path(language, name) for name in made.gone)
        self.search_states[locale] = made.state
        found = {search.path(language, name): data for name, data in made.files.items()}
        return Made(found, gone=gone)

    def _amended(self, locale: str, common: Common, uris: Sequence[str]) -> files.Made | None:
        """The index after what has changed since the last build, whose site is there."""
        memory, before = self.site.memory, self.before
        if before is None:
            return None
        language = self.site.settings.language(locale)
        changed: dict[str, PageWords | None] = {}
        for uri in uris:
            key = ("words", locale, uri)
            note(*key)
            if not memory.is_same(key):
                changed[uri] = self._part("words", locale, uri)
        known = state_decoded(before.search_states.get(locale))
        if known is None:
            return None
        changed |= dict.fromkeys(known.pages.keys() - set(uris))

        def was(uri: str) -> PageWords | None:
            data = memory.past.value(("words", locale, uri))
            return pickle.loads(data) if data else None  # noqa: S301 - our own, checked

        def read(name: str) -> bytes | None:
            return before.read(search.path(language, name))

        return amended.amend(common, before.search_states.get(locale), changed, was, read)

    # -- links to places within pages -------------------------------------------------------

    def _lost(self, locale: str) -> Iterator[tuple[Level, str]]:
        for outline in self.renderer(locale).made.builder.lists.collections.outlines.all():
            if outline.has(locale):
                yield from self._part("lost", locale, outline.uri)

    def _find_lost(self, locale: str, uri: str) -> tuple[tuple[Level, str], ...]:
        path = f"{locale}/{uri}"
        return tuple(
            ("warning", _NO_ANCHOR.format(path=path, link=link, target=target))
            for target, anchor, link in self._part("leads", locale, uri)
            if anchor not in self._part("anchors", locale, target)
        )


class _Unpublished:
    """Pages that are there but not published; whether one is of them is noted."""

    def __init__(self, uris: frozenset[str]) -> None:
        self._uris = uris

    def __contains__(self, uri: object) -> bool:
        note("unpublished", uri)
        return uri in self._uris


class _Texts(Mapping[str, Rendered]):
    """Pages with their texts, each made when it is asked for."""

    def __init__(self, outputs: Outputs, renderer: Renderer) -> None:
        self._outputs = outputs
        self._renderer = renderer

    def __getitem__(self, uri: str) -> Rendered:
        return self._outputs.rendered(self._renderer, uri)

    def __iter__(self) -> Iterator[str]:
        return iter(self._outputs.site.tree.entries)

    def __len__(self) -> int:
        return len(self._outputs.site.tree.entries)


class Atoms:
    """What each atom of an output is now: those of the site, and what is made of all of it."""

    def __init__(
        self,
        site: Site,
        assets: ThemeAssets,
        unpublished: frozenset[str],
        look: Callable[[], bytes],
    ) -> None:
        self._of_site = site.memory.atoms
        self._assets = assets
        self._unpublished = unpublished
        self._read_look = look

    def __call__(self, key: Key) -> bytes:
        """As bytes."""
        match key:
            case ("assets",):
                return encoded((sorted(self._assets.paths.items()), self._assets.fonts))
            case ("look",):
                return self._look
            case ("unpublished", uri):
                return b"1" if uri in self._unpublished else b""
            case _:
                return self._of_site(key)

    @cached_property
    def _look(self) -> bytes:
        return self._read_look()
