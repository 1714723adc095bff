"""Pages are what their tags say: nothing that a browser would have to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quangba.checks.built.site import BuiltSite
from quangba.checks.built.tags import Fault
from quangba.messages import Text, msg
from quangba.problems import Problem, warning

WORDS: dict[str, Callable[..., Text]] = {
    "doctype": lambda: msg("the page does not begin with <!doctype html>."),
    "unclosed": lambda tag: msg("<{tag}> is never closed.", tag=tag),
    "stray": lambda tag, inner: msg(
        "</{tag}> stands where <{open}> is open.", tag=tag, open=inner
    ),
    "self-closing": lambda tag: msg("<{tag}/> does not close itself.", tag=tag),
    "attribute-twice": lambda tag, name: msg(
        "<{tag}> has {attribute} twice.", tag=tag, attribute=name
    ),
    "attributes": lambda tag, rest: msg(
        "<{tag}> has attributes that cannot be read: {text}", tag=tag, text=rest
    ),
    "entity": lambda name: msg("{name} has no meaning.", name=name),
    "character": lambda name: msg("the character {name} may not be in a page.", name=name),
    "bracket": lambda text: msg("“{text}” begins with a < that begins no tag.", text=text),
    "tree": lambda tag, before: msg(
        "<{tag}>, after <{before}>, may not stand where it does: a browser puts it elsewhere.",
        tag=tag, before=before,
    ),
    "added": lambda tag: msg("a browser adds <{tag}>, which is not written.", tag=tag),
}  # fmt: skip
"""What is wrong, by the kind of a `Fault`; called with its names."""


def check(built: BuiltSite) -> Iterator[Problem]:
    """The first parse error of each page: those that follow are mostly of its making."""
    for name, page in built.pages.items():
        if page.faults:
            yield _told(built, name, page.faults[0])
        if not page.charset_first:
            place = built.place(name, 1)
            yield warning(
                "site-charset", place.path, place.line,
                msg('The first 1024 bytes of the page do not say <meta charset="utf-8">.'),
                msg("Browsers may guess another encoding and show ấ as áº¥. "
                    "It belongs first into <head>."),
            )  # fmt: skip


def _told(built: BuiltSite, name: str, fault: Fault) -> Problem:
    shown = fault.names[0] if fault.names else ""
    needles = (f"</{shown}", f"<{shown}") if fault.kind == "stray" else (f"<{shown}", shown)
    place = built.place(name, fault.line, *needles)
    return warning(
        "site-html", place.path, place.line,
        msg("The HTML is not whole: {what}", what=WORDS[fault.kind](*fault.names)),
        msg("Each browser mends that in its own way; parts may be missing or in the wrong place. "
            "Tags are closed in the reverse order: <p>A <b>word</b>.</p>"),
    )  # fmt: skip
