"""The status as one HTML page without any other file, to be kept, sent or published."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import jinja2

from quangba.messages import Text, msg
from quangba.settings import Settings
from quangba.translations.report import STATES, Report
from quangba.translations.status import (
    Current,
    Drift,
    Missing,
    OneLanguageOnly,
    Outdated,
    Status,
)
from quangba.translations.wording import drift_name, state_name

TEMPLATE = Path(__file__).with_name("dashboard.html")


def html(settings: Settings, report: Report, say: Callable[[Text], str], language: str) -> str:
    """The page, in the language of messages (its tag is `language`)."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["say"] = say
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    text = template.render(
        report=report,
        site=settings.site_name,
        language=language,
        names={each.locale: each.name for each in settings.languages},
        tags={each.locale: each.tag for each in settings.languages},
        source=settings.source,
        states=[(state, state_name(state)) for state in STATES if state != "current"],
        state_name=state_name,
        drifts=_drifts,
        drift_name=drift_name,
        made=_made,
        msg=msg,
    )
    return re.sub(r"\n\s*\n+", "\n", text)


def _drifts(status: Status) -> tuple[Drift, ...]:
    match status:
        case Outdated(sections=sections):
            return sections
        case Missing() | Current() | OneLanguageOnly():
            return ()


def _made(status: Status) -> str:
    match status:
        case Outdated(made_from=made) if made is not None:
            return made.day.isoformat()
        case _:
            return ""
