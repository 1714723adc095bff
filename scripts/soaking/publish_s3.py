"""A store behind moto's server, killed while it is published to."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from botocore.exceptions import ClientError

import loopback
from quangba.options.targets import S3Target
from quangba.publish.targets.s3.holding import Names
from quangba.publish.targets.s3.store import Store, connected
from quangba.publish.targets.s3.target import Bucket
from soaking.sites import Publishing, Shown, matches
from tests.publish import webs

NAME = "site"


class S3Soak(Publishing):
    """A store has no switch: readers may see old and new pages, but none that names nothing."""

    def _store(self) -> Store:
        assert isinstance(self.target, Bucket)
        return self.target.store

    def shown(self) -> Shown:
        """All that readers can ask for."""
        store = self._store()
        keys = [key for key in store.listed("") if not key.startswith(".quangba/")]
        found = ((key, store.get(key)) for key in keys)
        return {key: got[0] for key, got in found if got}

    def broken(self) -> list[str]:
        """Every link of every page that can be reached leads somewhere."""
        shown = self.shown()
        return [f"{path} is named and missing" for path in webs.broken(shown.keys(), shown.get)]

    def unfinished(self) -> list[str]:
        """They see the last site, and no page of another."""
        return [] if matches(self.shown(), self.now) else ["not the last site"]


@contextmanager
def subject(folder: Path) -> Iterator[S3Soak]:
    """A server in a process of its own: what forks must have no threads."""
    os.environ |= {"AWS_ACCESS_KEY_ID": "soak", "AWS_SECRET_ACCESS_KEY": "soak"}
    with loopback.held_port() as port:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            options = S3Target(kind="s3", bucket=NAME, endpoint=address, region="us-east-1")
            _await(address, server)
            client = connected(options)
            with suppress(ClientError):
                client.create_bucket(Bucket=NAME)  # type: ignore[attr-defined]
            store = Store(client, NAME, "store")
            yield S3Soak(Bucket(store, Names(""), keep=3, compress=False), folder / "site")
        finally:
            server.terminate()
            server.wait()


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/moto-api/", timeout=5):  # noqa: S310 - ours
            return
    raise OSError(address)
