"""What is told about a target holds no password."""

from __future__ import annotations

import re

_LOGIN = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?P<login>[^/\s'\"]*)@")
HIDDEN = "***"


def masked(text: str) -> str:
    """A text with the logins of its addresses hidden.

    Of http(s) also the name, which is often a token: https://***@host/. Of others the name stays:
    ssh://git@host/, ssh://git:***@host/.
    """
    return _LOGIN.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    name, colon, _ = found["login"].partition(":")
    if found["scheme"].lower().startswith("http"):
        return f"{found['scheme']}://{HIDDEN}@"
    return f"{found['scheme']}://{name}{f':{HIDDEN}' if colon else ''}@"
