"""A page's HTML as programs that read feeds get it: whole addresses, elements that they all know.

They have neither our stylesheet nor scripts, they show the text below another address, and they
throw away what they do not know. So what only works here (notes on names, folded parts, tabs,
forms, placeholders) becomes words in their order, and a picture is one file with its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_KEPT = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED = {
    "audio", "canvas", "dialog", "embed", "form", "head", "iframe", "math", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
"""With all that stands in them. Of other elements (button, span, picture …) the content stays."""
_VOID = {"br", "col", "hr", "img", "wbr"}
_EMPTY = {*_VOID, "area", "base", "embed", "input", "link", "meta", "param", "source", "track"}
_EVERYWHERE = {"lang", "dir", "title"}
_ATTRIBUTES = {
    "a": {"href", "hreflang", "rel", "type"},
    "blockquote": {"cite"},
    "col": {"span"},
    "del": {"cite", "datetime"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
_ADDRESSES = {"href", "src", "cite"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CANDIDATE = re.compile(r"(\S+)\s+(\d+)w(?:,|$)")
_TICKED, _OPEN = "☑", "☐"

Attributes = dict[str, str]


def plain(html: str, address: str) -> str:
    """The HTML of a text that stands at a whole address, for readers who have it elsewhere."""
    writer = _Writer(address)
    writer.feed(html)
    writer.close()
    return writer.finish()


class _Writer(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self._written: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._dropping = 0
        """How many elements are open, counted from the one whose content is thrown away."""
        self._tabs: list[list[str]] = []
        self._label: int | None = None
        """Where the words of a tab's label begin, which are shown above what it opens."""

    def finish(self) -> str:
        """What has been written, with every element closed."""
        self._close_to(0)
        return "".join(self._written).strip()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._dropping:
            self._dropping += tag not in _EMPTY
            return
        if tag in _DROPPED or _is_unseen(given):
            self._dropping = int(tag not in _EMPTY)
            return
        if tag == "input":
            if given.get("type") == "checkbox":
                self._written.append(f"{_TICKED if 'checked' in given else _OPEN} ")
            return
        opening, closing = self._around(tag, given)
        self._written.append(opening)
        if tag not in _EMPTY:
            self._open.append((tag, closing))

    def handle_startendtag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            self._dropping -= tag not in _EMPTY
            return
        places = [number for number, (name, _) in enumerate(self._open) if name == tag]
        if not places:
            return
        self._close_to(places[-1])
        if tag == "label" and self._label is not None:
            self._tabs[-1].append("".join(self._written[self._label :]))
            del self._written[self._label :]
            self._label = None

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._written.append(escape(data, quote=False))

    def _close_to(self, length: int) -> None:
        while len(self._open) > length:
            self._written.append(self._open.pop()[1])

    def _around(self, tag: str, given: Attributes) -> tuple[str, str]:
        """What is written for a start tag, and what for its end."""
        classes = given.get("class", "").split()
        if "tabbed-set" in classes:
            self._tabs.append([])
        elif tag == "label" and self._tabs:
            self._label = len(self._written)
        elif "tabbed-block" in classes and self._tabs and self._tabs[-1]:
            return f"<p><strong>{self._tabs[-1].pop(0)}</strong></p><div>", "</div>"
        elif "admonition" in classes:
            return "<blockquote>", "</blockquote>"
        elif "admonition-title" in classes or tag == "summary":
            return "<p><strong>", "</strong></p>"
        elif tag == "details":
            return "<blockquote>", "</blockquote>"
        return self._element(tag, given)

    def _element(self, tag: str, given: Attributes) -> tuple[str, str]:
        kept = self._attributes(tag, given)
        if tag == "img" and "src" not in kept:
            return escape(given.get("alt", ""), quote=False), ""
        if tag not in _KEPT:
            kept = {name: value for name, value in kept.items() if name in {"lang", "dir"}}
            tag = "span" if kept else ""
        if not tag:
            return "", ""
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return f"<{tag}{written}>", "" if tag in _VOID else f"</{tag}>"

    def _attributes(self, tag: str, given: Attributes) -> Attributes:
        if tag == "img":
            given = _sized(given)
        known = _EVERYWHERE | _ATTRIBUTES.get(tag, set())
        kept = {name: value for name, value in given.items() if name in known}
        for name in _ADDRESSES & kept.keys():
            whole = _whole(self._address, kept[name])
            if whole is None:
                del kept[name]
            else:
                kept[name] = whole
        return kept


def _is_unseen(given: Attributes) -> bool:
    """What only programs that read pages aloud get there, or nobody."""
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or "unseen" in given.get("class", "").split()
    )


def _sized(given: Attributes) -> Attributes:
    """A picture with the width and height of the file that it names, not of its largest."""
    widths = dict(_CANDIDATE.findall(given.get("srcset", "")))
    width, height = given.get("width", ""), given.get("height", "")
    own = widths.get(given.get("src", ""))
    if not (own and width.isdecimal() and height.isdecimal() and int(width)):
        return given
    scaled = max(1, round(int(own) * int(height) / int(width)))
    return {**given, "width": own, "height": str(scaled)}


def _whole(address: str, target: str) -> str | None:
    """A whole address; None for one that no reader of a feed could use."""
    try:
        found = urljoin(address, target.strip())
        scheme = urlsplit(found).scheme
    except ValueError:
        return None
    return found if scheme in _SCHEMES else None
