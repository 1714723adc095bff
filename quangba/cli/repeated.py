"""`quangba build` where nothing has changed: the report of the last build, told again.

Arguments are read without click, which takes as long to import as it takes to see that there is
nothing to do.
"""

from __future__ import annotations

import time

from quangba.build import unchanged
from quangba.build.ahead import Ahead
from quangba.cli.figures import figures
from quangba.messages import msg

FLAGS = {"--strict": "strict", "--drafts": "drafts", "--precompress": "compressed"}
VALUES = {
    "-f": "config_file", "--config": "config_file", "-d": "site_dir", "--site-dir": "site_dir",
}  # fmt: skip
"""The options of `build`, by how they are written and what `unchanged.Asked` calls them."""


def told(arguments: list[str], language: str, ahead: Ahead | None = None) -> bool:
    """Whether this was a build, nothing has changed, and the last report has been told again.

    ahead: begins what a build begins with, where something has changed.
    """
    started = time.perf_counter()
    asked = asked_of(arguments)
    report = unchanged.last(asked, ahead) if asked else None
    if report is None:
        return False
    from quangba.cli.voice import Terminal

    terminal = Terminal(language)
    terminal.problems(report.problems)
    for notice in report.notices:
        terminal.say(notice)
    terminal.lines(report.log)
    seconds = time.perf_counter() - started
    terminal.say(figures(report.pages, report.files, report.size, seconds, report.site_dir))
    terminal.say(msg("Nothing has changed since the last build: there was nothing to do."))
    return True


def asked_of(arguments: list[str]) -> unchanged.Asked | None:
    """The build that is asked for; None for other commands, and for what click has to look at."""
    if arguments[:1] != ["build"]:
        return None
    flags = dict.fromkeys(FLAGS.values(), False)
    values: dict[str, str] = {"config_file": "mkdocs.yml"}
    rest = iter(arguments[1:])
    for argument in rest:
        option, given, value = argument.partition("=")
        if not given and option in FLAGS:
            flags[FLAGS[option]] = True
        elif option in VALUES and (option.startswith("--") or not given):
            found = value if given else next(rest, "")
            if not found or found.startswith("-"):
                return None
            values[VALUES[option]] = found
        else:
            return None
    return unchanged.Asked.of(values["config_file"], values.get("site_dir"), **flags)
