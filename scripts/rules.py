"""Write developers/rules.md anew: `.venv/bin/python scripts/rules.py`, after changing a rule."""

from __future__ import annotations

from pathlib import Path

from quangba.rules import reference, severities

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    file = ROOT / reference.FILE
    file.write_text(reference.page(severities.read()), encoding="utf-8", newline="\n")
    print(f"{file.relative_to(ROOT)} is written")
