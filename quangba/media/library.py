"""assets/media: every original with the texts and rights of its sidecar NAME.yml."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from quangba import yaml_source
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.validation import Day, Flag, Model, Words, validate

Fraction = Annotated[float, Field(ge=0, le=1)]
_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)(?:px)?\s*$")
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_FORBIDDEN = {"script", "foreignobject", "iframe", "style", "image", "a", "set"}


class Sidecar(Model):
    """A picture's texts and rights, once for all pages and languages.

    focal: the point that every crop keeps, as fractions of width and height from top left.
    """

    alt: dict[str, Words] = Field({}, examples=["{vi: …, en: …, zh: …}"])
    caption: dict[str, Words] = Field({}, examples=["{vi: …, en: …, zh: …}"])
    decorative: Flag = Field(False, examples=["true"])
    credit: Words = Field(examples=["Nguyễn Văn A"])
    licence: Words = Field(examples=["CC-BY-4.0"])
    focal: tuple[Fraction, Fraction] = Field((0.5, 0.5), examples=["[0.5, 0.4]"])
    created: Day | None = Field(None, examples=["2026-11-23"])


@dataclass(frozen=True, slots=True)
class Original:
    """One picture as delivered: `name` below assets/media, size in CSS pixels, its sidecar."""

    name: str
    file: Path
    width: int
    height: int
    digest: str
    sidecar: Sidecar
    sidecar_path: str

    @property
    def published(self) -> str:
        """Its path in the site; carries the content's hash, so it can be cached for ever."""
        stem, dot, suffix = self.name.rpartition(".")
        return f"media/{stem}.{self.digest[:10]}{dot}{suffix}"


def read(settings: Settings) -> tuple[Mapping[str, Original], tuple[Problem, ...]]:
    """All originals by name. One with problems is left out; the others are not affected."""
    problems: list[Problem] = []
    originals: dict[str, Original] = {}
    for file in _originals(settings.media_dir):
        original, found = _read_one(settings, file)
        problems += found
        if original is not None:
            originals[original.name] = original
    return MappingProxyType(originals), tuple(problems)


def _originals(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".yml" and not file.name.startswith("."):
                yield file


def _read_one(settings: Settings, file: Path) -> tuple[Original | None, tuple[Problem, ...]]:
    path = settings.relative(file)
    if file.suffix.lower() != ".svg":
        return None, (
            error(
                "picture-format", path, None,
                msg("Pictures of the type “{suffix}” cannot be used.", suffix=file.suffix),
                msg("Use an SVG drawing."),
            ),
        )  # fmt: skip
    data = file.read_bytes()
    size, problems = _probe_svg(data, path)
    sidecar, sidecar_path, found = _sidecar(settings, file, path)
    if size is None or sidecar is None:
        return None, (*problems, *found)
    name = file.relative_to(settings.media_dir).as_posix()
    digest = hashlib.sha256(data).hexdigest()
    return Original(name, file, *size, digest, sidecar, sidecar_path), (*problems, *found)


def _sidecar(
    settings: Settings, file: Path, path: str
) -> tuple[Sidecar | None, str, tuple[Problem, ...]]:
    sidecar_file = file.with_suffix(".yml")
    sidecar_path = settings.relative(sidecar_file)
    if not sidecar_file.is_file():
        return None, sidecar_path, (
            error(
                "sidecar-missing", path, None,
                msg("The picture has no sidecar {path}.", path=sidecar_path),
                msg("Write it with three lines:  alt: {{en: …}}  credit: …  licence: CC-BY-4.0"),
            ),
        )  # fmt: skip
    try:
        text = sidecar_file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None, sidecar_path, (
            error(
                "sidecar-encoding", sidecar_path, None, msg("The file is not UTF-8."),
                msg("Save it again as UTF-8."),
            ),
        )  # fmt: skip
    document, problems = yaml_source.parse(text, sidecar_path)
    if problems:
        return None, sidecar_path, problems
    sidecar, problems = validate(Sidecar, document, sidecar_path)
    return sidecar, sidecar_path, problems


def _probe_svg(data: bytes, path: str) -> tuple[tuple[int, int] | None, tuple[Problem, ...]]:
    """Width and height in pixels, if the drawing is safe to show."""
    try:
        # expat itself bounds entity expansion; drawings with a DTD are refused all the same
        root = ET.fromstring(data)  # noqa: S314
    except ET.ParseError as failure:
        problem = error(
            "picture-broken", path, failure.position[0],
            msg("The drawing is not valid SVG: {reason}.", reason=str(failure).partition(":")[0]),
            msg("Export it again as plain SVG."),
        )  # fmt: skip
        return None, (problem,)
    if unsafe := "<!DOCTYPE>" if b"<!DOCTYPE" in data else _unsafe(root):
        problem = error(
            "picture-unsafe", path, None,
            msg("The drawing contains “{part}”, which could run or fetch something.", part=unsafe),
            msg("Export it again as plain SVG, without scripts, links and embedded files."),
        )  # fmt: skip
        return None, (problem,)
    size = _size(root)
    if size is None:
        problem = error(
            "picture-size", path, None,
            msg("The drawing does not say its size."),
            msg('Give <svg> a viewBox, for example viewBox="0 0 1600 1000".'),
        )  # fmt: skip
        return None, (problem,)
    return size, ()


def _unsafe(root: ET.Element) -> str | None:
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag.lower() in _FORBIDDEN or tag.lower().startswith("animate"):
            return tag
        for name, value in element.attrib.items():
            short = name.rpartition("}")[2]
            if short.lower().startswith("on") or (short == "href" and not value.startswith("#")):
                return f"{tag} {short}"
            if _REFERENCE.search(value):
                return f"{tag} {short}={value[:40]}"
    return None


def _size(root: ET.Element) -> tuple[int, int] | None:
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
            return round(float(box[2])), round(float(box[3]))
    except (ValueError, OverflowError):
        return None
    width, height = (_LENGTH.match(root.get(side, "")) for side in ("width", "height"))
    return (round(float(width[1])), round(float(height[1]))) if width and height else None
