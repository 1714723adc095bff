"""Documents run nothing: what they are is looked at, not only what they are called."""

import io
import zipfile
from unicodedata import normalize

import pytest

from quangba.content import documents
from tests.small_sites import page


def packed(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"<p>x", "document-kind"),
        ("a.svg", b"<svg/>", "document-kind"),
        ("a.xml", b"<x/>", "document-kind"),
        ("a.js", b"1", "document-kind"),
        ("a.docm", packed("x"), "document-kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "document-kind"),
        ("a", b"x", "document-kind"),
        ("a.pdf", b"<html><script>", "document-content"),
        ("a.PDF", b"PK\x03\x04", "document-content"),
        ("a.txt", b"\xef\xbb\xbf <!DOCTYPE html>", "document-content"),
        ("a.csv", b"<svg onload=x>", "document-content"),
        ("a.txt", b"a\0b", "document-content"),
        ("a.png", b"GIF89a", "document-content"),
        ("a.pdf", b"%PDF-1.4 /OpenAction /JavaScript", "document-active"),
        ("a.docx", packed("word/vbaProject.bin"), "document-active"),
        ("a.pdf", b"%PDF-1.4", None),
        ("a.docx", packed("word/document.xml"), None),
        ("a.zip", b"PK\x03\x04 broken", None),
        ("a.csv", "tên,số\n".encode(), None),
        (".gitkeep", b"", None),
    ],
)
def test_a_document(make_site, name, data, code):
    made = make_site({f"assets/documents/{name}": data})

    assert made.codes == ([code] if code else [])


def test_a_name_whose_marks_are_stored_apart(make_site):
    """As macOS stores and packs it; pages are read with composed letters, whatever was typed."""
    name = "Tờ gấp.pdf"
    made = make_site(
        {
            f"assets/documents/{normalize('NFD', name)}": b"%PDF-1.4",
            "docs/en/a.md": page(kind="publication", date="2026-02-01", file=name),
        }
    )

    assert made.codes == []
    published = documents.published(made.site.settings, made.site.tree.entries.values())
    assert {path: file.read_bytes() for path, file in published.items()} == {
        f"files/{name}": b"%PDF-1.4"
    }
