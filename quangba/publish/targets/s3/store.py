"""The few things that we ask of a store, each with errors that people understand."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from quangba.options.targets import S3Target
from quangba.publish.targets.s3 import failures

THREADS = 8
ATTEMPTS = 6
"""Tries of one request, with pauses of up to 20 s between them that get longer (botocore)."""

PARTS_FROM = 64 << 20
"""Bytes from which a file goes in parts, each of which is tried again alone."""

_TALKATIVE = ("boto3", "botocore", "s3transfer", "urllib3")


class Client(Protocol):
    """What we use of boto3's client for S3, which has no types."""

    put_object: Callable[..., Mapping[str, Any]]
    get_object: Callable[..., Mapping[str, Any]]
    head_object: Callable[..., Mapping[str, Any]]
    copy_object: Callable[..., Mapping[str, Any]]
    delete_object: Callable[..., Mapping[str, Any]]
    get_paginator: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Found:
    """An object as it is listed; `age` by the store's own clock, since it was written."""

    etag: str
    age: dt.timedelta


def connected(options: S3Target, attempts: int = ATTEMPTS) -> Client:
    """A client with the credentials of the environment or of the profile. Nothing is sent yet."""
    import boto3
    from botocore.config import Config

    for name in _TALKATIVE:  # they log headers, with tokens of a session among them
        logging.getLogger(name).setLevel(logging.WARNING)
    config = Config(
        retries={"mode": "standard", "total_max_attempts": attempts},
        connect_timeout=15,
        read_timeout=60,
        max_pool_connections=THREADS + 2,
        # Newer checksums are refused by many stores that are not Amazon's; Content-MD5 by none.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    with _understood(options.bucket, place(options)):
        session = boto3.Session(profile_name=options.profile, region_name=options.region)
        return session.client(  # type: ignore[no-any-return]
            "s3",
            region_name=session.region_name or "us-east-1",
            endpoint_url=options.endpoint,
            config=config,
        )


def place(options: S3Target) -> str:
    """How people name the store: its host, without any login."""
    host = urlsplit(options.endpoint or "").hostname
    return host or "Amazon S3"


@contextmanager
def _understood(bucket: str, where: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error, ValueError) as failure:
        raise failures.refused(failure, bucket, where) from None


@dataclass(frozen=True, slots=True)
class Store:
    """A bucket. Every method raises PublishError."""

    client: Client
    bucket: str
    place: str

    def listed(self, prefix: str) -> dict[str, Found]:
        """Keys that begin so, in their order."""
        found: dict[str, Found] = {}
        with _understood(self.bucket, self.place):
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=prefix):
                now = _clock(page)
                for row in page.get("Contents", ()):
                    age = now - row["LastModified"] if now else dt.timedelta()
                    found[row["Key"]] = Found(row["ETag"], age)
        return found

    def get(self, key: str) -> tuple[bytes, str] | None:
        """Bytes and encoding; None where there is no such object."""
        try:
            with _understood(self.bucket, self.place):
                return self._got(key)
        except _AbsentError:
            return None

    def _got(self, key: str) -> tuple[bytes, str]:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
            return answer["Body"].read(), answer.get("ContentEncoding", "")
        except ClientError as failure:
            if failures.absent(failure):
                raise _AbsentError from None
            raise

    def put(self, key: str, body: bytes, headers: Mapping[str, str]) -> str:
        """Write an object; the ETag that it has then. A body spoilt on its way is refused."""
        check = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
        with _understood(self.bucket, self.place):
            answer = self.client.put_object(
                Bucket=self.bucket, Key=key, Body=body, ContentMD5=check, **headers
            )
            return str(answer["ETag"])

    def put_file(self, key: str, file: Path, headers: Mapping[str, str]) -> str:
        """The same for a large file, in parts."""
        from boto3.s3.transfer import TransferConfig, create_transfer_manager

        parts = TransferConfig(multipart_threshold=PARTS_FROM, max_concurrency=2)
        with (
            _understood(self.bucket, self.place),
            create_transfer_manager(self.client, parts) as manager,
        ):
            manager.upload(str(file), self.bucket, key, dict(headers)).result()
            return str(self.client.head_object(Bucket=self.bucket, Key=key)["ETag"])

    def copy(self, source: str, key: str, headers: Mapping[str, str] | None) -> str:
        """Copy within the bucket, with other headers where some are given; the ETag."""
        changed = {"MetadataDirective": "REPLACE", **headers} if headers else {}
        with _understood(self.bucket, self.place):
            answer = self.client.copy_object(
                Bucket=self.bucket,
                Key=key,
                CopySource={"Bucket": self.bucket, "Key": source},
                **changed,
            )
            return str(answer["CopyObjectResult"]["ETag"])

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        with _understood(self.bucket, self.place):
            self.client.delete_object(Bucket=self.bucket, Key=key)


class _AbsentError(Exception):
    """There is no such object."""


def _clock(answer: Mapping[str, Any]) -> dt.datetime | None:
    """The store's time, so that a wrong clock here does not matter."""
    date = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date", "")
    try:
        return parsedate_to_datetime(date).astimezone(dt.UTC)
    except ValueError:
        return None
