"""Exact edits of a file's text: nothing changes but what is meant, not even a line end.

Names of pages are found by those that read them in a build: YAML by its parser, links by
`content/markdown_links`, so that code and comments stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import yaml

from quangba.content import markdown_links

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_INLINE = re.compile(
    r"\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^\s()<>\"']*(?:\([^\s()]*\)[^\s()<>\"']*)*))"
)
_DEFINED = re.compile(r"\]:[^\S\r\n]*<?(?P<target>[^\s<>]+)")
_PROBE = "quangba-probe-{}.md"
_PROBED = re.compile(r"quangba-probe-(\d+)\.md(?:#.*)?", re.DOTALL)

Now = Callable[[str], str | None]
"""What a name of a page is to be; None for one that stays."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` of a text gives way to other characters."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, which do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        assert edit.start >= at
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def line_of(text: str, at: int) -> int:
    """The line of a place in a text, counted from 1."""
    return len(re.findall(r"\r\n|\r|\n", text[:at])) + 1


def line_end(text: str) -> str:
    """How the lines of a text end."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def front_matter(text: str) -> tuple[int, int, int] | None:
    """Start and end of the front matter's lines, and the start of the body; None without one."""
    start = 1 if text.startswith("\ufeff") else 0
    first = _FENCE.match(text, start)
    if first is None:
        return None
    at = first.end()
    while at < len(text):
        if fence := _FENCE.match(text, at):
            return first.end(), at, fence.end()
        match = _LINE.match(text, at)
        assert match
        at = match.end()
    return None


def in_yaml(text: str, now: Now, *, offset: int = 0) -> Iterator[Edit]:
    """Edits of every value that names a page, of whatever field. Raises yaml.YAMLError.

    Former paths (`moved_from`) stay. offset: where the text stands in its file.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in _values(root):
        name = unicodedata.normalize("NFC", str(node.value).strip())
        if (new := now(name)) is None:
            continue
        start, end = node.start_mark.index, node.end_mark.index
        if (at := text.rfind(node.value.strip(), start, end)) >= 0:
            start, end = at, at + len(node.value.strip())
        yield Edit(offset + start, offset + end, new)


def _values(root: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Every scalar that is a value, each once: aliases can go in circles."""
    todo = [root]
    seen: set[int] = set()
    while todo:
        node = todo.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        match node:
            case yaml.ScalarNode():
                yield node
            case yaml.SequenceNode():
                todo += node.value
            case yaml.MappingNode():
                todo += [value for key, value in node.value if key.value != FORMER]
            case _:
                pass


FORMER = "moved_from"


def with_former(front: str, former: tuple[str, ...], *, offset: int = 0) -> Edit:
    """The edit that makes a front matter name the former paths of its page, in one line."""
    line = f"{FORMER}: [{', '.join(former)}]"
    root = yaml.compose(front, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    for key, value in root.value:
        if key.value == FORMER:
            start, end = key.start_mark.index, value.end_mark.index
            if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
                end = value.value[-1].end_mark.index  # a block ends where the next one starts
            if not former:
                line, end = "", _LINE.match(front, end).end()  # type: ignore[union-attr]
            return Edit(offset + start, offset + end, line)
    if root.flow_style:
        end = root.end_mark.index - 1
        return Edit(offset + end, offset + end, f", {line}")
    end = offset + len(front)
    return Edit(end, end, f"{line}{line_end(front)}")


def in_links(body: str, now: Now, *, offset: int = 0) -> Iterator[Edit]:
    """Edits of the paths of links; what stands before and behind a path stays as it is.

    What may be a path gets a name of its own, then the reader of links says which it is: so
    there is one opinion of what a link is.
    """
    left = {(start, end, new) for start, end, path in _paths(body) if (new := now(path))}
    while left:
        spots: list[tuple[int, int, str]] = []
        for start, end, new in sorted(left, reverse=True):  # inner ones first
            if not spots or end <= spots[-1][0]:
                spots.append((start, end, new))
        probes = [Edit(start, end, _PROBE.format(n)) for n, (start, end, _) in enumerate(spots)]
        found = [spots[number] for number in sorted(_links_among(edited(body, probes)))]
        yield from (Edit(offset + start, offset + end, new) for start, end, new in found)
        left -= set(spots)
        left = {each for each in left if not any(_overlap(each, other) for other in found)}


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _paths(body: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, path) of whatever might be the path of a link, too many rather than too few."""
    for at in (match.start() for match in re.finditer(r"\(", body)):
        if match := _INLINE.match(body, at):
            yield _path(match, "plain" if match["pointed"] is None else "pointed")
    for match in _DEFINED.finditer(body):
        yield _path(match, "target")


def _path(match: re.Match[str], group: str) -> tuple[int, int, str]:
    path, _, _ = match[group].partition("#")
    start = match.start(group)
    return start, start + len(path), unicodedata.normalize("NFC", unquote(path))


def _links_among(body: str) -> set[int]:
    links = markdown_links.links(as_read(body))
    return {int(match[1]) for link in links if (match := _PROBED.fullmatch(link.target))}


def as_read(text: str) -> str:
    """A text as pages are read: LF line ends, NFC."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
