"""assets/recipes.yml: the named uses of a picture, and the renditions that each asks for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from quangba import yaml_source
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.validation import Model, Whole, Words, validate

FILE = "recipes.yml"
Format = Literal["avif", "jpeg", "webp"]
Width = Annotated[Whole, Field(ge=16, le=8192)]


class Quality(Model):
    """Encoder qualities from 1 to 100, as measured for equal looks (developers/media.md)."""

    avif: Annotated[Whole, Field(ge=1, le=100)] = Field(60, examples=["60"])
    jpeg: Annotated[Whole, Field(ge=1, le=100)] = Field(66, examples=["66"])
    webp: Annotated[Whole, Field(ge=1, le=100)] = Field(76, examples=["76"])


class Recipe(Model):
    """One use: which widths in pixels, which shape, which formats.

    aspect: [width, height] of a crop around the focal point, or none for the whole picture;
    sizes: how wide the layout shows it, as the HTML attribute; formats: best first, the last
    one is the `<img>` that every browser reads.
    """

    widths: tuple[Width, ...] = Field((), examples=["[480, 720, 1080]"])
    aspect: tuple[Width | Annotated[Whole, Field(ge=1)], Annotated[Whole, Field(ge=1)]] | None = (
        Field(None, examples=["[8, 5]"])
    )
    sizes: Words = Field("100vw", examples=["(min-width: 60em) 33vw, 100vw"])
    formats: tuple[Format, ...] = Field(("avif", "jpeg"), examples=["[avif, jpeg]"], min_length=1)
    quality: Quality = Field(Quality.model_construct(), examples=["{avif: 60, jpeg: 66}"])
    full_size: Annotated[Whole, Field(ge=16, le=16384)] | None = Field(None, examples=["4096"])

    @model_validator(mode="after")
    def _says_a_width(self) -> Recipe:
        if not self.widths and self.full_size is None:
            raise PydanticCustomError("recipe_widths", "needs `widths` or `full_size`")
        return self

    @field_validator("formats")
    @classmethod
    def _ends_with_jpeg(cls, formats: tuple[Format, ...]) -> tuple[Format, ...]:
        if formats[-1:] != ("jpeg",) or len(set(formats)) < len(formats):
            raise PydanticCustomError("recipe_formats", "needs jpeg last, and each once")
        return formats


Recipes = Mapping[str, Recipe]

DEFAULTS: Recipes = MappingProxyType(
    {
        "hero": Recipe.model_construct(widths=(480, 720, 1080, 1600, 2400)),
        "card": Recipe.model_construct(
            widths=(240, 360, 540, 720, 1080), sizes="(min-width: 60em) 33vw, 100vw"
        ),
        # `<video poster>` takes one address: JPEG, which every browser reads
        "poster": Recipe.model_construct(widths=(960,), formats=("jpeg",)),
        "figure": Recipe.model_construct(
            widths=(360, 540, 720, 1080, 1440), sizes="(min-width: 44em) 40em, 92vw"
        ),
        "full": Recipe.model_construct(widths=(2400,)),
        # every page carries it, so it is hardly larger than the 300 px that chat programs ask for
        "square": Recipe.model_construct(
            aspect=(1, 1),
            widths=(320,),
            formats=("jpeg",),
            quality=Quality.model_construct(jpeg=50),
        ),
        # what newspapers get: the original's size, up to a double page at 300 dots an inch
        "press": Recipe.model_construct(
            full_size=6000, formats=("jpeg",), quality=Quality.model_construct(jpeg=90)
        ),
    }
)
"""What the layouts need even where a site has no recipes of its own. Known to be right."""


USES = (*DEFAULTS, "portrait")
"""Names that a recipe may have: what layouts show, and what is made for other programs."""


def _unknown(path: str, line: int | None, name: str) -> Problem:
    close = difflib.get_close_matches(name, USES, n=1)
    hint = (
        msg("Did you mean “{field}”?", field=close[0])
        if close
        else msg("Known are: {names}.", names=", ".join(sorted(USES)))
    )
    return error(
        "recipe-unknown", path, line,
        msg("Nothing shows pictures as “{name}”.", name=name), hint,
    )  # fmt: skip


def _no_poster(path: str, line: int | None) -> Problem:
    return error(
        "recipe-poster", path, line,
        msg("A film has one poster, so it must be in a format that every browser reads."),
        msg("For example: {example}", example="poster: {widths: [960], formats: [jpeg]}"),
    )  # fmt: skip


def read(settings: Settings) -> tuple[Recipes, tuple[Problem, ...]]:
    """The site's recipes over the defaults. One with problems falls back to its default."""
    file = settings.media_dir.parent / FILE
    path = settings.relative(file)
    if not file.is_file():
        return DEFAULTS, ()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problem = error(
            "data-encoding", path, None, msg("The file is not UTF-8."),
            msg("Save it again as UTF-8."),
        )  # fmt: skip
        return DEFAULTS, (problem,)
    document, problems = yaml_source.parse(text, path)
    found = list(problems)
    recipes = dict(DEFAULTS)
    for name in document.values:
        if name not in USES:
            found.append(_unknown(path, document.line((name,)), str(name)))
            continue
        recipe, wrong = validate(Recipe, document, path, at=(name,))
        found += wrong
        if recipe is not None and name == "poster" and recipe.formats != ("jpeg",):
            found.append(_no_poster(path, document.line((name,))))
            continue
        if recipe is not None:
            recipes[str(name)] = recipe
    return MappingProxyType(recipes), tuple(found)
