"""What every target of publishing can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from quangba.messages import Text
from quangba.publish.release import Manifest, Release

Tell = Callable[[Text], None]
"""Called with what is being done, for whoever waits."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that the target still has.

    name: `Release.name`; when: published, as YYYY-MM-DDTHH:MM:SSZ; current: what readers see.
    """

    name: str
    when: str
    current: bool


class Target(Protocol):
    """A place that the site is published to.

    Whatever happens meanwhile, readers see the whole old or the whole new site. Every method
    raises PublishError, with what to do about it, where the target cannot be reached or refuses.
    No message holds a password.
    """

    def published(self) -> Manifest:
        """What is there now; empty where nothing has been published yet."""
        ...

    def releases(self) -> tuple[Kept, ...]:
        """What is kept, newest first; the one that readers see need not be the newest."""
        ...

    def publish(self, release: Release, tell: Tell) -> bool:
        """Make the target show a release. What is there already is not sent again.

        False where the target shows it already, and nothing was done.
        """
        ...

    def rollback(self, tell: Tell) -> str:
        """Show the release before the present one again; its name.

        Asked twice, it goes back by two. Raises PublishError where none is left.
        """
        ...


@runtime_checkable
class Readable(Protocol):
    """A target whose files can be read without asking the server of the website."""

    def read(self, path: str) -> bytes | None:
        """The bytes that readers get at a path of the manifest; None where there is no file."""
        ...
