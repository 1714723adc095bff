"""What stands at the former address of a page: a tiny page that leads on, without a script.

A browser that follows it forgets what stood behind `#`: a fragment goes along with an answer of
the server (301), not with a refresh, and no script is allowed. Readers arrive at the page's head.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address. `old`, `new`: addresses below the site's root; canonical: a whole one.

    stylesheet: below the root, too, for readers whose browser is slow to follow, or does not.
    language: tag of the words, with their direction; page_title: what the page is called, in
    `page_language`, which another text stands in where the page is not translated.
    policy: the content policy that stands in the page, if one does.
    """

    old: str
    new: str
    canonical: str
    stylesheet: str
    language: str
    direction: str
    title: str
    text: str
    page_title: str
    page_language: str
    policy: str | None = None


def make(redirect: Redirect) -> bytes:
    """The HTML. Its address is relative, so that the site can stand below any path."""
    way = escape(relative(redirect.old, redirect.new))
    title = escape(redirect.title)
    sheet = escape(posixpath.relpath(redirect.stylesheet, redirect.old))
    foreign = redirect.page_language != redirect.language
    policy = (
        f'\n  <meta http-equiv="Content-Security-Policy" content="{redirect.policy}">'
        if redirect.policy
        else ""
    )
    lang = f' lang="{escape(redirect.page_language)}"' if foreign else ""
    return f"""\
<!doctype html>
<html lang="{escape(redirect.language)}" dir="{escape(redirect.direction)}">
<head>
  <meta charset="utf-8">{policy}
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{title}</title>
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <meta http-equiv="refresh" content="0; url={way}">
  <link rel="stylesheet" href="{sheet}">
  <link rel="canonical" href="{escape(redirect.canonical)}">
</head>
<body>
  <main class="wrap lost">
    <div class="prose">
      <h1 class="head-title">{title}</h1>
      <p>{escape(redirect.text)}</p>
      <p><a href="{way}"{lang}>{escape(redirect.page_title)}</a></p>
    </div>
  </main>
</body>
</html>
""".encode()


def relative(old: str, new: str) -> str:
    """The way from one address below the site's root to another: '../na-sam/', './', '../'."""
    path = posixpath.relpath(new, old)
    return "./" if path == "." else f"{path}/"
