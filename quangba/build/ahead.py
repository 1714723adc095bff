"""What a build does beside its beginning: another process looks at the site and its twin.

While modules are imported and sources read, the files of the site are looked through by a process
that was forked when there was nothing to copy yet. Where processes cannot be forked, the build
looks for itself later.

What was seen counts only if nobody has had the site since (`Looked.turn`), and if it is what the
last build has sealed: so all that holds which holds of a look later. What somebody changes by hand
while a build runs is found by the next one, as always.
"""

from __future__ import annotations

from quangba.build.forked import Forked
from quangba.build.listing import Seen
from quangba.build.mending import Looked, from_plain, looked, plain


class Ahead:
    """What a command has begun. `close` it at the end."""

    def __init__(self) -> None:
        self._seen: tuple[tuple[str, ...], Seen] | None = None
        self._other: Forked | None = None

    # -- sources ----------------------------------------------------------------------------

    def note(self, places: tuple[str, ...], seen: Seen) -> None:
        """The state of sources has been looked at; nothing of them has been read."""
        self._seen = places, seen

    def seen(self, places: tuple[str, ...]) -> Seen | None:
        """Of these places, if it was them that were looked at. Once: who reads again looks."""
        found, self._seen = self._seen, None
        return found[1] if found and found[0] == places else None

    # -- the site ---------------------------------------------------------------------------

    def begin(self, target: str, twin: str) -> None:
        """Let another process look at a site and its twin."""
        self.close()
        self._other = Forked.begin(lambda: plain(looked(target, twin)))

    def looked(self) -> Looked | None:
        """What the other process has seen; None if it has not, and the second time."""
        other, self._other = self._other, None
        found = other.result() if other else None
        return None if found is None else from_plain(found)

    def close(self) -> None:
        """Nobody wants to know any more."""
        if self._other:
            self._other.close()
            self._other = None
