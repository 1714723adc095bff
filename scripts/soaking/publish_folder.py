"""A folder with releases, killed while it is published to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quangba.publish.targets.folder import Folder
from soaking.sites import Publishing, Shown
from soaking.working import below


class FolderSoak(Publishing):
    """What is below `current`."""

    def shown(self) -> Shown:
        """As a web server finds it."""
        assert isinstance(self.target, Folder)
        return below(self.target.path / "current")


@contextmanager
def subject(folder: Path) -> Iterator[FolderSoak]:
    """A folder of its own."""
    yield FolderSoak(Folder(folder / "www", 3), folder / "site")
