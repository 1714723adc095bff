"""The latest news as data for other sites, which show it in a look of their own.

`developers/feeds.md` documents the shape. Fields may come; none goes, or changes its meaning,
without another `version`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from quangba.outputs.feeds import FeedPicture, to_json

VERSION = 1


@dataclass(frozen=True, slots=True)
class LatestItem:
    """One text: addresses whole, the day also as the language writes it."""

    title: str
    url: str
    kind: str
    day: dt.date
    day_text: str
    summary: str
    picture: FeedPicture | None


@dataclass(frozen=True, slots=True)
class Latest:
    """The block in one language. page: whose news it is; block, data: its own addresses."""

    title: str
    language: str
    direction: str
    page: str
    feed: str
    block: str
    data: str
    items: tuple[LatestItem, ...]


def make(latest: Latest) -> bytes:
    """The file."""
    return to_json(
        {
            "version": VERSION,
            "title": latest.title,
            "language": latest.language,
            "home_page_url": latest.page,
            "feed_url": latest.feed,
            "items": [
                {
                    "title": each.title,
                    "url": each.url,
                    "kind": each.kind,
                    "date": each.day.isoformat(),
                    "date_text": each.day_text,
                    "summary": each.summary,
                    "picture": asdict(each.picture) if each.picture else None,
                }
                for each in latest.items
            ],
        }
    )
