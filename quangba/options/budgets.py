"""What pages and pictures may weigh: options of the check of a built site."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quangba.validation import Model, Whole

Kilobytes = Annotated[Whole, Field(ge=1, le=1_000_000)]


class Budgets(Model):
    """In KB of 1024 bytes.

    page: HTML, styles, scripts and preloaded fonts of a first view, compressed; first_picture:
    the first that is not loaded late, as a phone takes it; picture: any file that a page offers;
    pictures: all of a page, as a phone takes them.
    """

    page: Kilobytes = Field(50, examples=["50"])
    first_picture: Kilobytes = Field(90, examples=["90"])
    picture: Kilobytes = Field(600, examples=["600"])
    pictures: Kilobytes = Field(1500, examples=["1500"])
