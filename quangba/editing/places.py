"""Which paths of pages are free, and what people mean who name one."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from pathlib import PurePath, PurePosixPath

from quangba.content import source_file
from quangba.content.tree import ContentTree, address_key
from quangba.editing.sources import PageFile
from quangba.languages import slug
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings


def path_given(settings: Settings, given: str) -> str:
    """The path below a language's folder: `docs/vi/a.md`, `/home/…/docs/vi/a.md` -> `a.md`.

    A path that ends with `/` keeps it, which says that a folder is meant; `` is the top.
    """
    asked = given.replace("\\", "/")
    if PurePath(given).is_absolute():
        asked = settings.relative(PurePath(given))  # type: ignore[arg-type]
    path = posixpath.normpath(asked)
    below = settings.relative(settings.docs_dir)
    parts = PurePosixPath(path)
    if parts.is_relative_to(below):
        path = PurePosixPath(*parts.relative_to(below).parts[1:]).as_posix()
    if path == ".":
        return ""
    return f"{path}/" if asked.endswith("/") else path


def unfit(given: str, uri: str) -> Problem | None:
    """What is wrong with a path that a page is to get."""
    bad = source_file.check_name(uri, given)
    if bad is None and not posixpath.dirname(uri).endswith(".md"):
        return None
    stem = PurePosixPath(uri).with_suffix("")
    parts = [slug(part.removesuffix(".md")) or "page" for part in stem.parts if part != ".."]
    if parts[-1:] == ["readme"]:
        parts[-1] = "index"
    return error(
        "path-unfit", given, None,
        msg("“{path}” cannot be the path of a page.", path=uri),
        msg("Use small letters a–z, digits and hyphens. For example: {example}",
            example=PurePosixPath(*parts).as_posix() + ".md"),
    )  # fmt: skip


def taken(
    settings: Settings,
    tree: ContentTree,
    others: Iterable[PageFile],
    wanted: Collection[str],
    *,
    ours: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Why pages cannot have the paths `wanted`: somebody has the address in some language.

    ours: pages whose own former addresses are no obstacle.
    """
    keys = {address_key(uri): uri for uri in wanted}
    found: dict[str, Problem] = {}
    for page in others:
        if uri := keys.get(address_key(page.uri)):
            found.setdefault(uri, _by_page(uri, settings.relative(page.file)))
    for old, uri_now in tree.moved.items():
        if uri_now not in ours and (uri := keys.get(address_key(old))):
            found.setdefault(uri, _by_former(uri, tree.entries[uri_now].source.path))
    for language in settings.languages:
        for key, uri in keys.items():
            if not language.is_source and key.partition("/")[0] == language.locale.lower():
                found.setdefault(uri, _by_language(uri, language.locale))
    return tuple(found.values())


def _by_page(uri: str, path: str) -> Problem:
    return error(
        "path-taken", path, None,
        msg("This page has the address that {uri} would get.", uri=uri),
        msg("Choose another path, or move this page first with: quangba move"),
    )  # fmt: skip


def _by_former(uri: str, path: str) -> Problem:
    return error(
        "path-former", path, None,
        msg("The address of {uri} was this page's, and leads to it.", uri=uri),
        msg("Choose another path, or remove the old one from `moved_from` here."),
    )  # fmt: skip


def _by_language(uri: str, locale: str) -> Problem:
    return error(
        "path-language", uri, None,
        msg("Addresses that begin with “{locale}/” are those of a language.", locale=locale),
        msg("Choose another path."),
    )  # fmt: skip
