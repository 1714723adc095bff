"""What style sheets, scripts, drawings and manifests load: the addresses in them."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

KINDS = (".css", ".js", ".mjs", ".svg", ".webmanifest")

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS = re.compile(
    r"""\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))|@import\s+(?:"([^"]*)"|'([^']*)')"""
)
_JS_COMMENT = re.compile(r"^\s*(?://.*$|\*.*$)", re.MULTILINE)
_IMPORT = re.compile(r"""(?:\bimport\b|\bfrom\b)\s*\(?\s*["']([^"']+)["']""")
_HOST = re.compile(r"""["'`]((?:https?:|wss?:)?//(?!www\.w3\.org/)[a-z0-9][^"'`]*)""")
_SVG = re.compile(
    r"""<(?:image|use|feImage|script)\b[^>]*?\b(?:xlink:)?href\s*=\s*["']([^"']+)""",
    re.IGNORECASE,
)
_MANIFEST = re.compile(r'"(?:src|start_url|scope|url)"\s*:\s*"([^"]+)"')


PACKING = 9
"""As in the compressed copies that `quangba build --precompress` lays beside the files."""


@dataclass(frozen=True, slots=True)
class Asset:
    """packed: bytes after gzip; loads: (address, line) of files that it asks for, in order.

    needed: those of them that a script cannot start without.
    """

    packed: int
    loads: tuple[tuple[str, int], ...]
    needed: tuple[str, ...] = ()


def read(name: str, data: bytes) -> Asset:
    """The addresses in a file, by the end of its name."""
    text = data.decode("utf-8", errors="replace")
    needed: tuple[str, ...] = ()
    if name.endswith(".css"):
        bare = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
        loads = [(next(filter(None, m.groups()), ""), _line(bare, m)) for m in _CSS.finditer(bare)]
    elif name.endswith((".js", ".mjs")):
        bare = _JS_COMMENT.sub("", text)
        loads = [(m[1], _line(bare, m)) for m in _IMPORT.finditer(bare)]
        needed = tuple(m[1] for m in _IMPORT.finditer(bare) if "(" not in m[0])
        loads += [(m[1], _line(bare, m)) for m in _HOST.finditer(bare)]
    elif name.endswith(".svg"):
        bare = _CSS_COMMENT.sub("", text)
        loads = [
            (m[1], _line(bare, m)) for m in (*_SVG.finditer(bare), *_CSS.finditer(bare)) if m[1]
        ]
    else:
        loads = [(m[1], _line(text, m)) for m in _MANIFEST.finditer(text)]
    return Asset(len(zlib.compress(data, PACKING)), tuple(dict.fromkeys(loads)), needed)


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
