"""A site for Caddy (2.6 and later): a block for the Caddyfile."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.outputs.hosting import delivery
from quangba.outputs.hosting.place import Place
from quangba.outputs.hosting.policy import headers, headers_of
from quangba.settings import Settings

_STEP = " " * 4
_HEAD = (
    "# Written by `quangba headers caddy`; developers/hosting.md explains it. Caddy gets a",
    "# certificate by itself and leads visitors of http to https. Change the host and root where",
    "# they differ, and write it anew when the settings have changed.",
)


def make(settings: Settings, root: str) -> str:
    """The block. root: folder of the built site."""
    place = Place.of(settings)
    lines = (
        *_HEAD,
        f"{place.host} {{",
        *_inside(
            f"root * {root}",
            "route {",
            *_inside(
                *_below(place),
                *_dots(),
                *_headers(settings),
                *_types(),
                "# Compressed beforehand by `quangba build --precompress`, or else at once.",
                "encode gzip",
                *_block("file_server", "precompressed br gzip"),
            ),
            "}",
            "handle_errors {",
            *_inside(*_missing(settings, place)),
            "}",
        ),
        "}",
    )
    return "".join(f"{line}\n" for line in lines)


def _inside(*lines: str) -> Iterator[str]:
    return (f"{_STEP}{line}" for line in lines)


def _block(head: str, *lines: str) -> Iterator[str]:
    yield f"{head} {{"
    yield from _inside(*lines)
    yield "}"


def _below(place: Place) -> Iterator[str]:
    """A site that does not stand at the root of its host."""
    if place.base != "/":
        outer = place.base.rstrip("/")
        yield f"redir {outer} {place.base} 301"
        yield f"@elsewhere not path {place.base}*"
        yield "error @elsewhere 404"
        yield f"uri strip_prefix {outer}"


def _dots() -> Iterator[str]:
    yield "# What begins with a dot is nobody's business."
    yield from _block("@dots", r"path_regexp /\.", "not path /.well-known/*")
    yield "error @dots 404"


def _headers(settings: Settings) -> Iterator[str]:
    """The last that fits counts here, so those that count first come last."""
    root = Place.of(settings)
    for number, header in enumerate(headers(settings)):
        for place, choice in reversed(tuple(enumerate(header.choices))):
            value = f'"{choice.value}"'
            if choice.pattern:
                name = f"@h{number}{place}"
                yield f"{name} path_regexp `(?i){root.pattern(choice, '/')}`"
                yield f"header {name} {header.name} {value}"
            else:
                yield f"header {header.name} {value}"


def _types() -> Iterator[str]:
    """Go knows some, the machine others: neither is left to chance."""
    by_type: dict[str, list[str]] = {}
    for ending, kind in delivery.TYPES.items():
        by_type.setdefault(kind, []).append(ending[1:])
    for number, (kind, endings) in enumerate(sorted(by_type.items())):
        yield rf"@t{number} path_regexp `(?i)\.{_one_of(endings)}$`"
        yield f'header @t{number} Content-Type "{kind}"'


def _one_of(endings: list[str]) -> str:
    return endings[0] if len(endings) == 1 else f"({'|'.join(endings)})"


def _missing(settings: Settings, place: Place) -> Iterator[str]:
    """The page of the reader's language, with the headers of a page, whatever was asked for."""
    page = "404.html"
    told = dict(headers_of(settings, page))
    yield f'header Content-Type "{delivery.TYPES[".html"]}"'
    for header in headers(settings):
        value = told.get(header.name)
        yield f"header -{header.name}" if value is None else f'header {header.name} "{value}"'
    for number, folder in enumerate(place.folders):
        yield f"@l{number} path {place.base}{folder}*"
    for number, folder in enumerate(place.folders):
        yield from _block(f"handle @l{number}", *_error_page(f"{folder}{page}"))
    yield from _block("handle", *_error_page(page))


def _error_page(file: str) -> Iterator[str]:
    yield f"rewrite * /{file}"
    yield from _block("file_server", "precompressed br gzip", "status {err.status_code}")
