"""Whether the built site may go out: whole, checked strictly, without drafts, and of today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from quangba.build import record
from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.publish.release import Changes, Manifest, Release, same_but_for_case
from quangba.settings import Settings

_EXAMPLES = ("example", "invalid", "test", "localhost", "example.com", "example.net", "example.org")
"""Names that nobody can have: https://www.rfc-editor.org/rfc/rfc2606."""


def refuse(settings: Settings, folder: Path, *, with_warnings: bool) -> None:
    """Raise PublishError for a site that must not go out as it is.

    with_warnings: whether one that was not built strictly may.
    """
    if not folder.is_dir():
        return  # told better by whoever reads it
    made = record.read(settings, folder)
    if made is None or made.files != record.state([folder]):
        raise PublishError(
            msg("{folder} is not what the last `quangba build` has made. Build it first: {command}",
                folder=settings.relative(folder), command=_STRICT)
        )  # fmt: skip
    if made.drafts:
        raise PublishError(
            msg("{folder} has drafts in it. Build it without them: {command}",
                folder=settings.relative(folder), command=_STRICT)
        )  # fmt: skip
    if not (made.strict or with_warnings):
        raise PublishError(
            msg("{folder} was not built strictly, so warnings have not stopped it. Build it with"
                " {command}, or publish it as it is with --with-warnings.",
                folder=settings.relative(folder), command=_STRICT)
        )  # fmt: skip


_STRICT = "quangba build --strict"


def doubts(settings: Settings, release: Release) -> Iterator[Text]:
    """What does not stop it, and may be a mistake."""
    made = record.read(settings, release.folder)
    if made and made.sources != record.sources(settings):
        yield msg(
            "Sources have changed since the site was built; add --build for what they say now."
        )
    if is_example(settings.site_url):
        yield msg("site_url is an example, {url}: pages and site maps lead readers there.",
                  url=settings.site_url)  # fmt: skip
    for first, second in same_but_for_case(release.files):
        yield msg("{first} and {second} are one file on disks where capitals do not count.",
                  first=first, second=second)  # fmt: skip


def is_example(url: str) -> bool:
    """Whether an address is one that nobody can have."""
    host = urlsplit(url).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in _EXAMPLES)


def loses_much(old: Manifest, changes: Changes) -> bool:
    """Whether more than half of what readers see would be gone: perhaps another site's."""
    return len(changes.removed) * 2 > len(old)
