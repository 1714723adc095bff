"""What is wrong with a page, at the foot of the page itself: plain HTML that a preview adds."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from html import escape

from quangba.messages import Text, msg
from quangba.problems import Problem, Severity

_BOX = (
    "all:initial;display:block;position:fixed;z-index:2147483647;inset:auto 0 0 0;max-height:40vh;"
    "overflow:auto;overflow-wrap:anywhere;padding:12px max(16px,50vw - 610px);"
    "box-sizing:border-box;font:16px/1.5 system-ui,sans-serif;"
)
_ERROR = "background:#7a1414;color:#fff;border-top:4px solid #ffb4b4"
_WARNING = (
    "color-scheme:light dark;background:#fff3c4;background:light-dark(#fff3c4,#3b3000);"
    "color:#1f1a00;color:light-dark(#1f1a00,#fff3c4);border-top:4px solid #7a5c00;"
    "border-top-color:light-dark(#7a5c00,#d9b84a)"
)
"""With the colours of before for browsers that cannot tell light from dark in one value."""

_INHERITED = "color:inherit;background:none;font:inherit;margin:0;padding:0;border:0"


def html(
    found: Sequence[Problem | Text | str], catalogue: gettext.NullTranslations, language: str
) -> str:
    """Of problems, and other words or lines of a log; '' for none. It opens and closes itself."""
    if not found:
        return ""
    is_error = any(_is_error(each) for each in found)
    head = msg("This page: {count} to look at", count=len(found))
    if any(isinstance(each, Text) for each in found):
        head = msg("The site cannot be built; this is the last good page")
    rows = "".join(
        f'<li style="{_INHERITED};margin:8px 0 0 20px;list-style:disc;white-space:pre-line">'
        f"{_row(each, catalogue)}</li>"
        for each in found
    )
    return (
        f'<div role="alert" lang="{language}" data-preview-problems'
        f' style="{_BOX}{_ERROR if is_error else _WARNING}"><details open'
        f' style="{_INHERITED};display:block"><summary style="{_INHERITED};display:list-item;'
        f'cursor:pointer;font-weight:700">{escape(head.render(catalogue))}</summary>'
        f'<ul style="{_INHERITED}">{rows}</ul></details></div>'
    )


def _is_error(found: Problem | Text | str) -> bool:
    return not isinstance(found, str) and (
        isinstance(found, Text) or found.severity is Severity.ERROR
    )


def _row(found: Problem | Text | str, catalogue: gettext.NullTranslations) -> str:
    if isinstance(found, str):
        return escape(found)
    return escape(found.render(catalogue))
