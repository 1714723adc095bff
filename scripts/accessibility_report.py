"""What the browser tests found, for the accessibility statement: assets/data/accessibility.yml.

Run `python3 scripts/test.py --only browser`, then this with .venv/bin/python, and commit the file.
A test tells when it no longer fits what the browser tests look at.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any

import yaml

from quangba import clock, site
from quangba.registers import accessibility
from quangba.settings import Settings, read

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / ".cache" / "accessibility"
SITE = "place"
"""Of the two sites that the tests look at, the one that is published."""

HEAD = "# Written by scripts/accessibility_report.py from the browser tests' results.\n"


def summed_up(results: list[dict[str, Any]], day: dt.date) -> dict[str, Any]:
    """The report of all results, in an order that does not depend on theirs."""
    versions = {result["axe"] for result in results}
    if len(versions) != 1:
        sys.exit(f"Results of several versions of axe: {sorted(versions)}. Run the tests again.")
    looks = {name: width for result in results for name, width in result["look"].items()}
    return {
        "date": day,
        "axe": versions.pop(),
        "rules": len({rule for result in results for rule in result["rules"]}),
        "pages": sum(len(result["languages"]) for result in results),
        "violations": sum(result["violations"] for result in results),
        "languages": sorted({each for result in results for each in result["languages"]}),
        "views": sorted({result["view"] for result in results}),
        "looks": dict(sorted(looks.items(), reverse=True)),
    }


def day_of(settings: Settings) -> dt.date:
    """The day of SOURCE_DATE_EPOCH, else the newest in the content: the report has no clock."""
    if os.environ.get("SOURCE_DATE_EPOCH"):
        return clock.now().date()
    loaded, _ = site.load(settings)
    days = (
        entry.changed(locale) for entry in loaded.public.entries.values() for locale in entry.pages
    )
    return max(day for day in days if day)


def main() -> None:
    """Sum up the results and write the register."""
    files = sorted(RESULTS.glob(f"{SITE}-*.json"))
    if not files:
        sys.exit("There are no results. Run first: python3 scripts/test.py --only browser")
    settings = read(ROOT / "mkdocs.yml")
    results = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    report = summed_up(results, day_of(settings))
    target = settings.data_dir / accessibility.FILE
    text = yaml.safe_dump(report, sort_keys=False, default_flow_style=None)
    target.write_text(HEAD + text, encoding="utf-8", newline="\n")
    print(
        f"{settings.relative(target)}: {report['pages']} pages, {report['violations']} violations"
    )


if __name__ == "__main__":
    main()
