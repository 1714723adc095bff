"""What browser tests share: a server, the pages to look at, a tab that notes what goes wrong."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

from tests import built_sites
from tests.built_sites import CONFIGS, ROOT, BuiltSite, Language, Written

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " media-src 'self'; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""As strict as it can be for a site of files: a browser tells in its console what it refuses."""

COMMON = ("home", "listing", "fallback", "missing")
SHOWN = {
    "constructs": "reader/constructs.md",
    "outdated": "reader/tides.md",
    "machine": "reader/stars.md",
    "announcement": "events/supper.md",
}
"""Pages of the sample site that stand for what no sort of page has."""
MORE = {"place": (), "sample": tuple(SHOWN)}


def _views(key: str) -> tuple[str, ...]:
    """What a site's sources have: nothing to add here when a kind of page comes to a site."""
    site = built_sites.describe(key, ROOT / CONFIGS[key], ROOT)
    sorts = {_sort(page) for page in site.pages if not _is_list(page)} - {"home"}
    return (*COMMON, *MORE[key], *sorted(sorts))


def _sort(page: Written) -> str:
    """Its layout where it has one of its own, else its kind."""
    return str(page.shared.get("layout") or page.shared.get("kind", "page"))


def _is_list(page: Written) -> bool:
    return page.path.endswith("index.md") and "layout" not in page.shared


VIEWS = {key: _views(key) for key in CONFIGS}
"""The sorts of pages of each site: one of each kind, each special layout, each special state."""

ALL_VIEWS = [(key, view) for key, views in VIEWS.items() for view in views]


def address(site: BuiltSite, view: str, language: Language) -> str | None:
    """Where readers of a language find a page of a sort, below the root; None if they have none."""
    if view == "missing":
        return f"{language.prefix}no-such-page/"
    page = written(site, view, language)
    return page.address(language) if page else None


def written(site: BuiltSite, view: str, language: Language) -> Written | None:
    for page in site.pages:
        state, index = page.state(language.locale), _is_list(page)
        kind = _sort(page)
        if state == "absent":
            continue
        match view:
            case "home":
                fits = page.path == "index.md"
            case "listing":
                fits = index
            case "fallback":
                fits = state == "fallback" and not index
            case shown if shown in SHOWN:
                fits = page.path == SHOWN[shown]
            case "page":
                fits = (
                    kind == view
                    and not index
                    and state == "translated"
                    and page.path not in SHOWN.values()
                )
            case _:
                fits = kind == view and not index
        if fits:
            return page
    return None


@dataclass(frozen=True, eq=False)
class Served:
    """A built site behind a server. `origin`: http://127.0.0.1:port.

    late: ending of a file's name -> seconds that its answer waits.
    """

    site: BuiltSite
    origin: str
    late: dict[str, float] = field(default_factory=dict)

    def url(self, below: str) -> str:
        return f"{self.origin}{self.site.base}{below}"

    def below(self, url: str) -> str:
        """The address below the site's root."""
        return url.removeprefix(self.url("")).partition("#")[0]

    def pages(self, view: str) -> list[tuple[Language, str]]:
        """Each language that has a page of a sort, with its address. At least one has."""
        found = [(language, address(self.site, view, language)) for language in self.site.languages]
        pages = [(language, where) for language, where in found if where is not None]
        assert pages, f"{self.site} has no page for the view {view}"
        return pages

    def in_turn(self, view: str, later: int = 0) -> list[tuple[Language, str]]:
        """The home page in every language; of any other sort one page, the languages by turns.

        For what the frame of all pages does: each sort is looked at, and each language on many
        sorts, but not each sort in each language. `later`: how many turns, for another window.
        """
        pages = self.pages(view)
        if view == "home":
            return pages
        return [pages[(VIEWS[self.site.key].index(view) + later) % len(pages)]]

    def words(self, language: Language) -> dict[str, Any]:
        return dict(self.site.strings[language.locale])


class Handler(http.server.BaseHTTPRequestHandler):
    """A static server: the site below its path, its own 404 pages, a strict policy, gzip."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: BuiltSite, late: dict[str, float], *arguments: Any) -> None:
        self.site, self.late = site, late
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        below = path.removeprefix(self.site.base) if path.startswith(self.site.base) else "no"
        file = self.site.folder / (
            f"{below}index.html" if below == "" or below.endswith("/") else below
        )
        if ".." not in below and file.is_file():
            self._send(200, file)
        else:
            folders = (
                self.site.folder / each.prefix
                for each in self.site.languages
                if below.startswith(each.prefix)
            )
            self._send(404, max(folders, key=lambda folder: len(folder.parts)) / "404.html")

    def _send(self, status: int, file: Path) -> None:
        time.sleep(self.late.get(file.suffix, 0))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        compressed = kind.startswith("text/") or kind.endswith("+xml")
        data = _packed(file) if compressed else file.read_bytes()
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        )
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        if file.suffix != ".html":
            # A context that opens one page after another fetches fonts and stylesheet once.
            self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        pass


@functools.cache
def _packed(file: Path) -> bytes:
    """A file as it is sent, compressed once: a built site does not change while it is served."""
    return gzip.compress(file.read_bytes(), mtime=0)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # a search asks for many small files at once; five may wait by default

    def handle_error(self, *arguments: Any) -> None:
        """A browser that leaves before the answer is no news."""


@contextlib.contextmanager
def serving(site: BuiltSite) -> Iterator[Served]:
    mimetypes.add_type("font/woff2", ".woff2")
    mimetypes.add_type("text/javascript", ".js")
    late: dict[str, float] = {}
    with Server(("127.0.0.1", 0), functools.partial(Handler, site, late)) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        thread.start()
        yield Served(site, f"http://127.0.0.1:{server.server_port}", late)
        server.shutdown()
        thread.join()


@dataclass
class Tab:
    """A page of a browser context of its own, with all that it asked for and complained about."""

    served: Served
    context: BrowserContext
    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, served: Served, context: BrowserContext) -> Tab:
        tab = cls(served, context, context.new_page())
        context.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on("console", tab._hear)
        tab.page.on("pageerror", lambda error: tab.complaints.append(f"error: {error}"))
        tab.page.on("response", tab._answered)
        return tab

    def _hear(self, message: ConsoleMessage) -> None:
        # A missing page that was asked for on purpose; _answered knows about the others.
        if message.type in {"error", "warning"} and "status of 404" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")

    def go(self, below: str) -> Response:
        response = self.page.goto(self.served.url(below))
        assert response is not None
        return response

    def follow(self, link: Locator) -> Response:
        """Click on a link; what answers, when the page that it leads to has come."""
        return self._led(link.click)

    def enter(self) -> Response:
        """Press Enter on the link that has the focus; the same as `follow`."""
        return self._led(lambda: self.page.keyboard.press("Enter"))

    def _led(self, act: Callable[[], None]) -> Response:
        """Do what leads to another page, and wait until that is there.

        Without the wait, what is read next would be the old page's on a busy machine.
        """
        with self.page.expect_navigation() as led:
            act()
        assert led.value is not None, f"{self.below}: still the same page"
        return led.value

    @property
    def below(self) -> str:
        """The address of the page that is shown, below the site's root."""
        return self.served.below(self.page.url)

    def foreign(self) -> list[str]:
        """What was asked of any other host."""
        own = urlsplit(self.served.origin).netloc
        return [url for url in self.requests if urlsplit(url).netloc != own]


def to_the_end(page: Page) -> None:
    """Scroll through a page, so that pictures further down come in."""
    page.evaluate(
        """async () => {
          const soon = () => new Promise(resolve => setTimeout(resolve, 20));
          for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
            scrollTo({top: y, behavior: 'instant'});
            await soon();
          }
          const shown = [...document.images].filter(image => image.checkVisibility());
          // On a busy machine one may be passed before the browser has noticed: go back to it.
          const missing = () => shown.find(image => !image.complete || !image.naturalWidth);
          for (let tries = 0; tries < 500; tries++) {
            if (document.fonts.status === 'loaded' && !missing()) break;
            missing()?.scrollIntoView({behavior: 'instant', block: 'center'});
            await soon();
          }
        }"""
    )


SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      window.shifts.push([entry.value, ...entry.sources.map(
        source => source.node?.outerHTML?.slice(0, 80) ?? 'text')]);
  }).observe({type: 'layout-shift', buffered: true});
"""
"""Notes in `window.shifts` what jumped, for a tab's add_init_script."""

LATE = {".woff2": 0.5, ".avif": 0.15, ".jpg": 0.15}
"""Answers that come when the page has long been drawn."""

ALL_SHOWN = "(found) => found.every(each => each.checkVisibility() && each.getClientRects().length)"
"""Whether every element that was found is displayed."""

ACTIVE = """() => {
  const active = document.activeElement;
  if (!active || active === document.body || active === document.documentElement) return null;
  const outlined = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  window.firstStop ??= active;
  // The inputs of tabs are not drawn; their labels are.
  const set = active.matches('.tabbed-set > input')
    ? active.parentElement.querySelector('.tabbed-labels') : null;
  const shown = set ?? active;
  const boxes = [...shown.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  // A point of the element that lies in the window and that nothing else covers.
  const points = boxes.flatMap(box => [0.5, 0.1, 0.9].flatMap(x => [0.5, 0.1, 0.9].map(
    y => [box.left + box.width * x, box.top + box.height * y])));
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top)
      || [...active.labels ?? []].some(each => each.contains(top)));
  });
  // A card is marked as a whole, by a box that its link lays over it.
  const marked = outlined(active) || outlined(active, '::after') || outlined(active, '::before')
    || getComputedStyle(active).boxShadow !== 'none' || !!set && outlined(set);
  return {
    tag: active.tagName.toLowerCase(),
    text: (active.innerText || active.getAttribute('aria-label') || '').trim().slice(0, 60),
    html: active.outerHTML.slice(0, 120),
    first: active === window.firstStop,
    seen,
    marked,
    inMenu: !!active.closest('header nav'),
    inMain: !!active.closest('main'),
    height: Math.max(0, ...boxes.map(box => box.height)),
  };
}"""
"""The element that has the focus: what it is, whether it can be seen and its focus, too."""


def focused(page: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = page.evaluate(ACTIVE)
    return found


SMALL = """() => {
  const shown = [...document.querySelectorAll(
    'a[href], button, summary, input, label, select, [tabindex="0"]')]
    .filter(each => each.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && !each.matches('.skip, .unseen'));
  // A link that lies over its card is as large as the card.
  const box = (each) => {
    const over = getComputedStyle(each, '::after');
    const whole = over.position === 'absolute' && over.content !== 'none';
    return (whole ? each.offsetParent : each).getBoundingClientRect();
  };
  // WCAG 2.5.8: a link in a sentence is as high as its line.
  const inSentence = (each) => getComputedStyle(each).display === 'inline'
    && [...(each.closest('sup') ?? each).parentElement.childNodes].some(
      node => !node.contains(each) && node.textContent.trim().length > 1);
  return shown.map(each => [each, box(each)])
    .filter(([each, {width, height}]) => Math.min(width, height) < 23.95 && !inSentence(each))
    .map(([each, {width, height}]) =>
      `${Math.round(width)}×${Math.round(height)}: ${each.outerHTML.slice(0, 100)}`);
}"""
"""What is smaller than a fingertip needs, without axe's allowance for room around it."""


def too_small(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SMALL)
    return found
