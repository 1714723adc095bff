"""Options of where the site is published: targets as data."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from quangba.validation import Flag, Model, Slug, Whole, Words

COMMANDS = ("list", "rollback", "verify")
"""Words behind `quangba publish` that do something, and so cannot be the name of a target."""


def _free(name: str) -> str:
    if name in COMMANDS:
        raise PydanticCustomError("target_name", "Name of a command")
    return name


def _address(url: str) -> str:
    """With '/' at the end, as paths of a manifest are put behind it."""
    if not url.startswith(("http://", "https://")):
        raise PydanticCustomError("web_address", "No address")
    return url.rstrip("/") + "/"


def _open(address: str) -> str:
    """The settings are seen by everybody who sees the sources."""
    if re.match(r"https?://[^/]*@|[^/]*://[^/]*:[^/]*@", address):
        raise PydanticCustomError("target_password", "Password")
    return address


def _person(author: str) -> str:
    if not re.fullmatch(r"[^<>\n]+ <[^<>@\s]+@[^<>\s]+>", author):
        raise PydanticCustomError("target_author", "No author")
    return author


def _prefix(prefix: str) -> str:
    """With '/' at the end, as paths of a manifest are put behind it."""
    inside = prefix.strip().strip("/")
    return f"{inside}/" if inside else ""


def _remote(address: str) -> str:
    if not SSH_ADDRESS.fullmatch(address):
        raise PydanticCustomError("ssh_address", "No address")
    return address


SSH_ADDRESS = re.compile(
    r"(?P<host>(?:[A-Za-z0-9_][\w.+-]*@)?(?:[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:]+\])):"
    r"(?P<path>(?![-:/]*$)(?![-:]|//)[^\x00-\x1f\x7f]+)",
    re.ASCII,
)
"""[user@]host:path. Nothing that ssh or rsync could take for an option, or for a service."""

Name = Annotated[Slug, AfterValidator(_free)]
Place = Annotated[Words, AfterValidator(_open)]
"""An address without credentials: those are in the environment or in the tools' own profiles."""
Author = Annotated[Words, AfterValidator(_person)]
Prefix = Annotated[str, AfterValidator(_prefix)]
Remote = Annotated[Place, AfterValidator(_remote)]
Address = Annotated[Place, AfterValidator(_address)]
"""Where readers see the site, ending with '/'; `quangba publish verify` asks there."""


class FolderTarget(Model):
    """A folder of this machine: releases/NAME/ and a link `current` that a server follows.

    keep: how many releases stay, for `publish rollback`; precompress: .br and .gz beside each
    file that gets smaller, for servers that send them as they are.
    """

    kind: Literal["folder"]
    path: Words = Field(examples=["/srv/www/van-lang"])
    keep: Annotated[Whole, Field(ge=1, le=100)] = Field(5, examples=["5"])
    precompress: Flag = Field(False, examples=["true"])
    url: Address | None = Field(None, examples=["https://www.example.org/"])


class RsyncTarget(Model):
    """The same on another machine, by rsync over SSH; address: [user@]host:path."""

    kind: Literal["rsync"]
    address: Remote = Field(examples=["web@www.example.org:/srv/www/van-lang"])
    port: Annotated[Whole, Field(ge=1, le=65535)] = Field(22, examples=["22"])
    keep: Annotated[Whole, Field(ge=1, le=100)] = Field(5, examples=["5"])
    url: Address | None = Field(None, examples=["https://www.example.org/"])


class GitTarget(Model):
    """A branch of a git repository (hosting of "Pages").

    author: who its commits are by; without it, whom git's own settings name.
    """

    kind: Literal["git"]
    remote: Place = Field(examples=["git@git.example.org:office/van-lang.git"])
    branch: Words = Field("pages", examples=["pages"])
    author: Author | None = Field(None, examples=["Web Office <web@example.org>"])
    url: Address | None = Field(None, examples=["https://www.example.org/"])


class S3Target(Model):
    """A store that speaks S3; credentials come from the environment or the named profile.

    keep: how many releases stay, for `publish rollback`; compress: text is put there as gzip,
    because a store sends what it holds and cannot ask browsers.
    """

    kind: Literal["s3"]
    bucket: Words = Field(examples=["van-lang"])
    prefix: Prefix = Field("", examples=["site/"])
    endpoint: Place | None = Field(None, examples=["https://s3.example.org"])
    region: Words | None = Field(None, examples=["ap-southeast-1"])
    profile: Words | None = Field(None, examples=["office"])
    keep: Annotated[Whole, Field(ge=1, le=100)] = Field(5, examples=["5"])
    compress: Flag = Field(False, examples=["true"])
    url: Address | None = Field(None, examples=["https://www.example.org/"])


Target = Annotated[FolderTarget | RsyncTarget | GitTarget | S3Target, Field(discriminator="kind")]
