"""What is known of an original without looking at it again."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = {
    "JPEG": ("jpeg", (".jpg", ".jpeg")),
    "MPO": ("jpeg", (".jpg", ".jpeg")),  # phones write JPEGs with a second picture in them
    "PNG": ("png", (".png",)),
    "WEBP": ("webp", (".webp",)),
    "AVIF": ("avif", (".avif",)),
    "HEIF": ("heif", (".heic", ".heif")),
    "TIFF": ("tiff", (".tif", ".tiff")),
    "GIF": ("gif", (".gif",)),
    "SVG": ("svg", (".svg",)),
}
"""Pillow's name -> ours and the endings that such a file may have."""

SUFFIXES = frozenset(suffix for _, suffixes in FORMATS.values() for suffix in suffixes)

MAX_PIXELS = 120_000_000
"""A 120-megapixel panorama is decoded; more is refused before it is unpacked into memory."""

MAX_SIDE = 65_000
"""Pixels along one side; encoders take hardly more."""

MAX_BYTES = 250_000_000

NO_MEMORY = "not enough memory"
"""Why nothing can be said of an original for now."""

COLUMNS, ROWS = 3, 2
"""The placeholder is a picture of so many dots."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An original as seen, that is after its EXIF orientation.

    format: one of `FORMATS`; width, height: pixels (of a drawing: its own units); dots:
    `COLUMNS` x `ROWS` colours as rrggbb, row by row, for a placeholder; digest: SHA-256 of
    the bytes.
    """

    format: str
    width: int
    height: int
    alpha: bool
    frames: int
    dots: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """An original that cannot be used: a problem code and what was found."""

    code: str
    reason: str

    @property
    def is_passing(self) -> bool:
        """Whether another look may end otherwise: the machine was busy, or short of memory."""
        return self.code in {"picture-hangs", "picture-crashes"} or self.reason == NO_MEMORY


class Refused(Exception):  # noqa: N818 - it is no error of ours that a file is refused
    """The bytes are not a picture that can be used; `code` and `reason` say why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason
