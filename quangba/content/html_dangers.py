"""What raw HTML could do to readers: run something, ask for something, show a foreign page.

The content policy of a server keeps most of it from working; but pages are also read from copies,
in feeds and on servers that send no policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from quangba.content.html_tags import Attribute, Tag, start_tags

Kind = Literal["element", "handler", "address", "attribute", "endless"]


@dataclass(frozen=True, slots=True)
class Danger:
    """name: what allows it in the settings, such as `iframe`, `onclick`, `javascript:`, `style`."""

    kind: Kind
    name: str
    at: int


SCRIPTS = frozenset({"script", "noscript", "template", "slot"})
FRAMES = frozenset(
    {"iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "portal",
     "fencedframe"}
)  # fmt: skip
FORMS = frozenset(
    {"form", "input", "button", "select", "textarea", "isindex", "keygen", "datalist", "output",
     "fieldset", "option", "optgroup"}
)  # fmt: skip
PAGE = frozenset({"base", "meta", "link", "style", "title", "html", "head", "body"})
OTHER_LANGUAGES = frozenset(
    {"svg", "math", "foreignobject", "animate", "animatetransform", "animatemotion", "set", "use",
     "maction", "handler"}
)  # fmt: skip
"""Their elements are read by other rules, and some of them run, fetch, or change addresses."""
WITHOUT_END = frozenset({"plaintext", "xmp", "listing", "noembed"})
"""Obsolete ones, that make text of all the markup behind them."""
ELEMENTS = SCRIPTS | FRAMES | FORMS | PAGE | OTHER_LANGUAGES | WITHOUT_END

ATTRIBUTES = frozenset({"style", "srcdoc", "formaction", "http-equiv", "ping", "attributionsrc"})
TARGET = "target"
"""A new window without `rel="noopener"` hands ours to the page in it, in older browsers."""
_OWN_WINDOW = frozenset({"", "_self", "_top", "_parent"})

_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "background", "cite", "longdesc",
     "lowsrc", "dynsrc", "codebase", "classid", "manifest", "xlink:href", "srcset", "ping", "to",
     "from", "values", "by", "folder", "profile", "usemap"}
)  # fmt: skip
_HANDLER = re.compile(r"on[a-z]{2,}", re.ASCII)
_IGNORED = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"[\x00-\x20]*(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
RUNNING = frozenset(
    {"javascript", "vbscript", "livescript", "mocha", "jscript", "data", "blob", "filesystem",
     "file", "view-source", "jar", "ms-its", "mhtml"}
)  # fmt: skip
"""Schemes that run something, show a page that nobody published, or open a local file."""
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)
_MOST_LETTERS = 400


def of_html(text: str) -> Iterator[Danger]:
    """What is dangerous in the tags of a text, in order; each name once a tag."""
    for tag in start_tags(text):
        yield from of_tag(tag)


def of_tag(tag: Tag) -> Iterator[Danger]:
    """What is dangerous in a tag."""
    if not tag.whole:
        yield Danger("endless", tag.name, tag.at)
    local = tag.name.rpartition(":")[2]
    if local in ELEMENTS:
        yield Danger("element", local, tag.at)
    for attribute in tag.attributes:
        yield from of_attribute(attribute, tag.at, tag.name)
    rel = (tag.get("rel") or "").lower().split()
    target = tag.get(TARGET)
    if target is not None and target.lower() not in _OWN_WINDOW and "noopener" not in rel:
        yield Danger("attribute", TARGET, tag.at)


def of_attribute(attribute: Attribute, at: int, element: str = "") -> Iterator[Danger]:
    """What is dangerous in an attribute, of whatever element it is."""
    name = attribute.name
    if _HANDLER.match(name):
        yield Danger("handler", name, at)
    elif name in ATTRIBUTES:
        yield Danger("attribute", name, at)
    if name in _ADDRESSES and attribute.value:
        for each in attribute.value.split(",") if name == "srcset" else [attribute.value]:
            yield from of_address(each, at, is_picture=element == "img")


def of_address(address: str, at: int, *, is_picture: bool = False) -> Iterator[Danger]:
    """The scheme of an address, if it is one that runs. address: as browsers understand it."""
    bare = _IGNORED.sub("", address[:_MOST_LETTERS])
    match = _SCHEME.match(bare)
    if not match or match["scheme"].lower() not in RUNNING:
        return
    if is_picture and _PICTURE.match(bare.strip()):
        return
    yield Danger("address", f"{match['scheme'].lower()}:", at)


def of_written(address: str, at: int) -> Iterator[Danger]:
    """The same of an address as Markdown writes it, with the names and numbers of characters."""
    return of_address(unescape(address[:_MOST_LETTERS]), at)


def is_name(name: str) -> bool:
    """Whether a name is one that a danger can have."""
    return (
        name in ELEMENTS
        or name in ATTRIBUTES
        or name == TARGET
        or bool(_HANDLER.fullmatch(name))
        or (name.endswith(":") and name[:-1] in RUNNING)
    )
