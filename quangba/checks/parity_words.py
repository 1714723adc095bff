"""Sections of a translation that have no words, or still those of the source text.

Both are stamped as easily as any other: by deleting the mark, or in a merge. A few words may be
the same in two languages, so only whole sections of several words are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quangba.checks.parity_pairs import Finding, Pair
from quangba.content import sections
from quangba.messages import msg
from quangba.problems import warning
from quangba.translations.parts import Part

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")
_SEVERAL = 8
"""So many words are no name, date or address any more."""


def compare(pair: Pair) -> Iterator[Finding]:
    """The sections that nobody can have translated."""
    for source, ours in pair.parts():
        theirs, own = _body(source), _body(ours)
        if own and own != theirs:
            continue
        count = len(_WORD.findall(theirs))
        if own == theirs and count >= _SEVERAL:
            yield Finding("text", ours.key, warning(
                "parity-same", pair.ours.page.path, ours.line,
                msg("This section has the words of the source text ({path}:{line}).",
                    path=pair.source.page.path, line=source.line),
                msg("Translate it. If it is meant, give the reason in front matter:"
                    " differs: [{{what: [text], section: {key}, why: …, day: …}}]", key=ours.key),
            ))  # fmt: skip
        elif count and not own:
            yield Finding("text", ours.key, warning(
                "parity-empty", pair.ours.page.path, ours.line,
                msg("This section has no text; that of the source has ({path}:{line}).",
                    path=pair.source.page.path, line=source.line),
                msg("Translate it. If it is meant, give the reason in front matter:"
                    " differs: [{{what: [text], section: {key}, why: …, day: …}}]", key=ours.key),
            ))  # fmt: skip


def _body(part: Part) -> str:
    """What of a section's words counts, without its heading."""
    headed = sections.is_heading(part.key)
    lines = (text for line, text in part.lines if not (headed and line == part.line))
    return sections.normalised("\n".join(lines))
