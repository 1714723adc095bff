"""assets/data/topics.yml: what pages are about, with names in every language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import SLUG, Model, Words, validate

FILE = "topics.yml"


class Topic(Model):
    """A topic. `spot`: the small drawing that stands for it, a name in the theme's spots."""

    name: Localised = Field(examples=["{vi: Lễ hội, en: Festivals}"])
    description: Localised = Field("", examples=["{vi: Hội xuân và rằm, en: Spring festivals}"])
    spot: Words | None = Field(None, examples=["lute"])


def read(settings: Settings) -> tuple[Mapping[str, Topic], tuple[Problem, ...]]:
    """The register by id, in the order of the file, which is that of lists of topics."""
    document, path, problems = data_file.read(settings, FILE)
    found = list(problems)
    rows: dict[str, Topic] = {}
    for name in document.values:
        if not SLUG.fullmatch(str(name)):
            found.append(
                error(
                    "topic-id", path, document.line((name,)),
                    msg("“{name}” cannot stand in an address.", name=name),
                    msg("Use small letters a–z, digits and hyphens. For example: {example}",
                        example="le-hoi"),
                )
            )  # fmt: skip
            continue
        row, wrong = validate(Topic, document, path, at=(name,))
        found += wrong
        if row is not None:
            rows[str(name)] = row
    return MappingProxyType(rows), tuple(found)
