"""/.well-known/security.txt: whom those tell who find a weakness (RFC 9116).

Made only where the settings name somebody: nobody would read what is sent to an invented address.
"""

from __future__ import annotations

from collections.abc import Iterator

from quangba.options.security import SecurityTxt
from quangba.settings import Settings

FILE = ".well-known/security.txt"


def files(settings: Settings) -> dict[str, bytes]:
    """The file by its path, or nothing."""
    told = settings.security.security_txt
    return {FILE: make(settings, told)} if told else {}


def make(settings: Settings, told: SecurityTxt) -> bytes:
    """The text: a field a line; the last day ends in the time zone of Greenwich."""
    return "".join(f"{line}\n" for line in _lines(settings, told)).encode()


def _lines(settings: Settings, told: SecurityTxt) -> Iterator[str]:
    yield from (f"Contact: {each}" for each in told.contact)
    yield f"Expires: {told.expires.isoformat()}T23:59:59Z"
    if told.encryption:
        yield f"Encryption: {told.encryption}"
    languages = told.languages or tuple(each.tag for each in settings.languages)
    yield f"Preferred-Languages: {', '.join(languages)}"
    yield f"Canonical: {settings.site_url}{FILE}"
    if told.policy:
        yield f"Policy: {told.policy}"
