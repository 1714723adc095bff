"""Checks a built site: reads what has changed, keeps the facts of pages, asks the rules.

The facts of a page depend on its bytes, on the alphabets of the site's languages and on the
modules that read it. They
are kept in one file, which is written anew after each check with the pages of that check: it
never grows, and whoever deletes or damages it loses time only.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from quangba.build import proof
from quangba.build.pool import workers
from quangba.build.proof import Proof
from quangba.checks import built
from quangba.checks.built import assets, facts, linked, reader, site, tags, tongues
from quangba.checks.built.facts import Page
from quangba.checks.built.site import BuiltSite
from quangba.checks.built.tongues import Tongues
from quangba.content import strings
from quangba.errors import InputError
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.site import Site
from quangba.store import write_atomically

FOLDER = "checks"
FILE = "pages"
PROOF = "proof"
WORTH_A_POOL = 100
"""Pages; fewer are read before workers have started."""

_CHUNK = 50
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. pages: of the site; read: those whose facts were not kept."""

    problems: tuple[Problem, ...]
    pages: int
    read: int


def check(
    loaded: Site, folder: Path, shown: Path | None = None, changed: AbstractSet[str] | None = None
) -> Report:
    """Check the site in a folder. Raises InputError where none is.

    shown: the folder that problems name, where that is to be another one; changed: paths below
    the folder of all files that are new, gone or of other bytes since the last check whose cache
    this is, None where nobody knows. Then a site in which nothing was found is not read again.
    """
    settings = loaded.settings
    store = settings.cache_dir / FOLDER / PROOF
    letters = {locale: strings.letters(words) for locale, words in loaded.tree.strings.items()}
    alphabets = tongues.of(settings.languages, letters)
    stamp = _rules(settings, alphabets)
    if changed is not None and (found := _still(store, stamp, folder, changed, loaded)):
        now, count = found
        if changed:
            _put(store, f"{stamp}\n{now.dump()}")
        return Report((), len(now.pages), count)
    seen, count = look(loaded, folder, shown)
    problems = built.run(seen)
    if problems:
        with contextlib.suppress(OSError):
            store.unlink(missing_ok=True)
    else:
        _put(store, f"{stamp}\n{proof.of(seen).dump()}")
    return Report(problems, len(seen.pages), count)


def _rules(settings: Settings, alphabets: Tongues) -> str:
    """Whatever the absence of problems depends on, beside the site's files."""
    digest = hashlib.sha256(repr((_readers(), alphabets.foreign, settings)).encode())
    for file in (Path(proof.__file__), *sorted(Path(built.__file__).parent.glob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _still(
    store: Path, stamp: str, folder: Path, changed: AbstractSet[str], loaded: Site
) -> tuple[Proof, int] | None:
    """What is known of the site now, if nothing is to be told, and how many pages were read."""
    first, _, rest = _text(store).partition("\n")
    if first != stamp:
        return None
    home = folder.resolve()
    with contextlib.suppress(ValueError, TypeError, LookupError, OSError):
        before = proof.load(rest)
        there = {name: home / name for name in sorted(changed) if (home / name).is_file()}
        if any(name.endswith(assets.KINDS) for name in changed):
            return None
        files = {name: size for name, size in before.files.items() if name not in changed}
        files |= {name: file.stat().st_size for name, file in there.items()}
        letters = {locale: strings.letters(words) for locale, words in loaded.tree.strings.items()}
        alphabets = tongues.of(loaded.settings.languages, letters)
        pages = {
            name: facts.decode(facts.encode(reader.read(file.read_bytes(), alphabets)))
            for name, file in there.items()
            if name.endswith(".html")
        }
        settings = replace(loaded.settings, site_dir=home)
        seen = BuiltSite(settings, pages, files, before.assets, {}, _no_lines)
        now = proof.after(before, seen, changed)
        return (now, len(pages)) if now else None
    return None


def _no_lines(_: str) -> tuple[str, ...]:
    return ()


def _text(store: Path) -> str:
    """What is kept in a file; nothing where that is damaged."""
    with contextlib.suppress(OSError, ValueError, zlib.error):
        return zlib.decompress(store.read_bytes()).decode()  # its checksum finds every damage
    return ""


def _put(store: Path, text: str) -> None:
    with contextlib.suppress(OSError):  # a cache that cannot be written is no obstacle
        write_atomically(store, zlib.compress(text.encode(), _LEVEL))


def look(loaded: Site, folder: Path, shown: Path | None = None) -> tuple[BuiltSite, int]:
    """What the rules see of a site, and how many of its pages had to be read for it."""
    settings = replace(loaded.settings, site_dir=(shown or folder).resolve())
    home = folder.resolve()
    if not (home / "index.html").is_file():
        raise _nothing(settings, home)
    files = dict(sorted(_files(home)))
    letters = {locale: strings.letters(words) for locale, words in loaded.tree.strings.items()}
    pages, count = _pages(settings, files, tongues.of(settings.languages, letters))
    seen = BuiltSite(
        settings=settings,
        pages=pages,
        files={name: file.stat().st_size for name, file in files.items()},
        assets={
            name: assets.read(name, file.read_bytes())
            for name, file in files.items()
            if name.endswith(assets.KINDS)
        },
        origins=site.origins(loaded, pages),
        lines=functools.cache(functools.partial(_lines, settings.root)),
    )
    return seen, count


def _lines(root: Path, path: str) -> tuple[str, ...]:
    with contextlib.suppress(OSError):
        return tuple((root / path).read_text(encoding="utf-8", errors="replace").split("\n"))
    return ()


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    """Every file by its path below a folder: a third of the time of Path.rglob."""
    start = len(os.fspath(home)) + 1
    for folder, _, names in os.walk(home):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a Path each would cost the time
            yield path[start:].replace(os.sep, "/"), Path(path)


def _nothing(settings: Settings, home: Path) -> InputError:
    problem = error(
        "site-missing", settings.relative(home), None,
        msg("There is no built site in this folder: it has no index.html."),
        msg("Run quangba build first, or name the folder: quangba check --site public"),
    )  # fmt: skip
    return InputError(msg("The built site was not checked."), (problem,))


def _pages(
    settings: Settings, files: Mapping[str, Path], alphabets: Tongues
) -> tuple[dict[str, Page], int]:
    """The facts of every page, by name, and how many pages had to be read."""
    store = settings.cache_dir / FOLDER / FILE
    stamp = json.dumps([_readers(), alphabets.foreign])
    keys = {
        name: hashlib.sha256(file.read_bytes()).hexdigest()
        for name, file in files.items()
        if name.endswith(".html")
    }
    kept = _kept(store, stamp)
    pages = _decoded({key: kept[key] for key in keys.values() if key in kept})
    lacking = {key: files[name] for name, key in keys.items() if key not in pages}
    fresh = _read(lacking, alphabets)
    if fresh or len(pages) < len(kept):
        _keep(store, stamp, {**{key: kept[key] for key in pages}, **fresh})
    # what was just read goes the same way as what was kept, so that both are one
    pages |= _decoded(fresh)
    return {name: pages[key] for name, key in keys.items()}, len(lacking)


def _readers() -> str:
    """What reads pages, as it is now: whoever changes it has nothing to raise, nor to forget."""
    digest = hashlib.sha256(version("selectolax").encode())
    for module in (facts, linked, reader, tags, tongues):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def _decoded(rows: Mapping[str, str]) -> dict[str, Page]:
    """The facts in rows; those that another version wrote are left out."""
    found: dict[str, Page] = {}
    for key, row in rows.items():
        with contextlib.suppress(ValueError, TypeError, LookupError):
            found[key] = facts.decode(row)
    return found


def _read(lacking: Mapping[str, Path], tongues: Tongues) -> dict[str, str]:
    todo = list(lacking.items())
    if len(todo) < WORTH_A_POOL:
        return dict(read_pages(todo, tongues))
    chunks = [todo[at : at + _CHUNK] for at in range(0, len(todo), _CHUNK)]
    with workers(min(os.cpu_count() or 1, len(chunks))) as pool:
        done = [pool.submit(read_pages, chunk, tongues) for chunk in chunks]
        return {key: row for future in done for key, row in future.result()}


def read_pages(todo: Iterable[tuple[str, Path]], tongues: Tongues) -> list[tuple[str, str]]:
    """Key and encoded facts of some files: the work of one process."""
    return [(key, facts.encode(reader.read(file.read_bytes(), tongues))) for key, file in todo]


def _kept(store: Path, stamp: str) -> dict[str, str]:
    """Encoded facts by key; none where the file is of another version or damaged."""
    first, *lines = _text(store).split("\n")
    if first == stamp:
        return dict(line.split("\t", 1) for line in lines)
    return {}


def _keep(store: Path, stamp: str, rows: Mapping[str, str]) -> None:
    _put(store, "\n".join([stamp, *(f"{key}\t{row}" for key, row in rows.items())]))
