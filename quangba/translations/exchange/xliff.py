"""XLIFF 2.1, for translators' tools: what must not be translated is shown to them as codes.

Written with lxml: the one Python library that knows XLIFF 2 (translate-toolkit) knows no codes
in it and is under the GPL. The core of 2.1 has the namespace of 2.0. Our own record of what a unit
was made from stands in the Metadata module, which tools keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.translations.exchange import inline, parts
from quangba.translations.exchange.inline import Token
from quangba.translations.exchange.received import Received
from quangba.translations.exchange.units import Record, Sheet, State, Unit

SUFFIXES = (".xlf", ".xliff")

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_OURS = "quangba"
_REVIEW = f"{_OURS}:review"
_RECORD = ("section", "stamp", "day", "own", "was")
_STATES = {State.NEW: "initial", State.REVIEW: "initial", State.TRANSLATED: "translated",
           State.FINAL: "final"}  # fmt: skip
_READ_STATES = {"translated": State.TRANSLATED, "reviewed": State.FINAL, "final": State.FINAL}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEEPS_SPACE = ("source", "target", "note", "data", "meta")

Element = Any
"""lxml carries no types."""


# -- writing ------------------------------------------------------------------------------------


def write(sheets: Sequence[Sheet], source_tag: str, target_tag: str) -> bytes:
    """The file of some pages."""
    root = etree.Element(
        f"{{{_CORE}}}xliff", {"version": "2.1", "srcLang": source_tag, "trgLang": target_tag},
        nsmap={None: _CORE, "mda": _METADATA},
    )  # fmt: skip
    for number, sheet in enumerate(sheets, start=1):
        file = _add(root, "file", id=f"f{number}", original=sheet.path)
        file.set(f"{{{_XML}}}space", "preserve")
        _metadata(file, {"uri": sheet.uri})
        _notes(file, sheet.notes)
        for unit in sheet.units:
            _write_unit(file, unit)
    _indent(root, 0)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{_CORE}}}{name}", attributes)
    if text is not None:
        _append(element, text)
    return element


def _append(element: Element, text: str) -> None:
    """Text at the end of an element; characters that XML has not as code points."""
    at = 0
    for match in _NO_XML.finditer(text):
        _append_plain(element, text[at : match.start()])
        etree.SubElement(element, f"{{{_CORE}}}cp", hex=f"{ord(match[0]):04X}")
        at = match.end()
    _append_plain(element, text[at:])


def _append_plain(element: Element, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _metadata(parent: Element, values: dict[str, str]) -> None:
    metadata = etree.SubElement(parent, f"{{{_METADATA}}}metadata")
    group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", category=_OURS)
    for name, value in values.items():
        etree.SubElement(group, f"{{{_METADATA}}}meta", type=name).text = value


def _notes(parent: Element, notes: Sequence[str], previous: str = "") -> None:
    if notes or previous:
        container = _add(parent, "notes")
        for note in notes:
            _add(container, "note", _NO_XML.sub(" ", note))
        if previous:
            text = _NO_XML.sub(" ", previous)
            _add(container, "note", text, category="previous", appliesTo="source")


def _write_unit(file: Element, unit: Unit) -> None:
    element = _add(file, "unit", id=unit.id)
    record = unit.record
    values = {name: getattr(record, name) for name in _RECORD}
    _metadata(element, {name: value for name, value in values.items() if value is not None})
    _notes(element, unit.notes, unit.previous)
    codes = _Codes(unit.source, unit.target)
    if codes.data:
        data = _add(element, "originalData")
        for text, name in codes.data.items():
            _add(data, "data", text, id=name)
    segment = _add(element, "segment", state=_STATES[unit.state])
    if unit.state is State.REVIEW:
        segment.set("subState", _REVIEW)
    codes.write(_add(segment, "source"), unit.source)
    if unit.target:
        codes.write(_add(segment, "target"), unit.target)


class _Codes:
    """The codes of a unit. `data`: id of each original; a code has one number in both texts."""

    def __init__(self, source: str, target: str) -> None:
        self.data: dict[str, str] = {}
        self._numbers: dict[tuple[tuple[str, ...], int], str] = {}
        for text in (source, target):
            for token in inline.tokens(text):
                if token.kind != "text":
                    self.data.setdefault(token.text, f"d{len(self.data) + 1}")

    def write(self, element: Element, text: str) -> None:
        seen: dict[tuple[str, ...], int] = {}
        stack = [element]
        found = inline.tokens(text)
        partners = _partners(found)
        for index, token in enumerate(found):
            match token.kind:
                case "text":
                    _append(stack[-1], token.text)
                case "code":
                    self._code(stack[-1], token, self._number((token.text,), seen))
                case "open":
                    close = found[partners[index]]
                    number = self._number((token.text, close.text), seen)
                    stack.append(self._pair(stack[-1], token, close, number))
                case "close":
                    stack.pop()

    def _number(self, originals: tuple[str, ...], seen: dict[tuple[str, ...], int]) -> str:
        seen[originals] = seen.get(originals, 0) + 1
        key = originals, seen[originals]
        return self._numbers.setdefault(key, str(len(self._numbers) + 1))

    def _code(self, parent: Element, token: Token, number: str) -> None:
        attributes = {"id": number, "dataRef": self.data[token.text], **_type(token)}
        attributes |= {"disp": _shown(token.text), "canCopy": "no"}
        _add(parent, "ph", **attributes, **({"canDelete": "no"} if token.strict else {}))

    def _pair(self, parent: Element, token: Token, close: Token, number: str) -> Element:
        return _add(
            parent, "pc", id=number, canCopy="no", canDelete="no", **_type(token),
            dataRefStart=self.data[token.text], dataRefEnd=self.data[close.text],
            dispStart=_shown(token.text), dispEnd=_shown(close.text),
        )  # fmt: skip


def _partners(found: Sequence[Token]) -> dict[int, int]:
    opened: list[int] = []
    partners: dict[int, int] = {}
    for index, token in enumerate(found):
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close":
            partners[opened.pop()] = index
    return partners


def _type(token: Token) -> dict[str, str]:
    return {"type": token.type} if token.type else {}


def _shown(text: str) -> str:
    return " ".join(_NO_XML.sub(" ", text).split()) or "↵"


def _indent(element: Element, depth: int) -> None:
    """Each structural element on a line of its own; texts are left alone."""
    for child in element:
        if etree.QName(child).localname not in _KEEPS_SPACE:
            _indent(child, depth + 1)
    if len(element):
        element.text = "\n" + "  " * (depth + 1)
        for child in element:
            child.tail = element.text
        element[-1].tail = "\n" + "  " * depth


# -- reading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    line: int


def read(data: bytes, path: str) -> Received:
    """The units of a file that came back. Entities are not expanded, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        return Received(problems=(_syntax(path, failure.lineno, failure.msg),))
    if root.getroottree().docinfo.doctype:
        return Received(problems=(_doctype(path),))
    version = str(root.get("version", ""))
    if root.tag != f"{{{_CORE}}}xliff" or not version.startswith("2."):
        return Received(problems=(_version(path, etree.QName(root).localname, version),))
    units: list[Unit] = []
    problems: list[Problem] = []
    for file in root.iterchildren(f"{{{_CORE}}}file"):
        uri = _values(file).get("uri") or str(file.get("original", ""))
        for element in file.iter(f"{{{_CORE}}}unit"):
            try:
                units.append(_read_unit(element, uri))
            except (_Unreadable, ValueError, OverflowError) as failure:
                line = failure.line if isinstance(failure, _Unreadable) else element.sourceline
                problems.append(_code_lost(path, line, str(element.get("id"))))
    return Received(str(root.get("trgLang", "")), tuple(units), tuple(problems))


def _values(element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in element.iterfind(f"{{{_METADATA}}}metadata/{{{_METADATA}}}metaGroup"):
        if group.get("category") == _OURS:
            for meta in group.iterfind(f"{{{_METADATA}}}meta"):
                found[str(meta.get("type"))] = meta.text or ""
    return found


def _read_unit(element: Element, uri: str) -> Unit:
    values = _values(element)
    name = str(element.get("id"))
    found = {each: values.get(each) for each in _RECORD}
    section = found.pop("section") or name.partition(".")[0]
    reader = _Reader(element)
    source, target = reader.text("source"), reader.text("target")
    record = Record(uri, section, **found)
    state = reader.state() if target else State.NEW
    unit = Unit(name, source, target, state, record, line=element.sourceline)
    if state is State.REVIEW and record.was is not None and parts.digest(target) != record.was:
        return replace(unit, state=State.TRANSLATED)  # many tools leave the state alone
    return unit


class _Reader:
    """The texts of a unit, of one segment or several, with its codes as they were."""

    def __init__(self, unit: Element) -> None:
        self._unit = unit
        self._data = {
            data.get("id"): self._flat(data)
            for data in unit.iterfind(f"{{{_CORE}}}originalData/{{{_CORE}}}data")
        }
        self._originals = self._known_codes()

    def state(self) -> State:
        """The state that all of its segments have reached."""
        states = {
            _READ_STATES.get(str(segment.get("state")), State.REVIEW)
            for segment in self._unit.iterfind(f"{{{_CORE}}}segment")
        }
        order = (State.REVIEW, State.TRANSLATED, State.FINAL)
        return next((state for state in order if state in states), State.REVIEW)

    def text(self, name: str) -> str:
        """The source or the target; '' of a target that some segment lacks."""
        texts: list[str] = []
        for segment in self._unit:
            kind = etree.QName(segment).localname
            if kind not in ("segment", "ignorable"):
                continue
            found = segment.find(f"{{{_CORE}}}{name}")
            if found is None and kind == "ignorable":
                found = segment.find(f"{{{_CORE}}}source")
            if found is None or (kind == "segment" and name == "target" and _is_empty(found)):
                return ""
            texts.append(self._flat(found))
        return "".join(texts)

    def _flat(self, element: Element) -> str:
        return (element.text or "") + "".join(
            self._inline(child) + (child.tail or "") for child in element
        )

    def _inline(self, element: Element) -> str:
        match etree.QName(element).localname:
            case "cp":
                return chr(int(element.get("hex", ""), 16))
            case "ph":
                return self._original(element, "dataRef", "")
            case "sc":
                return self._original(element, "dataRef", "start")
            case "ec":
                return self._original(element, "dataRef", "end")
            case "pc":
                start = self._original(element, "dataRefStart", "start")
                return start + self._flat(element) + self._original(element, "dataRefEnd", "end")
            case "mrk":
                return self._flat(element)
            case "sm" | "em":
                return ""
            case _:
                raise _Unreadable(element.sourceline)

    def _original(self, element: Element, attribute: str, part: str) -> str:
        """What stands for a code: as it says itself, else as its namesake in the source does."""
        name = element.get(attribute)
        if name in self._data:
            return str(self._data[name])
        number = element.get("id") or element.get("startRef")
        if (number, part) not in self._originals:
            raise _Unreadable(element.sourceline)
        return self._originals[number, part]

    def _known_codes(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for source in self._unit.iter(f"{{{_CORE}}}source"):
            for element in source.iter(f"{{{_CORE}}}ph", f"{{{_CORE}}}pc"):
                for attribute, part in (("dataRef", ""), ("dataRefStart", "start"),
                                        ("dataRefEnd", "end")):  # fmt: skip
                    if (name := element.get(attribute)) in self._data:
                        found[element.get("id"), part] = str(self._data[name])
        return found


def _is_empty(element: Element) -> bool:
    return not len(element) and not (element.text or "").strip()


def _syntax(path: str, line: int | None, reason: str | None) -> Problem:
    return error(
        "xliff-syntax", path, line,
        msg("This is not valid XML: {reason}", reason=reason or "?"),
        msg("Save the file again with the translator's tool; do not mend it by hand."),
    )  # fmt: skip


def _doctype(path: str) -> Problem:
    return error(
        "xliff-doctype", path, 1,
        msg("The file declares a document type, which XLIFF has not and no one should read."),
        msg("Remove the line <!DOCTYPE …>, if you trust who sent it."),
    )  # fmt: skip


def _version(path: str, found: str, version: str) -> Problem:
    return error(
        "xliff-version", path, 1,
        msg("This is not XLIFF 2 but “{found} {version}”.", found=found, version=version),
        msg("Ask for the file in the format in which it was sent: XLIFF 2.1 (quangba export"
            " --format xliff)."),
    )  # fmt: skip


def _code_lost(path: str, line: int, name: str) -> Problem:
    return error(
        "xliff-code", path, line,
        msg("Unit {unit} has a code of which the file does not say what it stands for.", unit=name),
        msg("Put the codes of the source in again, in the translator's tool; this unit was not"
            " imported."),
    )  # fmt: skip
