"""A strict Content-Security-Policy would refuse nothing in scripts and drawings.

Pages and style sheets are held to it by the product: quangba/checks/built/hosts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.site.documents import Document, Documents, fetched
from tests.site.markup import parse

pytestmark = pytest.mark.site

DATA_BLOCKS = {"application/ld+json", "application/json"}
FOREIGN = re.compile(r"(?:https?:)?//[a-z0-9]", re.IGNORECASE)
IMPORT = re.compile(r"""(?:\bimport\b|\bfrom\b|\bimport\s*\()\s*["'](?P<address>[^"']+)["']""")


def foreign(address: str) -> bool:
    return bool(urlsplit(address).netloc) or urlsplit(address).scheme in {
        "http",
        "https",
        "data",
        "blob",
    }


def test_scripts_load_nothing_from_elsewhere(documents: Documents):
    faults = []
    for name in sorted(name for name in documents.files if name.endswith((".js", ".mjs"))):
        code = re.sub(
            r"^\s*//.*$",
            "",
            (documents.site.folder / name).read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
        imported = [match["address"] for match in IMPORT.finditer(code)]
        faults += [
            f"{name}: imports {address}"
            for address in imported
            if foreign(address) or address[0] != "."
        ]
        faults += [f"{name}: {match[0]}" for match in FOREIGN.finditer(code)]
        faults += [
            f"{name}: {word}"
            for word in ("eval(", "new Function", "document.write")
            if word in code
        ]
    assert faults == []


def refused(element: object) -> Iterator[str]:
    """What `default-src 'self'` would not let work in an element of HTML or SVG."""
    name, attributes = element.name.lower(), element.attrs  # type: ignore[attr-defined]
    if name == "script" and not attributes.get("src") and attributes.get("type") not in DATA_BLOCKS:
        yield "<script> without src"
    if name == "style":
        yield "<style>"
    for attribute, value in attributes.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f'<{name} {attribute}="{value}">'
        if (value or "").strip().lower().startswith(("javascript:", "vbscript:", "data:")):
            yield f'<{name} {attribute}="{value[:40]}">'


def test_a_strict_policy_refuses_nothing_in_drawings(documents: Documents):
    faults = []
    for name in sorted(name for name in documents.files if name.endswith(".svg")):
        svg = (documents.site.folder / name).read_text(encoding="utf-8")
        tree = parse(svg)
        elements = tree.query("*")
        assert any(element.name == "svg" for element in elements), name
        faults += [f"{name}: {fault}" for element in elements for fault in refused(element)]
        if "<?xml-stylesheet" in svg or "<!ENTITY" in svg or "<!DOCTYPE" in svg:
            faults.append(f"{name}: loads or declares something outside its elements")
        for element in elements:
            loads = [
                *fetched(element),
                *(element.attrs.get(key) or "" for key in ("href", "xlink:href")),
            ]
            faults += [
                f"{name}: {address}" for address in loads if address and not address.startswith("#")
            ]
    assert faults == []


def test_code_is_coloured_by_classes(sample_constructs: Document):
    coloured = sample_constructs.all(".highlight span[class]")
    assert {"k", "nf", "c1"} <= {span.attrs["class"] for span in coloured}
    css = next(sample_constructs.site.folder.glob("assets/site.*.css")).read_text(encoding="utf-8")
    unstyled = {span.attrs["class"] for span in coloured if f".{span.attrs['class'][0]}" not in css}
    assert unstyled == set()


@pytest.fixture(scope="session")
def sample_constructs(sample) -> Document:
    return Documents.of(sample).by_name["reader/constructs/index.html"]
