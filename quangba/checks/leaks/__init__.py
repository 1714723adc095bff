"""What a built site tells the public that nobody meant to tell: the last look before it goes out.

Pictures and films say where and with what they were taken, documents who wrote them and what was
remarked, texts whom to call, keys and the folders of the machine they were made on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from quangba.checks.leaks import kept, patterns, places
from quangba.checks.leaks.kept import Found
from quangba.checks.leaks.patterns import Said
from quangba.media.leaks import Trace
from quangba.messages import Text, msg
from quangba.problems import Problem, error, warning
from quangba.registers import restricted
from quangba.registers.restricted import Restricted
from quangba.settings import Settings
from quangba.site import Site

SEVERAL = 3
"""So many files with the same words are told one by one."""


def check(site: Site, folder: Path, changed: AbstractSet[str] | None = None) -> Iterator[Problem]:
    """Every leak of the site in a folder, at the source where that is known.

    changed: paths of the files that are looked at, None for all.
    """
    words, _ = restricted.read(site.settings)
    there = (folder / each for each in changed) if changed is not None else folder.rglob("*")
    names = sorted(file.relative_to(folder).as_posix() for file in there if file.is_file())
    home = places.Places.of(site, names)
    told: dict[tuple[str, str], list[Problem]] = {}
    cache = site.settings.cache_dir if changed is None else None
    for name, found in kept.read(folder, names, words, cache):
        for each in found:
            for problem in _problems(site.settings, home, name, each, {w.line: w for w in words}):
                told.setdefault((problem.code, str(problem.message)), []).append(problem)
    for name in names:
        for word in words:
            if word.pattern.search(name.replace("-", " ").replace("/", " / ")):
                problem = _word(home.file(name), None, word, site.settings)
                told.setdefault((problem.code, str(problem.message)), []).append(problem)
    built = f"{site.settings.relative(site.settings.site_dir)}/"
    for problems in told.values():
        yield from _gathered(problems, built)


def _gathered(problems: list[Problem], built: str) -> Iterator[Problem]:
    """The same in many files is told once: it stands in what they share.

    Lists, feeds and the search index repeat what a page says: where a page or a document has it,
    that is the place to mend. built: how paths begin that are of no source.
    """
    sources = [problem for problem in problems if not problem.path.startswith(built)]
    places = {(problem.path, problem.line): problem for problem in sources or problems}
    if len({path for path, _ in places}) <= SEVERAL:
        yield from places.values()
        return
    first = next(iter(places.values()))
    message = msg("{message} The same in {count} files.",
                  message=first.message, count=len({path for path, _ in places}))  # fmt: skip
    yield Problem(first.code, first.path, first.line, first.severity, message, first.hint)


def _problems(
    settings: Settings,
    home: places.Places,
    name: str,
    found: Found,
    words: Mapping[int, Restricted],
) -> Iterator[Problem]:
    for trace in found.traces:
        path, line = home.place(name, "")
        yield _trace(path, line, trace, found.within)
    for said in found.said:
        if not _is_public(settings, said) and not _is_own_path(said, home):
            path, line = home.place(name, said.value)
            yield _said(path, line, said, found.within)
    for number in found.words:
        word = words[number]
        if word.counts_in(home.language(name)):
            path, line = home.place(name, word.word)
            yield _word(path, line, word, settings)


def _is_public(settings: Settings, said: Said) -> bool:
    public = _public(settings)
    match said.kind:
        case "email":
            address = said.value.lower()
            return any(
                address == each.lower() or (each[:1] == "@" and address.endswith(each.lower()))
                for each in public
            )
        case "phone":
            numbers = (each for each in public if "@" not in each)
            return any(patterns.same_number(said.value, each) for each in numbers)
        case _:
            return False


def _public(settings: Settings) -> tuple[str, ...]:
    """What is declared, and whom security.txt names."""
    told = settings.security.security_txt
    contacts = told.contact if told else ()
    ways = (each.removeprefix("mailto:").removeprefix("tel:") for each in contacts)
    return (*settings.security.public_contacts, *ways)


def _is_own_path(said: Said, home: places.Places) -> bool:
    """Whether what looks like a folder of a machine is one of the site."""
    return said.kind == "path" and said.value.strip("/").partition("/")[0] in home.folders


def _in(within: str) -> Text | str:
    return msg(" (in it: {file})", file=within) if within else ""


def _trace(path: str, line: int | None, trace: Trace, within: str) -> Problem:
    values = {"what": trace.what, "value": f": {trace.value}" if trace.value else "",
              "within": _in(within)}  # fmt: skip
    match trace.kind:
        case "position":
            return error(
                "leak-position", path, line,
                msg("The file says where it was taken ({what}){within}.", **values),
                msg("Add it with `quangba media add`, which publishes pictures without it, or"
                    " remove the position with any picture program."),
            )  # fmt: skip
        case "camera":
            return warning(
                "leak-picture", path, line,
                msg("The file has more than the picture in it ({what}{value}){within}.", **values),
                msg("Save it without metadata, or add it with `quangba media add`."),
            )  # fmt: skip
        case "author":
            return warning(
                "leak-author", path, line,
                msg("The file names who made it ({what}{value}){within}.", **values),
                msg("In Word: File > Info > Check for Issues > Inspect Document. In LibreOffice:"
                    " File > Properties > Reset Properties. Then export it again."),
            )  # fmt: skip
        case "comment":
            return warning(
                "leak-comment", path, line,
                msg("The file carries what was said about it ({what}{value}){within}.", **values),
                msg("Accept or reject all changes, delete the remarks, and export it again."),
            )  # fmt: skip
        case "unreadable":
            return warning(
                "leak-unreadable", path, line,
                msg("Nobody can say what the file tells, because it cannot be read"
                    "{value}{within}.", **values),
                msg("Export it again, without a password, as PDF, DOCX or ODT."),
            )  # fmt: skip


def _said(path: str, line: int | None, said: Said, within: str) -> Problem:
    values = {"text": said.value, "within": _in(within)}
    match said.kind:
        case "email":
            return warning(
                "leak-email", path, line,
                msg("The e-mail address {text} is not declared public{within}.", **values),
                _declare(said.value),
            )  # fmt: skip
        case "phone":
            return warning(
                "leak-phone", path, line,
                msg("The telephone number {text} is not declared public{within}.", **values),
                _declare(said.value),
            )  # fmt: skip
        case "path":
            return warning(
                "leak-path", path, line,
                msg("“{text}” is a folder of somebody's machine{within}.", **values),
                msg("Delete it; it helps nobody but attackers."),
            )  # fmt: skip
        case "host":
            return warning(
                "leak-host", path, line,
                msg("“{text}” can be reached within an office only{within}.", **values),
                msg("Write the public address, or delete it."),
            )  # fmt: skip
        case "secret":
            return error(
                "leak-secret", path, line,
                msg("Something that looks like a key or a password begins with {text}{within}.",
                    **values),
                msg("Delete it, and have it made invalid: whoever has seen the file can use it."),
            )  # fmt: skip


def _declare(value: str) -> Text:
    return msg("Delete it, or, if it may be known to all, write in mkdocs.yml, below quangba:"
               "  security: {{public_contacts: ['{value}']}}", value=value)  # fmt: skip


def _word(path: str, line: int | None, word: Restricted, settings: Settings) -> Problem:
    return error(
        "leak-word", path, line,
        msg("“{word}” must not be published: {reason}.",
            word=word.word, reason=word.reason.rstrip(".")),
        msg("Write it another way; see {path}, line {line}.",
            path=settings.relative(settings.data_dir / restricted.FILE), line=word.line),
    )  # fmt: skip
