"""Python-Markdown as the site uses it, with one extension more that looks at what is rendered."""

from __future__ import annotations

from pathlib import Path

import yaml
from markdown import Markdown
from markdown.extensions import Extension

ROOT = Path(__file__).parents[2]


def renderer(seen: Extension) -> Markdown:
    """With the extensions of mkdocs.yml, and `seen`."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    rows = yaml.safe_load(text)["markdown_extensions"]
    options = {name: value for row in rows if isinstance(row, dict) for name, value in row.items()}
    names = [name for row in rows for name in (row if isinstance(row, dict) else [row])]
    return Markdown(extensions=[*names, seen], extension_configs=options)
