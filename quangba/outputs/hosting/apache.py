"""A site for Apache (2.4): `.htaccess` in the site's root, or the same inside <Directory>."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.outputs.hosting.place import Place, plain_types, texts
from quangba.outputs.hosting.policy import Choice, Header, headers
from quangba.settings import Settings

FILE = ".htaccess"

_COPIES = r"(\.br|\.gz)?$"
"""A path that was rewritten to its compressed copy is still the file's own."""


def make(settings: Settings) -> str:
    """The file."""
    place = Place.of(settings)
    lines = (line for header in headers(settings) for line in _header(header, place))
    sent = "".join(f"    {line}\n" for line in lines)
    return f"""\
# Written by quangba from the settings of mkdocs.yml, which is where to change it;
# developers/hosting.md explains it.

Options -Indexes
DirectoryIndex index.html
AddDefaultCharset utf-8
{_types()}
# A page for what is not there, in the reader's language.
ErrorDocument 404 {place.base}404.html
{_languages(place)}
<IfModule mod_headers.c>
{sent}</IfModule>
<IfModule mod_expires.c>
    ExpiresActive Off
</IfModule>

<IfModule mod_rewrite.c>
    RewriteEngine On
    RewriteBase {place.base}
    # What begins with a dot is nobody's business, and a folder without a page is not there.
    RewriteRule (^|/)\\.(?!well-known/) - [R=404,L]
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule ^ - [R=404,L]
    # Visitors of http are led to https: take away the # once there is a certificate.
    # RewriteCond %{{HTTPS}} !=on
    # RewriteRule ^ https://%{{HTTP_HOST}}%{{REQUEST_URI}} [R=301,L]
    # Files that are compressed beforehand (`quangba build --precompress`).
    RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b
    RewriteCond %{{REQUEST_FILENAME}}.br -f
    RewriteRule ^(.+)$ $1.br [END,E=no-gzip:1,E=no-brotli:1]
    RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b
    RewriteCond %{{REQUEST_FILENAME}}.gz -f
    RewriteRule ^(.+)$ $1.gz [END,E=no-gzip:1,E=no-brotli:1]
</IfModule>
"""


def _types() -> str:
    lines = [f"AddType {kind} {_endings(each)}" for kind, each in plain_types().items()]
    coded = [ending for kind in texts() for ending in plain_types()[kind]]
    return "".join(
        f"{line}\n"
        for line in (
            *lines,
            f"AddCharset utf-8 {_endings(tuple(coded))}",
            # without these, .br is Breton, and .gz a type of its own
            "RemoveType .gz",
            "RemoveLanguage .br",
            "AddEncoding br .br",
            "AddEncoding gzip .gz",
        )
    )


def _endings(endings: tuple[str, ...]) -> str:
    return " ".join(f".{ending}" for ending in endings)


def _languages(place: Place) -> str:
    return "".join(
        f'<If "%{{REQUEST_URI}} =~ m#^{place.base}{folder}#">\n'
        f"    ErrorDocument 404 {place.base}{folder}404.html\n</If>\n"
        for folder in place.folders
    )


def _header(header: Header, place: Place) -> Iterator[str]:
    """The last that fits counts here, so those that count first come last."""
    for choice in reversed(header.choices):
        when = (
            f' "expr=%{{REQUEST_URI}} =~ m#{_pattern(choice, place)}#i"' if choice.pattern else ""
        )
        yield f'Header always set {header.name} "{choice.value}"{when}'
    if header.name == "Cache-Control":
        yield 'Header merge Vary "Accept-Encoding"'


def _pattern(choice: Choice, place: Place) -> str:
    whole = place.pattern(choice)
    return f"{whole[:-1]}{_COPIES}" if whole.endswith("$") else whole
