"""What checking costs: `python scripts/bench_check.py`, after a build of the site.

Makes a site of 3 × 1,000 pages in a temporary folder: Markdown and built pages of this site, again
and again under other addresses, with other titles and numbers in their texts, each linked to the
next. The built ones are not built: their HTML is copied and changed. Times the check of the sources
and that of the built pages: nothing kept, all kept, one page changed, and that page named. Clock and processor time
(with workers); of one machine they say little, the ratios of one run hold. Wants the environment
of `scripts/test.py`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quangba import checks, site
from quangba.build import check_built
from quangba.languages import Language
from quangba.settings import Settings, read

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("place", "news", "page")
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^description:.*$", re.MULTILINE)


def main() -> None:
    """Make the large site, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000, help="in each language")
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        own = read(ROOT / "mkdocs.yml")
        changing = make(own, root, pages)
        measure(root, changing)


def make(own: Settings, root: Path, pages: int) -> Path:
    """Sources and built pages below a folder; returns a built page to change."""
    for name in ("mkdocs.yml", "docs"):
        (shutil.copytree if name == "docs" else shutil.copy)(ROOT / name, root / name)
    (root / "assets").symlink_to(ROOT / "assets")
    shutil.copytree(own.site_dir, root / "site")
    loaded, _ = site.load(own)
    models = [
        entry.uri
        for entry in loaded.public.entries.values()
        if entry.kind in KINDS and not entry.is_index and entry.uri.count("/") == 1
        and len(entry.pages) == len(own.languages) and not entry.fields.moved_from
    ]  # fmt: skip
    for number in range(pages):
        stem = models[number % len(models)].removesuffix(".md")
        after = models[(number + 1) % len(models)].removesuffix(".md")
        for language in own.languages:
            source = root / "docs" / language.locale / f"{stem}.md"
            text = renamed(source.read_text(encoding="utf-8"), number)
            source.with_name(f"{source.stem}-{number}.md").write_text(text, encoding="utf-8")
            copy(root / "site", language, (stem, after), number, last=number + 1 == pages)
    for language in own.languages:
        home = root / "site" / language.url_prefix / "index.html"
        link(home, f"{models[0].removesuffix('.md')}-0/", 0)
    return root / "site" / f"{models[0].removesuffix('.md')}-0" / "index.html"


def renamed(text: str, number: int) -> str:
    """A source text with a title and a description of its own."""
    for pattern in (_TITLE, _DESCRIPTION):
        text = pattern.sub(lambda match: _numbered(match[0], number), text, count=1)
    return text


def _numbered(line: str, number: int) -> str:
    quoted = line.endswith(('"', "'"))
    return f"{line[:-1]} {number}{line[-1]}" if quoted else f"{line} {number}"


def copy(
    home: Path, language: Language, stems: tuple[str, str], number: int, *, last: bool
) -> None:
    """A built page at another address, linked to the next."""
    stem, after = stems
    folder = home / language.url_prefix
    html = (folder / stem / "index.html").read_text(encoding="utf-8")
    # its own whole addresses, in <head>; those relative to it stay as they are
    html = re.sub(rf'(https?://[^"]*/{re.escape(stem)})/"', rf'\1-{number}/"', html)
    html = re.sub(r"(<title>[^<]*)", rf"\1 {number}", html, count=1)
    html = re.sub(r'(name="description" content="[^"]*)', rf"\1 {number}", html, count=1)
    html = html.replace("<p>", f"<p>{number} ")
    file = folder / f"{stem}-{number}" / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(html, encoding="utf-8")
    if not last:
        link(file, f"../../{after}-{number + 1}/", number + 1)


def link(file: Path, address: str, number: int) -> None:
    """Add a link to a built page."""
    html = file.read_text(encoding="utf-8")
    html = html.replace("</main>", f'<p><a href="{address}">{number}</a></p></main>', 1)
    file.write_text(html, encoding="utf-8")


def measure(root: Path, changing: Path) -> None:
    """Print clock and processor time of each step, and its share of the slowest."""
    settings = read(root / "mkdocs.yml")
    rows: dict[str, tuple[float, float]] = {}
    loaded: list[site.Site] = []
    rows["sources: read"] = timed(lambda: loaded.append(site.load(settings)[0]))
    rows["sources: all rules"] = timed(lambda: checks.run(loaded[0]))
    reports: list[check_built.Report] = []

    def look() -> None:
        reports.append(check_built.check(loaded[0], settings.site_dir))

    rows["built: nothing kept"] = timed(look)
    rows["built: nothing changed"] = timed(look)
    html = changing.read_text(encoding="utf-8")
    changing.write_text(html.replace("</h1>", " 1</h1>", 1), encoding="utf-8")
    rows["built: one page changed"] = timed(look)
    changing.write_text(html.replace("</h1>", " 2</h1>", 1), encoding="utf-8")
    name = changing.relative_to(settings.site_dir).as_posix()
    rows["built: told which page"] = timed(
        lambda: reports.append(check_built.check(loaded[0], settings.site_dir, changed={name}))
    )
    kept = sum(file.stat().st_size for file in (settings.cache_dir / "checks").iterdir())
    shown = ", ".join(f"{each.read} of {each.pages} read" for each in reports)
    print(f"{shown}; {len(reports[-1].problems)} problems; {kept / 1e6:.1f} MB kept")
    longest = max(clock for clock, _ in rows.values())
    print(f"{'':32}{'clock':>9}{'processor':>12}{'share':>8}")
    for name, (clock, spent) in rows.items():
        print(f"{name:32}{clock:>7.2f} s{spent:>10.2f} s{clock / longest:>8.0%}")
    for problem in reports[-1].problems[:5]:
        print(problem)


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of processors, with workers that have ended."""
    began, clock = os.times(), time.perf_counter()
    do()
    ended = os.times()
    return time.perf_counter() - clock, sum(ended[:4]) - sum(began[:4])


if __name__ == "__main__":
    main()
