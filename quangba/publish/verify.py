"""Looks whether readers get what was published: a sample of files, by the hash of their bytes."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import quote

import brotli

from quangba.errors import PublishError
from quangba.messages import Text, msg
from quangba.outputs.hosting import delivery
from quangba.outputs.hosting import policy as policies
from quangba.publish.masking import masked
from quangba.publish.release import Manifest, name_of
from quangba.publish.target import Readable, Target
from quangba.settings import Settings

MOST = 40
"""Files of a sample; half of them pages."""

SECONDS = 30
AT_ONCE = 4
NOT_FOUND = "404.html"
_INDEX = "index.html"
_HOST_FILES = frozenset({"_headers", "_redirects"})
"""What hosting reads and does not show; names that begin with a dot are as little for readers."""

_OTHER_WORDS = {
    "application/javascript": "text/javascript",
    "application/x-javascript": "text/javascript",
    "text/xml": "application/xml",
    "image/vnd.microsoft.icon": "image/x-icon",
}
"""Other names of media types that browsers take for the same."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: status of HTTP, headers as they were sent, the bytes without their encoding."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """What readers get otherwise than it was published. where: an address, or a path."""

    where: str
    reason: Text


Expected = Callable[[str], Mapping[str, str]]
"""Headers that a path must come with, by name."""


def policy(settings: Settings) -> Expected:
    """The site's own policy, as every server that can should send it."""
    return lambda path: dict(policies.headers_of(settings, _asked_for(path)))


def no_headers(_path: str) -> Mapping[str, str]:
    """Hosting that sends what it likes."""
    return {}


def readable(target: Target) -> Readable:
    """A target that can be read itself. Raises PublishError for one that cannot."""
    if isinstance(target, Readable):
        return target
    raise PublishError(
        msg("The files of this target cannot be read directly. Set its address in mkdocs.yml:"
            "  {example}", example="url: https://www.example.org/")
    )  # fmt: skip


def sample(files: Manifest, languages: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """Which files are looked at: each language's home page, and others by the release's name.

    The same release always has the same sample, another one another. languages: folders below the
    root, '' for the language that stands there.
    """
    homes = [str(PurePosixPath(locale, _INDEX)) for locale in languages]
    homes = [path for path in homes if path in files]
    seed = name_of(files)
    shown = sorted(
        (path for path in files if _is_shown(path) and path not in homes),
        key=lambda path: hashlib.sha256(f"{seed}\n{path}".encode()).digest(),
    )
    pages = [path for path in shown if path.endswith(".html")]
    others = [path for path in shown if not path.endswith(".html")]
    rest = max(most - len(homes), 0)
    pages = pages[: rest - min(len(others), rest // 2)]
    return (*homes, *pages, *others[: rest - len(pages)])


def _is_shown(path: str) -> bool:
    parts = path.split("/")
    hidden = any(part.startswith(".") and part != ".well-known" for part in parts)
    return not hidden and path not in _HOST_FILES and path != NOT_FOUND


def by_reading(target: Readable, files: Manifest, paths: Sequence[str]) -> Iterator[Finding]:
    """Compare with the files of the target itself."""
    for path in paths:
        body = target.read(path)
        if body is None:
            yield Finding(path, msg("The file is not there."))
        elif hashlib.sha256(body).hexdigest() != files[path]:
            yield Finding(path, _OTHER)


def by_asking(
    base: str, files: Manifest, paths: Sequence[str], expected: Expected
) -> Iterator[Finding]:
    """Compare with what the website answers. base: its address, ending with '/'.

    Raises PublishError where it cannot be reached.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        urls = [base + address(path) for path in paths]
        for path, url, answer in zip(paths, urls, pool.map(_asked, urls), strict=True):
            yield from (Finding(url, reason) for reason in _wrong(path, files, answer, expected))
        yield from _not_found(base, files)


def address(path: str) -> str:
    """What readers ask for to get a file."""
    return quote(_asked_for(path))


def _asked_for(path: str) -> str:
    return path.removesuffix(_INDEX) if PurePosixPath(path).name == _INDEX else path


def _wrong(path: str, files: Manifest, answer: Answer, expected: Expected) -> Iterator[Text]:
    if answer.status != 200:
        yield msg("The answer is {code} and not 200.", code=answer.status)
        return
    if hashlib.sha256(answer.body).hexdigest() != files[path]:
        yield _OTHER
    wanted, found = delivery.of(path).content_type, answer.headers.get("Content-Type", "")
    if wanted != delivery.UNKNOWN and not _same_type(wanted, found):
        yield msg("The type is “{found}” and not “{wanted}”.", found=found, wanted=wanted)
    for name, value in expected(path).items():
        found = answer.headers.get(name, "")
        if found != value:
            yield msg("The header {name} is “{found}” and not “{wanted}”.",
                      name=name, found=found, wanted=value)  # fmt: skip


_OTHER = msg(
    "This is not the file that was published: a cache that lags behind, a program of the hosting"
    " that changes pages, or another site."
)


def _same_type(wanted: str, found: str) -> bool:
    """Whether a browser takes both for one; without a charset a page says it itself."""
    plain, _, rest = found.lower().partition(";")
    kind = wanted.partition(";")[0]
    is_xml = kind == "application/xml" and plain.strip().endswith("+xml")
    charset = rest.strip().removeprefix("charset=").strip('"')
    same = _OTHER_WORDS.get(plain.strip(), plain.strip()) == kind or is_xml
    return same and charset in ("", "utf-8")


def _not_found(base: str, files: Manifest) -> Iterator[Finding]:
    url = f"{base}no-such-page-{name_of(files)}"
    answer = _asked(url)
    if answer.status != 404:
        yield Finding(url, msg("There is no such page, and the answer is {code} and not 404.",
                               code=answer.status))  # fmt: skip
    elif hashlib.sha256(answer.body).hexdigest() != files.get(NOT_FOUND):
        yield Finding(url, msg("The page for wrong addresses is not the site's own, 404.html."))


def _asked(url: str) -> Answer:
    headers = {
        "User-Agent": "quangba",
        "Accept-Encoding": "br, gzip",
        "Cache-Control": "no-cache",
    }
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - http(s): see targets
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
            return Answer(answer.status, answer.headers, _decoded(answer.read(), answer.headers))
    except urllib.error.HTTPError as answer:
        with answer:
            return Answer(answer.code, answer.headers, _decoded(answer.read(), answer.headers))
    except (OSError, ValueError, http.client.HTTPException) as failure:
        reason = masked(str(getattr(failure, "reason", failure)))
        raise PublishError(
            msg("{url} cannot be reached: {reason}", url=masked(url), reason=reason)
        ) from None


def _decoded(body: bytes, headers: Message) -> bytes:
    """Bytes as a browser has them; those that cannot be decoded stay, and so are found wrong."""
    try:
        match headers.get("Content-Encoding", "").lower():
            case "gzip":
                return gzip.decompress(body)
            case "br":
                plain: bytes = brotli.decompress(body)
                return plain
            case _:
                return body
    except (OSError, EOFError, ValueError, brotli.error):
        return body
