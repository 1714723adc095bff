"""Built sites in a few lines: English at the root, French below fr/, as small_sites has them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quangba.build import check_built
from quangba.build.check_built import Report
from tests.small_sites import read, write

URL = "https://brume.example/"
TITLES = {"en": "Isle of Brume", "fr": "L’île de Brume"}
ALTERNATES = "".join(
    f'<link rel="alternate" hreflang="{tag}" href="{URL}{address}">'
    for tag, address in (("en", ""), ("fr", "fr/"), ("x-default", ""))
)


def html(
    body: str = "",
    *,
    address: str = "",
    title: str = "",
    lang: str = "en",
    head: str = "",
    alternates: str = "",
    description: str | None = None,
    main: str = "<main><h1>{title}</h1>\n{body}\n</main>",
) -> str:
    """A page without a fault at an address below the root, with `body` in its <main>."""
    title = title or f"{TITLES[lang]} {address}".strip()
    about = f"What {title} is." if description is None else description
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{title}</title>\n<meta name="description" content="{about}">\n'
        f'<link rel="canonical" href="{URL}{address}">\n{alternates}\n{head}\n</head>\n<body>\n'
        f"{main.format(title=title, body=body)}\n</body>\n</html>\n"
    )


def stub(to: str) -> str:
    return html("<p>It moved.</p>", head=f'<meta http-equiv="refresh" content="0; url={to}">')


SITE: Mapping[str, str] = {
    "index.html": html('<p><a href="fr/">Français</a></p>', alternates=ALTERNATES),
    "fr/index.html": html(
        '<p><a href="../">English</a></p>', address="fr/", lang="fr", alternates=ALTERNATES
    ),
}
"""The smallest built site without a problem."""


def put(root: Path, built: Mapping[str, str | bytes | None], sources: Mapping[str, str] = {}):
    """Write sources and a built site (in public/) below a folder; return the loaded site."""
    write(root, sources)
    for name, content in {**SITE, **built}.items():
        if content is not None:
            file = root / "public" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    loaded = read(root).site
    assert loaded is not None
    return loaded


def checked(
    root: Path, built: Mapping[str, str | bytes | None], sources: Mapping[str, str] = {}
) -> Report:
    return check_built.check(put(root, built, sources), root / "public")


MANY: Mapping[str, str] = {
    f"p{n}/index.html": html('<p><a href="/">Up</a></p>', address=f"p{n}/") for n in range(6)
}
"""Pages with the same fault."""
