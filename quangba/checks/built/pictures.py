"""Pictures keep their place, say what they show, and are not larger than a phone can bear."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.facts import Page, Picture
from quangba.checks.built.site import BuiltSite
from quangba.messages import msg
from quangba.problems import Problem, warning

PHONE = 720
"""Dots across a phone of 360 px with two dots a pixel."""

_KB = 1024


def check(built: BuiltSite) -> Iterator[Problem]:
    """Missing sizes and alternatives; files over the budgets of `budgets` in mkdocs.yml."""
    heavy: set[str] = set()
    for name, page in built.pages.items():
        for picture in page.pictures:
            yield from _attributes(built, name, picture)
            for file in _offered(built, name, picture):
                if file not in heavy and built.files[file] > built.settings.budgets.picture * _KB:
                    heavy.add(file)
                    yield _heavy(built, name, picture, file)
        yield from _on_a_phone(built, name, page)


def _attributes(built: BuiltSite, name: str, picture: Picture) -> Iterator[Problem]:
    if picture.has_alt and picture.has_size:
        return
    place = built.place(name, picture.line, picture.src, "<img")
    if not picture.has_alt:
        yield warning(
            "site-picture", place.path, place.line,
            msg("The picture {address} has no alt.", address=picture.src),
            msg("Those who cannot see it hear the name of a file. Say what it shows; "
                'where it only decorates: alt=""'),
        )  # fmt: skip
    if not picture.has_size:
        yield warning(
            "site-picture", place.path, place.line,
            msg("The picture {address} has no width and height.", address=picture.src),
            msg("The text jumps away from readers when it arrives. "
                'For example: width="960" height="600"'),
        )  # fmt: skip


def _offered(built: BuiltSite, name: str, picture: Picture) -> Iterator[str]:
    for address in (picture.src, *(href for href, _ in picture.offers)):
        target = built.target(name, address)
        if target and target.exists:
            yield target.name


def _heavy(built: BuiltSite, name: str, picture: Picture, file: str) -> Problem:
    place = built.place(name, picture.line, picture.src)
    limit = built.settings.budgets.picture
    return warning(
        "site-picture-weight", place.path, place.line,
        msg("The picture {file} has {size} KB, expected at most {limit}.",
            file=built.file(file), size=round(built.files[file] / _KB), limit=limit),
        msg("It costs readers time and money. Put it into the library, which makes sizes of it, "
            "or write in mkdocs.yml, below quangba:  budgets: {{picture: {size}}}",
            size=-(-built.files[file] // _KB)),
    )  # fmt: skip


def on_a_phone(built: BuiltSite, name: str, picture: Picture) -> int:
    """Bytes of the file that a phone takes at most: the smallest that fills its width."""
    offers = sorted(picture.offers, key=lambda offer: offer[1])
    wide = [href for href, width in offers if width >= PHONE] or [href for href, _ in offers[-1:]]
    target = built.target(name, wide[0] if wide else picture.src)
    return built.files[target.name] if target and target.exists else 0


def _on_a_phone(built: BuiltSite, name: str, page: Page) -> Iterator[Problem]:
    budgets = built.settings.budgets
    sizes = [on_a_phone(built, name, picture) for picture in page.pictures]
    first = next((s for s, each in zip(sizes, page.pictures, strict=True) if not each.lazy), 0)
    if first > budgets.first_picture * _KB:
        place = built.place(name, None)
        yield warning(
            "site-first-picture", place.path, place.line,
            msg("The first picture has {size} KB on a phone, expected at most {limit}.",
                size=round(first / _KB), limit=budgets.first_picture),
            msg("It is what readers wait for. Take a calmer picture or a smaller width, "
                "or write in mkdocs.yml, below quangba:  budgets: {{first_picture: {size}}}",
                size=-(-first // _KB)),
        )  # fmt: skip
    if sum(sizes) > budgets.pictures * _KB:
        place = built.place(name, None)
        yield warning(
            "site-pictures-weight", place.path, place.line,
            msg("All {count} pictures have {size} KB on a phone, expected at most {limit}.",
                count=len(sizes), size=round(sum(sizes) / _KB), limit=budgets.pictures),
            msg("Who reads to the end pays for all of them. Take fewer, or make two pages of it, "
                "or write in mkdocs.yml, below quangba:  budgets: {{pictures: {size}}}",
                size=-(-sum(sizes) // _KB)),
        )  # fmt: skip
