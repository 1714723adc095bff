"""Every page can be reached from the home page by links, as a reader would."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, note

_HOME = "index.html"


def check(built: BuiltSite) -> Iterator[Problem]:
    """Pages that no way leads to from the home page."""
    if _HOME not in built.pages:
        return
    reached: set[str] = set()
    waiting = [_HOME]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in built.pages:
            continue
        reached.add(name)
        page = built.pages[name]
        targets = (built.target(name, each.href) for each in page.links if each.how == "followed")
        waiting += [each.name for each in targets if each is not None]
    for name in built.whole:
        if name not in reached:
            place = built.place(name, None)
            yield note(
                "site-orphan", place.path, place.line,
                msg("No link leads from the home page to {file}.", file=built.file(name)),
                msg("Readers find it by search alone. Name it in a list or a text, "
                    "or remove the page."),
            )  # fmt: skip
