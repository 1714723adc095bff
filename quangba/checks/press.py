"""Pictures that readers may take have words to print below them, in every language of the site."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.messages import msg
from quangba.problems import Problem, warning


def of_site(look: Look) -> Iterator[Problem]:
    """Pictures that are offered without a caption in a language: the press kit lacks it there."""
    site = look.site
    for original in (site.pictures[name] for name in look.uses.offered()):
        for language in site.settings.languages:
            if language.locale not in original.sidecar.caption:
                yield warning(
                    "press-caption", original.sidecar_path, None,
                    msg("Readers are offered this picture to use, without a caption in the language"
                        " “{locale}”.", locale=language.locale),
                    msg("Add it, or write:  press: false"),
                )  # fmt: skip
    for name, original in sorted(site.pictures.items()):
        sidecar = original.sidecar
        if sidecar.press and name not in site.clips and not sidecar.passed_on(site.today):
            yield warning(
                "press-rights", original.sidecar_path, None,
                msg("`press: true` has no effect: the picture's other fields do not allow it."),
                msg("The licence must be known and hold today; who can be recognised must have"
                    " agreed, and what is sensitive must be cleared. Else write:  press: false"),
            )  # fmt: skip
