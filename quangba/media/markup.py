"""A picture in HTML."""

from __future__ import annotations

from html import escape


def figure(
    src: str, *, alt: str, caption: str, width: int, height: int, eager: bool = False
) -> str:
    """`<figure>` with the picture, its caption and exact dimensions. Texts are plain, not HTML."""
    loading = "" if eager else ' loading="lazy"'
    text = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure class="figure"><img src="{escape(src)}" alt="{escape(alt)}" width="{width}"'
        f' height="{height}"{loading} decoding="async">{text}</figure>'
    )
