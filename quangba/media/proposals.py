"""The sidecar that is proposed for a new picture: what is known, and what a person must fill in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from quangba.languages import Language
from quangba.media.metadata import Metadata
from quangba.media.sidecar import TODO
from quangba.messages import Text, msg


def sidecar(languages: Iterable[Language], known: Metadata, say: Callable[[Text], str]) -> str:
    """The YAML text. `languages` has the source first; `say` puts comments into words."""
    every = tuple(languages)
    said = {name: say(text) for name, text in _COMMENTS.items()}
    lines = [
        f"# {said['head']}",
        f"alt:  # {said['alt']}",
        *(f"  {language.locale}: {TODO}" for language in every),
    ]
    if known.caption:
        lines += ["caption:", f"  {every[0].locale}: {quoted(known.caption)}"]
    else:
        lines.append(f"# caption: {{{', '.join(f'{each.locale}: …' for each in every)}}}")
    lines += [
        f"credit: {quoted(known.author) if known.author else TODO}  # {said['credit']}",
        f"licence: {TODO}  # {said['licence']}",
        f"created: {known.created}" if known.created else "# created: 2026-11-23",
        f"# people: recognisable  # {said['people']}",
        "# consent: {by: …, date: 2026-11-23}",
        f"# expires: 2028-12-31  # {said['expires']}",
        f"# place: …  # {said['place']}",
        f"# focal: [0.5, 0.4]  # {said['focal']}",
        f"# sensitive: true  # {said['sensitive']}",
        "# cleared: {by: …, date: 2026-11-23}",
    ]
    return "\n".join(lines) + "\n"


_COMMENTS = {
    "head": msg("Replace every TODO; lines that begin with # are only needed sometimes."),
    "alt": msg("what the picture shows, for people who cannot see it"),
    "credit": msg("who made it"),
    "licence": msg(
        "for example CC-BY-4.0, LicenseRef-OwnWork (ours), LicenseRef-Permission (allowed)"
    ),
    "people": msg("if anyone can be recognised; then also:"),
    "expires": msg("the last day on which it may be shown"),
    "place": msg("the page about where it was taken"),
    "focal": msg("what no crop may cut off: from the left, the top"),
    "sensitive": msg("border works, children, rites: somebody must clear it; then also:"),
}


def quoted(text: str) -> str:
    """A text as YAML reads it back exactly, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
