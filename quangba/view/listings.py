"""Lists as templates see them, and the pages of lists that have no file in docs."""

from __future__ import annotations

from dataclasses import replace

from quangba import addresses, snippets
from quangba.collections import HOME, TOPICS, Collections, Selection, alternates
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.view.lists import Lists
from quangba.view.parts import Parts
from quangba.view.values import (
    Choice,
    EntryView,
    Link,
    ListingView,
    SwitcherItem,
    TopicView,
)

NAMED = 4
"""So many titles stand in a list's description for search engines at most."""


class Listings:
    """Lists for readers of one language."""

    def __init__(self, parts: Parts, lists: Lists) -> None:
        self._parts = parts
        self._lists = lists
        self._site = parts.site
        self._collections = lists.collections
        self._in = {
            language.locale: lists.collections
            if language == parts.language
            else Collections(parts.site, language)
            for language in parts.site.settings.languages
        }

    def of_index(self, entry: Entry) -> ListingView | None:
        """The list on an index page; None for other pages."""
        if not entry.is_index or entry.fields.layout or entry.uri == HOME:
            return None
        return self._listing(Selection(entry.uri), 1)

    def _listing(self, selection: Selection, number: int) -> ListingView:
        found = self._collections
        of = found.count(selection)
        address = found.address
        return ListingView(
            items=tuple(self._parts.card_of(uri) for uri in found.part(selection, number)),
            number=number,
            of=of,
            pages=tuple(
                Choice(self._parts.t.number(page), address(selection, page), page == number)
                for page in range(1, of + 1)
            )
            if of > 1
            else (),
            years=self._years(selection),
            topics=self._narrowed(selection),
            previous=address(selection, number - 1) if number > 1 else None,
            next=address(selection, number + 1) if number < of else None,
        )

    def _years(self, selection: Selection) -> tuple[Choice, ...]:
        years = self._collections.years(selection.index) if selection.index else ()
        return self._choices(
            selection,
            [(str(year), Selection(selection.index, year=year)) for year in years],
        )

    def _narrowed(self, selection: Selection) -> tuple[Choice, ...]:
        if selection.index is None:
            topics = self._collections.site_topics()
        else:
            topics = self._collections.topics(selection.index)
        return self._choices(
            selection,
            [(self._topic(name), Selection(selection.index, topic=name)) for name in topics],
        )

    def _choices(
        self, selection: Selection, rows: list[tuple[str, Selection]]
    ) -> tuple[Choice, ...]:
        """Ways to narrow a list, after the way to all of it."""
        if not rows:
            return ()
        all_rows = [(self._parts.t("everything"), Selection(selection.index)), *rows]
        return tuple(
            Choice(title, self._collections.address(row), row == selection)
            for title, row in all_rows
        )

    def _topic(self, name: str) -> str:
        return self._parts.localised(self._site.topics[name].name)

    def topics_of(self, entry: Entry) -> tuple[Link, ...]:
        """Links to the topics that a page is about, as far as these readers have their lists."""
        known = (n for n in self._collections.site_topics() if n in entry.fields.topics)
        address = self._collections.address
        return tuple(Link(self._topic(n), address(Selection(None, topic=n))) for n in known)

    def all_topics(self) -> tuple[TopicView, ...]:
        """Every topic that some page is about."""
        rows = ((name, Selection(None, topic=name)) for name in self._collections.site_topics())
        return tuple(
            TopicView(
                title=self._topic(name),
                description=self._parts.localised(self._site.topics[name].description),
                url=self._collections.address(selection),
                count=len(self._collections.items(selection)),
                spot=self._site.topics[name].spot,
            )
            for name, selection in rows
        )

    def page(self, selection: Selection, number: int) -> EntryView:
        """A page of a list that has no file of its own."""
        title, description = self.title(selection, number), self.words(selection)[1]
        address = self._collections.address(selection, number)
        view = EntryView(
            kind="page",
            is_index=True,
            title=title,
            description=description,
            url=address,
            text=self._parts.language,
            canonical=addresses.absolute(self._site.settings, address),
            alternates=alternates(self._site.settings, self._in.values(), selection, number),
            switcher=tuple(
                self._switcher(selection, number, language)
                for language in self._site.settings.languages
            ),
            breadcrumbs=self._breadcrumbs(selection, number),
        )
        if selection == TOPICS:
            return replace(view, all_topics=self.all_topics())
        listing = self._listing(selection, number)
        return replace(view, listing=listing, summary=self._summary(title, listing))

    def _summary(self, title: str, listing: ListingView) -> str:
        """A list's description for search engines: as many of its titles as they show."""
        t, language = self._parts.t, self._parts.language
        named = [card.title for card in listing.items[:NAMED]]
        summary = ""
        for count in range(len(named), 0, -1):
            titles = t("listing_between").join(named[:count])
            summary = t("listing_summary", title=title, titles=titles)
            if snippets.length(summary, language) <= snippets.limits(language).description:
                break
        return summary

    def title(self, selection: Selection, number: int = 1) -> str:
        """The title of a page of a list that has no file of its own."""
        title = self.words(selection)[0]
        return self._parts.t("listing_page", title=title, number=number) if number > 1 else title

    @property
    def pages(self) -> tuple[tuple[Selection, int], ...]:
        """The pages of lists that have no file of their own, with their numbers."""
        return tuple(self._collections.pages())

    def words(self, selection: Selection) -> tuple[str, str]:
        """Title and description of a list."""
        t = self._parts.t
        topic = self._site.topics.get(selection.topic or "")
        if selection.index is None:
            if topic is None:
                return t("topics"), t("topics_text")
            return self._parts.localised(topic.name), self._parts.localised(topic.description)
        index = self._parts.link_to(selection.index, short=True).title
        if selection.year is not None:
            return t("listing_year", title=index, year=selection.year), ""
        if topic is not None:
            name = self._parts.localised(topic.name)
            return t("listing_topic", title=index, topic=name), ""
        return index, ""

    def _breadcrumbs(self, selection: Selection, number: int) -> tuple[Link, ...]:
        home = self._parts.link_to(HOME, short=True)
        if selection == TOPICS:
            return (home,)
        if selection.index is None:
            above: tuple[Link, ...] = (
                home,
                Link(self._parts.t("topics"), self._collections.address(TOPICS)),
            )
        else:
            index = self._site.tree.entries[selection.index]
            above = (*self._lists.breadcrumbs(index), self._parts.link(index, short=True))
        narrowed = selection.year is not None or selection.topic is not None
        if number == 1 or not narrowed:
            return above
        return (*above, Link(self.words(selection)[0], self._collections.address(selection)))

    def _switcher(self, selection: Selection, number: int, language: Language) -> SwitcherItem:
        """The same list in another language, else the nearest one that it has."""
        current = language.locale == self._parts.language.locale
        other = self._in[language.locale]
        if other.has(selection, number):
            return SwitcherItem(language, other.address(selection, number), current, "translated")
        nearest = Selection(selection.index)
        uri = selection.index if selection.index and other.has(nearest, 1) else HOME
        index = addresses.of(uri, language)
        return SwitcherItem(language, index, current, "absent")
