"""Nothing comes from another host by itself, and nothing runs that a strict policy refuses."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.facts import Named
from quangba.checks.built.site import BuiltSite
from quangba.messages import Text, msg
from quangba.problems import Problem, error

_WHY = msg(
    "Every reader's browser would tell that host who reads what, and wait for it: some are slow "
    "or blocked in parts of the world. Keep the file in this site."
)
_POLICY = msg(
    "The site's Content-Security-Policy lets no such thing work. Put styles into the stylesheet "
    "and scripts into files of the theme."
)


def check(built: BuiltSite) -> Iterator[Problem]:
    """What pages, style sheets, scripts, drawings and manifests fetch; code within pages."""
    for name, page in built.pages.items():
        for link in page.links:
            if link.how == "fetched" and built.is_foreign(link.href):
                place = built.place(name, link.line, link.href)
                yield error(
                    "site-host", place.path, place.line,
                    msg("<{element}> loads {address} from another host.",
                        element=link.element, address=link.href),
                    _WHY,
                )  # fmt: skip
        for found in page.refused:
            place = built.place(name, found.line, f"<{found.element}", found.value)
            yield error("site-inline", place.path, place.line, _refused(found), _POLICY)
    for name, asset in built.assets.items():
        for address, line in asset.loads:
            if built.is_foreign(address) and not address.startswith("data:"):
                yield error(
                    "site-host", built.file(name), line,
                    msg("It loads {address} from another host.", address=address), _WHY,
                )  # fmt: skip


def _refused(found: Named) -> Text:
    match found.element, found.value:
        case "base", _:
            return msg("<base> changes every address of the page.")
        case (("script" | "style"), ""):
            return msg("<{element}> holds its code itself.", element=found.element)
        case _:
            return msg(
                "<{element}> has the attribute {attribute}",
                element=found.element,
                attribute=found.value,
            )
