"""The file of a translation that is to be written."""

from __future__ import annotations

from collections.abc import Callable

from quangba.content.unfinished import TODO
from quangba.messages import Text, msg


def make(say: Callable[[Text], str]) -> bytes:
    """A draft without words. say: puts comments into the person's language."""
    publish = say(msg("to publish the page, remove this line"))
    return f"""\
---
title: {TODO}
description: {TODO}
draft: true  # {publish}
---
""".encode()
