"""Options of the offline copy (`quangba bundle`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quangba.validation import Model, Whole


class OfflineCopy(Model):
    """old_after: so many days after the day of its content, a copy says that it is old."""

    old_after: Annotated[Whole, Field(ge=1, le=3650)] = Field(90, examples=["90"])
