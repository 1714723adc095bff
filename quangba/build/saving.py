"""Whether somebody has saved one file, as far as the events of that show it."""

from __future__ import annotations

from pathlib import Path


class Save:
    """The events since all was quiet."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._born: set[str] = set()
        self._open: set[str] = set()

    def note(self, kind: str, *paths: str) -> None:
        """An event; paths: from and to, of one that moves a file."""
        self._paths.update(paths)
        match kind:
            case "created":
                self._born.update(paths)
                self._open.update(paths)
            case "modified":
                self._open.update(paths)
            case _:
                self._open.difference_update(paths)

    @property
    def is_done(self) -> bool:
        """Whether there is one file, which was closed, and nothing gone that was there before.

        Many editors write another file and rename it; some move the old one away first. Where
        systems do not tell of closing, files stay open.
        """
        if self._open:
            return False
        there = {path for path in self._paths if Path(path).is_file()}
        return len(there) == 1 and self._paths - there <= self._born
