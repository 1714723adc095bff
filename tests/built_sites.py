"""The two sites that tests look at, built once a run: the place's own and a fictional one."""

from __future__ import annotations

import functools
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = {"place": "mkdocs.yml", "sample": "tests/sample_site/mkdocs.yml"}
"""Each site's settings, from the project's root."""

PARTS = ("mkdocs.yml", "docs", "assets", "tests/sample_site", "quangba")
"""What a build reads: enough of the project for a copy that builds."""

_NOT_COPIED = {"__pycache__", ".cache", "site"}
BUILD_SECONDS = 3600
"""A first build makes every size of every picture: minutes on a slow machine."""


@dataclass(frozen=True)
class Language:
    """A language as mkdocs.yml declares it."""

    locale: str
    tag: str
    name: str
    is_source: bool

    @property
    def prefix(self) -> str:
        return "" if self.is_source else f"{self.locale}/"


@dataclass(frozen=True, eq=False)
class Written:
    """One page in all its languages, read without the package: front matter by locale."""

    path: str
    versions: Mapping[str, Mapping[str, Any]]
    owner: str

    @property
    def shared(self) -> Mapping[str, Any]:
        return self.versions[self.owner]

    @property
    def only(self) -> tuple[str, ...]:
        return tuple(self.shared.get("only", ()))

    def state(self, locale: str) -> str:
        """`translated`, `fallback` or `absent`, by the rules that CONTRIBUTING tells authors."""
        if locale in self.versions:
            return "translated"
        return "absent" if self.only and locale not in self.only else "fallback"

    def machine(self, locale: str) -> bool:
        """Whether a program wrote the text, and nobody has accepted it."""
        return bool(self.versions.get(locale, {}).get("machine_draft"))

    def indexed(self, locale: str) -> bool:
        """Whether search engines are to know the page in a language."""
        return self.state(locale) == "translated" and not self.machine(locale)

    def address(self, language: Language) -> str:
        return language.prefix + _address(self.path)

    def former(self, language: Language) -> tuple[str, ...]:
        """Addresses that it had before."""
        return tuple(language.prefix + _address(path) for path in self.shared.get("moved_from", ()))

    def changed(self, locale: str) -> date | None:
        front = self.versions.get(locale, self.shared)
        made_from = front.get("made_from", {}).get("day")
        own = front.get("updated") or made_from
        return own or self.shared.get("updated") or self.shared.get("date")


def _address(path: str) -> str:
    stem = path.removesuffix(".md").removesuffix("index").strip("/")
    return f"{stem}/" if stem else ""


@dataclass(frozen=True, eq=False, repr=False)
class BuiltSite:
    """A built site and what its sources promise. `base`: the path of site_url, as in '/isle/'."""

    key: str
    config_file: Path
    folder: Path
    site_url: str
    base: str
    languages: tuple[Language, ...]
    pages: tuple[Written, ...]
    drafts: tuple[Written, ...]
    strings: Mapping[str, Mapping[str, Any]]
    publisher: Mapping[str, Any]
    latest_path: str

    def __repr__(self) -> str:
        return f"<{self.key} in {self.folder}>"

    @property
    def source(self) -> Language:
        return next(language for language in self.languages if language.is_source)

    def language(self, locale: str) -> Language:
        return next(language for language in self.languages if language.locale == locale)

    def shown(self) -> Iterator[tuple[Written, Language]]:
        """Every page that must be in the build, with the language of its readers."""
        for page in self.pages:
            for language in self.languages:
                if page.state(language.locale) != "absent":
                    yield page, language

    @property
    def former(self) -> frozenset[str]:
        """The files at the addresses of pages that have moved."""
        return frozenset(
            f"{address}index.html"
            for page, language in self.shown()
            for address in page.former(language)
        )

    @property
    def blocks(self) -> frozenset[str]:
        """The pages with the latest news that other sites embed."""
        return frozenset(
            f"{language.prefix}{self.latest_path}/index.html" for language in self.languages
        )

    def first(self, *, kind: str, state: str, language: Language) -> Written | None:
        """The first page of a kind that readers of a language get in that state."""
        for page in self.pages:
            if page.shared.get("kind", "page") == kind and page.state(language.locale) == state:
                return page
        return None

    def day(self, day: date, language: Language) -> str:
        """A day as the pages of a language write it."""
        return format_date(
            day, self.strings[language.locale]["date_long"], locale=locale_of(language.tag)
        )


def locale_of(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


class _Yaml(yaml.SafeLoader):
    """YAML with mkdocs' !ENV, answered by the default: the builds here get no such variables."""


_Yaml.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def settings(config_file: Path) -> dict[str, Any]:
    return yaml.load(config_file.read_text(encoding="utf-8"), _Yaml)  # noqa: S506 - a SafeLoader


def plugin(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return next(row[name] or {} for row in values["plugins"] if name in row)


def front_matter(file: Path) -> dict[str, Any]:
    _, block, _ = file.read_text(encoding="utf-8-sig").split("---\n", 2)
    return yaml.safe_load(block)


def variables(**changes: str) -> dict[str, str]:
    """The environment of a build: ours, without what would change it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QUANGBA_", "PYTHON", "LC_", "SOURCE_DATE"))
        and name not in {"LANG", "LANGUAGE", "TZ"}
    }
    return {**kept, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **changes}


def run(command: list[str], folder: Path, environment: Mapping[str, str], umask: int = -1) -> str:
    """Run a build to its end and return what it said. A failure is told with all that it said."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=BUILD_SECONDS,
        check=False,
    )
    said = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode:
        message = f"`{' '.join(command[1:])}` in {folder} ended with {done.returncode}:\n{said}"
        raise AssertionError(message)
    return said


def quangba_build(
    config: str, target: Path, folder: Path = ROOT, umask: int = -1, **changes: str
) -> str:
    command = [
        sys.executable,
        "-m",
        "quangba",
        "--ui-lang",
        "en",
        "build",
        "-f",
        config,
        "-d",
        str(target),
    ]
    return run(command, folder, variables(**changes), umask)


def mkdocs_build(config: str, target: Path, folder: Path = ROOT, **changes: str) -> str:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", str(target)]
    return run(command, folder, variables(**changes))


def copy_project(target: Path, *, seed: int | None = None) -> Path:
    """Copy what a build reads; with a seed, files are created in another order with other times."""
    files = [file for part in PARTS for file in sorted(_files(ROOT / part))]
    if seed is not None:
        random.Random(seed).shuffle(files)  # noqa: S311 - an order, no secret
    for number, file in enumerate(files):
        copy = target / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        if seed is not None:
            os.utime(copy, (number, 10**9 - number))
    return target


def _files(part: Path) -> Iterator[Path]:
    if part.is_file():
        yield part
        return
    for folder, folders, names in os.walk(part):
        folders[:] = [name for name in folders if name not in _NOT_COPIED]
        yield from (Path(folder, name) for name in names)


def describe(key: str, config_file: Path, folder: Path) -> BuiltSite:
    """A built site with what its sources promise, read by the tests' own means."""
    values = settings(config_file)
    options = plugin(values, "quangba")
    rows = plugin(values, "i18n")["languages"]
    tags = options.get("language_tags", {})
    languages = tuple(
        Language(
            row["locale"],
            tags.get(row["locale"], row["locale"]),
            row["name"],
            row.get("default", False),
        )
        for row in rows
    )
    docs = config_file.parent / values["docs_dir"]
    publisher = options.get("publisher", {"status": "starter"})
    pages, drafts = _written(docs, languages, withheld=publisher["status"] == "starter")
    site_url = values["site_url"].rstrip("/") + "/"
    return BuiltSite(
        key=key,
        config_file=config_file,
        folder=folder,
        site_url=site_url,
        base="/" + site_url.split("/", 3)[3],
        languages=languages,
        pages=pages,
        drafts=drafts,
        strings={
            language.locale: yaml.safe_load(
                (docs / language.locale / "strings.yml").read_text(encoding="utf-8")
            )
            for language in languages
        },
        publisher=publisher,
        latest_path=options.get("feeds", {}).get("latest_path", "latest"),
    )


def _written(
    docs: Path, languages: tuple[Language, ...], *, withheld: bool
) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    """What is published and what is a draft; withheld: a self-check is not published."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for language in sorted(languages, key=lambda each: not each.is_source):
        for file in sorted((docs / language.locale).rglob("*.md")):
            path = file.relative_to(docs / language.locale).as_posix()
            found.setdefault(path, {})[language.locale] = front_matter(file)
    pages: list[Written] = []
    drafts: list[Written] = []
    for path, versions in sorted(found.items()):
        owner = next(iter(versions))
        if withheld and versions[owner].get("layout") == "self-check":
            continue
        finished = {locale: front for locale, front in versions.items() if not front.get("draft")}
        if owner in finished and _due(versions[owner]):
            pages.append(Written(path, finished, owner))
        if len(finished) < len(versions):
            drafts.append(
                Written(path, {k: v for k, v in versions.items() if v.get("draft")}, owner)
            )
    return tuple(pages), tuple(drafts)


def _due(front: Mapping[str, Any]) -> bool:
    """Whether a page is neither still to come nor expired, in years far from today."""
    year = int(os.environ.get("SOURCE_DATE_EPOCH", time.time())) // 31_556_952 + 1970
    comes, goes = str(front.get("publish_at", "0001")), str(front.get("expires", "9999"))
    return int(comes[:4]) <= year <= int(goes[:4])


@functools.cache
def built(key: str, target: Path) -> BuiltSite:
    """A site built by the driver below `target`; the fictional one from a copy.

    Whichever worker is the first builds it; the others wait, and find it there.
    """
    project = ROOT if key == "place" else target / f"{key}-project"
    folder, done = target / key, target / f"{key}.done"
    with FileLock(target / f"{key}.lock", timeout=2 * BUILD_SECONDS):
        if not done.exists():
            if project != ROOT:
                copy_project(project)
            clean = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
            quangba_build(CONFIGS[key], folder, project, **clean)
            done.touch()
    return describe(key, project / CONFIGS[key], folder)
