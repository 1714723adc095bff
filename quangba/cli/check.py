"""`quangba check`: look for mistakes, tell them to people or programs, mend what is safe."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import click

from quangba.cli.explain import explain
from quangba.cli.loading import loading
from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, STRICT, Terminal
from quangba.errors import InputError
from quangba.messages import msg
from quangba.problems import Severity, stops
from quangba.store import write_atomically

if TYPE_CHECKING:
    from quangba.checks.weighing import Weighed

Format = Literal["text", "json", "sarif", "github", "gitlab"]
_FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "github", "gitlab")
_ROUNDS = 4
"""So often is what is safe mended: a mend can uncover the next one in the same words."""


class _Asked(TypedDict):
    """The options of `quangba check`."""

    strict: bool
    format: Format
    output: Path | None
    site_dir: Path | None
    show_excepted: bool
    fix: bool
    dry_run: bool
    explain: str | None


@click.command(
    help=str(
        msg(
            """\
Look for mistakes in settings, pages, pictures and data, without building.

\b
Exit codes: 0 nothing that stops a build, 1 problems that do,
2 wrong use, 3 the check itself failed. The same in every format."""
        )
    )
)
@CONFIG
@STRICT
@click.option(
    "--format", type=click.Choice(_FORMATS), default="text", show_default=True,
    help=str(msg("For people, for programs, or for a code host.")),
)  # fmt: skip
@click.option("--json", "format", flag_value="json", help=str(msg("Short for --format json.")))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help=str(msg("Write the report into this file, and tell people as usual.")),
)  # fmt: skip
@click.option(
    "--site", "site_dir", type=click.Path(path_type=Path), is_flag=False, flag_value=Path(),
    help=str(msg("Look at the built site, too: in site_dir, or in this folder.")),
)  # fmt: skip
@click.option("--show-excepted", is_flag=True, help=str(msg("List what exceptions let pass.")))
@click.option("--fix", is_flag=True, help=str(msg("Mend what cannot change a meaning.")))
@click.option("--dry-run", is_flag=True, help=str(msg("With --fix: show what it would change.")))
@click.option(
    "--explain", metavar="CODE",
    help=str(msg("Tell what a rule is there for, with an example; nothing is checked.")),
)  # fmt: skip
@click.pass_obj
def check(terminal: Terminal, config_file: Path, **asked: Unpack[_Asked]) -> None:
    """Look for mistakes in settings, pages, pictures and data, without building."""
    if (code := asked["explain"]) is not None:
        explain(terminal, code)
        return
    _refuse_nonsense(asked)
    if asked["fix"]:
        _mend(terminal, config_file, dry_run=asked["dry_run"])
        if asked["dry_run"]:
            return
    started = time.perf_counter()
    found = _found(terminal, config_file, asked)
    if asked["format"] != "text":
        _report(terminal, config_file, found, asked)
    if asked["format"] == "text" or asked["output"]:
        _tell(terminal, found, time.perf_counter() - started, everything=asked["show_excepted"])
    if stops(found.problems, strict=asked["strict"]):
        raise SystemExit(EXIT_PROBLEMS)


def _refuse_nonsense(asked: _Asked) -> None:
    if asked["dry_run"] and not asked["fix"]:
        raise click.UsageError(str(msg("--dry-run goes with --fix.")))
    if asked["fix"] and asked["format"] != "text":
        raise click.UsageError(
            str(msg("--fix tells people what it mends: leave out --format and --json."))
        )
    if asked["output"] and asked["format"] == "text":
        formats = ", ".join(_FORMATS[1:])
        raise click.UsageError(
            str(msg("--output needs a format for programs: --format {formats}.", formats=formats))
        )


def _found(terminal: Terminal, config_file: Path, asked: _Asked) -> Weighed:
    """What is wrong; a program is told of unusable settings in its own format, too."""
    with loading():
        from quangba.build import driver
        from quangba.checks.weighing import Weighed

    try:
        loaded, found = driver.examine(config_file)
        folder = asked["site_dir"]
        return found if folder is None else found + driver.examine_site(loaded, folder)
    except InputError as failure:
        if asked["format"] == "text":
            raise
        terminal.fail(failure.message)
        return Weighed(failure.problems)


def _tell(terminal: Terminal, found: Weighed, seconds: float, *, everything: bool) -> None:
    from quangba.reports import people
    from quangba.rules import RULES

    problems = found.problems
    terminal.problems(problems)
    if everything:
        terminal.rows(people.passed(found.passed, terminal.translations))
    terminal.rows(people.by_rule(problems, RULES, terminal.translations))
    counts = {level: sum(each.severity is level for each in problems) for level in Severity}
    terminal.say(
        msg(
            "{errors} errors, {warnings} warnings, {notes} notes in {seconds:.1f} s",
            errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE], seconds=seconds,
        )
    )  # fmt: skip
    if found.passed:
        terminal.say(people.passed_count(found.passed))


def _report(terminal: Terminal, config_file: Path, found: Weighed, asked: _Asked) -> None:
    """Write what a program reads: nothing else goes to standard output, or all into a file."""
    from quangba.reports import as_json, github, gitlab, sarif
    from quangba.reports.report import Report

    words, report = (
        terminal.translations,
        Report(found.problems, found.passed, _folder(config_file)),
    )
    match asked["format"]:
        case "json":
            text = as_json.render(report)
        case "sarif":
            text = sarif.render(report, words, terminal.language)
        case "github":
            text = github.render(report, words)
        case "gitlab":
            text = gitlab.render(report, words)
        case "text":
            return
    if output := asked["output"]:
        write_atomically(output, text.encode())
    else:
        click.echo(text, nl=False)


def _folder(config_file: Path) -> str:
    """The project's folder below where the command runs, which is the repository's root in CI."""
    home, here = config_file.resolve().parent, Path.cwd()
    if home == here or not home.is_relative_to(here):
        return ""
    return f"{home.relative_to(here).as_posix()}/"


def _mend(terminal: Terminal, config_file: Path, *, dry_run: bool) -> None:
    """Mend what is safe, until nothing is left of it; what cannot be is told by the check."""
    from quangba.build import driver
    from quangba.editing import files, fixes

    changed: set[str] = set()
    for turn in range(_ROUNDS):
        site, found = driver.examine(config_file)
        mended = fixes.plan(site, found.problems)
        if dry_run:
            click.echo(fixes.diff(mended.files), nl=False)
        for path, reason in mended.left:
            terminal.say(msg("{file} is left as it is: {reason}", file=path, reason=reason))
        if not (turn or mended.files or mended.left):
            terminal.say(msg("There is nothing that could be mended without a person."))
        if dry_run or not mended.files:
            break
        files.carry_out(fixes.changes(mended.files), ())
        changed |= {each.path for each in mended.files}
    for path in sorted(changed):
        terminal.say(msg("{file} is mended.", file=path))
