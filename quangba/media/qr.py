"""QR codes of addresses."""

from __future__ import annotations

import hashlib
import io

from quangba.store import Store

VERSION = 1
"""Raise when the same address would give other bytes."""

BORDER = 4
"""Modules of the quiet zone that the standard asks for."""


def svg(address: str) -> bytes:
    """An SVG file of the code, dark on white, that readers of codes find on any ground."""
    import segno

    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(
        out,
        kind="svg",
        border=BORDER,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass=None,
        lineclass=None,
        xmldecl=False,
    )
    return out.getvalue()


def stored(address: str, store: Store) -> bytes:
    """The SVG file, kept in the store: a site has one for each page and language."""
    key = hashlib.sha256(f"{VERSION} {address}".encode()).hexdigest()
    return store.get_or_make_checked(f"codes/{key}.svg", lambda: svg(address))


def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The code row by row, with its quiet zone; True is dark."""
    import segno

    code = segno.make(address, micro=False, error="m")
    return tuple(
        tuple(bool(cell) for cell in row) for row in code.matrix_iter(scale=1, border=BORDER)
    )
