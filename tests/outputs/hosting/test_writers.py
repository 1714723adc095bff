"""The policy as each kind of server reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from quangba import settings
from quangba.outputs.hosting import apache, caddy, headers_file, nginx
from quangba.outputs.hosting.policy import headers, headers_of
from quangba.settings import Settings
from tests.small_sites import MKDOCS_YML, write

GOLDEN = Path(__file__).parent / "golden"
PATHS = (
    "index.html", "fr/index.html", "a/b/index.html", "404.html", "latest/index.html",
    "fr/latest/index.html", "latest.json", "feed.xml", "fr/news/feed.json", "a/event.ics",
    "sitemap.xml", "robots.txt", "files/form.pdf", "files/form.svg", "files/form.docx",
    "assets/site.0123456789.css", "media/boat-480.0123456789.jpg", "share/a.0123456789.svg",
    "fr/share/a.0123456789.png", "search-index/index.json",
)  # fmt: skip
LEFT_TO_THE_HOST = "Cache-Control"


def site(folder: Path, url: str = "https://brume.example/isle/", security: str = "{}") -> Settings:
    text = MKDOCS_YML.replace("https://brume.example/", url)
    text = text.replace("quangba: {}", f"quangba: {{security: {security}}}")
    return settings.read(write(folder, {"mkdocs.yml": text}) / "mkdocs.yml")


def test_each_file_in_full(tmp_path, golden):
    """`pytest tests/outputs/hosting --update-golden` writes them anew; servers read them, too."""
    own = site(tmp_path)
    golden(nginx.make(own, "/srv/www/brume"), GOLDEN / "nginx.conf")
    golden(caddy.make(own, "/srv/www/brume"), GOLDEN / "Caddyfile")
    golden(apache.make(own), GOLDEN / "htaccess")
    golden(headers_file.make(own, "netlify"), GOLDEN / "netlify")
    golden(headers_file.make(own, "cloudflare"), GOLDEN / "cloudflare")


def parsed(text: str) -> list[tuple[str, list[str]]]:
    """Rules in their order: a path in a line, its headers indented below; `#` is a comment."""
    rules: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("/"):
            rules.append((line, []))
        else:
            assert line.startswith("  ")
            rules[-1][1].append(line.strip())
    return rules


def matching(text: str, path: str) -> list[list[str]]:
    """The headers of the rules that match a path, `*` standing for anything."""
    return [
        lines
        for rule, lines in parsed(text)
        if re.fullmatch(re.escape(rule).replace(r"\*", ".*"), path)
    ]


def netlify(text: str, path: str) -> dict[str, str]:
    """The later rule's value stands."""
    found: dict[str, str] = {}
    for lines in matching(text, path):
        found |= dict(line.split(": ", 1) for line in lines)
    return found


def cloudflare(text: str, path: str) -> dict[str, str]:
    """Values of a name are joined by a comma, unless a rule takes away what was there."""
    found: dict[str, str] = {}
    for lines in matching(text, path):
        for gone in (line[2:] for line in lines if line.startswith("! ")):
            assert gone in found, f"{path}: there is no {gone} to take away"
            del found[gone]
        for name, value in (line.split(": ", 1) for line in lines if not line.startswith("! ")):
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@pytest.mark.parametrize("url", ["https://brume.example/", "https://brume.example/isle/"])
@pytest.mark.parametrize("security", ["{}", "{hsts: 300, share_data: false}"])
@pytest.mark.parametrize(("dialect", "read"), [("netlify", netlify), ("cloudflare", cloudflare)])
def test_hosting_without_patterns_is_told_the_same(tmp_path, url, security, dialect, read):
    own = site(tmp_path, url, security)
    text = headers_file.make(own, dialect)
    base = "/" + url.split("/", 3)[3]
    for path in PATHS:
        told = read(text, f"{base}{path.removesuffix('index.html')}")
        wanted = dict(headers_of(own, path))
        assert wanted.items() - {(LEFT_TO_THE_HOST, wanted[LEFT_TO_THE_HOST])} <= told.items()
        # what is more says nothing to a browser that does not show the file as a page
        for name in told.keys() - wanted.keys():
            assert name.endswith("-Policy")
        if "immutable" in wanted[LEFT_TO_THE_HOST]:
            assert told[LEFT_TO_THE_HOST] == wanted[LEFT_TO_THE_HOST]
        else:
            assert LEFT_TO_THE_HOST not in told


def test_limits_of_cloudflare(tmp_path):
    text = headers_file.make(site(tmp_path), "cloudflare")
    assert len(parsed(text)) <= headers_file.MOST_RULES
    assert max(map(len, text.splitlines())) <= headers_file.LONGEST_LINE
    assert all(rule.count("*") <= 1 for rule, _ in parsed(text))


def _apache_rules(text: str) -> Mapping[str, list[tuple[str, str]]]:
    line = re.compile(r'Header always set (\S+) "([^"]*)"(?: "expr=%\{REQUEST_URI\} =~ m#(.*)#i")?')
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value, pattern in line.findall(text):
        found.setdefault(name, []).append((pattern, value))
    return found


@pytest.mark.parametrize("url", ["https://brume.example/", "https://brume.example/isle/"])
@pytest.mark.parametrize("copy", ["", ".br", ".gz"])
def test_apache_is_told_the_same_of_a_file_and_of_its_compressed_copy(tmp_path, url, copy):
    own = site(tmp_path, url)
    rules = _apache_rules(apache.make(own))
    assert list(rules) == [header.name for header in headers(own)]
    base = "/" + url.split("/", 3)[3]
    for path in PATHS:
        told: dict[str, str] = {}
        for name, choices in rules.items():
            for pattern, value in choices:
                if re.search(pattern, f"{base}{path}{copy}", re.IGNORECASE):
                    told[name] = value
        assert told == dict(headers_of(own, path)), path


def test_no_value_breaks_out_of_its_quotes(tmp_path):
    own = site(tmp_path, security="{hsts: 1, permissions: {geolocation: self}}")
    values = [choice.value for header in headers(own) for choice in header.choices]
    assert not [value for value in values if set(value) & set('"\\`#$\n')]
