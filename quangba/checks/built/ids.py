"""An id names one element, and what is named by an id is there."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, warning


def check(built: BuiltSite) -> Iterator[Problem]:
    """Ids twice in a page, empty ones, and attributes that name none."""
    for name, page in built.pages.items():
        for found in page.repeated_ids:
            place = built.place(name, found.line, f"{{#{found.value}", f'id="{found.value}"')
            what = (
                msg("The id “{id}” is used twice in the page.", id=found.value)
                if found.value
                else msg("<{element}> has an empty id.", element=found.element)
            )
            yield warning(
                "site-id", place.path, place.line, what,
                msg("Links and labels lead to the first one only. Give each an id of its own: "
                    "## Opening hours {{#hours}}"),
            )  # fmt: skip
        for each in page.dangling:
            place = built.place(name, each.line, f'{each.attribute}="{each.id}"')
            yield warning(
                "site-reference", place.path, place.line,
                msg('<{element} {attribute}="{id}">: the page has no such id.',
                    element=each.element, attribute=each.attribute, id=each.id),
                msg("For those who hear the page, the name or the link between the two is lost. "
                    "Name an id that is there."),
            )  # fmt: skip
