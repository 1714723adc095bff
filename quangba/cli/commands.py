"""All commands, and what becomes of their failures."""

from __future__ import annotations

import gc
import gettext
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from quangba import __version__
from quangba.build.ahead import Ahead
from quangba.cli import exchange, status, translations
from quangba.cli.bundle import bundle
from quangba.cli.check import check
from quangba.cli.figures import figures
from quangba.cli.headers import headers
from quangba.cli.indexnow import indexnow
from quangba.cli.links import links
from quangba.cli.loading import loading
from quangba.cli.media import media_group
from quangba.cli.pages import move, new
from quangba.cli.publish import publish_group
from quangba.cli.terminal import (
    CONFIG,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_PROBLEMS,
    STRICT,
    Terminal,
)
from quangba.errors import BuildError, InputError, QuangbaError, stopped
from quangba.messages import UI_LANGUAGES, msg
from quangba.reports import people

_LAST_PORT = 65_535
_ABOUT = msg(
    """\
Build and check a place's promotion site in several languages.

\b
quangba build          build the whole site into site/
quangba serve          preview at http://127.0.0.1:8000/, rebuilt while you write
quangba check          look for mistakes without building
quangba new            begin a page, with the fields of its kind
quangba move           give a page another path, in every language
quangba media          add pictures, list them, make their renditions
quangba status         which pages are behind in which language
quangba diff           what has changed since a page was translated
quangba translate      make a translation, or mark what is to be done in it
quangba accept         say that a translation is up to date
quangba export         write pages as files for translators and their tools
quangba import         put files that came back into the pages
quangba tidy           remove old source texts that nothing needs any more
quangba links          ask whether links to other sites still lead anywhere
quangba publish        put the built site where readers see it, or go back
quangba bundle         make an offline copy of the built site
quangba indexnow       tell search engines which pages have changed
quangba headers        write the settings of a server for the site

Exit codes: 0 done, 1 problems in the content, 2 wrong use, 3 the build failed."""
)


class _Main(click.Group):
    """The commands are listed once, in the order of work, with what each is for."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave out click's own list, which is alphabetical and cut off."""


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]}, help=str(_ABOUT))
@click.version_option(__version__, prog_name="quangba")
@click.option(
    "--ui-lang",
    type=click.Choice(UI_LANGUAGES),
    expose_value=False,
    help=str(msg("Language of messages; by default that of the system.")),
)
def main_group() -> None:
    """Hold the commands; `--ui-lang` is read before, by `cli.main`."""


@main_group.command(help=str(msg("Build the whole site. If it fails, site/ stays as it was.")))
@CONFIG
@STRICT
@click.option("--drafts", is_flag=True, help=str(msg("Include pages marked `draft: true`.")))
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help=str(msg("Build into this folder."))
)
@click.option(
    "--precompress", "compressed", is_flag=True,
    help=str(msg("Add compressed copies (.br, .gz) for servers that send them as they are.")),
)  # fmt: skip
@click.pass_obj
def build(
    terminal: Terminal,
    /,
    config_file: Path,
    strict: bool,
    drafts: bool,
    site_dir: Path | None,
    compressed: bool,
) -> None:
    """Build the whole site. If it fails, site/ stays as it was."""
    with loading():
        from quangba.build import driver

    with terminal.progress(msg("Pictures"), msg("Pages")) as (pictures, pages):
        report = driver.build(
            config_file,
            site_dir=site_dir,
            strict=strict,
            drafts=drafts,
            compressed=compressed,
            progress=pages,
            media_progress=pictures,
            ahead=terminal.ahead,
        )
    terminal.problems(report.problems)
    if report.passed:
        terminal.say(people.passed_count(report.passed))
    terminal.lines(report.warnings)
    terminal.say(
        figures(report.pages, report.files, report.size, report.seconds, str(report.site_dir))
    )
    terminal.say(msg("To look at it while you write: quangba serve"))
    gc.freeze()  # the process ends: nothing has to be put in order


@main_group.command(
    help=str(msg("Preview the site; it is rebuilt while you write, drafts included and marked."))
)
@CONFIG
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True)
@click.option("--open/--no-open", "open_browser", default=False, help=str(msg("Open the browser.")))
@click.pass_obj
def serve(terminal: Terminal, config_file: Path, address: str, open_browser: bool) -> None:
    """Preview the site; it is rebuilt while you write, drafts included and marked."""
    with loading():
        from quangba.build import serving, shown

    host, _, port = address.rpartition(":")
    if not port.isdecimal() or int(port[:6]) > _LAST_PORT:
        raise click.BadParameter(address, param_hint="--address")

    def told(event: shown.Event) -> None:
        terminal.problems(event.problems)
        terminal.lines(event.log)
        (terminal.fail if event.failed else terminal.say)(event.message)

    serving.serve(
        config_file,
        host=host or "127.0.0.1",
        port=int(port),
        open_browser=open_browser,
        tell=told,
        words=serving.Words(terminal.translations, terminal.language),
    )


main_group.add_command(check)
main_group.add_command(new)
main_group.add_command(move)
main_group.add_command(media_group)
main_group.add_command(status.status)
main_group.add_command(translations.diff)
main_group.add_command(translations.translate)
main_group.add_command(translations.accept)
main_group.add_command(exchange.export)
main_group.add_command(exchange.import_)
main_group.add_command(translations.tidy)
main_group.add_command(publish_group)
main_group.add_command(bundle)
main_group.add_command(indexnow)
main_group.add_command(links)
main_group.add_command(headers)


def run(arguments: list[str], language: str, ahead: Ahead) -> None:
    """Run a command and turn every known failure into words and an exit code.

    ahead: what has been begun of a build.
    """
    terminal = Terminal(language)
    terminal.ahead = ahead
    _translate_help(main_group, terminal.translations)
    # A polite kill ends like Ctrl+C: workers stopped, temporary folders removed.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        main_group.main(arguments, standalone_mode=False, obj=terminal)
    except InputError as failure:
        terminal.problems(failure.problems)
        terminal.fail(failure.message)
        sys.exit(EXIT_PROBLEMS)
    except BuildError as failure:
        terminal.lines(failure.log)
        terminal.fail(failure.message)
        sys.exit(EXIT_FAILED)
    except QuangbaError as failure:
        terminal.fail(failure.message)
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        raise
    except OSError as failure:
        terminal.fail(stopped(failure))
        sys.exit(EXIT_FAILED)
    except click.ClickException as failure:
        failure.show()
        sys.exit(failure.exit_code)
    except (click.Abort, KeyboardInterrupt):
        terminal.fail(msg("Interrupted; no file is half written, and site/ is as it was."))
        sys.exit(EXIT_INTERRUPTED)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    # Once: a second signal (`timeout` sends two, people many) must not stop the clearing up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _translate_help(command: click.Command, translations: gettext.NullTranslations) -> None:
    """Put help, which click took in English at import, into the user's language."""
    for part in (command, *command.params):
        if isinstance(part, click.Command | click.Option) and part.help:
            part.help = translations.gettext(part.help)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _translate_help(each, translations)
