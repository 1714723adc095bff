"""How long the status and the check of translations take: `python scripts/bench_translations.py`.

Generates sites of 3 × 100 and 3 × 1,000 pages, a tenth of them behind, in a temporary folder. Times
of one machine say little; the ratios between them hold. Wants the environment of `scripts/test.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from quangba import checks, settings, site
from quangba.problems import Problem
from quangba.translations import difference, index, report, status, work

SIZES = (100, 1_000)
MKDOCS_YML = """\
site_name: Isle
site_url: https://isle.example/
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
        - {locale: zh, name: 中文}
  - quangba: {}
"""
WORDS = "The boat leaves the quay at noon and comes back with the evening tide. "
SECTION = "## Part {part}\n\n{words}\n\nSee [the next page]({next}.md), 12,5 km in 2026.\n\n"


def main() -> None:
    """Make the sites, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="the best of so many is told")
    runs = parser.parse_args().runs
    rows: dict[str, list[float]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for name, seconds in measure(Path(folder), size, runs).items():
                rows.setdefault(name, []).append(seconds)
    print(f"{'':44}" + "".join(f"{3 * size:>12,}" for size in SIZES) + f"{'growth':>9}")
    for name, times in rows.items():
        shown = "".join(f"{seconds * 1000:>9.0f} ms" for seconds in times)
        print(f"{name:<44}{shown}{times[-1] / times[0]:>8.1f}×")


def measure(root: Path, size: int, runs: int) -> dict[str, float]:
    """Seconds of each step on a site of three times so many pages."""
    make(root, size)
    config = root / "mkdocs.yml"
    found: dict[str, float] = {}
    found["status, nothing kept"] = best(lambda: tell(config), 1)
    found["status, warm"] = best(lambda: tell(config), runs)
    command = [sys.executable, "-m", "quangba", "status", "--json", "-f", str(config)]
    found["quangba status --json, warm, with the start"] = best(
        lambda: subprocess.run(command, check=True, capture_output=True), runs
    )
    found["read the whole site"] = best(lambda: read(config), 1)
    loaded = read(config)
    entries = loaded.tree.entries
    found["status of all pages in a site that is read"] = best(
        lambda: [status.of_entry(each, "fr") for each in entries.values()], 1
    )
    for rule in checks.OF_ENTRIES:
        module = rule.__module__.rpartition(".")[2]
        if module in ("headings", "parity", "translations"):
            fresh = read(config)  # what pages work out once is in the time
            found[f"rule {module}.{rule.__name__}"] = best(partial(run, rule, fresh), 1)
    entry = entries["p0.md"]
    found["diff of one page"] = best(lambda: difference.of_page(loaded.settings, entry, "fr"), runs)
    return found


def best(do: Callable[[], object], runs: int) -> float:
    """The shortest time that it takes."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        do()
        times.append(time.perf_counter() - started)
    return min(times)


def run(rule: checks.OfEntry, loaded: site.Site) -> list[Problem]:
    """All that a rule finds."""
    look = checks.Checks(loaded).look
    return [found for entry in loaded.tree.entries.values() for found in rule(look, entry)]


def read(config: Path) -> site.Site:
    """The site as a build reads it."""
    return site.load(settings.read(config))[0]


def tell(config: Path) -> report.Report:
    """What `quangba status` works out."""
    found = settings.read(config)
    return report.make(found, index.read(found), dt.date(2026, 2, 1))


def make(root: Path, size: int) -> None:
    """A site in three languages; each tenth source text changes after it was translated."""
    (root / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    for locale in ("en", "fr", "zh"):
        folder = root / "docs" / locale
        folder.mkdir(parents=True)
        (folder / "strings.yml").write_text("date_long: d MMMM y\n", encoding="utf-8")
        for number in range(size):
            (folder / f"p{number}.md").write_text(page(locale, number, size), encoding="utf-8")
    loaded = read(root / "mkdocs.yml")
    for entry in loaded.tree.entries.values():
        for locale in ("fr", "zh"):
            work.accept(loaded.settings, entry, locale)
    for number in range(0, size, 10):
        file = root / "docs" / "en" / f"p{number}.md"
        file.write_text(file.read_text(encoding="utf-8").replace("noon", "dawn", 1), "utf-8")


def page(locale: str, number: int, size: int) -> str:
    """A page of six sections, about 3 KB."""
    day = "updated: 2026-01-05\n" if locale == "en" else ""
    parts = "".join(
        SECTION.format(part=part, words=WORDS * 6, next=f"p{(number + part) % size}")
        for part in range(6)
    )
    return f"---\ntitle: Page {number}\ndescription: Of {locale}.\n{day}---\n\n{WORDS}\n\n{parts}"


if __name__ == "__main__":
    main()
