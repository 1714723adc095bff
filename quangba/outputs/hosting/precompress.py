"""Compressed copies beside the files of a built site, for servers that send them as they are.

A server that compresses while it answers takes a middling level; here each file is compressed
once, as small as it gets, and only where that saves something. `developers/hosting.md` has the
figures.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import struct
import threading
import zlib
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

from quangba.outputs.hosting.delivery import COMPRESSIBLE
from quangba.store import Store, write_atomically

FOLDER = "compressed"
"""Where the copies are kept between builds, below the cache."""

_THREADS = "precompress"

LEAST = 1024
"""Bytes: what fits in one packet with its headers arrives no sooner when it is smaller."""

LARGEST_SHARE = 0.95
"""A copy that saves less than this costs a reader's machine more than the network."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to compress. suffix: of the copies; revision: changes when the bytes may."""

    suffix: str
    revision: str
    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the files that have a copy, and of their copies, by suffix; files: how many."""

    files: int
    plain: int
    packed: Mapping[str, int]


def gzip(data: bytes) -> bytes:
    """Gzip at its best level, without time, name or system: the same bytes on every machine.

    RFC 1952; `gzip.compress` writes the system into the header in some versions of Python.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = deflate.compress(data) + deflate.flush()
    return _GZIP_HEAD + body + struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)


_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def _brotli(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data, quality=11)
    return packed


def _gunzip(data: bytes) -> bytes:
    return zlib.decompress(data, wbits=zlib.MAX_WBITS | 16)


ENCODINGS = (
    Encoding("br", brotli.__version__, _brotli, brotli.decompress),
    Encoding("gz", zlib.ZLIB_RUNTIME_VERSION, gzip, _gunzip),
)


def precompress(folder: Path, cache: Path) -> Sizes:
    """Write FILE.br and FILE.gz beside every file of a site that gets smaller by it.

    folder: a built site that nobody is served yet; cache: the cache of the project. A copy that
    is there already is replaced, or removed where the file is not worth one any more. Raises
    OSError when the folder cannot be written.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file() and is_packed(file.name))
    rows: list[tuple[int, dict[str, int]]] = []
    with contextlib.closing(packed(files, cache)) as found:
        for file, (plain, copies) in zip(files, found, strict=True):
            for encoding in ENCODINGS:
                copy = file.with_name(f"{file.name}.{encoding.suffix}")
                if data := copies.get(encoding.suffix):
                    write_atomically(copy, data)
                    shutil.copymode(file, copy)
                else:
                    copy.unlink(missing_ok=True)
            rows.append((plain, {suffix: len(data) for suffix, data in copies.items()}))
    return _sum(rows)


def is_packed(name: str) -> bool:
    """Whether a file of this name gets copies, if it gets smaller."""
    return os.path.splitext(name)[1] in COMPRESSIBLE  # noqa: PTH122 - thousands of plain names


def packed(
    files: Iterable[Path], cache: Path
) -> Generator[tuple[int, dict[str, bytes]], None, None]:
    """Of each file its size, and the copies that are worth it by their suffixes, in order.

    To be closed: only then does no thread work on it any more.
    """
    store = Store(cache / FOLDER)
    ended = threading.Event()

    def work(file: Path) -> tuple[int, dict[str, bytes]]:
        return (0, {}) if ended.is_set() else _copies(file, store)

    # Threads: both libraries let the others run while they compress.
    try:
        with ThreadPoolExecutor(os.cpu_count() or 1, _THREADS) as pool:
            try:
                yield from pool.map(work, files)
            except BaseException:
                ended.set()
                raise
    finally:
        _await_all()


def _await_all() -> None:
    """Return when no thread writes any more: a pool forgets one that was starting at Ctrl+C."""
    for thread in threading.enumerate():
        if thread.name.startswith(_THREADS):
            with contextlib.suppress(RuntimeError):  # it has not even begun
                thread.join()


def _sum(found: Iterable[tuple[int, dict[str, int]]]) -> Sizes:
    rows = [(plain, packed) for plain, packed in found if packed]
    return Sizes(
        files=len(rows),
        plain=sum(plain for plain, _ in rows),
        packed={
            each.suffix: sum(packed.get(each.suffix, plain) for plain, packed in rows)
            for each in ENCODINGS
        },
    )


def _copies(file: Path, store: Store) -> tuple[int, dict[str, bytes]]:
    """The size of one file, and its copies by suffix."""
    data = file.read_bytes()
    copies: dict[str, bytes] = {}
    for encoding in ENCODINGS:
        found = packed_by(encoding, data, store) if len(data) >= LEAST else data
        if data and len(found) <= len(data) * LARGEST_SHARE:
            copies[encoding.suffix] = found
    return len(data), copies


def packed_by(encoding: Encoding, data: bytes, store: Store) -> bytes:
    """The compressed bytes, from the store where it has them and they are whole.

    What a full disk or a power cut spoilt would otherwise be served until the file changes.
    """
    name = f"{hashlib.sha256(data).hexdigest()}-{encoding.revision}.{encoding.suffix}"
    packed = store.get_or_make(name, lambda: encoding.pack(data))
    with contextlib.suppress(brotli.error, zlib.error):
        if encoding.unpack(packed) == data:
            return packed
    packed = encoding.pack(data)
    with contextlib.suppress(OSError):
        write_atomically(store.folder / name, packed)
    return packed
