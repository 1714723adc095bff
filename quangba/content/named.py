"""Pages and languages as people name them on the command line."""

from __future__ import annotations

import difflib
import posixpath

from quangba.content.tree import ContentTree, Entry
from quangba.errors import InputError
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import error
from quangba.settings import Settings


def entry(settings: Settings, tree: ContentTree, given: str) -> Entry:
    """The page of a name.

    given: `kham-pha/na-sam`, with or without `.md`, its file, its folder, or a former path.
    Raises InputError with what was perhaps meant.
    """
    name = given.replace("\\", "/").strip("/")
    docs = settings.relative(settings.docs_dir)
    for language in settings.languages:
        name = name.removeprefix(f"{docs}/{language.locale}/")
    for uri in (name, f"{name}.md", posixpath.join(name, "index.md")):
        if found := tree.entries.get(tree.moved.get(uri, uri)):
            return found
    close = difflib.get_close_matches(f"{name.removesuffix('.md')}.md", tree.entries, n=1)
    raise InputError(
        msg("Nothing was changed."),
        (
            error(
                "page-unknown", given, None,
                msg("There is no such page, or it cannot be read; quangba check tells why."),
                msg("Did you mean “{target}”?", target=close[0]) if close else
                msg("Name it by its path below {folder}.",
                    folder=f"{docs}/{settings.source.locale}"),
            ),
        ),
    )  # fmt: skip


def language(settings: Settings, given: str) -> Language:
    """A language that pages are translated into. Raises InputError with those that there are."""
    known = [each.locale for each in settings.languages if not each.is_source]
    if given in known:
        return settings.language(given)
    raise InputError(
        msg("Nothing was changed."),
        (
            error(
                "language-unknown", given, None,
                msg("This site has no translations into “{locale}”.", locale=given),
                msg("Languages are: {languages}.", languages=", ".join(known)),
            ),
        ),
    )  # fmt: skip
