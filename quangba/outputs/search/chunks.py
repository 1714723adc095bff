"""The sorted words of an index, cut into files of about one size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from quangba.outputs.search import postings
from quangba.outputs.search.postings import Forms

SIZE = 36_000
"""Bytes of a chunk before compression, which makes some 13 KB of them. Not measured compressed:
another version of zlib would cut elsewhere."""
WORD = 24_000
"""Bytes of one word, beyond which it loses places in running text: fewer and fewer a page."""
_MOST = (None, 32, 16, 8, 4, 2, 1)


def order(word: str) -> bytes:
    """The order in which a browser compares texts: by units of UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


def cut(terms: Mapping[str, Forms]) -> Iterator[tuple[str, bytes]]:
    """The first word of each chunk, and its bytes: JSON, a list of words.

    A word is a list: itself folded, then each exact form ('' where that is the folded one) and
    its packed postings.
    """
    rows: list[bytes] = []
    first, size = "", 0
    for word in sorted(terms, key=order):
        row = _row(word, terms[word])
        if rows and size + len(row) > SIZE:
            yield first, _joined(rows)
            first, rows, size = word, [], 0
        rows.append(row)
        size += len(row)
    if rows:
        yield first, _joined(rows)


def _joined(rows: list[bytes]) -> bytes:
    return b"[" + b",\n".join(rows) + b"]\n"


def _row(word: str, forms: Forms) -> bytes:
    row = b""
    for most in _MOST:
        parts: list[object] = [word]
        for form, found in sorted(forms.items()):
            parts += ["" if form == word else form, postings.pack(found, most)]
        row = dumps(parts)
        if len(row) <= WORD:
            break
    return row


def dumps(value: object) -> bytes:
    """Small JSON, the same each time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
