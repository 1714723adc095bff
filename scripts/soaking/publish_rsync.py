"""A folder behind a real sshd, killed while it is published to by rsync."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quangba.publish.targets.rsync import connection
from quangba.publish.targets.rsync.connection import Connection
from quangba.publish.targets.rsync.target import Remote
from soaking.sites import Publishing, Shown
from soaking.working import below
from tests.publish import ssh_server


@dataclass
class RsyncSoak(Publishing):
    """www: the folder behind sshd, which is of this machine, too."""

    www: Path = field(default_factory=Path)

    def shown(self) -> Shown:
        """As a web server finds it."""
        return below(self.www / "current")


@contextmanager
def subject(folder: Path) -> Iterator[RsyncSoak]:
    """An sshd of its own. Nothing waits for the disk: a killed program loses nothing there."""
    connection.FLUSH = ":"
    with ssh_server.serving(folder / "sshd") as server:
        www = folder / "www"
        far = Connection(server.host, server.port, str(www), server.ssh)
        yield RsyncSoak(Remote(far, 3), folder / "site", www=www)
