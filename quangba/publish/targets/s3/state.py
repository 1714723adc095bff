"""What we have put into a store, as it is noted there.

A note alone is no proof: somebody may have deleted or overwritten an object, and a run that was
stopped may not have come to its note. So it is held against what the store lists: only what has
the ETag that the store gave us is taken for what it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.labels import Label


@dataclass(frozen=True, slots=True)
class Written:
    """An object of ours. digest: SHA-256 of the file; etag: the store's; form: see `Form`."""

    digest: str
    etag: str
    form: str


@dataclass(slots=True)
class State:
    """current: the release that readers see, or are beginning to see while `whole` is false.

    written: path -> what we put there; begun: paths that the run that is not yet finished puts.
    """

    current: Label | None = None
    whole: bool = True
    written: dict[str, Written] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def dump(self) -> bytes:
        """As it is kept in the store."""
        rows = {
            path: [each.digest, each.etag, each.form] for path, each in sorted(self.written.items())
        }
        kept = {
            "current": str(self.current or ""),
            "whole": self.whole,
            "begun": sorted(self.begun),
            "written": rows,
        }
        return json.dumps(kept, indent=0, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def parse(cls, data: bytes, where: str) -> Self:
        """What `dump` has written. Raises PublishError, naming `where`, for anything else."""
        try:
            found: Mapping[str, Any] = json.loads(data)
            return cls(
                Label.read(found["current"]),
                bool(found["whole"]),
                {str(path): Written(*map(str, row)) for path, row in found["written"].items()},
                set(map(str, found["begun"])),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            raise PublishError(
                msg("{file} is not what quangba has written there. Remove it and publish again.",
                    file=where)
            ) from None  # fmt: skip
