"""The HTML of a copy: every page as it was built, but for what does not work from a file.

Start tags are rewritten where they stand; every other byte of a page stays. What is read is what
the build has written: valid HTML, in which a `>` in an attribute is quoted.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from quangba.publish.bundle.links import Links, Place

_FLAGS = re.DOTALL | re.IGNORECASE
_ATTRIBUTES = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
_TOKEN = re.compile(
    rf"""<!--.*?-->
    |(?P<script><script\b(?P<script_has>{_ATTRIBUTES})>.*?</script\s*>)
    |<(?:style|textarea)\b{_ATTRIBUTES}>.*?</(?:style|textarea)\s*>
    |(?P<video><video\b(?P<video_has>{_ATTRIBUTES})>.*?</video\s*>)
    |</(?P<end>head|a)\s*>
    |<(?P<tag>[a-z][a-z0-9-]*)(?P<has>\s{_ATTRIBUTES})?>""",
    _FLAGS | re.VERBOSE,
)
_TAG = re.compile(rf"<(?P<tag>[a-z][a-z0-9-]*)(?P<has>\s{_ATTRIBUTES})?>", _FLAGS)
_SOURCE = re.compile(rf"<(?:source|video)\b({_ATTRIBUTES})>", _FLAGS)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?"""
)
_REFRESH = re.compile(r"(?P<start>\s*[\d.]+\s*[;,]\s*url\s*=\s*)(?P<address>.*)", _FLAGS)
_LEADS = re.compile(r"(?:href|src|action|poster|data|http-equiv)\s*=", _FLAGS)
LED = ("href", "src", "action", "formaction", "poster", "data")
"""Attributes that hold one address. Lists of pictures (srcset) never name a folder."""


@dataclass(frozen=True, slots=True)
class Look:
    """What every page of a copy gets. script, sheet: paths; note: its HTML, by page.

    left_out: paths that the copy does not have; tracks: the bytes of subtitles by path; words: what
    is said where something is left out, by page.
    """

    links: Links
    script: str
    sheet: str
    note: Callable[[str], str]
    words: Callable[[str], str]
    left_out: frozenset[str]
    tracks: Mapping[str, bytes]


def rewritten(html: str, page: str, look: Look) -> str:
    """The HTML of a page in the copy. page: its path below the root."""
    return _Page(page, look, _started(html)).copied(html)


def _started(html: str) -> str:
    """The names of the module scripts of a page, in their order."""
    found = (attributes(match["script_has"] or "") for match in _TOKEN.finditer(html))
    names = (posixpath.basename(has["src"]) for has in found if _is_module(has))
    return " ".join(dict.fromkeys(names))


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag, as they are meant; '' for one without a value."""
    return {match["name"].lower(): _meant(match["value"]) for match in _ATTRIBUTE.finditer(text)}


def _meant(written: str | None) -> str:
    """The value of an attribute, of which the quotes and entities are only the writing."""
    value = written or ""
    return unescape(value[1:-1] if value[:1] in {'"', "'"} else value)


def _is_module(has: Mapping[str, str]) -> bool:
    return has.get("type") == "module" and "src" in has


class _Page:
    """One page on its way into the copy: what has been put in already, and what is still due."""

    def __init__(self, page: str, look: Look, started: str) -> None:
        self._page, self._look, self._started = page, look, started
        self._has_note, self._noted = False, False
        self._after_link = ""

    def copied(self, html: str) -> str:
        self._noted = "<main" in html
        return _TOKEN.sub(self._token, html)

    def _token(self, match: re.Match[str]) -> str:
        if match["script"]:
            return "" if _is_module(attributes(match["script_has"])) else match[0]
        if match["video"]:
            return self._video(match)
        if match["end"]:
            return self._end(match["end"].lower(), match[0])
        return self._tag(match["tag"].lower(), match) if match["tag"] else match[0]

    def _tag(self, tag: str, match: re.Match[str]) -> str:
        if tag != "main" and not _LEADS.search(match["has"] or ""):
            return match[0]  # most tags: six of seven
        has = attributes(match["has"] or "")
        if (tag == "meta" and has.get("http-equiv", "").lower() == "content-security-policy") or (
            tag == "link" and has.get("rel") == "preload" and has.get("as") == "font"
        ):
            return ""  # the one refuses `data:`, the other is blocked: fonts are in the sheet
        text = _ATTRIBUTE.sub(lambda found: self._attribute(tag, has, found), match["has"] or "")
        start = f"<{match['tag']}{text}>"
        if tag == "main" and not self._has_note:
            self._has_note = True
            return self._look.note(self._page) + start
        return start

    def _attribute(self, tag: str, has: Mapping[str, str], match: re.Match[str]) -> str:
        name, value = match["name"].lower(), _meant(match["value"])
        new = value
        if name in LED:
            new = self._address(tag, name, value)
        elif name == "content" and tag == "meta" and has.get("http-equiv", "").lower() == "refresh":
            new = _REFRESH.sub(
                lambda found: found["start"] + self._address("a", "href", found["address"]), value
            )
        return match[0] if new == value else f'{match["name"]}="{escape(new)}"'

    def _address(self, tag: str, name: str, value: str) -> str:
        links = self._look.links
        found = links.place(value, self._page)
        if found is None:
            found = links.own(value, self._page) if (tag, name) == ("a", "href") else None
            return found.way if found else value
        if tag == "track" and name == "src" and found.file in self._look.tracks:
            # Subtitles of another file are not shown from file://; these are a few hundred bytes.
            packed = base64.b64encode(self._look.tracks[found.file]).decode()
            return f"data:text/vtt;base64,{packed}"
        if found.file in self._look.left_out:
            return self._online(tag, found)
        return value if found.exact else found.way

    def _online(self, tag: str, found: Place) -> str:
        if tag == "a":
            self._after_link = _said("small", self._look.words(self._page))
        return self._look.links.online_address(found.file)

    def _video(self, match: re.Match[str]) -> str:
        """A film as it was, or its picture where the film is left out."""
        inside = match[0]
        named = [attributes(each).get("src", "") for each in _SOURCE.findall(inside)]
        places = [self._look.links.place(each, self._page) for each in named if each]
        if not any(place and place.file in self._look.left_out for place in places):
            return _TAG.sub(lambda each: self._tag(each["tag"].lower(), each), inside)
        has = attributes(match["video_has"])
        sizes = "".join(
            f' {side}="{escape(has[side])}"' for side in ("width", "height") if side in has
        )
        poster, alt = escape(has.get("poster", "")), escape(has.get("aria-label", ""))
        picture = f'<img src="{poster}" alt="{alt}"{sizes}>' if poster else ""
        return picture + _said("p", self._look.words(self._page))

    def _end(self, tag: str, text: str) -> str:
        if tag == "a":
            after, self._after_link = self._after_link, ""
            return text + after
        if not (self._started or self._noted):
            return text
        script, sheet = (self._way(path) for path in (self._look.script, self._look.sheet))
        return (
            f'  <link rel="stylesheet" href="{sheet}">\n'
            f'  <script defer src="{script}" data-start="{escape(self._started)}"></script>\n{text}'
        )

    def _way(self, path: str) -> str:
        return quote(posixpath.relpath(path, posixpath.dirname(self._page) or "."))


def _said(tag: str, words: str) -> str:
    space = " " if tag == "small" else ""
    return f'{space}<{tag} class="copy-out">{escape(words)}</{tag}>'
