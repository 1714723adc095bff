"""What states and sections are called, in tables, pages and messages for staff."""

from __future__ import annotations

from quangba.content.sections import HEAD, INTRO
from quangba.messages import Text, msg
from quangba.translations.report import State
from quangba.translations.status import Added, Changed, Drift, Removed


def state_name(state: State) -> Text:
    """What a state is called."""
    match state:
        case "current":
            return msg("up to date")
        case "outdated":
            return msg("behind")
        case "draft":
            return msg("draft")
        case "missing":
            return msg("missing")
        case "only":
            return msg("not meant")


def drift_name(drift: Drift) -> Text:
    """What has become of a section, with its heading."""
    match drift:
        case Changed(section=section):
            return msg("Changed: {section}", section=section_name(section.key, section.title))
        case Added(section=section):
            return msg("New: {section}", section=section_name(section.key, section.title))
        case Removed(key=key):
            return msg("Gone: {section}", section=section_name(key, ""))


def section_name(key: str, title: str) -> Text | str:
    """A section as people know it: its heading, or what it is."""
    if key == HEAD:
        return msg("words in front matter")
    if key == INTRO:
        return msg("beginning of the text")
    return title or f"#{key}"
