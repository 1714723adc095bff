"""A small site in two languages with a photo, in several states, that passes the strict build."""

from __future__ import annotations

import functools
import io
import random
import shutil
from pathlib import Path

from PIL import Image

from tests.small_sites import MKDOCS_YML, page, write

TREES = 3
SOURCES = ("docs", "assets", "mkdocs.yml")
"""What people write."""

_UNTOLD = ("site-orphan", "translation-outdated", "title-twice")
_OPTIONS = f"quangba: {{checks: {{rules: {{{', '.join(f'{each}: off' for each in _UNTOLD)}}}}}}}"
_MAIN = """\
<!doctype html>
<html lang="{{ language.tag }}"><head><meta charset="utf-8">
<title>{{ entry.title }}</title>
<meta name="description" content="{{ entry.description }}">
<link rel="canonical" href="{{ entry.canonical }}">
{%- for tag, address in entry.alternates %}
<link rel="alternate" hreflang="{{ tag }}" href="{{ address }}">
{%- endfor %}
</head><body><main><h1>{{ entry.title }}</h1>
{{ page.content | safe }}
</main></body></html>
"""
_LOST = """\
<!doctype html>
<html lang="{{ language.tag }}"><head><meta charset="utf-8"><title>Nothing here</title>
<meta name="robots" content="noindex"></head><body><main><h1>Nothing here</h1></main></body></html>
"""


def put(root: Path, number: int) -> None:
    """Make the sources those of a tree, whatever was there."""
    for name in ("docs", "assets"):
        shutil.rmtree(root / name, ignore_errors=True)
    about = f"The island in its state number {number}, in one sentence."
    text = f"![](/media/hill{number % 2}.jpg)\n\n" + f"Fog number {number}. " * 400
    trees: dict[str, str | bytes] = {
        "mkdocs.yml": MKDOCS_YML.replace("quangba: {}", _OPTIONS),
        "assets/theme/main.html": _MAIN,
        "assets/theme/listing.html": "{% extends 'main.html' %}",
        "assets/theme/404.html": _LOST,
        "assets/recipes.yml": "figure: {widths: [60, 120, 240], formats: [avif, jpeg]}\n",
        "docs/en/index.md": page(text, title="Brume", description=about),
        f"docs/en/page{number}.md": page(
            text, title=f"Page {number}", description=f"Another page. {about}"
        ),
    }
    for each in range(2):
        trees[f"assets/media/hill{each}.jpg"] = photo(each)
        trees[f"assets/media/hill{each}.yml"] = (
            f"alt: {{en: Hill {each}, fr: Colline {each}}}\ncredit: A. Painter\nlicence: CC0-1.0\n"
        )
    write(root, trees)


@functools.cache
def photo(seed: int) -> bytes:
    """A JPEG that takes a moment to encode."""
    noise = random.Random(seed).randbytes(24 * 16 * 3)  # noqa: S311 - the same every time
    image = Image.frombytes("RGB", (24, 16), noise).resize((480, 320))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
