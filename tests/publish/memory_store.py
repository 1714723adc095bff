"""A store in memory that can fail or be cut off at any request, and tells of every change."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from io import BytesIO
from typing import Any

from botocore.exceptions import ClientError, ConnectionClosedError


class Killed(BaseException):
    """The process is no more: nothing is done after this."""


@dataclass
class Memory:
    """fail_at: number of the request that fails; how: "before", "after" it was done, "killed"."""

    objects: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)
    modified: dict[str, dt.datetime] = field(default_factory=dict)
    now: dt.datetime = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    fail_at: int = 0
    how: str = "before"
    requests: list[tuple[str, str]] = field(default_factory=list)
    changed: Callable[[], None] = lambda: None
    dead: bool = False
    guard: threading.RLock = field(default_factory=threading.RLock)

    def fail(self, at: int, how: str) -> None:
        self.requests, self.fail_at, self.how, self.dead = [], at, how, False

    def _do(self, name: str, key: str, work: Callable[[], Any]) -> Any:
        with self.guard:
            if self.dead:
                raise Killed
            self.requests.append((name, key))
            failing = len(self.requests) == self.fail_at
            if failing and self.how == "before":
                raise ConnectionClosedError(endpoint_url="http://store")
            if failing and self.how == "killed":
                self.dead = True
                raise Killed
            before = dict(self.objects)
            result = work()
            if before != self.objects:
                self.changed()
            if failing:
                raise ConnectionClosedError(endpoint_url="http://store")
            return result

    def _set(self, key: str, body: bytes, headers: dict[str, str]) -> str:
        self.objects[key] = body, headers
        self.modified[key] = self.now
        return self.etag(key)

    def etag(self, key: str) -> str:
        return f'"{hashlib.sha1(self.objects[key][0]).hexdigest()}"'  # noqa: S324 - opaque

    def _need(self, key: str) -> tuple[bytes, dict[str, str]]:
        if key not in self.objects:
            raise ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject")
        return self.objects[key]

    def put_object(self, *, Bucket, Key, Body, ContentMD5, **headers):  # noqa: N803 - its names
        return self._do("put", Key, lambda: {"ETag": self._set(Key, Body, headers)})

    def get_object(self, *, Bucket, Key):  # noqa: N803
        body, headers = self._do("get", Key, lambda: self._need(Key))
        return {"Body": BytesIO(body), **headers}

    def head_object(self, *, Bucket, Key):  # noqa: N803
        return self._do("head", Key, lambda: {"ETag": self._need(Key) and self.etag(Key)})

    def copy_object(self, *, Bucket, Key, CopySource, MetadataDirective="COPY", **headers):  # noqa: N803
        def work():
            body, old = self._need(CopySource["Key"])
            kept = headers if MetadataDirective == "REPLACE" else old
            return {"CopyObjectResult": {"ETag": self._set(Key, body, kept)}}

        return self._do("copy", Key, work)

    def delete_object(self, *, Bucket, Key):  # noqa: N803
        return self._do("delete", Key, lambda: self.objects.pop(Key, None))

    def get_paginator(self, name: str) -> Memory:
        return self

    def paginate(self, *, Bucket, Prefix) -> Iterator[dict[str, Any]]:  # noqa: N803
        def work():
            rows = [
                {"Key": key, "ETag": self.etag(key), "LastModified": self.modified[key]}
                for key in sorted(self.objects)
                if key.startswith(Prefix)
            ]
            date = format_datetime(self.now, usegmt=True)
            return {"Contents": rows, "ResponseMetadata": {"HTTPHeaders": {"date": date}}}

        yield self._do("list", Prefix, work)

    # ------------------------------------------------------------------------------------ readers

    def read(self, key: str) -> bytes | None:
        """What a browser shows."""
        found = self.objects.get(key)
        if found is None:
            return None
        body, headers = found
        return gzip.decompress(body) if headers.get("ContentEncoding") == "gzip" else body

    def paths(self, prefix: str = "") -> set[str]:
        """What readers can ask for."""
        return {
            key.removeprefix(prefix)
            for key in self.objects
            if key.startswith(prefix) and not key.startswith(f"{prefix}.quangba/")
        }
