"""No HTML file shows a mark of the templates. All else of HTML, the product sees to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.site.documents import Document, Documents

pytestmark = pytest.mark.site


def test_no_template_mark_is_left(documents: Documents):
    """`[key]` stands for a missing word of strings.yml, braces for a template that did not run."""
    keys = {key for words in documents.site.strings.values() for key in words}

    def wrong(page: Document) -> Iterator[str]:
        html = page.file.read_text(encoding="utf-8")
        yield from (mark for mark in ("{{", "{%", "Undefined", ">None<") if mark in html)
        if "}}" in re.sub(r'<script type="application/ld\+json">.*?</script>', "", html):
            yield "}}"  # which ends two objects of JSON
        yield from (f"[{key}]" for key in re.findall(r"\[([a-z_0-9]+)\]", html) if key in keys)

    assert documents.everywhere(wrong) == []
