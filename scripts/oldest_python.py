"""Turn away a Python that is too old, and say how to get a newer one.

Kept to words that any Python 3 can read: an old one must get as far as the message.
"""

import os
import sys
from collections.abc import Mapping

OLDEST = (3, 11)

_MEND = {
    "linux": "sudo apt-get install python3.11 python3.11-venv",
    "darwin": "brew install python@3.13",
    "win32": "winget install Python.Python.3.13",
}


def message(found: "tuple[int, ...]", platform: str, environ: "Mapping[str, str]") -> str:
    """Return what to tell the reader about a Python of version `found`."""
    mend = _MEND.get(platform, _MEND["linux"])
    spoken = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    if spoken.lower().startswith("vi"):
        text = "Cần Python {}.{} trở lên; đang dùng Python {}.{}. Cài bằng: {}"
    else:
        text = "Python {}.{} or newer is needed; this is Python {}.{}. Get it with: {}"
    return text.format(OLDEST[0], OLDEST[1], found[0], found[1], mend)


def require() -> None:
    """Leave with a message unless this Python is new enough."""
    if sys.version_info < OLDEST:
        sys.exit(message(sys.version_info[:2], sys.platform, os.environ))
