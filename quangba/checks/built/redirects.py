"""Former addresses lead on to a page in one step."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, error


def check(built: BuiltSite) -> Iterator[Problem]:
    """Pages that lead on to nothing, to one another, or to another site."""
    for name, page in built.pages.items():
        if not page.refresh:
            continue
        if name in built.origins:
            place = built.place(name, None)
            yield error(
                "site-redirect", place.path, place.line,
                msg("The page leads on to {target} by itself, while it is being read.",
                    target=page.refresh),
                msg("Nobody can read it in peace, nor go back. Only former addresses lead on: "
                    "name them in `moved_from`, and remove <meta http-equiv=refresh>."),
            )  # fmt: skip
            continue
        target = built.target(name, page.refresh)
        if target is None or not target.exists:
            to = page.refresh if target is None else built.file(target.name)
            yield error(
                "site-redirect", built.file(name), None,
                msg("This former address leads on to {target}, which is no page of the site.",
                    target=to),
                msg("Readers of old links get “not found”. "
                    "Look at `moved_from` of the page that was meant."),
            )  # fmt: skip
        elif target.name == name or built.pages[target.name].refresh:
            yield error(
                "site-redirect", built.file(name), None,
                msg("This former address leads on to {target}, which leads on in its turn.",
                    target=built.file(target.name)),
                msg("Browsers give up in a circle, and search engines after a few steps. "
                    "Name all former paths in `moved_from` of the page where it is now."),
            )  # fmt: skip
