"""What every target of publishing can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from quangba.messages import Text
from quangba.publish.release import Manifest, Release

Tell = Callable[[Text], None]
"""Called with what is being done, for whoever waits."""


class Target(Protocol):
    """A place that the site is published to.

    Whatever happens meanwhile, readers see the whole old or the whole new site. Every method
    raises PublishError, with what to do about it, where the target cannot be reached or refuses.
    """

    def published(self) -> Manifest:
        """What is there now; empty where nothing has been published yet."""
        ...

    def publish(self, release: Release, tell: Tell) -> None:
        """Make the target show a release. What is there already is not sent again."""
        ...

    def rollback(self, tell: Tell) -> str:
        """Show the release before the present one again; its name."""
        ...
