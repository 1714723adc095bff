"""Options of where the site is published: targets as data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quangba.validation import Flag, Model, Whole, Words


class FolderTarget(Model):
    """A folder of this machine: releases/NAME/ and a link `current` that a server follows.

    keep: how many releases stay, for `publish rollback`.
    """

    kind: Literal["folder"]
    path: Words = Field(examples=["/srv/www/van-lang"])
    keep: Annotated[Whole, Field(ge=1, le=100)] = Field(5, examples=["5"])
    url: Words | None = Field(None, examples=["https://www.example.org/"])


class RsyncTarget(Model):
    """The same on another machine, by rsync over SSH; address: [user@]host:path."""

    kind: Literal["rsync"]
    address: Words = Field(examples=["web@www.example.org:/srv/www/van-lang"])
    port: Annotated[Whole, Field(ge=1, le=65535)] = Field(22, examples=["22"])
    keep: Annotated[Whole, Field(ge=1, le=100)] = Field(5, examples=["5"])
    url: Words | None = Field(None, examples=["https://www.example.org/"])


class GitTarget(Model):
    """A branch of a git repository (hosting of "Pages")."""

    kind: Literal["git"]
    remote: Words = Field(examples=["git@git.example.org:office/van-lang.git"])
    branch: Words = Field("pages", examples=["pages"])
    url: Words | None = Field(None, examples=["https://www.example.org/"])


class S3Target(Model):
    """A store that speaks S3; credentials come from the environment or the named profile."""

    kind: Literal["s3"]
    bucket: Words = Field(examples=["van-lang"])
    prefix: str = Field("", examples=["site/"])
    endpoint: Words | None = Field(None, examples=["https://s3.example.org"])
    region: Words | None = Field(None, examples=["ap-southeast-1"])
    profile: Words | None = Field(None, examples=["office"])
    compress: Flag = Field(False, examples=["true"])
    url: Words | None = Field(None, examples=["https://www.example.org/"])


Target = Annotated[FolderTarget | RsyncTarget | GitTarget | S3Target, Field(discriminator="kind")]
