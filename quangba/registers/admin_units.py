"""assets/data/admin_units.yml: administrative units of today and what they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import Day, Flag, Model, Words, validate

FILE = "admin_units.yml"


class Named(Model):
    """A unit as addresses name it. `proposed`: languages whose name is not confirmed."""

    name: Localised = Field(examples=["{vi: xã Tân Thanh, en: Tân Thanh Commune}"])
    proposed: tuple[Words, ...] = Field((), examples=["[zh]"])


class FormerUnit(Named):
    """A unit that no longer exists."""

    until: Day | None = Field(None, examples=["2025-06-30"])


class AdminUnit(Named):
    """A unit of today."""

    id: Words = Field(examples=["na-sam"])
    code: Words = Field(examples=["'06124'"])
    kind: Words = Field(examples=["commune"])
    since: Day = Field(examples=["2025-07-01"])
    border: Flag = Field(False, examples=["true"])
    made_of: tuple[FormerUnit, ...] = Field((), examples=["[{name: {vi: xã Tân Thanh}}]"])


class _File(Model):
    units: tuple[AdminUnit, ...] = Field((), examples=["[]"])
    former_district: FormerUnit | None = Field(None, examples=["{name: {vi: huyện …}}"])
    province: Named | None = Field(None, examples=["{name: {vi: tỉnh Lạng Sơn}}"])


@dataclass(frozen=True, slots=True)
class AdminUnits:
    """Units of today by id, the district that they replaced, if one, and their province."""

    units: Mapping[str, AdminUnit]
    former_district: FormerUnit | None
    province: Named | None


def read(settings: Settings) -> tuple[AdminUnits, tuple[Problem, ...]]:
    """The register; empty when the site has none."""
    document, path, problems = data_file.read(settings, FILE)
    rows, wrong = validate(_File, document, path)
    rows = rows or _File()
    units = MappingProxyType({unit.id: unit for unit in rows.units})
    return AdminUnits(units, rows.former_district, rows.province), (*problems, *wrong)
