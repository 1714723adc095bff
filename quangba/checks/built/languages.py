"""Texts say which language they are in, for voices, fonts, hyphens and translators' programs."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.site import BuiltSite
from quangba.languages import script_of
from quangba.messages import msg
from quangba.problems import Problem, error, warning


def check(built: BuiltSite) -> Iterator[Problem]:
    """The language of each page, tags that are none, and text in another language's letters."""
    for name, page in built.pages.items():
        tag = built.language(name).tag
        if page.lang != tag:
            place = built.place(name, 1)
            yield error(
                "site-lang", place.path, place.line,
                msg('The page says lang="{found}", its folder is for readers of {language}.',
                    found=page.lang, language=tag),
                msg("Voices would read it with the wrong sounds. "
                    'For example: <html lang="{tag}">', tag=tag),
            )  # fmt: skip
        for found in page.tags:
            known = found.value == "x-default" and found.element == "link"
            if not known and script_of(found.value) is None:
                place = built.place(name, found.line, f'lang="{found.value}"')
                yield warning(
                    "site-lang", place.path, place.line,
                    msg("<{element}> names a language “{tag}” that there is not.",
                        element=found.element, tag=found.value),
                    msg("Tags are those of BCP 47, such as vi, en or zh-Hans."),
                )  # fmt: skip
        for stranger in page.strangers:
            place = built.place(name, stranger.line, stranger.text, stranger.word)
            yield warning(
                "site-mixed", place.path, place.line,
                msg("“{word}” in “{text}” is marked as {language}, which has no such letters.",
                    word=stranger.word, text=stranger.text, language=stranger.lang),
                msg("Voices skip it or spell it. Say which language it is: "
                    '[words]{{lang=xx}}, or in a template <span lang="xx">words</span>.'),
            )  # fmt: skip
