"""Short notices in words, made from shared fields: what was corrected, moved, closed, and when."""

from __future__ import annotations

from dataclasses import dataclass

from quangba.content.occurrences import Occurrence
from quangba.content.schema import Correction, Event, Fields, News, Plain, Urgent
from quangba.site import Site
from quangba.view import events
from quangba.view.words import Translator


@dataclass(frozen=True, slots=True)
class Announcement:
    """title, text: of the notice; text may be empty."""

    title: str
    text: str


def of(site: Site, fields: Fields, name: str, t: Translator) -> Announcement:
    """What an announcement says. name: of what it is about, in the reader's language."""
    match fields:
        case Correction():
            title = t("correction_title", name=name)
            return Announcement(title, t("correction_text", date=t.date(fields.date)))
        case Event():
            occurrence = site.occurrence(fields)
            title = t(f"event_{occurrence.status}_title", name=name)
            return Announcement(title, _days_of_event(occurrence, t))
        case News(urgent=urgent) | Plain(urgent=urgent) if urgent:
            return Announcement(t(f"urgent_{urgent.what}", place=name), _days(urgent, t))
        case _:
            raise TypeError(fields.kind)


def of_event(event: Occurrence, t: Translator) -> Announcement:
    """What a text in the reader's language, which names the event itself, says above it."""
    before = event.previous if event.status == "moved" else None
    text = t("event_planned", date=t.date(before)) if before else ""
    return Announcement(t(f"event_{event.status}"), text)


def _days_of_event(event: Occurrence, t: Translator) -> str:
    days = events.days(event, t)
    if event.status == "cancelled":
        return t("event_planned", date=days)
    now = t("event_now", date=days)
    if event.previous is None:
        return now
    before = t("event_planned", date=t.date(event.previous))
    return t("two_sentences", first=now, second=before)


def _days(urgent: Urgent, t: Translator) -> str:
    if urgent.end is None:
        return t("urgent_from", date=t.date(urgent.start))
    if urgent.end == urgent.start:
        return t("urgent_on", date=t.date(urgent.start))
    return t("urgent_until", first=t.date(urgent.start), last=t.date(urgent.end))
