"""What a page's first view costs: HTML, styles, scripts and fonts, compressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quangba.checks.built.facts import Page
from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, warning

_KB = 1024
_SHEETS = frozenset({"link stylesheet", "link modulepreload", "script"})


def check(built: BuiltSite) -> Iterator[Problem]:
    """Pages over the budget `page`."""
    limit = built.settings.budgets.page
    for name, page in built.whole.items():
        parts = of(built, name, page)
        size = page.packed + sum(parts.values())
        if size > limit * _KB:
            place = built.place(name, None)
            largest = max(parts, key=lambda each: parts[each], default=name)
            yield warning(
                "site-weight", place.path, place.line,
                msg("The first view has {size:.1f} KB, expected at most {limit}: "
                    "HTML {html:.1f} KB, {largest} {most:.1f} KB.",
                    size=size / _KB, limit=limit, html=page.packed / _KB,
                    largest=built.file(largest), most=parts.get(largest, 0) / _KB),
                msg("On a slow network readers wait for all of it. Make two pages of a long one, "
                    "or write in mkdocs.yml, below quangba:  budgets: {{page: {size}}}",
                    size=-(-size // _KB)),
            )  # fmt: skip


def of(built: BuiltSite, name: str, page: Page) -> Mapping[str, int]:
    """Bytes of each file that a page cannot be shown without, after gzip; fonts as they are."""
    found: dict[str, int] = {}
    waiting = [
        target.name
        for link in page.links
        if link.how == "fetched" and (link.element in _SHEETS or link.element.endswith(" font"))
        if (target := built.target(name, link.href)) and target.exists
    ]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        asset = built.assets.get(file)
        found[file] = asset.packed if asset else built.files[file]
        for address in asset.needed if asset else ():
            target = built.target(file, address)
            if target and target.exists:
                waiting.append(target.name)
    return found
