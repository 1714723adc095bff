"""The row of a word: JSON, a list of texts, that is read and changed without a parser.

["duong","đường","3,1","8000,4;8003","dương","12","17"]: the word folded; then for each exact form
('' where that is the folded one) its pages, each as the distance from the one before, and for each
of these pages its places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import sub

from quangba.outputs.search import postings

Form = tuple[Sequence[int], Sequence[str]]
"""Pages in ascending order, and the packed places on each."""
Change = Mapping[str, Mapping[int, str | None]]
"""By exact form and page: its places now, None where it has none any more."""
Texts = dict[str, tuple[str, str]]
"""By exact form: pages and places as a row has them."""

FEW = 128
"""Pages up to which a word loses no place."""
MOST_PLACES = 8_192
"""Of a word in running text, on all pages: with more pages, it loses more and more on each."""


class NotAsBeforeError(Exception):
    """What is to be changed is not as it was told, or no longer has what would be needed."""


def most(pages: int) -> int | None:
    """How many places of a page's running text are kept, of a word on so many pages; None for all.

    By powers of two: a row that crosses such a line is made anew.
    """
    return None if pages <= FEW else max(1, MOST_PLACES >> (pages - 1).bit_length())


def row(word: str, forms: Mapping[str, Form]) -> bytes:
    """The row of a word, by its exact forms."""
    kept = most(sum(len(pages) for pages, _ in forms.values()))
    texts = {
        form: (
            ",".join(map(str, map(sub, pages, (-1, *pages)))),
            ";".join(places if kept is None else postings.shortened(places, kept)),
        )
        for form, (pages, places) in forms.items()
    }
    return _written(word, texts)


def changed(data: bytes | None, word: str, change: Change) -> bytes | None:
    """A row with other postings. data: None for a new word; None is given for one that has gone.

    Raises NotAsBeforeError.
    """
    texts = _texts(data) if data else {}
    before = most(_count(texts))
    for form, pages in change.items():
        found = _changed(*texts.pop(form, ("", "")), pages, before)
        if found:
            texts[form] = found
    after = most(_count(texts))
    if after != before:
        if after is None or (before is not None and after > before):
            raise NotAsBeforeError
        texts = {
            form: (gaps, ";".join(postings.shortened(places.split(";"), after)))
            for form, (gaps, places) in texts.items()
        }
    return _written(word, texts) if texts else None


def _changed(
    gaps: str, places: str, change: Mapping[int, str | None], kept: int | None
) -> tuple[str, str] | None:
    steps = gaps.split(",") if gaps else []
    pages = list(accumulate(map(int, steps), initial=-1))
    found = places.split(";") if places else []
    for page, now in change.items():
        at = bisect_left(pages, page, 1)
        is_there = at < len(pages) and pages[at] == page
        if now is None:
            if not is_there:
                raise NotAsBeforeError
            del pages[at], steps[at - 1], found[at - 1]
        else:
            short = now if kept is None else postings.shortened((now,), kept)[0]
            if is_there:
                found[at - 1] = short
                continue
            pages.insert(at, page)
            steps.insert(at - 1, "")
            found.insert(at - 1, short)
        for near in range(at, min(at + 2, len(pages))):
            steps[near - 1] = str(pages[near] - pages[near - 1])
    return (",".join(steps), ";".join(found)) if steps else None


def _count(texts: Texts) -> int:
    return sum(places.count(";") + 1 for _, places in texts.values())


def _written(word: str, texts: Texts) -> bytes:
    parts = [word]
    for form in sorted(texts):
        parts += ("" if form == word else form, *texts[form])
    return '["{}"]'.format('","'.join(parts)).encode()


def _texts(data: bytes) -> Texts:
    word, *parts = data.decode()[2:-2].split('","')
    return {
        form or word: (gaps, places)
        for form, gaps, places in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def read(data: bytes) -> dict[str, Form]:
    """The postings of a row."""
    return {form: (pages(gaps), places.split(";")) for form, (gaps, places) in _texts(data).items()}


def pages(gaps: str) -> list[int]:
    """Pages, from how far each is from the one before."""
    return [page - 1 for page in accumulate(map(int, gaps.split(",")))]


def word_of(data: bytes) -> bytes:
    """The word of a row."""
    return data[2 : data.index(b'"', 2)]


def joined(rows: Iterable[bytes]) -> bytes:
    """The file of a chunk."""
    return b"[" + b",\n".join(rows) + b"]\n"


def parted(data: bytes) -> list[bytes]:
    """The rows of such a file."""
    return data[1:-2].split(b",\n")
