"""What a build has made, in one line."""

from __future__ import annotations

from quangba.messages import Text, msg


def figures(pages: int, files: int, size: int, seconds: float, folder: str) -> Text:
    """How much is there, in bytes, and where, and how long it took."""
    return msg(
        "{pages} pages, {files} files, {size:.1f} MB in {seconds:.1f} s: {folder}",
        pages=pages, files=files, size=size / 1e6, seconds=seconds, folder=folder,
    )  # fmt: skip
