"""How long builds take, beside other generators: `.venv/bin/python scripts/bench_build.py`.

Writes one invented country in three languages, of each size, as sources of quangba, of plain
mkdocs with Material, Hugo, Eleventy and Astro Starlight, and builds each of them: cold, unchanged,
after an edit of a text, of a title and of the template, and with one page more. Runs of all
generators are interleaved, so that what else the machine does hits all alike; a generator that
fails says so in the table and is left out. Prints a Markdown table, writes JSON.

    .venv/bin/python scripts/bench_build.py --sizes 30 --rounds 1          # a first look
    .venv/bin/python scripts/bench_build.py --only quangba,hugo,plain
    .venv/bin/python scripts/bench_build.py --json figures.json            # all of it: many hours

Installs the others into .cache/benchmarks as requirements/benchmarks says; wants npm and the
environment of `scripts/test.py`. Method and figures: developers/building.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import eleventy, hugo, ours, plain_mkdocs, report, starlight
from benchmarks.articles import all_pages
from benchmarks.generator import Generator
from benchmarks.report import Result, Results
from benchmarks.run import RunError, measured
from benchmarks.scenarios import BARE, SCENARIOS, Bench
from benchmarks.tools import ROOT, Tools
from speech import Stop, leave, say

GENERATORS = (
    ours.QUANGBA, plain_mkdocs.PLAIN, hugo.HUGO, eleventy.ELEVENTY, starlight.STARLIGHT,
    plain_mkdocs.PLAIN_ALL,
)  # fmt: skip
USUAL = tuple(each.name for each in GENERATORS[:-1])


def main() -> None:
    """Measure and print."""
    options = _options()
    tools = Tools(options.cache.resolve())
    tools.cache.mkdir(parents=True, exist_ok=True)
    chosen = [each for each in GENERATORS if each.name in options.only]
    results: Results = {}
    try:
        for size in options.sizes:
            results[size] = _size(chosen, size, tools, options)
            _write(options.json, results)
    except Stop as reason:
        leave(reason)
    say(report.table(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=_numbers, default=[30, 300, 1000, 3000], metavar="30,300,…",
        help="news pages in each of the three languages",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5, help="of each scenario")
    parser.add_argument(
        "--only", type=chosen_of(tuple(each.name for each in GENERATORS)), default=USUAL,
        metavar="NAME,…", help=f"of {', '.join(each.name for each in GENERATORS)}",
    )  # fmt: skip
    parser.add_argument(
        "--scenarios", type=chosen_of(SCENARIOS), default=SCENARIOS, metavar="NAME,…",
        help=f"of {', '.join(SCENARIOS)}",
    )  # fmt: skip
    parser.add_argument(
        "--fresh", action="store_true",
        help="measure a build with nothing kept, too, though pictures of an earlier run are there",
    )  # fmt: skip
    parser.add_argument("--limit", type=float, default=1800, help="seconds that one build may take")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "benchmarks")
    parser.add_argument("--json", type=Path, help="write every run into this file")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


class chosen_of:  # noqa: N801 - stands where argparse wants a function, and names itself in messages
    """Reads names with commas between; `-` and `_` stand for blanks."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def __call__(self, text: str) -> tuple[str, ...]:
        """Raises ArgumentTypeError for a name that is not known."""
        wanted = [each.strip() for each in text.split(",")]
        found = tuple(each for each in self._known if {each, each.replace(" ", "-")} & {*wanted})
        if len(found) != len(set(wanted)):
            raise argparse.ArgumentTypeError(f"{text}: choose of {', '.join(self._known)}")
        return found


def _size(
    chosen: Sequence[Generator], size: int, tools: Tools, options: argparse.Namespace
) -> dict[str, Result]:
    """Measure one size: a first build, then the rounds."""
    results = {each.name: Result() for each in chosen}
    benches = []
    for generator in chosen:
        root = tools.cache / "sites" / f"{generator.name}-{size}"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        generator.make(root, all_pages(size))
        benches.append(Bench(generator, root, size))
    for bench in benches:
        _first(bench, results, tools, options)
    for number in range(options.rounds):
        # a cold build comes first in any case: the others begin where it has ended
        for scenario in dict.fromkeys(("cold", *options.scenarios)):
            # every generator comes first, second, … equally often
            turn = number % len(benches)
            for bench in benches[turn:] + benches[:turn]:
                _once(bench, scenario, number, results, tools, options.limit)
    for bench in benches:
        shutil.rmtree(bench.root, ignore_errors=True)
    return results


def _first(
    bench: Bench, results: dict[str, Result], tools: Tools, options: argparse.Namespace
) -> None:
    """The first build, which fills the stores: with nothing kept, or with an older run's pictures.

    The photos are the same at every size; what else a store lacks is made now, and not measured.
    """
    generator, result = bench.generator, results[bench.generator.name]
    store = tools.cache / "stores" / generator.name
    if options.fresh or not store.is_dir():
        _once(bench, BARE, 0, results, tools, options.limit)
    else:
        shutil.copytree(store, bench.root, dirs_exist_ok=True)
        _once(bench, "first build", 0, results, tools, options.limit)
        result.runs.pop("first build", None)
    if result.failed:
        return
    for each in generator.kept:
        shutil.copytree(bench.root / each, store / each, dirs_exist_ok=True)
    store.mkdir(parents=True, exist_ok=True)
    files = [each for each in (bench.root / generator.output).rglob("*") if each.is_file()]
    result.files, result.bytes = len(files), sum(each.stat().st_size for each in files)


def _once(
    bench: Bench, scenario: str, number: int, results: dict[str, Result], tools: Tools, limit: float
) -> None:
    """One measured build, unless the generator has failed before."""
    result = results[bench.generator.name]
    if result.failed:
        return
    try:
        changed = bench.prepare(scenario, number)
        command = bench.generator.command(tools, bench.root, changed)
        cost = measured(command, bench.root, limit)
    except (RunError, Stop, OSError) as reason:
        result.failed = f"{scenario}: {reason}"
        say(f"{bench.generator.name}, {bench.count}: {result.failed}")
        return
    result.runs.setdefault(scenario, []).append(cost)
    print(
        f"{bench.count} {scenario} {number} {bench.generator.name}: {cost.wall:.2f} s, "
        f"{cost.cpu:.2f} s of processors, {cost.peak / 1e6:.0f} MB",
        file=sys.stderr,
    )


def _write(file: Path | None, results: Results) -> None:
    if file is not None:
        data = report.as_json(results)
        file.write_text(f"{json.dumps(data, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
