"""Every HTML file is whole and says what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests import built_sites
from tests.site.documents import Document, Documents, text_of
from tests.site.markup import faults

pytestmark = pytest.mark.site

HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*")


PAGE = "<!doctype html>\n<html><head><title>t</title></head><body>{}</body></html>"
GOOD = (
    "<p>text &amp; &#160;&hellip;<br>and <img src='a' alt='a &lt; b'/></p><hr />",
    "<dl><div><dt>term</dt><dd>words</dd></div></dl><ul><li>one</li></ul>",
    "<svg viewBox='0 0 1 1'><linearGradient><stop/></linearGradient><path d='M0 0'/></svg>",
    "<details open><summary>more</summary><input type=checkbox disabled> text</details>",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
)
BAD = (
    "<p></div>", "<div>", "</p>", "<div><span></div>", "<b><i></b></i>", "<ul><li></ul></li>",
    "<p id=a id=b></p>", '<p a"b=c></p>', "<p/>", "&nosuch;", "<a title='&nosuch;'></a>",
    "<p><ul><li>one</li></ul></p>", "<p><div>block</div></p>", "<h1><h2>two</h2></h1>",
    "<a href=a><a href=b>link in link</a></a>", "<button><button>b</button></button>",
    "<table><tr><td>no tbody</td></tr></table>",
    "<table><tbody><tr><div></div></tr></tbody></table>",
    "<svg><p>text</p></svg>", "<br></br>", "<p>\x01</p>", "<p",
)  # fmt: skip


@pytest.mark.parametrize("html", GOOD)
def test_the_reader_of_these_tests_passes_good_markup(html: str):
    assert faults(PAGE.format(html)) == []


@pytest.mark.parametrize("html", BAD)
def test_the_reader_of_these_tests_sees_what_a_browser_would_mend(html: str):
    assert faults(PAGE.format(html))


def test_pages_parse_without_an_error(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        yield from faults(page.file.read_text(encoding="utf-8"))

    assert documents.everywhere(wrong) == []


def test_pages_are_utf_8_and_say_so_first(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        if b'<meta charset="utf-8">' not in page.file.read_bytes()[:1024]:
            yield "no <meta charset> within the first 1024 bytes"

    assert documents.everywhere(wrong) == []


def test_ids_are_unique(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        counts = Counter(element.attrs["id"] for element in page.elements if "id" in element.attrs)
        yield from (
            f"id “{name}” × {count}" for name, count in counts.items() if count > 1 or not name
        )

    assert documents.everywhere(wrong) == []


def test_every_reference_by_id_has_its_element(documents: Documents):
    names = (
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-details",
        "for",
        "list",
        "headers",
    )

    def wrong(page: Document) -> Iterator[str]:
        for element in page.elements:
            for name in names:
                for target in (element.attrs.get(name) or "").split():
                    if target not in page.ids:
                        yield f"<{element.name} {name}={target}> points to nothing"

    assert documents.everywhere(wrong) == []


def test_headings_make_an_outline(documents: Documents):
    """One h1 that comes first, no level left out, no heading without words."""

    def wrong(page: Document) -> Iterator[str]:
        headings = [element for element in page.elements if element.name in HEADINGS]
        levels = [HEADINGS[heading.name] for heading in headings]
        if levels.count(1) != 1 or levels[0] != 1:
            yield f"headings start {levels[:3]} with {levels.count(1)} h1"
        for before, after, heading in zip(levels, levels[1:], headings[1:], strict=False):
            if after > before + 1:
                yield f"h{after} “{text_of(heading)}” after h{before}"
        yield from (f"empty {heading.name}" for heading in headings if not text_of(heading))

    assert documents.everywhere(wrong) == []


def test_landmarks_are_there_and_named(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        if len(page.all("main")) != 1:
            yield f"{len(page.all('main'))} main"
        labels = Counter(nav.attrs.get("aria-label") for nav in page.all("nav"))
        yield from (
            f"nav named {label!r} × {count}"
            for label, count in labels.items()
            if count > 1 or not label
        )

    assert documents.everywhere(wrong) == []


def test_lang_attributes_are_real_tags(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for element in page.elements:
            for name in ("lang", "hreflang"):
                tag = element.attrs.get(name)
                if tag is None or (tag == "x-default" and element.name == "link"):
                    continue
                if not TAG.fullmatch(tag):
                    yield f'<{element.name} {name}="{tag}">'
                else:
                    built_sites.locale_of(tag)

    assert documents.everywhere(wrong) == []


def test_titles_are_unique_within_a_language(documents: Documents):
    titles: dict[tuple[str, str], list[str]] = {}
    for page in (page for page in documents if not page.leads_on):
        key = documents.language_of(page).locale, text_of(page.one("title"))
        titles.setdefault(key, []).append(page.name)
    assert {key: names for key, names in titles.items() if len(names) > 1 or not key[1]} == {}


def test_pages_have_a_description_of_their_own(documents: Documents):
    found: dict[tuple[str, str], list[str]] = {}
    for page in documents.pages:
        description = page.one("meta[name=description]").attrs["content"]
        found.setdefault((documents.language_of(page).locale, description), []).append(page.name)
    assert {
        key: names for key, names in found.items() if len(names) > 1 or not key[1].strip()
    } == {}


def test_pictures_have_size_and_alternative(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for image in page.all("img"):
            for name in ("width", "height"):
                if not (image.attrs.get(name) or "").isdigit():
                    yield f"{image.attrs.get('src')} has no {name}"
            if "alt" not in image.attrs:
                yield f"{image.attrs.get('src')} has no alt"

    assert documents.everywhere(wrong) == []


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
