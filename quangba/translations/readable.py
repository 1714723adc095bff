"""Whether a translation that is not in the tree is there nevertheless, but cannot be read.

Its words must not be written over: whatever would make a new file asks here first.
"""

from __future__ import annotations

from quangba.content.tree import Entry
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings


def unreadable(settings: Settings, entry: Entry, locale: str) -> Problem | None:
    """The problem of a translation's file that the tree had to leave out; None if there is none."""
    file = settings.docs_dir / locale / entry.uri
    if locale in entry.pages or not file.exists():
        return None
    return error(
        "translate-unreadable", settings.relative(file), None,
        msg("There is a translation, but it cannot be read."),
        msg("quangba check tells why."),
    )  # fmt: skip
