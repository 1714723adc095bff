"""Tries Pagefind on the built site with the rows of tests/relevance: what it finds, what it costs.

    python3 -m venv /tmp/pagefind && /tmp/pagefind/bin/pip install 'pagefind[extended]==1.5.2'
    .venv/bin/python scripts/trial_pagefind.py /tmp/pagefind/bin/python

Build the site first. Wants the environment of `scripts/test.py` and a browser (QUANGBA_BROWSER).
Each language has an index of its own. developers/search.md tells what came out.
"""

from __future__ import annotations

import functools
import gzip
import html
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import lxml.html
import opencc
from playwright.sync_api import Error, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quangba import addresses, settings, site  # noqa: E402
from quangba.content.tree import Absent  # noqa: E402
from quangba.languages import Language  # noqa: E402
from tests.relevance.rows import rows  # noqa: E402

HAN = re.compile("[\u3400-\u9fff]")
STRICT, WASM = "default-src 'self'", "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
SHOWN = 3
UNUSED = re.compile("ui|highlight|component|worker")
START = """async given => { window.trial = await import("/trial.js");
  window.opened = await trial.open(...given) }"""
RANKING = {
    "termFrequency": 0.4, "termSimilarity": 9, "pageLength": 0, "termSaturation": 2,
    "diacriticSimilarity": 2, "metaWeights": {"title": 5},
}  # fmt: skip
"""The best of forty drawn at random and judged by the rows themselves: more than fair."""

Spell = Callable[[str], str]
Parts = list[tuple[str, int, str]]
"""(tag, weight for Pagefind, text) of what a page says."""


def fold(text: str) -> str:
    """Without case and marks; đ is d; spaces around each Han character."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(HAN.sub(r" \g<0> ", bare.lower().replace("đ", "d")).split())


def read(file: Path, menu: str) -> Parts:
    """What a built page says, without what stands around it; `menu` is its short name."""
    main = lxml.html.parse(str(file)).getroot().find(".//main")

    def words(path: str) -> list[tuple[str, str]]:
        found = main.xpath(path)
        return [(each.tag, " ".join(" ".join(each.itertext()).split())) for each in found]

    parts = [("h1", 10, text) for _, text in words(".//h1")] + [("p", 10, menu)]
    parts += [("p", 3, text) for _, text in words(".//p[@class='standfirst']")]
    parts += [("p", 2, text) for _, text in words(".//div[@class='glance']//dl")]
    for tag, text in words(".//div[contains(@class, 'prose')]/*[local-name()]"):
        parts.append(("h2", 5, text) if tag in {"h2", "h3"} else ("p", 1, text))
    return parts


def pages(place: site.Site, language: Language) -> dict[str, Parts]:
    """What each page of a language says, by the path of its source; not the page for searching."""
    found = {}
    for entry in place.tree.entries.values():
        version = entry.version(language.locale)
        if entry.fields.layout != "search" and not isinstance(version, Absent):
            file = ROOT / "site" / addresses.of(entry.uri, language) / "index.html"
            found[entry.uri] = read(file, version.page.words.menu_title or "")
    return found


def index(python: str, texts: Mapping[str, Parts], out: Path, lang: str, spell: Spell) -> float:
    """Have Pagefind index the pages; the seconds that it takes."""
    source = out.with_name(out.name + "-pages")
    source.mkdir(exist_ok=True)
    for uri, parts in texts.items():
        inner = "".join(
            f'<{tag} data-pagefind-weight="{weight}">{html.escape(spell(text))}</{tag}>'
            for tag, weight, text in parts
        )
        file = source / (uri.replace("/", "--").removesuffix(".md") + "-.html")
        file.write_text(f'<html lang="{lang}"><body>{inner}</body></html>', encoding="utf-8")
    started = time.perf_counter()
    command = [python, "-m", "pagefind", "--site", str(source), "--output-path", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def names(place: site.Site, locale: str) -> dict[str, str]:
    """What other languages call a thing -> its shortest name in this one, both folded."""
    found: dict[str, str] = {}
    for term in place.terms.rows.values():
        own = fold(min(term.forms(locale), key=len, default=""))
        forms = [form for other in term.names if other != locale for form in term.forms(other)]
        forms += [form for avoided in term.avoid.values() for form in avoided]
        for form in map(fold, [*forms, *term.readings.values()]):
            if own and len(form) > 1 and form != own:
                found.setdefault(form, own)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def question(typed: str, known: Mapping[str, str]) -> tuple[list[list[str]], list[str]]:
    """What is asked instead of what was typed: see `best` in trial_pagefind.js."""
    words = fold(opencc.OpenCC("t2s").convert(typed))
    name = next((each for each in known if f" {each} " in f" {words} "), "")
    tries = [words, *([words.replace(name, known[name]), known[name]] if name else [])]
    pairs = [f'"{a} {b}"' for a, b in pairwise(words.split()) if HAN.search(a + b)]
    return [[each, f'"{each}"' if " " in each else ""] for each in tries], pairs or words.split()


def judge(page: Page, language: Language, known: Mapping[str, str] | None) -> str:
    """How many rows have a wanted page first, and among the first three."""
    asked = rows(language.locale)
    given = [
        question(row.typed, known) if known is not None else ([[row.typed, ""]], [])
        for row in asked
    ]
    first = three = 0
    for row, urls in zip(
        asked, page.evaluate("given => trial.all(opened, given)", given), strict=True
    ):
        found = [url[1:].removesuffix("-.html").replace("--", "/") + ".md" for url in urls]
        first += found[:1] != [] and found[0] in row.wants
        three += bool({*found[:SHOWN]} & {*row.wants})
    return f"first {first / len(asked):.1%}, among {SHOWN} {three / len(asked):.1%}"


def answer(folder: Path, sent: list[int], route: Route) -> None:
    """Give the browser Pagefind's files, trial_pagefind.js, or a page /POLICY/LANGUAGE."""
    path = unquote(urlsplit(route.request.url).path)[1:]
    policy, _, lang = path.partition("/")
    if policy in {STRICT, WASM}:
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        route.fulfill(body=f'<html lang="{lang}">{meta}<title>-</title>', content_type="text/html")
    elif path == "trial.js":
        route.fulfill(path=Path(__file__).with_suffix(".js"))
    else:
        sent.append(len(gzip.compress((folder / path).read_bytes())))
        route.fulfill(path=folder / path)


def files(folder: Path) -> list[tuple[str, bytes]]:
    """What Pagefind wrote and a search can ask for."""
    found = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return [(each.name, each.read_bytes()) for each in found if not UNUSED.search(each.name)]


def main() -> None:
    """Index, ask, measure, print."""
    python = sys.argv[1]
    place = site.load(settings.read(ROOT / "mkdocs.yml"))[0]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("QUANGBA_BROWSER"), args=["--no-sandbox"]
        )
        page = browser.new_page(base_url="http://trial.test")
        sent: list[int] = []
        page.route("**/*", functools.partial(answer, Path(folder), sent))
        for language in place.settings.languages:
            texts = pages(place, language)
            for name, spell, ranking in (("stock", str, None), ("prepared", fold, RANKING)):
                out = Path(folder) / f"{language.locale}-{name}"
                # Han characters with spaces around are to be no words of Chinese again.
                lang = language.locale if spell is str else "x"
                runs = [(index(python, texts, out, lang, spell), files(out)) for _ in range(2)]
                page.goto(f"/{quote(WASM, safe='')}/{lang}")
                sent.clear()
                page.evaluate(START, [f"/{out.name}/", ranking])
                page.evaluate("typed => trial.first(opened, typed)", spell("Tân Thanh"))
                cost = f"first query {sum(sent):,} B in {len(sent)} requests; {min(runs)[0]:.1f} s"
                known = names(place, language.locale) if spell is fold else None
                size, same = sum(len(data) for _, data in runs[0][1]), runs[0][1] == runs[1][1]
                print(f"{out.name}: {judge(page, language, known)}; {cost}; {size:,} B, {same=}")
        page.goto(f"/{quote(STRICT, safe='')}/x")
        try:
            page.evaluate(START, [f"/{out.name}/", None])
            page.evaluate("() => trial.first(opened, 'a')")
        except Error as error:
            print(STRICT, error.message.splitlines()[1])


if __name__ == "__main__":
    main()
