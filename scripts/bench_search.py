"""What the search costs: `python scripts/bench_search.py`, after a build of the site.

Compares the site with 3 × 1,000 pages, made of the site's own sentences and of invented words:
bytes of the index, bytes and files that the first query fetches, time to its results in Chromium.
Bytes are after gzip. Times of one machine say little; the ratios of one run hold. Wants the
environment of `scripts/test.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import hashlib
import http.server
import os
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, sync_playwright

from quangba import site
from quangba.languages import Language
from quangba.outputs.search import amended, files, prose
from quangba.outputs.search.names import Known
from quangba.outputs.search.pages import FoundPage, PageWords, digest
from quangba.outputs.search.tables import Common
from quangba.settings import Settings, read
from quangba.view import search, search_names

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "relevance"
SECTIONS, SENTENCES, INVENTED = 6, 6, 8
"""Of a page: sections, sentences of a section, invented words."""

SEARCHED = """async ([engine, base, query]) => {
  const started = performance.now();
  const { open } = await import(engine);
  const index = await open(base);
  const found = await index.search(query);
  await Promise.all(found.pages.slice(0, 10).map((id) => index.page(id, found)));
  const first = performance.now() - started;
  const again = performance.now();
  await index.search(query);
  return [first, performance.now() - again];
}"""


@dataclass
class Cost:
    """Of one language: bytes of the index and of its largest file, then a value a query."""

    bytes: int
    largest: int
    files: int
    fetched: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)


def main() -> None:
    """Make the large index, ask both, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000, help="of the large index, a language")
    parser.add_argument("--queries", type=int, default=12, help="in each language")
    options = parser.parse_args()
    own = read(ROOT / "mkdocs.yml")
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large"
        index_only(own, large, options.pages)
        with sync_playwright() as playwright:
            program = os.environ.get("QUANGBA_BROWSER", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            costs = [measure(own, each, browser, options.queries) for each in (own.site_dir, large)]
            browser.close()
        for language in own.languages:
            print(f"\n{language.name}")
            tell(*(each[language.locale] for each in costs))


def tell(small: Cost, big: Cost) -> None:
    """The figures of one language, of the site and of the large one."""
    kb = 1 / 1000
    rows: Mapping[str, tuple[float, float]] = {
        "index, KB": (small.bytes * kb, big.bytes * kb),
        "files": (small.files, big.files),
        "largest file, KB": (small.largest * kb, big.largest * kb),
        "first query, KB, median": both(statistics.median, small.fetched, big.fetched, kb),
        "first query, KB, most": both(max, small.fetched, big.fetched, kb),
        "first query, requests, median": both(statistics.median, small.requests, big.requests),
        "first query, ms, median": both(statistics.median, small.first, big.first),
        "same query again, ms, median": both(statistics.median, small.again, big.again),
    }
    for name, (one, other) in rows.items():
        print(f"  {name:42}{one:>10,.1f}{other:>12,.1f}{other / max(one, 0.1):>8.1f}×")


def both(
    of: object, small: Sequence[float], big: Sequence[float], scale: float = 1
) -> tuple[float, float]:
    """One figure of the values of each site."""
    assert callable(of)
    return of(small) * scale, of(big) * scale


def measure(settings: Settings, site_dir: Path, browser: Browser, queries: int) -> dict[str, Cost]:
    """The costs of each language of a built site."""
    costs: dict[str, Cost] = {}
    with serving(site_dir) as origin:
        (engine,) = site_dir.glob("assets/engine.*.js")
        for language in settings.languages:
            folder = site_dir / language.url_prefix / search.FOLDER
            sizes = [packed(file) for file in sorted(folder.iterdir())]
            cost = costs[language.locale] = Cost(sum(sizes), max(sizes), len(sizes))
            base = f"{origin}/{language.url_prefix}{search.FOLDER}/"
            rows = yaml.safe_load((QUERIES / f"{language.locale}.yml").read_text("utf-8"))
            for row in rows[:: max(1, len(rows) // queries)]:
                script = f"{origin}/assets/{engine.name}"
                ask(browser, cost, site_dir, [script, base, row["typed"]])
    return costs


def ask(browser: Browser, cost: Cost, site_dir: Path, arguments: list[str]) -> None:
    """One query of a reader who has nothing of the index yet, and the same again."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(urlsplit(arguments[0])._replace(path="/404.html").geturl())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    first, again = page.evaluate(SEARCHED, arguments)
    context.close()
    fetched = [path for path in asked if path.endswith(".json")]
    cost.fetched.append(sum(packed(site_dir / path.lstrip("/")) for path in fetched))
    cost.requests.append(len(fetched))
    cost.first.append(first)
    cost.again.append(again)


@functools.cache
def packed(file: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(file.read_bytes(), 6))


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that tells nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def index_only(own: Settings, to: Path, pages: int) -> None:
    """The index of so many pages in each language, and the scripts of the built site."""
    shutil.copytree(own.site_dir / "assets", to / "assets")
    (to / "404.html").write_text("<!doctype html><title>Bench</title>", "utf-8")
    loaded, _ = site.load(own)
    for language in own.languages:
        said = sentences(own.docs_dir / language.locale)
        texts = [generated(said, language, number) for number in range(pages)]
        common = Common(
            "../", (("page", "Page"),), (), Known(search_names.groups(loaded, language))
        )
        seconds = -time.process_time()
        found_pages = [found(number, text) for number, text in enumerate(texts)]
        words = {page.url: digest(page, common.known) for page in found_pages}
        digested = seconds + time.process_time()
        seconds = -time.process_time()
        made = files.make(common, words)
        put = seconds + time.process_time()
        print(
            f"{language.name}: index of {pages:,} pages: {digested:.2f} s of the processor to read"
            f" them, {put:.2f} s to put it together; {edited(common, found_pages, words, made)}"
        )
        files_made = made.files
        folder = to / language.url_prefix / search.FOLDER
        folder.mkdir(parents=True)
        for name, data in files_made.items():
            (folder / name).write_bytes(data)


def edited(
    common: Common, pages: Sequence[FoundPage], words: Mapping[str, PageWords], made: files.Made
) -> str:
    """What an edit of a page costs: a sentence at its end, and one at its beginning."""
    told = []
    for name, place in (("end", -1), ("beginning", 0)):
        spent, count = [], []
        for page in pages[:: max(1, len(pages) // 9)]:
            sections = list(page.sections)
            before, after = sections[place].text, "A sentence that is new."
            text = f"{after} {before}" if place == 0 else f"{before} {after}"
            sections[place] = replace(sections[place], text=text)
            new = digest(replace(page, sections=tuple(sections)), common.known)
            started = time.process_time()
            mended = amended.amend(common, made.state, {page.url: new}, words.get, made.files.get)
            spent.append(time.process_time() - started)
            count.append(len(mended.files) if mended else len(made.files))
        ms, changed = statistics.median(spent) * 1000, statistics.median(count)
        told.append(f"a sentence at a page's {name} {ms:.0f} ms, {changed:.0f} files")
    return ", ".join(told)


def found(number: int, text: Generated) -> FoundPage:
    """A page as the index has it, its text taken out of HTML."""
    html = "".join(
        f'<h2 id="s{n}">{heading}</h2>\n<p>{said}</p>\n'
        for n, (heading, said) in enumerate(text.parts)
    )
    return FoundPage(
        url=f"p{number:04}/",
        title=text.title,
        menu="",
        description=text.description,
        kind="page",
        date=None,
        foreign=None,
        weight=100,
        labels=(),
        sections=prose.read(html).sections,
        pictures=(),
    )


def sentences(folder: Path) -> list[str]:
    """The sentences of a language's pages, without links and other marks."""
    found: list[str] = []
    for file in sorted(folder.rglob("*.md")):
        body = file.read_text("utf-8").split("---\n", 2)[2]
        for line in body.splitlines():
            plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`>]", r"\1", line).strip()
            if plain and plain[0].isalpha() and "{{" not in plain:
                found += [each for each in re.split(r"(?<=[.!?])\s|(?<=[。！？])", plain) if each]
    return found


@dataclass(frozen=True)
class Generated:
    """A page of some 600 words. parts: heading and text."""

    title: str
    description: str
    parts: tuple[tuple[str, str], ...]


def generated(said: list[str], language: Language, number: int) -> Generated:
    """Sentences of the site in an order of their own, and words that few pages have."""
    script = "Han" if language.script.startswith("Han") else "Latin"
    chosen = (said[n % len(said)] for n in numbers(f"{number}"))
    invented = (word(n, script) for n in numbers(f"words {number}"))
    title = f"{' '.join(next(chosen).split()[:8])[:40]} {next(invented)}"
    parts = []
    for part in range(SECTIONS):
        text = [next(chosen) for _ in range(SENTENCES)]
        text += [next(invented) for _ in range(INVENTED // SECTIONS + 1)]
        parts.append((f"{' '.join(next(chosen).split()[:6])[:30]} {part}", " ".join(text)))
    return Generated(title, next(chosen), tuple(parts))


def numbers(seed: str) -> Iterator[int]:
    """Numbers that look like chance and are the same each time."""
    for count in range(1 << 30):
        yield int.from_bytes(hashlib.sha256(f"{seed} {count}".encode()).digest()[:6])


def word(number: int, script: str) -> str:
    """A word that few pages have: a small number of many syllables, or two Han characters."""
    if script == "Han":
        return chr(0x4E00 + number % 3_000) + chr(0x4E00 + number // 3_000 % 3_000)
    first, second, end = "bcdghklmnprstvx", "aeiouy", ["n", "ng", "m", "t", "c", "p", "nh", ""]
    made = ""
    for _ in range(2):
        made += first[number % 15] + second[number // 15 % 6] + end[number // 90 % 8]
        number //= 720
    return made


if __name__ == "__main__":
    main()
