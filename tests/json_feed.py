"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) and our latest.json, as strict models."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Words = Annotated[str, StringConstraints(min_length=1)]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Author(Model):
    name: Words
    url: Address | None = None


class Attachment(Model):
    url: Address
    mime_type: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[\w.+-]+$")]
    title: Words | None = None
    size_in_bytes: Annotated[int, Field(gt=0)] | None = None


class Item(Model):
    id: Words
    url: Address
    title: Words
    content_html: Words
    summary: Words | None = None
    image: Address | None = None
    date_published: AwareDatetime | None = None
    date_modified: AwareDatetime
    tags: Annotated[list[Words], Field(min_length=1)] | None = None
    attachments: Annotated[list[Attachment], Field(min_length=1)] | None = None


class JsonFeed(Model):
    version: Literal["https://jsonfeed.org/version/1.1"]
    title: Words
    home_page_url: Address
    feed_url: Address
    description: Words | None = None
    favicon: Address | None = None
    authors: Annotated[list[Author], Field(min_length=1)]
    language: Tag
    items: list[Item]


class LatestPicture(Model):
    url: Address
    type: str
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]
    alt: str
    credit: Words


class LatestItem(Model):
    title: Words
    url: Address
    kind: Words
    date: dt.date
    date_text: Words
    summary: str
    picture: LatestPicture | None = None


class Latest(Model):
    version: Literal[1]
    title: Words
    language: Tag
    home_page_url: Address
    feed_url: Address
    items: list[LatestItem]
