"""The site behind the servers that serve it, with the settings that we write for them."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, expect

from quangba import settings
from quangba.outputs.hosting import delivery, policy
from quangba.outputs.hosting.precompress import precompress
from quangba.settings import Settings
from tests import built_sites
from tests.browser.servers import SERVERS, run_nginx
from tests.browser.tabs import PATIENCE
from tests.browser.web import VIEWS, Served, Tab, to_the_end

pytestmark = pytest.mark.browser

TEXT = b"<p>Only a text. " * 200
PLANTED = {
    "files/page.html": b"<script>document.title = 'ran'</script>",
    "files/report.20260101.csv": b"a,b\n1,2\n",
    "files/drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "media/drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "files/minutes.docx": b"PK",
    "icon.webmanifest": b"{}",
    ".git/config": b"[core]",
    "fr/.env": b"SECRET=1",
    ".well-known/security.txt": b"Contact: https://harbour.example/",
    "empty/folder/note.txt": b"no page in this folder",
    "film.mp4": bytes(range(256)) * 40,
    "planted.html": b"<!doctype html><title>as it was</title>"
    b"<body onload=\"document.title = 'ran'\"><script>document.title = 'ran'</script>"
    b"<p style='color: red'>Text<img src='https://elsewhere.example/a'>"
    b"<iframe src='https://elsewhere.example/'></iframe>",
}
"""What somebody might upload, leave behind or smuggle in."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    """A site behind a server. `own`: its settings; folder: what is served, with PLANTED."""

    site: built_sites.BuiltSite
    own: Settings
    folder: Path
    origin: str

    def ask(self, below: str, method: str = "GET", **headers: str) -> Answer:
        return self.ask_host(self.site.base + below, method, **headers)

    def ask_host(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=300)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=fields)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        told = Answer(answer.status, found, answer.read())
        connection.close()
        return told

    def files(self) -> list[str]:
        return sorted(
            file.relative_to(self.folder).as_posix()
            for file in self.folder.rglob("*")
            if file.is_file() and file.suffix not in {".br", ".gz"}
        )


def _linked(folder: Path, target: Path) -> Path:
    """The same files under other names: nothing is copied."""
    return Path(shutil.copytree(folder, target, copy_function=os.link))


@pytest.fixture(scope="module")
def sample(builds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Path]:
    """The fictional site, which stands below a path, with compressed copies and what is planted."""
    site = built_sites.built("sample", builds)
    folder = _linked(site.folder, tmp_path_factory.mktemp("served") / "site")
    for name, data in PLANTED.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    own = settings.read(site.config_file)
    precompress(folder, own.cache_dir)
    return own, folder


@pytest.fixture(scope="module", params=SERVERS)
def running(
    request: pytest.FixtureRequest,
    builds: Path,
    sample: tuple[Settings, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    own, folder = sample
    with SERVERS[request.param](own, folder, tmp_path_factory.mktemp(request.param)) as origin:
        yield Running(built_sites.built("sample", builds), own, folder, origin)


def test_every_file_comes_with_its_type_and_headers(running: Running):
    names = {header.name.lower() for header in policy.headers(running.own)}
    wrong = []
    for path in running.files():
        if "/." in f"/{path}":
            continue
        answer = running.ask(path, "HEAD")
        told = {name: value for name, value in answer.headers.items() if name in names}
        wanted = {name.lower(): value for name, value in policy.headers_of(running.own, path)}
        kind = delivery.of(path).content_type
        if (answer.status, told, answer.headers["content-type"]) != (200, wanted, kind):
            wrong.append((path, answer.status, told, answer.headers["content-type"]))
    assert wrong == []


def test_who_asks_for_compressed_files_gets_the_same_content(running: Running):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    suffixes = {"br": ".br", "gzip": ".gz"}
    # Debian's nginx has no brotli of its own: the line that switches it on is a comment
    known = ["gzip"] if _is_nginx(running) else ["br", "gzip"]
    copies = [path for path in running.files() if (running.folder / f"{path}.gz").is_file()]
    assert len(copies) > 100
    for encoding in known:
        for path in copies:
            answer = running.ask(path, Accept_Encoding=encoding)
            assert answer.headers["content-encoding"] == encoding, path
            assert answer.headers["content-type"] == delivery.of(path).content_type
            assert "accept-encoding" in answer.headers["vary"].lower()
            assert answer.body == (running.folder / f"{path}{suffixes[encoding]}").read_bytes()
            assert unpack[encoding](answer.body) == (running.folder / path).read_bytes()
    plain = running.ask("index.html", Accept_Encoding="identity")
    assert plain.body == (running.folder / "index.html").read_bytes()
    assert "content-encoding" not in plain.headers


def _is_nginx(running: Running) -> bool:
    return running.ask("", "HEAD").headers["server"].startswith("nginx")


def test_an_address_is_that_of_its_page(running: Running):
    for language in running.site.languages:
        answer = running.ask(language.prefix)
        assert answer.status == 200
        assert answer.body == (running.folder / language.prefix / "index.html").read_bytes()
        assert (
            dict(policy.headers_of(running.own, "index.html")).items()
            <= {
                name: answer.headers[name.lower()]
                for name, _ in policy.headers_of(running.own, "index.html")
            }.items()
        )
    block = f"fr/{running.site.latest_path}/"
    wanted = dict(policy.headers_of(running.own, f"{block}index.html"))[policy.POLICY]
    assert "frame-ancestors *" in wanted
    assert running.ask(block).headers[policy.POLICY.lower()] == wanted


@pytest.mark.parametrize("path", ["/isle", "/isle/fr", "/isle/fr/latest"])
def test_a_folder_without_its_slash_leads_on(running: Running, path: str):
    answer = running.ask_host(path)
    assert answer.status in {301, 308}
    assert answer.headers["location"] == f"{path}/"  # no host: right behind any other server


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("no-such-page/", "404.html"),
        ("fr/no-such-page/", "fr/404.html"),
        ("assets/gone.0123456789.css", "404.html"),
        ("fr/files/gone.pdf", "fr/404.html"),
        ("files/gone.html", "404.html"),
        ("empty/folder/", "404.html"),
        ("media/", "404.html"),
        (".git/config", "404.html"),
        ("fr/.env", None),
    ],
)
def test_what_is_not_there_is_a_page_in_the_readers_language(
    running: Running, path: str, page: str | None
):
    answer = running.ask(path)
    assert answer.status == 404
    if page:
        assert answer.body == (running.folder / page).read_bytes()
    wanted = {name.lower(): value for name, value in policy.headers_of(running.own, "404.html")}
    names = {header.name.lower() for header in policy.headers(running.own)}
    assert {key: value for key, value in answer.headers.items() if key in names} == wanted
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_well_known_addresses_are_there_and_nothing_beside_the_site(running: Running):
    assert running.ask(".well-known/security.txt").status == 200
    for path in ("/", "/isle-of-man/", "/index.html"):
        assert running.ask_host(path).status == 404


def test_what_has_not_changed_is_not_sent_again(running: Running):
    for path in ("index.html", "sitemap.xml", "film.mp4"):
        for encoding in ("identity", "gzip"):
            first = running.ask(path, Accept_Encoding=encoding)
            tag = first.headers["etag"]
            again = running.ask(path, Accept_Encoding=encoding, If_None_Match=tag)
            assert (again.status, again.body) == (304, b"")


def test_a_film_comes_in_parts(running: Running):
    answer = running.ask("film.mp4", Range="bytes=100-199")
    assert answer.status == 206
    assert answer.body == PLANTED["film.mp4"][100:200]
    assert answer.headers["content-range"] == f"bytes 100-199/{len(PLANTED['film.mp4'])}"


LISTEN = """
  window.refused = [];
  document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sample}) =>
    window.refused.push(`${violatedDirective} ${blockedURI} ${sample}`));
"""


BROKEN = """[...document.images].filter(image => image.checkVisibility() && !image.naturalWidth)
  .map(image => image.src)"""
"""Pictures that a page shows and that did not come."""


def _tab(browser: Browser, site: built_sites.BuiltSite, origin: str) -> Tab:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LISTEN)
    return Tab.of(Served(site, origin), context)


def _refused(tab: Tab) -> list[str]:
    found: list[str] = tab.page.evaluate("window.refused")
    return found


def _wait(tab: Tab, true: Callable[[], bool]) -> None:
    """Let a browser tell what it tells a moment after the page, but not for ever."""
    end = time.monotonic() + PATIENCE / 1000
    while not true() and time.monotonic() < end:
        tab.page.wait_for_timeout(20)


def _look(tab: Tab, views: tuple[str, ...]) -> list[str]:
    """What is refused, complained about or broken on pages of each sort, in every language."""
    faults: list[str] = []
    for view in views:
        for _, address in tab.served.pages(view):
            answer = tab.go(address)
            assert answer.status == (404 if view == "missing" else 200)
            for frame in tab.page.locator("iframe").all():
                tab.page.locator(".prose summary").click()
                frame.scroll_into_view_if_needed()
                expect(frame.content_frame.get_by_role("heading")).not_to_be_empty()
            to_the_end(tab.page)
            found = (*_refused(tab), *tab.complaints, *tab.page.evaluate(BROKEN))
            faults += [f"{address}: {each}" for each in found]
            tab.complaints.clear()
    return faults


def test_the_policy_refuses_nothing_of_any_page(chromium: Browser, running: Running):
    """Every sort of page of both sites, in every language; and the search, a script's own page."""
    tab = _tab(chromium, running.site, running.origin)
    # the servers say the same: what one has shown of all pages, the other shows of some
    assert _look(tab, VIEWS["sample"] if _is_nginx(running) else ("home", "feeds")) == []
    tab.go("")
    tab.page.keyboard.press("Control+k")
    expect(tab.page.locator("dialog.search-dialog")).to_be_visible()
    tab.page.keyboard.type("fog")
    expect(tab.page.locator("dialog.search-dialog a").first).to_be_visible()
    assert [*_refused(tab), *tab.complaints, *tab.foreign()] == []
    tab.context.close()


def test_the_policy_refuses_nothing_of_the_places_own_pages(
    chromium: Browser, builds: Path, tmp_path: Path
):
    site = built_sites.built("place", builds)
    with run_nginx(settings.read(site.config_file), site.folder, tmp_path) as origin:
        tab = _tab(chromium, site, origin)
        assert _look(tab, VIEWS["place"]) == []
        assert tab.foreign() == []
        tab.context.close()


def test_what_was_smuggled_in_does_not_run(chromium: Browser, running: Running):
    tab = _tab(chromium, running.site, running.origin)
    tab.go("planted.html")
    expect(tab.page.get_by_text("Text")).to_be_visible()
    assert tab.page.title() == "as it was"
    kinds = {"script-src-attr", "script-src-elem", "style-src-attr", "frame-src", "img-src"}
    _wait(tab, lambda: {each.split()[0] for each in _refused(tab)} >= kinds)
    assert {each.split()[0] for each in _refused(tab)} == kinds

    tab.complaints.clear()
    tab.go("media/drawing.svg")
    _wait(tab, lambda: any("Blocked script execution" in each for each in tab.complaints))
    assert [each for each in tab.complaints if "Blocked script execution" in each]
    tab.go("feed.xml")
    assert _refused(tab) == []
    tab.go("planted.html")
    for name in ("page.html", "drawing.svg"):
        with tab.page.expect_download() as saved:
            tab.page.evaluate(f"location.href = 'files/{name}'")
        assert saved.value.suggested_filename == name
    tab.context.close()
