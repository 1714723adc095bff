"""assets/data/topics.yml: what pages are about, with names in every language."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import SLUG, Model, Words

FILE = "topics.yml"


class Topic(Model):
    """A topic. `spot`: the small drawing that stands for it, a name in the theme's spots."""

    name: Localised = Field(examples=["{vi: Lễ hội, en: Festivals}"])
    description: Localised = Field("", examples=["{vi: Hội xuân và rằm, en: Spring festivals}"])
    spot: Words | None = Field(None, examples=["lute"])


def read(settings: Settings) -> tuple[Mapping[str, Topic], tuple[Problem, ...]]:
    """The register by id, in the order of the file, which is that of lists of topics."""
    return data_file.rows(settings, FILE, Topic, _refused)


def _refused(name: str, path: str, line: int | None) -> Problem | None:
    if SLUG.fullmatch(name):
        return None
    return error(
        "topic-id", path, line,
        msg("“{name}” cannot stand in an address.", name=name),
        msg("Use small letters a–z, digits and hyphens. For example: {example}",
            example="le-hoi"),
    )  # fmt: skip
