"""A site for nginx (1.18 and later): a whole file for /etc/nginx/sites-available/."""

from __future__ import annotations

from quangba.outputs.hosting import delivery
from quangba.outputs.hosting.place import Place, compressible, plain_types, texts
from quangba.outputs.hosting.policy import Header, headers
from quangba.settings import Settings


def make(settings: Settings, root: str) -> str:
    """The file. root: folder of the built site."""
    place = Place.of(settings)
    policy = headers(settings)
    maps = "".join(_map(header, place) for header in policy)
    sent = "".join(
        f"    add_header {header.name} {_variable(header)} always;\n" for header in policy
    )
    return f"""\
# Written by `quangba headers nginx`; developers/hosting.md explains it. Change server_name and the
# folder where they differ, and write it anew when the settings have changed.

{maps}
server {{
    listen 80;
    listen [::]:80;
    server_name {place.host};
    server_tokens off;
    absolute_redirect off;
    charset utf-8;
    charset_types {" ".join(kind for kind in texts() if kind != "text/html")};
    default_type {delivery.UNKNOWN};
    types {{
{_types()}    }}

    # Compressed beforehand by `quangba build --precompress`, or else at once.
    gzip on;
    gzip_vary on;
    gzip_static on;
    gzip_types {" ".join(kind for kind in compressible() if kind != "text/html")};
    # Brotli saves a sixth more. Debian: apt install libnginx-mod-http-brotli-static, then:
    # brotli_static on;

{sent}
    # A folder without a page is not there, and what begins with a dot is nobody's business.
    error_page 403 =404 {place.base}404.html;
    error_page 404 {place.base}404.html;
    location ~ /\\.(?!well-known/) {{
        return 404;
    }}
{_locations(place, root)}}}

# With a certificate (certbot writes it): visitors of http are led to https, and when that has
# worked for some weeks, `security: {{hsts: 31536000}}` in mkdocs.yml tells browsers to keep to it.
# server {{
#     listen 80;
#     listen [::]:80;
#     server_name {place.host};
#     return 301 https://$host$request_uri;
# }}
"""


def _variable(header: Header) -> str:
    return f"$quangba_{header.name.lower().replace('-', '_')}"


def _map(header: Header, place: Place) -> str:
    """A variable that is empty, so that the header is not sent, unless a choice fits."""
    lines = (
        f'    "~*{pattern}" "{choice.value}";\n' if pattern else f'    default "{choice.value}";\n'
        for choice in header.choices
        for pattern in (place.pattern(choice),)
    )
    return f"map $uri {_variable(header)} {{\n{''.join(lines)}}}\n"


def _types() -> str:
    return "".join(
        f"        {kind} {' '.join(endings)};\n" for kind, endings in plain_types().items()
    )


def _locations(place: Place, root: str) -> str:
    """Where files are, and the page of each language for what is not there."""
    if place.base == "/":
        languages = "".join(
            f"    location /{folder} {{\n        error_page 403 =404 /{folder}404.html;\n"
            f"        error_page 404 /{folder}404.html;\n    }}\n"
            for folder in place.folders
        )
        return f"    root {root};\n{languages}"
    languages = "".join(
        f"    location {place.base}{folder} {{\n        alias {root}/{folder};\n"
        f"        error_page 403 =404 {place.base}{folder}404.html;\n"
        f"        error_page 404 {place.base}{folder}404.html;\n    }}\n"
        for folder in place.folders
    )
    outer = place.base.rstrip("/")
    return (
        f"    location = {outer} {{\n        return 301 {place.base};\n    }}\n"
        f"    location {place.base} {{\n        alias {root}/;\n    }}\n{languages}"
        f"    location / {{\n        return 404;\n    }}\n"
    )
