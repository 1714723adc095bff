"""Pictures: every one that a page names exists and has its texts in the page's language.

Texts that `quangba media add` proposed are to be written first, in pictures not used yet, too.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

from quangba.checks.look import Look
from quangba.content import markdown_links
from quangba.content.tree import Entry
from quangba.messages import Text, msg
from quangba.picture_uses import named_by
from quangba.problems import Problem, Severity, error, warning
from quangba.site import Site


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Pictures that are missing or have no words for a language."""
    site = look.site
    for name, path, line, locale, has_alt in named_by(entry):
        original = site.pictures.get(name)
        if original is None:
            yield error(
                "picture-missing", path, line,
                msg("There is no usable picture “{name}” in assets/media.", name=name),
                _nearest(name, site),
            )  # fmt: skip
            continue
        if not (has_alt or original.alt is None or locale in original.alt):
            yield error(
                "picture-alt", original.sidecar_path, None,
                msg("The picture has no alt text in the language “{locale}”.", locale=locale),
                msg("Add below alt:  {locale}: what the picture shows", locale=locale),
            )  # fmt: skip


def in_html(_: Look, entry: Entry) -> Iterator[Problem]:
    """HTML tags that name files of the library: nobody makes those."""
    for page in entry.pages.values():
        for line, address in markdown_links.tags(page.body, page.body_line):
            yield error(
                "picture-html", page.path, line,
                msg("An HTML tag names {address}, which is not published as it is.",
                    address=address),
                msg("Write it in Markdown: ![]({address})", address=address),
            )  # fmt: skip


def languages(look: Look) -> Iterator[Problem]:
    """Texts of sidecars in languages that the site does not have."""
    site = look.site
    known = [each.locale for each in site.settings.languages]
    for original in site.pictures.values():
        texts = {"alt": original.sidecar.alt, "caption": original.sidecar.caption}
        for field, by_locale in texts.items():
            for locale in sorted(by_locale.keys() - set(known)):
                yield error(
                    "sidecar-language", original.sidecar_path, None,
                    msg("“{field}” has a text in “{locale}”, which is no language of the site.",
                        field=field, locale=locale),
                    msg("Known are: {names}.", names=", ".join(known)),
                )  # fmt: skip
        if original.sidecar.decorative and original.sidecar.alt:
            yield warning(
                "alt-decorative", original.sidecar_path, None,
                msg("The picture is marked as decorative, so nobody hears its alt text."),
                msg("Delete either  decorative: true  or  alt."),
            )  # fmt: skip


def unfinished(look: Look) -> Iterator[Problem]:
    """Sidecars as they were proposed: an error where a page shows the picture, else a warning."""
    used = look.uses.all()
    for name, original in sorted(look.site.pictures.items()):
        for field in original.sidecar.unfinished:
            problem = _unfinished(original.sidecar_path, field)
            yield problem if name in used else replace(problem, severity=Severity.WARNING)


def _unfinished(path: str, field: str) -> Problem:
    kind, _, locale = field.partition(".")
    if kind == "alt":
        return error(
            "alt-todo", path, None,
            msg("The alt text in the language “{locale}” is still to be written.", locale=locale),
            msg("Say in place of TODO what the picture shows, or write:  decorative: true"),
        )  # fmt: skip
    return error(
        "sidecar-todo", path, None,
        msg("The field “{field}” is still to be filled in.", field=field),
        msg("Write what is true in place of TODO."),
    )  # fmt: skip


def _nearest(name: str, site: Site) -> Text:
    if close := difflib.get_close_matches(name, list(site.pictures), n=1):
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Add the file and its sidecar, or correct the name.")
