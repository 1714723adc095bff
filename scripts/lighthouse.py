"""Lighthouse's marks for a phone, as a table: `.venv/bin/python scripts/lighthouse.py`.

Builds the site, serves it compressed on this machine, and looks at four views in each language,
three times each, one after the other; the middle one by performance,
then by LCP, counts. Exit code 1 if a view
is below the marks. Needs node 18 with npm, the test environment and a browser. The exact versions
are in requirements/lighthouse; developers/performance.md tells how to raise them.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser import find
from contact_sheet import Handler, views
from environment import ROOT, Environment
from quangba import site
from quangba.settings import read
from speech import Stop, leave, say

SEEN = ("home", "listing", "place", "news")
RUNS = 3
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
LCP_MOST = 1500
PINNED = ROOT / "requirements" / "lighthouse"
INSTALLED = ROOT / ".cache" / "lighthouse"
# Paint holding keeps the page before on the screen. Headless it waits a second or two beyond the
# load of a page with any deferred script, even an empty one; Playwright puts it off, too.
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-features=PaintHolding"
_PACKED = (".css", ".html", ".js", ".json", ".svg", ".xml")


@dataclass(frozen=True, slots=True)
class Marks:
    """What one run found. `scores`: category -> 0–100; times in milliseconds."""

    scores: Mapping[str, int]
    lcp: float
    blocking: float
    shift: float
    speed: float
    failed: tuple[str, ...]

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Marks:
        """Read a report of Lighthouse."""
        audits = report["audits"]
        failed = {
            ref["id"]
            for category in report["categories"].values()
            for ref in category["auditRefs"]
            if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 0.9
            and audits[ref["id"]]["scoreDisplayMode"] in {"binary", "numeric", "metricSavings"}
        }  # fmt: skip
        return cls(
            {name: round(100 * report["categories"][name]["score"]) for name in LEAST},
            audits["largest-contentful-paint"]["numericValue"],
            audits["total-blocking-time"]["numericValue"],
            audits["cumulative-layout-shift"]["numericValue"],
            report["environment"]["benchmarkIndex"],
            tuple(sorted(failed)),
        )

    @property
    def enough(self) -> bool:
        """Whether every mark is reached."""
        reached = all(self.scores[name] >= least for name, least in LEAST.items())
        return reached and self.lcp <= LCP_MOST


class Packed(Handler):
    """Sends text compressed, as every host does, and everything as good for a year."""

    protocol_version = "HTTP/1.1"  # connections stay open, as with every host

    def send_head(self) -> io.BytesIO | None:
        """Answer with the whole file, so that its compressed length is known."""
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        data = file.read_bytes()
        missing = file.name == "404.html"
        self.send_response(http.HTTPStatus.NOT_FOUND if missing else http.HTTPStatus.OK)
        if file.suffix in _PACKED:
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return io.BytesIO(data)


def pages() -> Iterator[tuple[str, str, str]]:
    """View, language and address of every page to look at."""
    settings = read(ROOT / "mkdocs.yml")
    tree = site.load(settings)[0].public
    found = {language: views(tree, language) for language in settings.languages}
    for view, language in itertools.product(SEEN, settings.languages):
        yield view, language.tag, found[language][view]


def program() -> Path:
    """Return Lighthouse itself, installed as the lock file says, hash by hash."""
    there = INSTALLED / "node_modules" / "lighthouse" / "cli" / "index.js"
    lock = "package-lock.json"
    same = (INSTALLED / lock).is_file() and (
        (INSTALLED / lock).read_bytes() == (PINNED / lock).read_bytes()
    )
    if same and there.is_file():
        return there
    npm = shutil.which("npm")
    if npm is None:
        raise Stop("Lighthouse needs node 18 or newer with npm.")
    shutil.copytree(PINNED, INSTALLED, dirs_exist_ok=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=INSTALLED, check=False).returncode:
        raise Stop("npm could not install Lighthouse; the reason stands above.")
    return there


def look(lighthouse: Path, chromium: Path, address: str) -> Marks:
    """Run Lighthouse once, with its usual phone and its usual slow network."""
    node = shutil.which("node") or "node"
    command = [
        node, str(lighthouse), address, "--quiet", "--output=json", "--output-path=stdout",
        f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(LEAST)}", "--skip-audits=full-page-screenshot",
    ]  # fmt: skip
    variables = {**os.environ, "CHROME_PATH": str(chromium)}
    done = subprocess.run(
        command, env=variables, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Stop(f"Lighthouse ended with {done.returncode} at {address}; see above.")
    return Marks.of(json.loads(done.stdout))


def table(chromium: Path, root: str, runs: int) -> bool:
    """Print a row for each page; tell whether all reach the marks."""
    lighthouse, enough = program(), True
    say("| view | language | performance | accessibility | best practices | SEO"
        " | LCP, s | TBT, ms | CLS | speed | missed |")  # fmt: skip
    say("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|")
    for view, tag, address in pages():
        found = [look(lighthouse, chromium, root + address) for _ in range(runs)]
        marks = sorted(found, key=lambda each: (each.scores["performance"], -each.lcp))[runs // 2]
        scores = " | ".join(str(marks.scores[name]) for name in LEAST)
        say(f"| {view} | {tag} | {scores} | {marks.lcp / 1000:.2f} | {marks.blocking:.0f}"
            f" | {marks.shift:.3f} | {marks.speed:.0f} | {', '.join(marks.failed)} |")  # fmt: skip
        enough = enough and marks.enough
    return enough


def measure(chromium: Path, runs: int) -> bool:
    """Build, serve, look. The site names the address it is served at as its own."""
    with tempfile.TemporaryDirectory() as folder:
        handler = functools.partial(Packed, Path(folder, "site"), "/")
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            root = f"http://127.0.0.1:{server.server_port}/"
            build = [sys.executable, "-m", "quangba", "build", "-d", f"{folder}/site"]
            variables = {**os.environ, "QUANGBA_SITE_URL": root}
            subprocess.run(build, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, check=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            enough = table(chromium, root, runs)
            server.shutdown()
    return enough


def main() -> None:
    """Print the table and leave with 1 if a page is below the marks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    try:
        sys.exit(0 if measure(find(Environment()), options.runs) else 1)
    except Stop as reason:
        leave(reason)


if __name__ == "__main__":
    main()
