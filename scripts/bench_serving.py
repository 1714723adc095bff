"""What compressed copies spare a server: nginx under wrk on this machine, a few seconds each.

`quangba build`, then `.venv/bin/python scripts/bench_serving.py`. It needs nginx and wrk, and for
the last row Debian's libnginx-mod-http-brotli-static. Server and load share the processors, so only
what is beside each other can be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import loopback
from quangba import settings
from quangba.outputs.hosting import nginx
from quangba.outputs.hosting.precompress import precompress
from quangba.settings import Settings
from speech import Stop, say

LUA = """\
local paths = {%s}
local next = 0
request = function()
  next = next %% #paths + 1
  return wrk.format("GET", paths[next], {["Accept-Encoding"] = "%s"})
end
"""


@dataclass(frozen=True)
class Way:
    """A way of serving: what changes in the settings, and what the reader accepts."""

    name: str
    accepts: str
    switched: tuple[tuple[str, str], ...] = ()


WAYS = (
    Way("not compressed", "identity"),
    Way("gzip while answering", "gzip", (("gzip_static on;", "gzip_static off;"),)),
    Way("gzip beforehand", "gzip"),
    Way("brotli beforehand", "br", (("# brotli_static on;", "brotli_static on;"),)),
)


@dataclass(frozen=True)
class Measured:
    """Answers a second, and bytes of one answer on average."""

    rate: float
    size: float


def main() -> None:
    """Measure each way and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-f", "--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    given = parser.parse_args()
    own = settings.read(given.config)
    if not (own.site_dir / "index.html").is_file():
        raise Stop(f"There is no site in {own.site_dir}: quangba build")
    ways = WAYS if loopback.BROTLI.is_file() else WAYS[:-1]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        work.chmod(0o755)
        site = Path(shutil.copytree(own.site_dir, work / "site", copy_function=os.link))
        precompress(site, own.cache_dir)
        pages = {"home page": "", "home page and a picture": f" {_picture(site)}"}
        for name, paths in pages.items():
            say(f"\n{name}\n")
            _table(ways, _best(ways, own, work, paths.split(" "), given))


def _best(
    ways: tuple[Way, ...], own: Settings, work: Path, paths: list[str], given: argparse.Namespace
) -> list[Measured]:
    """The best of some rounds of each way, in turns: what else the machine does hits all alike."""
    rounds = [[_measure(way, own, work, paths, given) for way in ways] for _ in range(given.rounds)]
    return [max(tries, key=lambda each: each.rate) for tries in zip(*rounds, strict=True)]


def _picture(site: Path) -> str:
    """A picture of middling size, as a phone loads it."""
    files = sorted(site.glob("media/*.avif"), key=lambda file: (file.stat().st_size, file.name))
    return files[len(files) // 2].relative_to(site).as_posix()


def _table(ways: tuple[Way, ...], found: list[Measured]) -> None:
    say("| | answers a second | of gzip while answering | KB an answer |\n|---|--:|--:|--:|")
    for way, each in zip(ways, found, strict=True):
        share = each.rate / found[1].rate
        say(f"| {way.name} | {each.rate:,.0f} | {share:.1f} × | {each.size / 1024:.1f} |")


def _measure(
    way: Way, own: Settings, work: Path, paths: list[str], given: argparse.Namespace
) -> Measured:
    written = nginx.make(own, str(work / "site"))
    for old, new in way.switched:
        written = written.replace(old, new)
    base = own.site_url.split("/", 3)[3]
    with (
        tempfile.TemporaryDirectory(dir=work) as own_folder,
        loopback.nginx(written, Path(own_folder), brotli=loopback.BROTLI.is_file()) as origin,
    ):
        script = work / "load.lua"
        quoted = ", ".join(f'"/{base}{path}"' for path in paths)
        script.write_text(LUA % (quoted, way.accepts), encoding="utf-8")
        load = ["-t1", f"-c{given.connections}", f"-d{given.seconds}s", "-s", str(script)]
        said = loopback.run(["wrk", *load, origin], work)
    answered = re.search(r"(\d+) requests in .*?, ([\d.]+)([KMG]?B) read", said)
    rate = re.search(r"Requests/sec: +([\d.]+)", said)
    if "Non-2xx" in said or not answered or not rate:
        raise Stop(said)
    unit = {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}[answered[3]]
    return Measured(float(rate[1]), float(answered[2]) * unit / int(answered[1]))


if __name__ == "__main__":
    main()
