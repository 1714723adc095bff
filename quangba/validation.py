"""Typed models out of YAML: pydantic's findings become problems with lines and examples."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from quangba import yaml_source
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.unicode_form import CONTROLS

Day = Annotated[date, Strict()]
"""A calendar day; YAML reads an unquoted 2026-02-25 as one."""


def _moment(value: object) -> object:
    """A day is its first minute; YAML takes 2026-02-25 08:00, without seconds, for text."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d \d?\d:\d\d", value.strip()):
        with contextlib.suppress(ValueError):
            return datetime.strptime(value.strip(), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - see Moment
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


Moment = Annotated[datetime, Strict(), BeforeValidator(_moment)]
"""A time, or a day; in the site's time zone unless it names one: 2026-02-25 08:00:00+07:00."""


def _clock(value: object) -> object:
    """YAML has no times of day: 8:30 is text."""
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{1,2}):(\d\d)", value.strip())):
        with contextlib.suppress(ValueError):
            return time(int(found[1]), int(found[2]))
    return value


Clock = Annotated[time, Strict(), BeforeValidator(_clock)]
"""A time of day, where the site is at home: 8:30."""
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Field(allow_inf_nan=False)]
"""YAML has .nan and .inf, which nobody can write as a figure."""


def _seen(text: str) -> str:
    """YAML can write control characters as escapes, which are seen."""
    if CONTROLS.search(text):
        raise PydanticCustomError("control_characters", "Control characters")
    return text


Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_seen)
]


def _written(value: object) -> object:
    """YAML reads 2024 as a number and 2024-12-31 as a day."""
    return str(value) if isinstance(value, int | date) else value


def _in_calendar(text: str) -> str:
    """A month is one of twelve, a day one that the month has."""
    parts = [int(part) for part in text.split("-")]
    try:
        date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        raise PydanticCustomError("string_pattern_mismatch", "No such day") from None
    return text


Partial = Annotated[
    str,
    BeforeValidator(_written),
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
    AfterValidator(_in_calendar),
]
"""A day as exact as known: YYYY, YYYY-MM or YYYY-MM-DD."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$")]
"""A word of an address: small letters, digits, hyphens."""

ModelT = TypeVar("ModelT", bound="Model")


class Model(BaseModel):
    """Base of all schemas: unknown fields are errors, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def validate(
    model: type[ModelT],
    document: yaml_source.Document,
    path: str,
    *,
    at: yaml_source.Path = (),
    what: str = "",
) -> tuple[ModelT | None, tuple[Problem, ...]]:
    """The document's part `at` as a model, or None with every problem found at once.

    `what` names the thing described ('place') in messages about unknown fields.
    """
    values: Any = document.values
    for step in at:
        values = values[step]
    try:
        return model.model_validate(values), ()
    except ValidationError as failure:
        found = failure.errors(include_url=False)
    # a list that is too short for its wrong items alone is right once they are
    kept = (
        each
        for each in found
        if each["type"] != "too_short" or not any(_within(other, each) for other in found)
    )
    return None, tuple(_problem(model, details, document, path, at, what) for details in kept)


def _within(inner: ErrorDetails, outer: ErrorDetails) -> bool:
    depth = len(outer["loc"])
    return len(inner["loc"]) > depth and inner["loc"][:depth] == outer["loc"]


def _problem(
    model: type[Model],
    details: ErrorDetails,
    document: yaml_source.Document,
    path: str,
    at: yaml_source.Path,
    what: str,
) -> Problem:
    location = _written_at(document.values, (*at, *details["loc"]))
    if details["type"].startswith("union_tag_"):
        location = (*location, str((details.get("ctx") or {})["discriminator"]).strip("'"))
    field = ".".join(str(step) for step in location if not isinstance(step, int)) or "?"
    line = document.line(location)
    example = _example(model, details["loc"])
    match details["type"]:
        case "union_tag_not_found":
            return _missing(field, path, line, example)
        case "missing" if isinstance(details["loc"][-1], str):
            return _missing(field, path, line, example)
        case "extra_forbidden":
            return error(
                "field-unknown", path, line,
                _no_field(field, what if len(location) == 1 else ""),
                _did_you_mean(str(details["loc"][-1]), model, details["loc"]),
            )  # fmt: skip
        case _:
            return error(
                "field-type", path, line,
                msg(
                    "“{field}” should be {expected}, but is {found}.",
                    field=field, expected=_expected(details), found=_shown(_found(details)),
                ),
                example,
            )  # fmt: skip


def _missing(field: str, path: str, line: int | None, example: Text | None) -> Problem:
    return error(
        "field-missing", path, line,
        msg("The field “{field}” is missing.", field=field), example,
    )  # fmt: skip


def _written_at(values: Any, location: yaml_source.Path) -> yaml_source.Path:
    """Where it stands in the document; pydantic has steps for `[key]` and a union's kind, too."""
    steps = [step for step in location if step != "[key]"]
    kept: list[int | str] = []
    for index, step in enumerate(steps):
        known = not isinstance(values, Mapping) or step in values
        if known or index == len(steps) - 1:
            kept.append(step)
            values = values.get(step) if isinstance(values, Mapping) else _item(values, step)
    return tuple(kept)


def _item(values: Any, step: int | str) -> Any:
    with contextlib.suppress(TypeError, LookupError):
        return values[step]
    return None


def _no_field(field: str, what: str) -> Text:
    if what:
        return msg("A page of kind “{kind}” has no field “{field}”.", kind=what, field=field)
    return msg("There is no field “{field}” here.", field=field)


_EXPECTED = {
    "string_type": msg("text (put it in quotes if it looks like a number)"),
    "string_too_short": msg("some text"),
    "string_pattern_mismatch": msg("text of the form in the example"),
    "control_characters": msg("text without control characters"),
    "datetime_type": msg("a day or a time written as 2026-02-25 08:00, without quotes"),
    "date_type": msg("a date written as 2026-02-25, without quotes"),
    "time_type": msg("a time of day written as 8:30"),
    "int_type": msg("a whole number"),
    "float_type": msg("a number"),
    "float_parsing": msg("a number"),
    "finite_number": msg("a number"),
    "bool_type": msg("true or false"),
    "tuple_type": msg("a list, for example [a, b]"),
    "list_type": msg("a list, for example [a, b]"),
    "missing": msg("a list as long as in the example"),
    "too_long": msg("a list as long as in the example"),
    "too_short": msg("a list with something in it"),
    "recipe_widths": msg("a use with `widths`, or with `full_size` for the edge of one file"),
    "recipe_formats": msg("a list of formats, each once, with jpeg last for every browser"),
    "model_type": msg("a group of fields"),
    "model_attributes_type": msg("a group of fields"),
    "target_name": msg("another name: what stands behind `quangba publish` would mean two things"),
    "target_author": msg("a name and an address, such as: Web Office <web@example.org>"),
    "ssh_address": msg("[user@]host:folder, such as web@www.example.org:/srv/www/site"),
    "target_password": msg(
        "an address without name and password; those come from the environment, or from the"
        " settings of git, ssh or the store's own tools"
    ),
    "web_address": msg("an address such as https://www.example.org/"),
    "dict_type": msg("a group of fields"),
}
"""What pydantic's kinds of error want, as far as it does not depend on the field."""


def _expected(details: ErrorDetails) -> Text:
    context = details.get("ctx") or {}
    if details["type"] == "string_type" and details["input"] is None:
        return msg("some text")
    match details["type"]:
        case "literal_error":
            return msg("one of {choices}", choices=str(context["expected"]).replace(" or ", ", "))
        case "union_tag_invalid":
            choices = str(context["expected_tags"]).replace("'", "")
            return msg("one of {choices}", choices=choices)
        case "greater_than":
            return msg("a number above {limit}", limit=f"{context['gt']:g}")
        case "greater_than_equal":
            return msg("a number of at least {limit}", limit=f"{context['ge']:g}")
        case "less_than_equal":
            return msg("a number of at most {limit}", limit=f"{context['le']:g}")
        case other:
            unknown = Text("{reason}", {"reason": details["msg"].removeprefix("Input should be ")})
            return _EXPECTED.get(other, unknown)


def _found(details: ErrorDetails) -> object:
    """What was written: of a union's kind, the kind and not all that goes with it."""
    match details["type"]:
        case "union_tag_invalid":
            return (details.get("ctx") or {})["tag"]
        case "target_password":
            return msg("one with them")
        case _:
            return details["input"]


def _shown(value: object) -> str | Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        value = CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", value)
        return f"“{value}”" if len(value) <= 60 else f"“{value[:57]}…”"
    if value is None:
        return msg("empty")
    return str(value) if len(str(value)) <= 60 else f"{str(value)[:57]}…"


def _example(model: type[BaseModel], location: Iterable[int | str]) -> Text | None:
    """The example of the outermost field: it shows the fields within, too."""
    for step in location:
        info = model.model_fields.get(step) if isinstance(step, str) else None
        if info is not None and info.examples:
            return msg("For example: {example}", example=f"{step}: {info.examples[0]}")
    return None


def _did_you_mean(name: str, model: type[BaseModel], location: tuple[int | str, ...]) -> Text:
    if len([step for step in location if isinstance(step, str)]) > 1:
        return msg("Remove the line, or correct the field's name.")
    known = sorted(model.model_fields)
    if close := difflib.get_close_matches(name, known, n=1):
        return msg("Did you mean “{field}”?", field=close[0])
    return msg("Fields that may stand here: {fields}.", fields=", ".join(known))
