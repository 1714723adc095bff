"""Every edit by its name, as 'texts.title'."""

from __future__ import annotations

from collections.abc import Mapping

from tests.incremental.edits import (
    asked,
    damage,
    data,
    faults,
    files,
    ground,
    heads,
    media,
    texts,
)
from tests.incremental.edits.site import Edit

EDITS: Mapping[str, Edit] = {
    f"{module.__name__.rpartition('.')[2]}.{edit.__name__}": edit
    for module in (texts, heads, files, media, data, ground, faults, asked, damage)
    for edit in module.EDITS
}
