"""`quangba serve` while somebody writes: the page in the browser follows the file on the disk."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import loopback
from tests import built_sites
from tests.built_sites import CONFIGS, variables

pytestmark = pytest.mark.browser

PATIENCE = 180.0
"""Seconds for a rebuild on a machine that is busy with other things."""

BUILT = re.compile(r"Built (?P<languages>.+) in \d")


@dataclass
class Preview:
    """A preview of a copy of the fictional site, with all that it says on its terminal."""

    project: Path
    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def docs(self) -> Path:
        return self.project / "tests/sample_site/docs"

    @property
    def cache(self) -> Path:
        return self.project / "tests/sample_site/.cache/preview"

    @property
    def root(self) -> Path:
        """The folder that is served."""
        return self.cache / "site" / "root"

    @property
    def terminal(self) -> str:
        return "\n".join(self.said)

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))

    def wait(self, what: str, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, f"the preview ended:\n{self.terminal}"
            assert time.monotonic() < end, f"waited in vain for: {what}\n{self.terminal}"
            time.sleep(0.05)

    def builds(self) -> list[str]:
        """What was built, build by build: ['en, fr', 'fr']."""
        return [match["languages"] for line in list(self.said) if (match := BUILT.search(line))]

    def write(self, path: str, text: str) -> list[str]:
        """Save a page as an editor does; the languages that were built because of it."""
        before, heard = len(self.builds()), len(self.said)
        save(self.docs / path, text)
        self.wait(f"a build after {path} was saved", lambda: len(self.builds()) > before)
        self.last = "\n".join(self.said[heard:])
        return self.builds()[before:]

    last: str = ""

    def get(self, below: str) -> str:
        with urllib.request.urlopen(f"{self.address}{below}", timeout=PATIENCE) as answer:  # noqa: S310 - http
            return answer.read().decode("utf-8")

    def state(self, *, of: str) -> dict[str, tuple[int, bytes]]:
        """The served files of a language, with their times: untouched ones stay equal."""
        files = (file for file in self.root.rglob("*") if file.is_file())
        named = {file.relative_to(self.root).as_posix(): file for file in files}
        return {
            name: (file.stat().st_mtime_ns, file.read_bytes())
            for name, file in sorted(named.items())
            if name.startswith("fr/") is (of == "fr")
        }


def save(file: Path, text: str) -> None:
    """Save a file as an editor does, in one step: else it may be read while it is still empty."""
    data = text.encode()
    with file.open("r+b", buffering=0) as stream:
        stream.write(data)
        stream.truncate(len(data))


@contextlib.contextmanager
def running(project: Path, *command: str) -> Iterator[Preview]:
    with loopback.held_port() as port:
        yield from _running(project, port, *command)


def _running(project: Path, port: int, *command: str) -> Iterator[Preview]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", *command, "-f", CONFIGS["sample"], "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env=variables(LC_ALL="C.UTF-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        # Ctrl+C then reaches it and its workers, as on a terminal, and not these tests.
        start_new_session=True,
    )
    preview = Preview(project, f"http://127.0.0.1:{port}/isle/", process)
    listener = threading.Thread(target=preview.listen, daemon=True)
    listener.start()
    try:
        preview.wait("the first page", lambda: answers(preview.address))
        yield preview
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        listener.join()
        assert process.stdout
        process.stdout.close()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - http
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def copied(target: Path, builds: Path) -> Path:
    """A copy whose pictures and cards are made: it is the preview that is tried here."""
    made = built_sites.built("sample", builds).config_file.parent
    project = built_sites.copy_project(target)
    copy = project / CONFIGS["sample"]
    shutil.copytree(
        made / ".cache",
        copy.parent / ".cache",
        ignore=shutil.ignore_patterns("build", "preview"),
        copy_function=_copy,
    )
    return project


def _copy(file: str, target: str) -> None:
    """Copy a file of a cache, which another process of the tests may have replaced by now."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(file, target)


@pytest.fixture(scope="module")
def previews(
    tmp_path_factory: pytest.TempPathFactory, builds: Path
) -> Iterator[Callable[[], Preview]]:
    """Gives one for all, and another where a test has ended that: nobody knows their order."""
    with contextlib.ExitStack() as stack:
        known: list[Preview] = []

        def running_now() -> Preview:
            if not known or known[-1].process.poll() is not None:
                project = copied(tmp_path_factory.mktemp("preview") / "project", builds)
                own = running(project, "quangba", "--ui-lang", "en", "serve")
                known.append(stack.enter_context(own))
                # It answers a moment before it says so: what it says later must be about an edit.
                known[-1].wait("the first build to be told", lambda: bool(known[-1].builds()))
            return known[-1]

        yield running_now


@pytest.fixture
def preview(previews: Callable[[], Preview]) -> Preview:
    """Each test begins with a page that it puts right."""
    return previews()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def test_an_edit_shows_by_itself_and_builds_one_language(preview: Preview, page: Page):
    page.goto(f"{preview.address}fr/discover/lighthouse/")
    expect(page.get_by_text("Il se dresse sur la rive nord.")).to_be_visible()
    english = preview.state(of="en")
    assert "discover/lighthouse/index.html" in english
    assert preview.builds()[0] == "en, fr"

    file = preview.docs / "fr/discover/lighthouse.md"
    text = file.read_text(encoding="utf-8")
    built = preview.write(
        "fr/discover/lighthouse.md", text.replace("la rive nord.", "la rive des essais.")
    )

    assert built == ["fr"], preview.terminal
    expect(page.get_by_text("Il se dresse sur la rive des essais.")).to_be_visible(
        timeout=PATIENCE * 1000
    )
    assert preview.state(of="en") == english
    preview.write("fr/discover/lighthouse.md", text)


_PHOTO = """(before) => {
  const image = document.querySelector("main img");
  const seen = image && image.complete && image.naturalWidth ? image.currentSrc : "";
  return seen && seen !== before ? seen : null;
}"""


def test_another_picture_under_its_name_is_seen(preview: Preview, page: Page):
    page.goto(f"{preview.address}discover/lighthouse/")
    before = page.wait_for_function(_PHOTO, arg="").json_value()
    file = preview.docs.parent / "assets/media/lighthouse.svg"
    drawing, count = file.read_text(encoding="utf-8"), len(preview.builds())
    save(file, drawing.replace("</svg>", '<path d="M0 0h90v90z"/></svg>'))
    after = page.wait_for_function(_PHOTO, arg=before).json_value()
    with urllib.request.urlopen(after, timeout=PATIENCE) as answer:  # noqa: S310 - http
        assert "immutable" in answer.headers["Cache-Control"]
        data = answer.read()
    preview.wait("the rebuild", lambda: len(preview.builds()) > count)

    made = preview.root / after.removeprefix(preview.address)
    assert made.read_bytes() == data
    save(file, drawing)
    assert page.wait_for_function(_PHOTO, arg=after).json_value() == before
    preview.wait("the rebuild after it", lambda: len(preview.builds()) > count + 1)


def test_a_draft_is_shown_and_marked(preview: Preview, page: Page):
    page.goto(f"{preview.address}reader/hidden/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not ready")
    expect(page.locator(".notice")).to_contain_text("unfinished and has not been published")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_a_broken_file_keeps_the_last_good_page_and_is_told(preview: Preview):
    below, path = "fr/discover/lighthouse/", "fr/discover/lighthouse.md"
    good = (preview.docs / path).read_text(encoding="utf-8")
    shown = preview.get(below)

    preview.write(path, good.replace("title: Le phare", "titel: Le phare"))
    assert "docs/fr/discover/lighthouse.md:2: error:" in preview.last
    assert "titel" in preview.last
    assert without_reload(preview.get(below)) == without_reload(shown)

    preview.write(path, good.replace("---", "-- -", 1))
    assert "docs/fr/discover/lighthouse.md:" in preview.last
    assert without_reload(preview.get(below)) == without_reload(shown)

    # A mistake that leaves the page readable is told, and the page shown: one goes on writing.
    preview.write(path, good.replace("(harbour.md)", "(harbor.md)").replace("nord.", "sud."))
    assert "harbor.md" in preview.last
    assert "Il se dresse sur la rive sud." in preview.get(below)

    preview.write(path, good.replace("la rive nord.", "la rive mendée."))
    assert "error:" not in preview.last
    assert "Il se dresse sur la rive mendée." in preview.get(below)
    preview.write(path, good)


def test_what_is_wrong_stands_in_the_page_until_it_is_mended(preview: Preview, page: Page):
    path = "fr/discover/lighthouse.md"
    good = (preview.docs / path).read_text(encoding="utf-8")
    page.goto(f"{preview.address}fr/discover/lighthouse/")
    other = page.context.new_page()
    other.goto(f"{preview.address}reader/hidden/")
    other.evaluate("window.stays = true")
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)

    preview.write(path, good.replace("title: Le phare", "titel: Le phare"))
    expect(alert).to_contain_text("docs/fr/discover/lighthouse.md:2")
    expect(page.get_by_role("heading", level=1)).to_have_text("Le phare")
    words = alert.get_by_role("listitem").first
    expect(words).to_be_visible()
    alert.locator("summary").click()
    expect(words).to_be_hidden()

    preview.write(path, good)
    expect(alert).to_have_count(0)
    assert other.evaluate("window.stays") is True  # a page that is not concerned is left alone
    page.context.close()


def test_broken_settings_are_told_and_do_not_end_it(preview: Preview):
    config = preview.project / CONFIGS["sample"]
    good, heard = config.read_text(encoding="utf-8"), len(preview.said)
    save(config, good.replace("default: true", "default: false"))
    preview.wait(
        "the problem", lambda: "The settings cannot be used." in "\n".join(preview.said[heard:])
    )
    assert "Le phare" in preview.get("fr/discover/lighthouse/")
    preview.wait("the problem in all pages", lambda: "The site cannot be built" in preview.get(""))
    before = len(preview.builds())
    save(config, good.replace("Isle of Brume", "Isle of Fog"))
    preview.wait("a build", lambda: len(preview.builds()) > before)
    assert "Isle of Fog" in preview.get("")
    before = len(preview.builds())
    save(config, good)
    preview.wait("the settings as they were", lambda: len(preview.builds()) > before)


def test_a_missing_page_is_answered_as_on_a_server(preview: Preview):
    with pytest.raises(urllib.error.HTTPError) as answer:
        preview.get("no/such/page/")
    with answer.value as refused:
        assert refused.code == 404
        assert "This page is not here" in refused.read().decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Ctrl+C for another process")
def test_ctrl_c_ends_it_and_the_next_one_goes_on_from_there(preview: Preview):
    folder = preview.root.parent
    assert folder.is_dir()
    os.killpg(preview.process.pid, signal.SIGINT)
    code = preview.process.wait(timeout=PATIENCE)
    assert "Traceback" not in preview.terminal
    assert code in {0, 130}, preview.terminal
    assert {each.name for each in preview.cache.iterdir()} == {"site", "site.lock"}

    shown = preview.state(of="fr")
    with running(preview.project, "quangba", "--ui-lang", "en", "serve") as again:
        again.wait("the first build to be told", lambda: bool(again.builds()))
        assert again.builds() == ["—"], again.terminal
        assert again.state(of="fr") == shown


def test_plain_mkdocs_serve_works(tmp_path: Path, builds: Path):
    with running(copied(tmp_path / "project", builds), "mkdocs", "serve") as preview:
        assert "Where the fog lifts at noon" in preview.get("")
        assert "Le phare" in preview.get("fr/discover/lighthouse/")
        path = preview.docs / "fr/discover/lighthouse.md"
        text = path.read_text(encoding="utf-8")
        save(path, text.replace("la rive nord.", "la rive simple."))
        preview.wait(
            "the new text", lambda: "la rive simple." in preview.get("fr/discover/lighthouse/")
        )
        assert "ERROR" not in preview.terminal, preview.terminal


def without_reload(html: str) -> str:
    """A page without what the preview adds: a script with the time of the build, and problems."""
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r'<div role="alert".*?</details></div>', "", html, flags=re.DOTALL)
