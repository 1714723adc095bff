"""IndexNow: tells search engines which pages have changed (https://www.indexnow.org/documentation).

What has changed is what the site maps of the built site say otherwise than at the last time: new
addresses, other days, and addresses that are no more. Whoever asks shows by a published file that
the site is theirs.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from defusedxml import ElementTree

from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.options.site import IndexNow
from quangba.outputs import sitemap
from quangba.settings import Settings
from quangba.store import write_atomically

MOST = 10_000
"""Addresses in one message, by the protocol."""

SECONDS = 60
_SPACE = f"{{{sitemap.SPACE}}}"

Pages = Mapping[str, str]
"""Address -> the day of its last change, '' where that is not known."""


def published(settings: Settings, folder: Path) -> Pages:
    """The pages of the site built into a folder.

    Raises PublishError where there is none, or not with the key.
    """
    options = configured(settings)
    key = folder / options.file
    if not key.is_file() or key.read_text(encoding="utf-8") != options.key:
        raise PublishError(
            msg("{file} is not there: build and publish the site first, with the key that is set.",
                file=settings.relative(key))
        )  # fmt: skip
    return {url: day for file in _maps(folder, settings) for url, day in _rows(file)}


def configured(settings: Settings) -> IndexNow:
    """The options. Raises PublishError where the site has none."""
    if settings.indexnow is None:
        raise PublishError(
            msg("IndexNow is off. To use it, think of a key of 8 to 128 letters and digits, and"
                " write in {file}, below quangba:  {example}",
                file=settings.config_file.name, example="indexnow: {key: 3f9a1c20b4de4c7d}")
        )  # fmt: skip
    return settings.indexnow


def _maps(folder: Path, settings: Settings) -> Sequence[Path]:
    index = _rows(folder / sitemap.INDEX)
    return [folder / url.removeprefix(settings.site_url) for url, _ in index]


def _rows(file: Path) -> list[tuple[str, str]]:
    """The rows of a site map, or of the index of site maps."""
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError) as failure:
        raise PublishError(
            msg("{file} cannot be read: {reason}. Build the site again.",
                file=file.name, reason=str(failure))
        ) from None  # fmt: skip
    rows = [] if root is None else list(root)
    return [
        (row.findtext(f"{_SPACE}loc", ""), row.findtext(f"{_SPACE}lastmod", "")) for row in rows
    ]


def changed(now: Pages, before: Pages) -> tuple[str, ...]:
    """New addresses and those with another day, in the order of the site maps; then those gone."""
    fresh = [url for url, day in now.items() if before.get(url) != day]
    return (*fresh, *(url for url in before if url not in now))


def remembered(file: Path) -> Pages:
    """What was told the last time; nothing where nobody was told yet."""
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line)
    return {url: day for day, _, url in rows}


def remember(file: Path, pages: Pages) -> None:
    """Keep for the next time what has been told."""
    text = "".join(f"{day}\t{url}\n" for url, day in pages.items())
    write_atomically(file, text.encode())


def send(settings: Settings, urls: Sequence[str]) -> None:
    """Tell the endpoint of addresses. Raises PublishError when it refuses or does not answer."""
    options = configured(settings)
    for at in range(0, len(urls), MOST):
        body = {
            "host": urlsplit(settings.site_url).netloc,
            "key": options.key,
            "keyLocation": settings.site_url + options.file,
            "urlList": list(urls[at : at + MOST]),
        }
        _post(options.endpoint, json.dumps(body).encode(), settings.site_url + options.file)


def _post(endpoint: str, body: bytes, key_url: str) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "quangba"}
    request = urllib.request.Request(endpoint, body, headers)  # noqa: S310 - http(s): see settings
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the same
            return
    except urllib.error.HTTPError as answer:
        answer.close()
        raise PublishError(_refused(answer.code, endpoint, key_url)) from None
    except OSError as failure:
        reason = str(getattr(failure, "reason", failure))
        raise PublishError(
            msg("{endpoint} cannot be reached: {reason}. Nothing was noted; try again later.",
                endpoint=endpoint, reason=reason)
        ) from None  # fmt: skip


def _refused(code: int, endpoint: str, key_url: str) -> Text:
    """What an answer of the protocol means."""
    match code:
        case 403:
            return msg("{endpoint} has not found the key (403). Look whether {url} shows it.",
                       endpoint=endpoint, url=key_url)  # fmt: skip
        case 422:
            return msg("{endpoint} says that the addresses and the key at {url} are not of one"
                       " site (422). Look at site_url.",
                       endpoint=endpoint, url=key_url)  # fmt: skip
        case 429:
            return msg("{endpoint} has been told too often (429). Try again tomorrow.",
                       endpoint=endpoint)  # fmt: skip
        case _:
            return msg("{endpoint} has refused ({code}).", endpoint=endpoint, code=code)
