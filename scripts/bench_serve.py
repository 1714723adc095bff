"""How soon a browser shows what has been edited: `.venv/bin/python scripts/bench_serve.py`.

Writes the site of scripts/bench_build.py, starts the preview of a generator in it, opens a page in
Chromium and edits: a sentence of the page, its title, the photo that it shows (another one under
its name), the photo's caption, a word of the buttons, the template of all pages, the stylesheet.
Tells the time from saving the file to the first frame in which the browser has it, the processor
time of the server until it is quiet again, how long the preview takes to start (with nothing kept
but encoded pictures, and once more), and its memory at the start and after many edits.

    .venv/bin/python scripts/bench_serve.py --pages 30 --rounds 1 --only quangba    # a first look
    .venv/bin/python scripts/bench_serve.py --only quangba,hugo --json figures.json

`plain` is `mkdocs serve`, which builds all of the site at each edit: at 3 x 1,000 pages that takes
an hour. Wants the environment of `scripts/test.py` and Linux; the browser is that of
QUANGBA_BROWSER, an installed Chromium or Playwright's own. Method: developers/building.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench_build import chosen_of
from benchmarks import shown
from benchmarks.articles import all_pages
from benchmarks.previews import EDITS, PREVIEWERS, Desk, Previewer
from benchmarks.run import RunError
from benchmarks.seen import Program, chromium, free_port, tab
from benchmarks.shown import Result
from benchmarks.tools import ROOT, Tools
from speech import Stop, leave, say

NAMES = tuple(each.name for each in PREVIEWERS)


def main() -> None:
    """Measure and print."""
    options = _options()
    tools = Tools(options.cache.resolve())
    results: dict[str, Result] = {}
    try:
        with _browser() as browser:
            for previewer in PREVIEWERS:
                if previewer.name in options.only:
                    results[previewer.name] = _measured(previewer, tools, browser, options)
                    _write(options, results)
    except Stop as reason:
        leave(reason)
    say(shown.table(options.pages, results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000, help="of news, in each language")
    parser.add_argument("--rounds", type=int, default=5, help="of each edit")
    parser.add_argument(
        "--only", type=chosen_of(NAMES), default=NAMES, metavar="NAME,…",
        help=f"of {', '.join(NAMES)}",
    )  # fmt: skip
    parser.add_argument(
        "--edits", type=chosen_of(EDITS), default=EDITS, metavar="NAME,…",
        help=f"of {', '.join(EDITS)}",
    )  # fmt: skip
    parser.add_argument(
        "--long", type=int, default=50, help="so many edits lie between the looks at memory"
    )
    parser.add_argument(
        "--limit", type=float, default=900, help="seconds that a start or an edit may take"
    )
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "benchmarks")
    parser.add_argument("--json", type=Path, help="write every edit into this file")
    return parser.parse_args()


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def _measured(
    previewer: Previewer, tools: Tools, browser: Browser, options: argparse.Namespace
) -> Result:
    result = Result()
    root = tools.cache / "sites" / f"serve-{previewer.name}-{options.pages}"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    try:
        desk = Desk(previewer, root, options.pages)
        previewer.generator.make(root, all_pages(options.pages))
        _stock(desk, tools, options.limit)
        with _started(desk, tools, options.limit) as (program, _):
            result.cold = program.start
            program.quiet()
        with _started(desk, tools, options.limit) as (program, url):
            result.start = program.start
            with tab(browser, program, options.limit) as reader:
                reader.open(url)
                program.quiet()
                result.memory.append(program.memory)
                for name, number in _turns(previewer, options):
                    seen = reader.see(desk.edit(name, number))
                    result.edits.setdefault(name, []).append(seen)
                    print(
                        f"{previewer.name} {name} {number}: {seen.seconds:.3f} s, "
                        f"{seen.cpu:.2f} s of processors, {program.memory / 1e6:.0f} MB",
                        file=sys.stderr,
                    )
                for number in range(options.long):
                    reader.see(desk.edit("body", options.rounds + number))
                result.memory.append(program.memory)
    except RunError as reason:
        result.failed = str(reason)
    shutil.rmtree(root, ignore_errors=True)
    return result


def _turns(previewer: Previewer, options: argparse.Namespace) -> Iterator[tuple[str, int]]:
    """Which edits are done, round by round."""
    for number in range(options.rounds):
        for name in options.edits:
            if name in previewer.edits:
                yield name, number


def _stock(desk: Desk, tools: Tools, limit: float) -> None:
    """Let the site begin with encoded pictures, those of an earlier run if there was one."""
    generator = desk.previewer.generator
    store = tools.cache / "stores" / generator.name
    if store.is_dir():
        shutil.copytree(store, desk.root, dirs_exist_ok=True)
        return
    with _started(desk, tools, limit) as (program, _):
        program.quiet()
    generator.cold(desk.root)
    for each in generator.kept:
        shutil.copytree(desk.root / each, store / each, dirs_exist_ok=True)
    store.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def _started(desk: Desk, tools: Tools, limit: float) -> Iterator[tuple[Program, str]]:
    """The preview, and the address of the page that is edited."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/{desk.address}"
    program = Program(desk.previewer.command(tools, desk.root, port), desk.root, url, limit)
    try:
        yield program, url
    finally:
        program.end()


def _write(options: argparse.Namespace, results: dict[str, Result]) -> None:
    if options.json is not None:
        data = shown.as_json(options.pages, results)
        options.json.write_text(f"{json.dumps(data, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
