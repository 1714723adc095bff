"""Who types what people type finds the page that they hope for among the first three results."""

from __future__ import annotations

import json
import posixpath
import unicodedata
from typing import Any

import pytest

from quangba.outputs.search import words
from quangba.outputs.search.rows import pages
from tests.browser.conftest import UseTab
from tests.browser.web import Served
from tests.relevance.rows import LANGUAGES, Row, rows

pytestmark = pytest.mark.browser

ENOUGH = 0.95
PLACE = pytest.mark.parametrize("served", ["place"], indirect=True)

FOUND = """async ([engine, base, queries]) => {
  const { open } = await import(engine);
  const index = await open(base);
  const answers = [];
  for (const query of queries) {
    const found = await index.search(query);
    const first = await Promise.all(found.pages.slice(0, 3).map((id) => index.page(id, found)));
    answers.push(first.map(({ url }) => url));
  }
  return answers;
}"""
"""The addresses of the first three results of each query."""

RANKED = """async ([engine, base, queries]) => {
  const { open } = await import(engine);
  const index = await open(base);
  const answers = [];
  for (const query of queries) answers.push((await index.search(query)).pages);
  return answers;
}"""
"""The numbers of all pages that each query finds, best first."""

FORMS = """async ([script, letters, variants, words]) => {
  const { reader } = await import(script);
  const { fold, exact } = reader(letters, variants);
  return words.map((word) => [fold(word), exact(word)]);
}"""

CHANGED = """async ([engine, base]) => {
  const { open } = await import(engine);
  const index = await open(base);
  const real = window.fetch;
  const gone = { ok: false, status: 404, url: "", json: () => null };
  const asked = [];
  // The site is published anew after the manifest has come: the files that it names are no more.
  window.fetch = async (url, options) => {
    asked.push(new URL(url).pathname.split("/").at(-1));
    if (asked.length <= 2) return gone;
    const answer = await real(url, options);
    if (!String(url).endsWith("/index.json")) return answer;
    const manifest = await answer.json();
    return { ok: true, json: () => ({ ...manifest, anew: true }) };
  };
  const found = await index.search("na sam");
  window.fetch = real;
  return [asked.filter((name) => name === "index.json").length, found.total];
}"""


def script(served: Served, name: str) -> str:
    """The address of a script of the engine as it is published."""
    (file,) = served.site.folder.glob(f"assets/{name}.*.js")
    return served.url(f"assets/{file.name}")


def asked(use_tab: UseTab, served: Served, what: str, *values: Any) -> Any:
    tab = use_tab()
    tab.go("")
    return tab.page.evaluate(what, list(values))


@PLACE
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_hoped_for_is_among_the_first_three(
    served: Served, use_tab: UseTab, language: str
):
    known = served.site.language(language)
    base = served.url(f"{known.prefix}search-index/")
    queries = rows(language)
    answers = asked(
        use_tab, served, FOUND, script(served, "engine"), base, [row.typed for row in queries]
    )

    def is_wanted(row: Row, url: str) -> bool:
        below = served.below(url).removeprefix(known.prefix).strip("/")
        return below in {_address(page) for page in row.wants}

    failed = [
        (row.typed, row.wants, [served.below(url) for url in found])
        for row, found in zip(queries, answers, strict=True)
        if not any(is_wanted(row, url) for url in found)
    ]
    print(*failed, sep="\n")
    assert len(queries) - len(failed) >= ENOUGH * len(queries)


def _address(page: str) -> str:
    stem = posixpath.splitext(page)[0]
    return posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem


EACH = 5
"""So many words are passed over for each that is tried: all would take a minute."""


@PLACE
def test_pages_with_the_marks_that_were_typed_stand_before_all_others(
    served: Served, use_tab: UseTab
):
    folder = served.site.folder / "search-index"
    rows = [
        row for file in sorted(folder.glob("words.*.json")) for row in json.loads(file.read_bytes())
    ]
    forms = [
        (form, set(pages(gaps)))
        for row in rows
        if len(row) > 4 and row[0].isascii()
        for form, gaps in zip(row[1::3], row[2::3], strict=True)
        if form
    ][::EACH]
    base = served.url("search-index/")
    asked_for = [form for form, _ in forms]
    answers = asked(use_tab, served, RANKED, script(served, "engine"), base, asked_for)

    assert len(forms) > 50
    for (form, own), found in zip(forms, answers, strict=True):
        assert set(found[: len(own)]) == own, form


@PLACE
def test_script_and_package_agree_on_what_a_word_is(served: Served, use_tab: UseTab):
    letters = "aăâbdđếêìồơưuvxyæœßøłéñçИя谅諒边邊ガがกำ①Ａ２²\u0301\u0303"
    said = [one + other for one in letters for other in letters]
    said += [word for text in ("Hoà hòa THUÝ Đường", "新清口岸諒山") for word in words.runs(text)]
    said += [unicodedata.normalize("NFD", word) for word in said]
    variants = words.variants(frozenset("谅边"))
    made = asked(use_tab, served, FORMS, script(served, "words"), words.LETTERS, variants, said)

    assert made == [[words.fold(word), words.exact(word)] for word in said]


@PLACE
def test_a_site_published_anew_is_searched_on(served: Served, use_tab: UseTab):
    base = served.url("search-index/")
    times, total = asked(use_tab, served, CHANGED, script(served, "engine"), base)

    assert times == 1
    assert total > 0
