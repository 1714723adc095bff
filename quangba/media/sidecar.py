"""NAME.yml beside a picture: its texts and rights, once for all pages and languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from quangba import yaml_source
from quangba.looks import Looks
from quangba.media.licences import LICENCES, freedom
from quangba.messages import msg
from quangba.problems import Problem, error, warning
from quangba.settings import Settings
from quangba.unicode_form import composed
from quangba.validation import Day, Flag, Model, Words, validate

TODO = "TODO"
"""Stands in a proposed sidecar where a person must write; no page shows a picture that has it."""

_TODO = re.compile(r"\s*(?:TODO\b|(?:…|\.\.\.)\s*$)")

Fraction = Annotated[float, Field(ge=0, le=1)]


class Consent(Model):
    """The agreement of the people who can be recognised."""

    by: Words = Field(examples=["Nguyễn Văn A"])
    date: Day = Field(examples=["2026-11-23"])


class Clearance(Model):
    """Who has allowed a sensitive picture to be published."""

    by: Words = Field(examples=["Đồn Biên phòng …"])
    date: Day = Field(examples=["2026-11-23"])


class Sidecar(Model):
    """What must be known of a picture before it is published.

    focal: the point that every crop keeps, as fractions of width and height from top left;
    people: whether anyone can be recognised, which needs their consent; expires: the last day
    on which it may be shown; sensitive: border works, children, rites … need a clearance;
    press: whether readers are offered the picture to use it (see `passed_on`).
    """

    alt: dict[str, Words] = Field({}, examples=["{vi: …, en: …, zh: …}"])
    caption: dict[str, Words] = Field({}, examples=["{vi: …, en: …, zh: …}"])
    decorative: Flag = Field(False, examples=["true"])
    credit: Words = Field(examples=["Nguyễn Văn A"])
    licence: Words = Field(examples=["CC-BY-4.0"])
    people: Literal["none", "crowd", "recognisable"] = Field("none", examples=["none"])
    consent: Consent | None = Field(None, examples=["{by: Nguyễn Văn A, date: 2026-11-23}"])
    expires: Day | None = Field(None, examples=["2028-12-31"])
    place: Words | None = Field(None, examples=["kham-pha/na-sam.md"])
    created: Day | None = Field(None, examples=["2026-11-23"])
    focal: tuple[Fraction, Fraction] = Field((0.5, 0.5), examples=["[0.5, 0.4]"])
    sensitive: Flag = Field(False, examples=["true"])
    cleared: Clearance | None = Field(None, examples=["{by: …, date: 2026-11-23}"])
    press: Flag | None = Field(None, examples=["true"])

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Fields that still hold what was proposed: ('alt.vi', 'licence')."""
        texts = {
            **{f"alt.{locale}": text for locale, text in self.alt.items()},
            **{f"caption.{locale}": text for locale, text in self.caption.items()},
            "credit": self.credit,
            "licence": self.licence,
            "consent.by": self.consent.by if self.consent else "",
            "cleared.by": self.cleared.by if self.cleared else "",
        }
        return tuple(name for name, text in texts.items() if _TODO.match(text))

    def expired(self, today: dt.date) -> bool:
        """Whether its right had ended before a day."""
        return self.expires is not None and self.expires < today

    def passed_on(self, today: dt.date) -> bool:
        """Whether readers and newspapers are offered the picture, to use it themselves.

        What is given away cannot be called back. So by default only what an open licence allows,
        what has words to be printed below it, and nothing that was agreed to for this site, or
        for a time: people's consent, a clearance, a right that ends. With `press: true` somebody
        says that it may be; what is against the law of the picture's own fields stays out.
        """
        if self.press is False or self.unfinished or self.expired(today):
            return False
        asked = self.people == "recognisable" and self.consent is None
        if asked or (self.sensitive and self.cleared is None) or self.licence not in LICENCES:
            return False
        if self.press:
            return True
        limited = self.expires or self.sensitive or self.people == "recognisable"
        return bool(self.caption) and not limited and freedom(self.licence) != "press"


SidecarT = TypeVar("SidecarT", bound=Sidecar)
Parsed = tuple[SidecarT | None, tuple[Problem, ...]]
"""A sidecar, and what is wrong with it."""


def read(
    settings: Settings,
    picture: Path,
    model: type[SidecarT],
    looks: Looks[Parsed[SidecarT]] | None = None,
) -> tuple[SidecarT | None, str, tuple[Problem, ...]]:
    """The sidecar of a picture (or clip), its path for messages, and what is wrong with it.

    looks: what sidecars of that model gave before.
    """
    file = picture.with_suffix(".yml")
    path = settings.relative(file)
    if not file.is_file():
        return None, path, (
            error(
                "sidecar-missing", settings.relative(picture), None,
                msg("The picture has no sidecar {path}.", path=path),
                msg("Write it with three lines:  alt: {{en: …}}  credit: …  licence: CC-BY-4.0"),
            ),
        )  # fmt: skip
    known: Looks[Parsed[SidecarT]] = Looks({}) if looks is None else looks
    sidecar, problems = known.value(path, file, partial(_parse, path=path, model=model), None)
    return sidecar, path, problems


def _parse(data: bytes, path: str, model: type[SidecarT]) -> Parsed[SidecarT]:
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None, (
            error(
                "sidecar-encoding", path, None, msg("The file is not UTF-8."),
                msg("Save it again as UTF-8."),
            ),
        )  # fmt: skip
    text, notes = composed(lines, path)
    document, problems = yaml_source.parse(text, path)
    if problems:
        return None, problems
    sidecar, problems = validate(model, document, path)
    return sidecar, (*notes, *problems)


def orphans(settings: Settings) -> Iterator[Problem]:
    """Sidecars without a file that they could belong to."""
    folder = settings.media_dir
    files = sorted(folder.rglob("*")) if folder.is_dir() else []
    originals = {file.with_suffix("") for file in files if file.suffix != ".yml"}
    for file in files:
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix == ".yml" and not hidden and file.with_suffix("") not in originals:
            yield warning(
                "sidecar-orphan", settings.relative(file), None,
                msg("There is no picture or video beside this sidecar."),
                msg("Add the original with the same name, or delete the sidecar."),
            )  # fmt: skip
