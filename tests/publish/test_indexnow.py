"""IndexNow over a server of our own: what is told, what is kept, and what a refusal says."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from quangba import settings
from quangba.cli import main
from quangba.errors import PublishError
from quangba.outputs import sitemap
from quangba.outputs.sitemap import Location
from quangba.publish import indexnow
from tests.small_sites import MKDOCS_YML, write

KEY = "3f9a1c20b4de4c7d"
SITE = "https://brume.example/"


class Engine(HTTPServer):
    """A search engine. told: what it was sent; answer: how it answers."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told, self.answer = [], 202

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/indexnow"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.server.answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def engine():
    server = Engine()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def project(tmp_path, engine):
    """A site that is built. `build(**days)` builds it again, with these pages and their days."""
    options = f"quangba: {{indexnow: {{key: {KEY}, endpoint: '{engine.address}'}}}}"
    write(tmp_path, {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", options)})
    build(tmp_path, a="2026-01-01", b="2026-01-02")
    return tmp_path


def build(root, **days):
    pages = [Location(f"{SITE}{n}/", dt.date.fromisoformat(day)) for n, day in days.items()]
    made = sitemap.files(SITE, {"en": pages[:1], "fr": pages[1:]})
    (root / "site").mkdir(exist_ok=True)
    for name, data in {**made, f"{KEY}.txt": KEY.encode()}.items():
        (root / "site" / name).write_bytes(data)


def run(root, *arguments):
    """What the command ends with."""
    try:
        main(["--ui-lang", "en", "indexnow", "-f", str(root / "mkdocs.yml"), *arguments])
    except SystemExit as ended:
        return ended.code
    return 0


def test_everything_the_first_time_then_what_has_changed(project, engine):
    assert run(project) == 0
    path, kind, said = engine.told[0]
    assert path == "/indexnow"
    assert kind == "application/json; charset=utf-8"
    assert said == {
        "host": "brume.example",
        "key": KEY,
        "keyLocation": f"{SITE}{KEY}.txt",
        "urlList": [f"{SITE}a/", f"{SITE}b/"],
    }

    assert run(project) == 0
    assert len(engine.told) == 1

    build(project, a="2026-01-01", c="2026-03-01")
    assert run(project) == 0
    assert engine.told[1][2]["urlList"] == [f"{SITE}c/", f"{SITE}b/"]


def test_a_dry_run_tells_nobody_and_notes_nothing(project, engine, capsys):
    assert run(project, "--dry-run") == 0
    assert capsys.readouterr().out.split() == [f"{SITE}a/", f"{SITE}b/"]
    assert engine.told == []
    assert not (project / ".cache" / "indexnow.tsv").exists()


def test_all_pages_and_a_file_of_ones_own(project, engine, tmp_path):
    file = tmp_path / "kept" / "told.tsv"
    for arguments in ((), ("--all",), ()):
        assert run(project, "--state", str(file), *arguments) == 0

    assert [len(said["urlList"]) for _, _, said in engine.told] == [2, 2]
    assert file.read_text(encoding="utf-8").splitlines()[0] == f"2026-01-01\t{SITE}a/"


@pytest.mark.parametrize(
    ("code", "words"),
    [(403, "has not found the key"), (422, "not of one site"), (429, "too often"), (500, "(500)")],
)
def test_a_refusal_is_told_and_nothing_is_noted(project, engine, code, words, capsys):
    engine.answer = code

    assert run(project) == 3
    assert words in " ".join(capsys.readouterr().err.split())
    assert not (project / ".cache" / "indexnow.tsv").exists()


def test_nobody_answers(project, engine, capsys):
    engine.server_close()

    with pytest.raises(PublishError) as failure:
        indexnow.send(settings.read(project / "mkdocs.yml"), [SITE])
    assert "cannot be reached" in str(failure.value)


def test_many_addresses_go_in_several_messages(project, engine, monkeypatch):
    monkeypatch.setattr(indexnow, "MOST", 2)
    indexnow.send(settings.read(project / "mkdocs.yml"), [f"{SITE}{n}/" for n in range(5)])

    assert [len(said["urlList"]) for _, _, said in engine.told] == [2, 2, 1]


def test_off_unless_it_is_set(tmp_path, capsys):
    write(tmp_path, {})

    assert run(tmp_path) == 3
    assert "indexnow: {key:" in capsys.readouterr().err


def test_a_site_built_without_the_key(project, engine, capsys):
    (project / "site" / f"{KEY}.txt").unlink()

    assert run(project) == 3
    assert f"site/{KEY}.txt is not there" in capsys.readouterr().err
    assert engine.told == []
