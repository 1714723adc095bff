"""Rights of pictures that pages show: licence, expiry, consent of people, clearance."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.media.licences import COMMON, LICENCES
from quangba.media.original import Original
from quangba.messages import Text, msg
from quangba.problems import Problem, error, warning

SOON_DAYS = 30


def of_site(look: Look) -> Iterator[Problem]:
    """Pictures that may not, or soon may no longer, be shown. Unused ones harm nobody."""
    site = look.site
    for name in sorted(look.uses.all()):
        original = site.pictures.get(name)
        if original is None:
            continue  # told where a page names it
        yield from _licence(original)
        yield from _expiry(original, site.today)
        yield from _people(original)
        yield from _days(original, site.today)


def _licence(original: Original) -> Iterator[Problem]:
    licence = original.sidecar.licence
    if licence not in LICENCES and "licence" not in original.sidecar.unfinished:
        yield error(
            "rights-licence", original.sidecar_path, None,
            msg("The licence “{licence}” is not known.", licence=licence),
            _nearest(licence),
        )  # fmt: skip


def _nearest(licence: str) -> Text:
    if close := difflib.get_close_matches(licence.upper(), LICENCES, n=1, cutoff=0.4):
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Known are, among others: {names}.", names=", ".join(COMMON))


def _expiry(original: Original, today: dt.date) -> Iterator[Problem]:
    expires = original.sidecar.expires
    if expires is None:
        return
    if original.sidecar.expired(today):
        yield error(
            "rights-expired", original.sidecar_path, None,
            msg("The right to show this picture ended on {date}.", date=expires),
            msg("Renew it and change `expires`, or take the picture out of the pages."),
        )  # fmt: skip
    elif (expires - today).days <= SOON_DAYS:
        yield warning(
            "rights-expire-soon", original.sidecar_path, None,
            msg("The right to show this picture ends on {date}.", date=expires),
            msg("Renew it and change `expires`, or choose another picture."),
        )  # fmt: skip


def _days(original: Original, today: dt.date) -> Iterator[Problem]:
    """Nobody has agreed yet to what lies ahead."""
    sidecar = original.sidecar
    given = {"consent": sidecar.consent, "cleared": sidecar.cleared}
    days = {f"{name}.date": each.date for name, each in given.items() if each}
    for field, day in {**days, "created": sidecar.created}.items():
        if day is not None and day > today:
            yield error(
                "rights-date", original.sidecar_path, None,
                msg("“{field}” is {date}, a day that is still to come.", field=field, date=day),
                msg("Correct the date."),
            )  # fmt: skip


def _people(original: Original) -> Iterator[Problem]:
    sidecar = original.sidecar
    if sidecar.people == "recognisable" and sidecar.consent is None:
        yield error(
            "rights-consent", original.sidecar_path, None,
            msg("People can be recognised, and their consent is not noted."),
            msg("Add for example:  consent: {{by: Nguyễn Văn A, date: 2026-11-23}}"),
        )  # fmt: skip
    if sidecar.sensitive and sidecar.cleared is None:
        yield error(
            "rights-clearance", original.sidecar_path, None,
            msg("The picture is marked as sensitive, and nobody has cleared it."),
            msg("Add for example:  cleared: {{by: Nguyễn Văn A, date: 2026-11-23}}"),
        )  # fmt: skip
