"""The latest news of a language for other sites, and the page that tells how to have them."""

from __future__ import annotations

from quangba import addresses
from quangba.collections import HOME
from quangba.outputs.latest import Latest, LatestItem
from quangba.view.feed_items import Head
from quangba.view.feeds import Feeds
from quangba.view.parts import Parts
from quangba.view.values import FeedsView


def of(parts: Parts, feeds: Feeds) -> Latest:
    """The block: the newest texts of the whole site."""
    settings, language = parts.site.settings, parts.language
    home = parts.site.tree.entries[HOME]
    link = feeds.of(home)
    block = addresses.latest(settings, language)
    return Latest(
        title=parts.t("latest_title", site=language.site_name or settings.site_name),
        language=language.tag,
        direction=language.dir,
        page=addresses.absolute(settings, addresses.of(HOME, language)),
        feed=addresses.absolute(settings, link.atom if link else "."),
        block=addresses.absolute(settings, block),
        data=addresses.absolute(settings, data_path(block)),
        items=tuple(_item(parts, head) for head in feeds.heads(home)[: settings.feeds.latest]),
    )


def data_path(block: str) -> str:
    """Where the data of a block is: 'en/latest/' -> 'en/latest.json'."""
    return f"{block.rstrip('/')}.json"


def _item(parts: Parts, head: Head) -> LatestItem:
    return LatestItem(
        title=head.title,
        url=head.url,
        kind=head.kind,
        day=head.day,
        day_text=parts.t.date(head.day),
        summary=head.summary,
        picture=head.picture,
    )


def feeds_view(parts: Parts, feeds: Feeds) -> FeedsView:
    """What the page of feeds offers."""
    settings = parts.site.settings
    block = addresses.latest(settings, parts.language)
    data = data_path(block)
    return FeedsView(feeds.links, of(parts, feeds), block, data, settings.site_url)
