"""`quangba publish …`: the built site to where readers see it, and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, Terminal, size
from quangba.errors import PublishError
from quangba.messages import Text, msg

if TYPE_CHECKING:
    from quangba.publish.release import Changes, Manifest, Release
    from quangba.publish.target import Target
    from quangba.settings import Settings

SHOWN = 20
"""Files of each kind that --dry-run lists."""

_ABOUT = msg(
    """\
Publish the built site, look whether it arrived, or go back.

\b
quangba publish web               publish site/ to the target “web”
quangba publish web --build       build it strictly first
quangba publish web --dry-run     list what would change; nothing is sent
quangba publish list web          the releases that the target keeps
quangba publish rollback web      show the release before again
quangba publish verify web        compare what readers get with what was published

Targets are set in mkdocs.yml: folder, rsync, git, s3. Whatever happens meanwhile, readers see the
whole old or the whole new site. Passwords and keys come from the environment or from the
settings of git, ssh and the store's own tools."""
)
_ABOUT_TO = msg(
    """\
Publish the built site to a target.

The site must be what `quangba build --strict` has made last. What is at the target already is
not sent again; the same site twice is nothing to do."""
)
_ABOUT_VERIFY = msg(
    """\
Compare what readers get with what was published.

Looks at the home pages, the page for wrong addresses, and a sample of pages and files that
differs from release to release. The exit code is 1 where something differs."""
)


class Targets(click.Group):
    """A group in which what is no command is the name of a target."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `quangba publish web` as `quangba publish to web`."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["to", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of publishing itself, too: `to` is not in the list of commands."""
        options = (each for each in self.commands["to"].params if isinstance(each, click.Option))
        rows = [row for each in options if (row := each.get_help_record(ctx))]
        with formatter.section(str(msg("Options with a TARGET"))):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)


TARGET = click.argument("target", metavar="TARGET")
SITE_DIR = click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path, file_okay=False),
    help=str(msg("Where the site was built, if not where the settings say.")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The switches of `quangba publish TARGET`."""

    dry_run: bool
    every: bool
    fresh: bool
    with_warnings: bool
    yes: bool


@click.group(
    cls=Targets, help=str(_ABOUT), options_metavar="", subcommand_metavar="[COMMAND] TARGET"
)
def publish_group() -> None:
    """Hold the commands of publishing."""


publish_group.name = "publish"


@publish_group.command("to", hidden=True, help=str(_ABOUT_TO))
@TARGET
@click.option("--dry-run", is_flag=True, help=str(msg("List what would change; send nothing.")))
@click.option("--all", "every", is_flag=True, help=str(msg("List every file, not the first 20.")))
@click.option("--build", "fresh", is_flag=True, help=str(msg("Build the site strictly first.")))
@click.option(
    "--with-warnings", is_flag=True, help=str(msg("Also a site that was not built strictly."))
)
@click.option("--yes", is_flag=True, help=str(msg("Also when most of the files would go.")))
@SITE_DIR
@CONFIG
@click.pass_obj
def to(
    terminal: Terminal, /, target: str, config_file: Path, site_dir: Path | None, **flags: bool
) -> None:
    """Publish the built site to a target."""
    from quangba import settings
    from quangba.publish import readiness, release, targets

    asked = Asked(**flags)
    site = settings.read(config_file)
    place = targets.opened(site, target)
    folder = (site_dir or site.site_dir).resolve()
    if asked.fresh:
        _build(terminal, config_file, folder, strict=not asked.with_warnings)
    made = release.read(folder)
    # after reading: what a build puts there later is not what was read, and copies are compared
    readiness.refuse(site, folder, with_warnings=asked.with_warnings)
    for doubt in readiness.doubts(site, made):
        terminal.doubt(doubt)
    old = place.published()
    changes = release.compare(old, made.files)
    if asked.dry_run:
        _list(terminal, made, changes, every=asked.every)
        return
    if readiness.loses_much(old, changes) and not asked.yes:
        _ask(terminal, len(changes.removed), len(old))
    _publish(terminal, place, made, changes, target)


def _build(terminal: Terminal, config_file: Path, folder: Path, *, strict: bool) -> None:
    from quangba.build import driver

    with terminal.progress(msg("Pictures"), msg("Pages")) as (pictures, pages):
        report = driver.build(
            config_file,
            site_dir=folder,
            strict=strict,
            progress=pages,
            media_progress=pictures,
        )
    terminal.problems(report.problems)


def _publish(terminal: Terminal, place: Target, made: Release, changes: Changes, name: str) -> None:
    if not changes.nothing:
        terminal.say(_summary(changes))
    if not place.publish(made, terminal.say):
        terminal.say(msg("Readers see this release already: {name}. There is nothing to do.",
                         name=made.name))  # fmt: skip
        return
    terminal.say(msg("Published: {name}. To look whether it arrived: quangba publish verify"
                     " {target}; to go back: quangba publish rollback {target}",
                     name=made.name, target=name))  # fmt: skip


def _ask(terminal: Terminal, gone: int, before: int) -> None:
    """Let a person say that most files may go. Raises PublishError where nobody can be asked."""
    what = msg("{gone} of the {before} published files would be gone.", gone=gone, before=before)
    if not sys.stdin.isatty():
        raise PublishError(
            msg("{what} If that is meant, add --yes. Nothing was published.", what=what)
        )
    terminal.doubt(what)
    click.confirm(terminal.words(msg("Publish all the same?")), abort=True, err=True)


def _summary(changes: Changes) -> Text:
    return msg(
        "{added} files new, {changed} changed, {removed} gone",
        added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed),
    )  # fmt: skip


def _list(terminal: Terminal, made: Release, changes: Changes, *, every: bool) -> None:
    """What would change, with the sizes of what would be sent."""
    rows: list[Sequence[Text | str]] = []
    for sign, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        shown = paths if every else paths[:SHOWN]
        for path in shown:
            weight = "" if sign == "-" else size((made.folder / path).stat().st_size)
            rows.append((sign, path, weight))
        if more := len(paths) - len(shown):
            rows.append((sign, msg("… and {count} more (--all lists them)", count=more), ""))
    if rows:
        terminal.table(("", msg("File"), msg("Size")), rows, numbers=(2,))
    sent = sum((made.folder / path).stat().st_size for path in (*changes.added, *changes.changed))
    terminal.say(_summary(changes))
    terminal.say(msg("{size} to send. Nothing was sent: this was a trial.", size=size(sent)))


@publish_group.command("list", help=str(msg("List the releases that a target keeps.")))
@TARGET
@CONFIG
@click.pass_obj
def list_releases(terminal: Terminal, target: str, config_file: Path) -> None:
    """List the releases that a target keeps."""
    from quangba import settings
    from quangba.publish import targets

    kept = targets.opened(settings.read(config_file), target).releases()
    if not kept:
        terminal.say(msg("Nothing has been published there yet."))
        return
    rows = [(each.name, each.when, _SEEN if each.current else "") for each in kept]
    terminal.table((msg("Release"), msg("Published"), ""), rows, numbers=())


_SEEN = msg("seen by readers")


@publish_group.command(help=str(msg("Let readers see the release before the present one again.")))
@TARGET
@CONFIG
@click.pass_obj
def rollback(terminal: Terminal, target: str, config_file: Path) -> None:
    """Let readers see the release before the present one again."""
    from quangba import settings
    from quangba.publish import targets

    name = targets.opened(settings.read(config_file), target).rollback(terminal.say)
    terminal.say(msg("Readers see {name} again.", name=name))


@publish_group.command(help=str(_ABOUT_VERIFY))
@TARGET
@click.option(
    "--headers", is_flag=True,
    help=str(msg("Also compare what `quangba headers` tells servers to send.")),
)  # fmt: skip
@click.option("--files", is_flag=True, help=str(msg("Read the target, do not ask the website.")))
@click.option(
    "--sample", "most", type=click.IntRange(min=1), default=40, show_default=True,
    help=str(msg("How many files are looked at.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def verify(
    terminal: Terminal, target: str, files: bool, headers: bool, most: int, config_file: Path
) -> None:
    """Compare what readers get with what was published."""
    from quangba import settings
    from quangba.publish import targets
    from quangba.publish import verify as verifying

    site = settings.read(config_file)
    place = targets.opened(site, target)
    manifest = _published(place)
    paths = verifying.sample(manifest, (each.url_prefix for each in site.languages), most)
    base = _website(site, target, place, files=files and not headers)
    if base is None:
        found = list(verifying.by_reading(verifying.readable(place), manifest, paths))
    else:
        expected = verifying.policy(site) if headers else verifying.no_headers
        found = list(verifying.by_asking(base, manifest, paths, expected))
    for finding in found:
        terminal.fail(msg("{where}: {reason}", where=finding.where, reason=finding.reason))
    terminal.say(msg("{count} files compared, {wrong} differences: {where}",
                     count=len(paths), wrong=len(found), where=base or target))  # fmt: skip
    if found:
        raise SystemExit(EXIT_PROBLEMS)


def _published(place: Target) -> Manifest:
    if manifest := place.published():
        return manifest
    raise PublishError(msg("Nothing has been published there yet."))


def _website(site: Settings, name: str, place: Target, *, files: bool) -> str | None:
    """The address to ask; None where the target itself is to be read."""
    from quangba.publish import readiness
    from quangba.publish.target import Readable

    url = site.publish[name].url or site.site_url
    if files or (readiness.is_example(url) and isinstance(place, Readable)):
        return None
    return url
