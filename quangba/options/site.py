"""Options of what the site says and lists."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quangba.validation import Flag, Model, Slug, Whole, Words


class Publisher(Model):
    """Who answers for the site. While the status is `starter`, the pages say so.

    government: whether it is a public authority, for what search engines are told.
    """

    status: Literal["starter", "official"] = Field("starter", examples=["starter"])
    government: Flag = Field(False, examples=["true"])
    name: dict[str, Words] = Field({}, examples=["{vi: UBND …, en: People’s Committee of …}"])
    url: Words | None = Field(None, examples=["https://…"])


class Listings(Model):
    """How lists of pages are made.

    untranslated: what the readers of a language see of pages that it does not have yet: `mark`
    (listed, with a word about the language) or `hide`; page_size: items on one page of a list;
    page_path, topic_path: the words in the addresses of further pages and of topics.
    """

    page_size: Annotated[Whole, Field(ge=1, le=100)] = Field(12, examples=["12"])
    untranslated: Literal["mark", "hide"] = Field("mark", examples=["mark"])
    page_path: Slug = Field("page", examples=["page"])
    topic_path: Slug = Field("topic", examples=["topic"])


class FeedOptions(Model):
    """What people and other sites subscribe to.

    items: texts in a feed; latest: those in the block that other sites embed; latest_path: its
    address below that of the language's home page.
    """

    items: Annotated[Whole, Field(ge=1, le=100)] = Field(20, examples=["20"])
    latest: Annotated[Whole, Field(ge=1, le=12)] = Field(5, examples=["5"])
    latest_path: Slug = Field("latest", examples=["latest"])


class TermOptions(Model):
    """Which names of terms.csv get a note at their first mention on a page."""

    annotate: tuple[Words, ...] = Field((), examples=["[place, gate, festival]"])
    most: Annotated[Whole, Field(ge=0)] = Field(12, examples=["12"])


class MachineTranslation(Model):
    """The user's own program for drafts of translations; none by default.

    command: program and arguments, in which {source} and {target} stand for the languages' tags;
    seconds: how long it may take for one text.
    """

    command: tuple[Words, ...] = Field((), examples=["[my-translator, --to, '{target}']"])
    seconds: Annotated[Whole, Field(ge=1, le=3600)] = Field(120, examples=["120"])


class Habits(Model):
    """How a language is written where there are several ways. Unset: the first one.

    tone_marks: of Vietnamese, `old` (hòa, thúy), `new` (hoà, thuý) or `any`; spacing: of Chinese,
    between Han characters and Latin letters or digits, `none`, `space` or `any`.
    """

    tone_marks: Literal["old", "new", "any"] | None = Field(None, examples=["old"])
    spacing: Literal["none", "space", "any"] | None = Field(None, examples=["none"])


class IndexNow(Model):
    """How `quangba indexnow` tells search engines which pages have changed; unset, it is off.

    key: any 8 to 128 letters, digits and hyphens, published as KEY.txt to show who is asking;
    endpoint: whom to tell, who tells the others (https://www.indexnow.org/).
    """

    key: Annotated[Words, Field(pattern=r"^[A-Za-z0-9-]{8,128}$")] = Field(
        examples=["3f9a1c20b4de4c7d"]
    )
    endpoint: Annotated[Words, Field(pattern=r"^https?://[^/]+/")] = Field(
        "https://api.indexnow.org/indexnow", examples=["https://api.indexnow.org/indexnow"]
    )

    @property
    def file(self) -> str:
        """The path of the published key."""
        return f"{self.key}.txt"


RobotsLine = Annotated[Words, Field(pattern=r"^(#.*|[A-Za-z-]+: *\S.*)$")]
"""`Field: value`, or a comment; https://www.rfc-editor.org/rfc/rfc9309."""
