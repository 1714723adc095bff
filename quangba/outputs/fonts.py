"""Web fonts cut down to the characters that the site uses."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import io
import string
from collections.abc import Iterable, Mapping
from pathlib import Path

from quangba.content.table import Known
from quangba.content.tree import ContentTree, Entry
from quangba.ground import ground
from quangba.memory import digest_of, encoded
from quangba.pack import Pack
from quangba.store import Store

VERSION = 2
"""Raise when the way of cutting changes, so that no stored font is used again."""

# Dates, numbers and the theme's own marks are not in the content but are drawn all the same.
ALWAYS = string.ascii_letters + string.digits + string.punctuation + " –—…·×→←↑©“”‘’«»°²\u00a0"


def characters(tree: ContentTree, cache_dir: Path) -> frozenset[str]:
    """Every character that pages, front matter, theme words, names and dates can show."""
    return Characters().of(tree, cache_dir)


_FEW = 20
"""Of so many pages the characters are looked up in their texts, of more in what is kept."""


class Characters:
    """`characters` in a process that asks again and again, always in the same languages."""

    def __init__(self) -> None:
        self._known: Mapping[str, Known] = {}
        self._rows: dict[str, str] = {}
        self._used: frozenset[str] = frozenset()

    def of(self, tree: ContentTree, cache_dir: Path) -> frozenset[str]:
        """Of a tree. Pages of which the very same is known as before are not looked at."""
        known = tree.table.known
        changed = {uri for uri, row in known.items() if self._known.get(uri) is not row}
        gone = self._known.keys() - known.keys()
        if not self._known or gone or len(changed) > _FEW:
            self._rows = _kept(tree, cache_dir)
            self._used = frozenset().union(*self._rows.values())
        else:
            self._look_at({uri: _of_entry(tree.entries[uri]) for uri in changed})
        self._known = known
        return self._used | _words(tree)

    def _look_at(self, rows: Mapping[str, str]) -> None:
        lost = {
            char for uri, row in rows.items() for char in set(self._rows.get(uri, "")) - set(row)
        }
        self._rows |= rows
        if lost:
            self._used = frozenset().union(*self._rows.values())
        else:
            self._used = self._used.union(*rows.values())


def _words(tree: ContentTree) -> frozenset[str]:
    used = set(ALWAYS)
    for words in tree.strings.values():
        used.update(str(list(words.values())))
    return frozenset(used)


def _kept(tree: ContentTree, cache_dir: Path) -> dict[str, str]:
    """The characters of each page in all its languages, and under '' of the languages.

    Of what is as it was before they are kept.
    """
    pack = Pack(cache_dir / "fonts", "pages", ground(languages=tree.languages))
    kept: dict[str, tuple[bytes, str]] = pack.index or {"": (b"", _of_languages(tree))}
    found: dict[str, tuple[bytes, str]] = {"": kept[""]}
    for uri, known in tree.table.known.items():
        state, row = _state(known), kept.get(uri)
        if row is None or not state or row[0] != state:
            row = state, _of_entry(tree.entries[uri])
        found[uri] = row
    if found != pack.index:
        with contextlib.suppress(OSError):  # a cache that cannot be written is no obstacle
            pack.save(lambda _: found, {}, {})
    return {uri: row[1] for uri, row in found.items()}


def _of_languages(tree: ContentTree) -> str:
    used: set[str] = set()
    for language in tree.languages:
        used.update(f"{language.name} {language.site_name} {language.tagline}")
        used.update(*(other.name_in(language) for other in tree.languages))
        months = language.babel.months
        used.update(*(name for form in months.values() for name in form["wide"].values()))
    return "".join(sorted(used))


def _state(known: Known) -> bytes:
    """Of the texts of a page; nothing where they did not come from files."""
    if not all(page.head for page in known.pages):
        return b""
    bodies = [(page.locale, page.body) for page in known.pages]
    return digest_of(encoded((known.head, bodies)))


def _of_entry(entry: Entry) -> str:
    used: set[str] = set()
    for page in entry.pages.values():
        used.update(page.body)
        used.update(page.words.model_dump_json())
    return "".join(sorted(used))


def subset(font: Path, used: Iterable[str], store: Store) -> bytes:
    """WOFF2 of the font's glyphs for the characters; kept in the store between builds."""
    data = font.read_bytes()
    tool = _tool()
    # What the font lacks must not count: else each new Chinese character would mean a new cut.
    name = hashlib.sha256(data).hexdigest()
    has = store.get_or_make_checked(f"fonts/{name}.characters", lambda: _characters(data)).decode()
    wanted = "".join(sorted(set(used) & set(has)))
    key = hashlib.sha256(f"{VERSION} {tool} {wanted}\0".encode() + data).hexdigest()
    return store.get_or_make_checked(f"fonts/{key}.woff2", lambda: _cut(data, wanted))


@functools.cache
def _tool() -> str:
    return importlib.metadata.version("fonttools")


def _characters(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    best = TTFont(io.BytesIO(data), lazy=True).getBestCmap() or {}
    return "".join(map(chr, sorted(best))).encode("utf-8", "surrogatepass")


def _cut(data: bytes, wanted: str) -> bytes:
    # Slow to import and rarely needed: the store answers nearly always.
    from fontTools import subset as tools
    from fontTools.ttLib import TTFont

    options = tools.Options()
    options.flavor = "woff2"
    options.hinting = False  # a third of the bytes, for screens that are hardly made any more
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, family, style and licence stay
    options.notdef_outline = True
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = tools.Subsetter(options)
    subsetter.populate(text=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
