"""`quangba media …`: the library from the command line."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, STRICT, Terminal, read_site, size
from quangba.messages import msg
from quangba.problems import Severity, stops

if TYPE_CHECKING:
    from quangba.media.ingest import Added
    from quangba.media.service import Row

SLOWEST = 5

_ABOUT = msg(
    """\
Look after assets/media, the library of original pictures.

\b
quangba media add      copy pictures in and propose their sidecars
quangba media check    what is missing: texts, rights, files
quangba media list     what there is, and how many pages show it
quangba media optimize make what pages need, ahead of a build
quangba media prune    remove what no page needs any more

A page shows a picture with ![](/media/NAME). Its texts and rights stand in the
sidecar, NAME.yml beside it; originals are never published as they are."""
)
_ABOUT_ADD = msg(
    """\
Copy pictures into assets/media, each with a proposed sidecar.

The files given stay as they are. Author, caption and day are taken from the
picture, its position never. Replace each TODO in the sidecar, then run
quangba media check.

\b
quangba media add IMG_2031.HEIC --name hoi-xuan
quangba media add photos/*.jpg --to tan-thanh

A picture that is there already, or is none, is refused and the others are
added; the exit code is then 1."""
)


@click.group(help=str(_ABOUT))
def media_group() -> None:
    """Hold the commands of the library."""


media_group.name = "media"


@media_group.command(help=str(_ABOUT_ADD))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--to", "folder", default="", help=str(msg("Folder below assets/media.")))
@click.option("--name", default="", help=str(msg("Name for a single picture, without ending.")))
@CONFIG
@click.pass_obj
def add(
    terminal: Terminal, files: tuple[Path, ...], folder: str, name: str, config_file: Path
) -> None:
    """Copy pictures into assets/media, each with a proposed sidecar."""
    from quangba import settings
    from quangba.media import ingest

    if name and len(files) > 1:
        raise click.UsageError(terminal.words(msg("--name is for a single picture.")))
    site_settings = settings.read(config_file)
    with terminal.progress(msg("Pictures")) as (progress,):
        added, problems = ingest.add(
            site_settings,
            files,
            folder=folder,
            name=name,
            say=terminal.words,
            progress=progress,
        )
    terminal.problems(problems)
    for each in added:
        _tell_added(terminal, each)
    terminal.say(msg("{added} added, {refused} refused", added=len(added), refused=len(problems)))
    if added:
        terminal.say(msg("Replace each TODO in the sidecars, then: quangba media check"))
    if problems:
        raise SystemExit(EXIT_PROBLEMS)


def _tell_added(terminal: Terminal, added: Added) -> None:
    if added.copied:
        terminal.say(msg("{source} -> {name}, texts: {sidecar}",
                         source=added.source, name=added.name, sidecar=added.sidecar))  # fmt: skip
    else:
        terminal.say(msg("{name} was there without a sidecar; proposed: {sidecar}",
                         name=added.name, sidecar=added.sidecar))  # fmt: skip


@media_group.command(
    "list", help=str(msg("List the pictures: size, rights, and how many pages show each."))
)
@CONFIG
@click.option("--unused", is_flag=True, help=str(msg("Only those that no page shows.")))
@click.option("--json", "as_json", is_flag=True, help=str(msg("For programs.")))
@click.pass_obj
def list_(terminal: Terminal, config_file: Path, unused: bool, as_json: bool) -> None:
    """List the pictures: size, rights, and how many pages show each."""
    from quangba import picture_list

    loaded = read_site(config_file)
    rows = [row for row in picture_list.of_site(loaded) if not (unused and row.pages)]
    if as_json:
        terminal.raw(json.dumps([row.as_json() for row in rows], indent=2))
        return
    terminal.table(
        (msg("Picture"), msg("Size"), msg("Format"), msg("Bytes"), msg("Licence"), msg("Until"),
         msg("Pages")),
        (
            (row.name, f"{row.width}×{row.height}", row.format, size(row.size),
             row.licence if row.licence_known else f"{row.licence} ?",
             row.expires.isoformat() if row.expires else "", str(row.pages))
            for row in rows
        ),
        numbers=(1, 3, 6),
    )  # fmt: skip
    terminal.say(msg("{count} pictures, {size}",
                     count=len(rows), size=size(sum(row.size for row in rows))))  # fmt: skip


@media_group.command(
    help=str(msg("Look for what is missing of pictures only: files, texts, rights, consent."))
)
@CONFIG
@STRICT
@click.pass_obj
def check(terminal: Terminal, config_file: Path, strict: bool) -> None:
    """Look for what is missing of pictures only: files, texts, rights, consent."""
    from quangba import checks
    from quangba.build import driver

    loaded, every = driver.check(config_file)
    problems = checks.of_pictures(loaded, every)
    terminal.problems(problems)
    terminal.say(
        msg(
            "{count} pictures: {errors} errors, {warnings} warnings",
            count=len(loaded.pictures),
            errors=sum(problem.severity is Severity.ERROR for problem in problems),
            warnings=sum(problem.severity is Severity.WARNING for problem in problems),
        )
    )
    if stops(problems, strict=strict):
        raise SystemExit(EXIT_PROBLEMS)


@media_group.command(
    help=str(msg("Make the renditions that pages need and that are not there yet, as builds do."))
)
@CONFIG
@click.option("-j", "--processes", type=click.IntRange(1), help=str(msg("How many at once.")))
@click.pass_obj
def optimize(terminal: Terminal, config_file: Path, processes: int | None) -> None:
    """Make the renditions that pages need and that are not there yet, as builds do."""
    from quangba import picture_uses, press
    from quangba.media import library, service
    from quangba.media.video import library as video_library
    from quangba.media.video import service as video_service
    from quangba.problems import in_order

    started = time.perf_counter()
    loaded = read_site(config_file)
    tree, relative = loaded.tree, loaded.settings.relative
    with terminal.progress(msg("Pictures"), msg("Videos")) as (pictures, videos):
        rows = service.optimize(
            loaded.settings,
            loaded.pictures,
            loaded.recipes,
            press.uses(loaded, tree),
            processes=processes,
            progress=pictures,
        )
        clips = video_service.optimize(
            loaded.settings,
            loaded.clips,
            picture_uses.clips_of_tree(tree),
            processes=processes,
            progress=videos,
        )
    wrong = [
        library.unusable(relative(loaded.pictures[row.name].file), row.unusable)
        for row in rows
        if row.unusable
    ]
    wrong += [
        video_library.unusable(relative(loaded.clips[row.name].file), row.unusable)
        for row in clips
        if row.unusable
    ]
    problems = in_order(wrong)
    terminal.problems(problems)
    _tell_optimized(terminal, (*rows, *clips), time.perf_counter() - started)
    if problems:
        raise SystemExit(EXIT_PROBLEMS)


def _tell_optimized(terminal: Terminal, rows: tuple[Row, ...], seconds: float) -> None:
    made, reused = sum(row.made for row in rows), sum(row.reused for row in rows)
    terminal.table(
        (msg("Originals"), msg("Made"), msg("Reused"), msg("Before"), msg("After"), msg("Time")),
        [
            (str(len(rows)), str(made), str(reused), size(sum(row.original_bytes for row in rows)),
             size(sum(row.bytes for row in rows)), msg("{seconds:.1f} s", seconds=seconds))
        ],
        numbers=range(6),
    )  # fmt: skip
    slowest = sorted((row for row in rows if row.made), key=lambda row: -row.seconds)[:SLOWEST]
    if slowest:
        terminal.raw("")
        terminal.table(
            (msg("Slowest"), msg("Made"), msg("Before"), msg("After"), msg("Time")),
            (
                (row.name, str(row.made), size(row.original_bytes), size(row.bytes),
                 msg("{seconds:.1f} s", seconds=row.seconds))
                for row in slowest
            ),
            numbers=range(1, 5),
        )  # fmt: skip


@media_group.command(
    help=str(msg("Remove renditions that no page needs any more; they can be made again."))
)
@CONFIG
@click.option("-n", "--dry-run", is_flag=True, help=str(msg("Only say what would go.")))
@click.pass_obj
def prune(terminal: Terminal, config_file: Path, dry_run: bool) -> None:
    """Remove renditions that no page needs any more; they can be made again."""
    from quangba import picture_uses, press
    from quangba.media import pruning
    from quangba.media.video import service as video_service
    from quangba.view import sharing

    loaded = read_site(config_file)
    count, freed = pruning.prune(
        loaded.settings,
        loaded.pictures,
        loaded.recipes,
        press.uses(loaded, loaded.tree),
        dry_run=dry_run,
    )
    names = picture_uses.clips_of_tree(loaded.tree)
    clips, bytes_ = video_service.prune(loaded.settings, loaded.clips, names, dry_run=dry_run)
    cards, card_bytes = sharing.prune(loaded, dry_run=dry_run)
    count, freed = count + clips + cards, freed + bytes_ + card_bytes
    if dry_run:
        terminal.say(msg("{count} renditions would go, {size}", count=count, size=size(freed)))
    else:
        terminal.say(msg("{count} renditions removed, {size}", count=count, size=size(freed)))
