"""Drafts by a program of the user's choice: text in, text out.

Nothing is bundled and nothing is asked of the network by us. The program is started by
`quangba translate --machine` alone, never by a build or a check, without a shell, once a text: the
text on its standard input, the translation on its standard output, both UTF-8.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from quangba.content.schema import TODO
from quangba.content.tree import Entry
from quangba.errors import InputError
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.site import Site
from quangba.translations import page_text
from quangba.translations.exchange import imports, pages, parts, units
from quangba.translations.exchange.received import Received
from quangba.translations.exchange.units import Say, State

_SAID = 300
"""So much is shown of what a failing program says."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A page after its draft. texts: how many the program wrote; problems: what was not taken."""

    texts: int
    problems: tuple[Problem, ...]


def fill(site: Site, entry: Entry, locale: str, say: Say) -> Drafted:
    """Draft what is untranslated in a translation that `translate` has made or updated.

    The page is marked `machine_draft: true` until somebody accepts it; its sections stay to do.
    Raises InputError, with nothing written, when the program fails.
    """
    file = site.settings.docs_dir / locale / entry.uri
    path = site.settings.relative(file)
    entry = pages.with_page(entry, pages.parse(page_text.read(file), entry, locale, path))
    own = parts.own_sections(entry, locale)
    todo = [
        unit
        for unit in units.of_entry(site, entry, locale, say).units
        if unit.state is State.NEW and (mine := own.get(unit.record.section)) and mine.stamp == TODO
    ]
    texts = draft(site.settings, entry.owner, locale, [unit.source for unit in todo])
    done = tuple(units.translated(unit, words) for unit, words in zip(todo, texts, strict=True))
    tag = site.settings.language(locale).tag
    if not done:
        return Drafted(0, ())
    received = Received(tag, done)
    found, problems = imports.of_machine(site, entry, locale, received, path, say)
    if found.text is not None:
        found.text.save(file)
    return Drafted(found.taken, problems)


def draft(settings: Settings, source: str, target: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The texts in another language, as the user's program gives them. Languages are locales."""
    require(settings)
    tags = {
        "source": settings.language(source).tag,
        "target": settings.language(target).tag,
    }
    arguments = [_filled(argument, tags) for argument in settings.machine_translation.command]
    known: dict[str, str] = {}
    for text in texts:
        if text not in known:
            known[text] = _said(settings, arguments, tags, text)
    return tuple(known[text] for text in texts)


def require(settings: Settings) -> None:
    """Raise InputError where no program is set."""
    if not settings.machine_translation.command:
        path = settings.config_file.name
        raise _stopped(error("machine-missing", path, None, _NOT_SET, _EXAMPLE))


def _filled(argument: str, tags: dict[str, str]) -> str:
    for name, tag in tags.items():
        argument = argument.replace(f"{{{name}}}", tag)
    return argument


def _said(settings: Settings, arguments: list[str], tags: dict[str, str], text: str) -> str:
    environment = {
        **os.environ,
        "QUANGBA_SOURCE": tags["source"],
        "QUANGBA_TARGET": tags["target"],
        "PYTHONUTF8": "1",
    }
    path = settings.config_file.name
    seconds = settings.machine_translation.seconds
    try:
        done = subprocess.run(
            arguments, input=text.encode(), capture_output=True, timeout=seconds, check=False,
            cwd=settings.root, env=environment,
        )  # fmt: skip
        words = done.stdout.decode()
    except subprocess.TimeoutExpired:
        raise _stopped(error(
            "machine-time", path, None,
            msg("The program for drafts did not answer within {seconds} s.", seconds=seconds),
            msg("Give it more time in mkdocs.yml: {example}",
                example="machine_translation: {command: […], seconds: 300}"),
        )) from None  # fmt: skip
    except OSError as failure:
        raise _stopped(error(
            "machine-start", path, None,
            msg("The program for drafts cannot be started: {reason}",
                reason=failure.strerror or failure),
            msg("Write the whole path of “{name}”, or install it.", name=arguments[0]),
        )) from None  # fmt: skip
    except UnicodeDecodeError:
        words = ""
        done = subprocess.CompletedProcess(arguments, 0, b"", b"UTF-8?")
    if done.returncode != 0 or not words.strip():
        said = done.stderr.decode(errors="replace").strip()[-_SAID:]
        raise _stopped(error(
            "machine-failed", path, None,
            msg("The program for drafts gave no translation (exit code {code}): {said}",
                code=done.returncode, said=said or "–"),
            msg("Try it by hand: it reads a text from standard input and writes the translation, in"
                " UTF-8, to standard output."),
        ))  # fmt: skip
    return words.strip("\r\n").replace("\r\n", "\n")


_NOT_SET = msg("No program for drafts is set, and none comes with quangba.")
_EXAMPLE = msg(
    "For example, below plugins: - quangba: {example}",
    example="machine_translation: {command: [my-translator, --from, '{source}', --to, '{target}']}",
)


def _stopped(problem: Problem) -> InputError:
    return InputError(msg("Nothing was drafted."), (problem,))
