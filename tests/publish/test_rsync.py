"""Another machine as a target, over a real sshd: what readers see, whatever fails on the way."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

import loopback
from quangba.errors import PublishError
from quangba.options.targets import SSH_ADDRESS
from quangba.publish.targets.rsync import connection
from quangba.publish.targets.rsync.connection import Connection, script
from quangba.publish.targets.rsync.target import Remote
from tests.publish import ssh_server, webs

SHELL = shutil.which("sh") or "sh"
LOOK = webs.hashed("look", "css", b"b{}")
WEB = {
    "index.html": webs.page("home", LOOK, "assets/look.css", "tin tức/đá.html"),
    LOOK: b"b{}",
    "assets/look.css": b"a{}",
    "tin tức/đá.html": webs.page("news"),
    'it\'s $HOME `x` "y".txt': b"odd",
    "big.bin": bytes(range(256)) * 2000,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ssh_server.serving(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(connection, "FLUSH", ":")


@pytest.fixture
def www(tmp_path):
    return tmp_path / "văn lãng's www"


@pytest.fixture
def far(server, www):
    return Connection(server.host, server.port, str(www), server.ssh)


@pytest.fixture
def target(far):
    return Remote(far, keep=2)


@pytest.fixture
def made(tmp_path):
    return lambda web: webs.written(tmp_path / "site", web)


def shown(www):
    """What a web server finds."""
    root = www / "current"
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def kept(www):
    return sorted(item.name for item in (www / "releases").iterdir())


def test_publish_again_and_back(target, www, made):
    first = made(WEB)
    assert target.published() == {}
    assert target.publish(first, webs.silent)
    assert shown(www) == WEB
    assert target.published() == first.files
    assert target.read("tin tức/đá.html") == WEB["tin tức/đá.html"]
    assert target.read('it\'s $HOME `x` "y".txt') == b"odd"
    assert target.read("none") is None
    assert not target.publish(first, webs.silent)

    second = {path: each for path, each in WEB.items() if path != LOOK} | {"index.html": b"new"}
    target.publish(made(second), webs.silent)
    assert shown(www) == {**second, LOOK: b"b{}"}  # pages that are still open name it
    assert LOOK not in target.published()
    one, two = (www / "releases" / name for name in kept(www) if not name.endswith(".json"))
    assert (one / "big.bin").stat().st_ino == (two / "big.bin").stat().st_ino
    assert [each.current for each in target.releases()] == [True, False]

    assert target.rollback(webs.silent) == first.name
    assert shown(www) == WEB
    with pytest.raises(PublishError, match="no release before"):
        target.rollback(webs.silent)
    assert {item.name for item in www.iterdir()} == {"current", "releases"}


def test_old_releases_go_and_what_others_put_there_stays(target, www, made):
    told = []
    for count in range(3):
        target.publish(made({"index.html": f"{count}".encode()}), told.append)
    assert len(kept(www)) == 4
    oldest = www / "releases" / kept(www)[0]
    oldest.chmod(0o755)
    (oldest / "mine.txt").write_text("mine")
    target.publish(made({"index.html": b"3"}), told.append)
    assert (oldest / "mine.txt").read_text() == "mine"
    assert "somebody has put mine.txt there" in str(told[-1])


def test_what_was_spoilt_there_is_sent_again(target, www, made):
    target.publish(made(WEB), webs.silent)
    file = www / "current" / "assets" / "look.css"
    file.unlink()
    file.write_bytes(b"bad")
    assert target.publish(made(WEB), webs.silent)
    assert shown(www) == WEB
    with pytest.raises(PublishError, match=r"assets/look\.css is not what it was"):
        target.rollback(webs.silent)
    assert shown(www) == WEB


@pytest.mark.parametrize("limit", [3_000, 20_000, 60_000])
def test_a_connection_that_breaks_changes_nothing(server, target, www, made, limit, monkeypatch):
    monkeypatch.setattr(connection, "LEAVING", 1.0)
    target.publish(made(WEB), webs.silent)
    other = {**WEB, "index.html": b"new", "noise.bin": os.urandom(60_000)}
    with ssh_server.cutting(server.port) as way:
        server.know(way.port)
        way.limit = limit
        weak = Remote(Connection(server.host, way.port, str(www), server.ssh), keep=2)
        with pytest.raises(PublishError) as failure:
            weak.publish(made(other), webs.silent)
        assert shown(www) == WEB
        assert "broke" in str(failure.value) or "does not answer" in str(failure.value)
    with suppress(FileNotFoundError):  # as minutes later; or the far side has left by itself
        os.utime(www / ".quangba-lock", (0, 0))
    assert target.publish(made(other), webs.silent)
    assert shown(www) == other
    assert len(kept(www)) == 4


def test_two_at_once(target, far, www, made, monkeypatch):
    monkeypatch.setattr(connection, "TRIES", 1)
    target.publish(made(WEB), webs.silent)
    with far.held("1", "An (17)"), pytest.raises(PublishError, match=r"An \(17\) is publishing"):
        target.publish(made({"index.html": b"new"}), webs.silent)
    assert shown(www) == WEB
    with far.held("2", "An (17)"):
        os.utime(www / ".quangba-lock", (0, 0))
        assert target.publish(made({"index.html": b"new"}), webs.silent)
    assert not (www / ".quangba-lock").exists()


def test_a_run_that_was_taken_for_dead_shows_nothing(target, far, www, made, monkeypatch):
    send = Connection.send

    def slow(self, *args):
        send(self, *args)
        os.utime(www / ".quangba-lock", (0, 0))
        with far.held("2", "Other (1)"):
            pass

    target.publish(made(WEB), webs.silent)
    monkeypatch.setattr(Connection, "send", slow)
    with pytest.raises(PublishError, match="silent for so long"):
        target.publish(made({"index.html": b"new"}), webs.silent)
    assert shown(www) == WEB


def test_what_changes_on_its_way_is_not_shown(target, www, made, monkeypatch):
    send = Connection.send
    release = made(WEB)

    def changing(self, *args):
        (release.folder / "index.html").write_bytes(b"later")
        send(self, *args)

    monkeypatch.setattr(Connection, "send", changing)
    with pytest.raises(PublishError, match=r"index\.html has arrived as another"):
        target.publish(release, webs.silent)
    assert not (www / "current").exists()


def test_a_folder_in_place_of_the_link_is_left_alone(target, www, made):
    (www / "current").mkdir(parents=True)
    (www / "current" / "mine.txt").write_text("mine")
    with pytest.raises(PublishError, match="has to be a link"):
        target.publish(made(WEB), webs.silent)
    assert (www / "current" / "mine.txt").read_text() == "mine"


# ---------------------------------------------------------------------------------------- messages


def said(target):
    with pytest.raises(PublishError) as failure:
        target.published()
    return str(failure.value)


def other(server, tmp_path, **changes):
    """The same server, seen by a client with other files."""
    folder = tmp_path / "client"
    folder.mkdir()
    for name in ("user", "known", "host.pub"):
        shutil.copy(server.folder / name, folder / name)
    (folder / "user").chmod(0o600)
    for name, content in changes.items():
        (folder / name).write_text(content)
    text = (server.folder / "client").read_text().replace(str(server.folder), str(folder))
    (folder / "client").write_text(text)
    ssh = ("ssh", "-F", str(folder / "client"))
    return Remote(Connection(server.host, server.port, str(tmp_path / "www"), ssh), 2)


def test_a_host_that_is_not_known(server, tmp_path):
    assert "does not know" in said(other(server, tmp_path, known=""))


def test_a_host_with_another_key(server, tmp_path):
    ssh_server.key(tmp_path / "false")
    false = (tmp_path / "false.pub").read_text()
    message = said(other(server, tmp_path, known=f"[127.0.0.1]:{server.port} {false}"))
    assert "shows another key than it used to" in message
    assert "ssh-keygen -R" in message


def test_a_key_that_is_refused(server, tmp_path):
    ssh_server.key(tmp_path / "stranger")
    key = (tmp_path / "stranger").read_text()
    assert "does not take your key" in said(other(server, tmp_path, user=key))


def test_nobody_there(server, www):
    with loopback.held_port() as port:
        far = Connection(server.host, port, str(www), server.ssh)
        assert "does not answer" in said(Remote(far, 2))


def test_no_rsync_there(far, target, monkeypatch):
    monkeypatch.setattr(Connection, "run", lambda *_: b"lacks rsync\n")
    assert "There is no rsync on" in said(target)


@pytest.mark.parametrize("lacking", ["ssh", "rsync"])
def test_a_program_is_missing_here(target, made, lacking, tmp_path, monkeypatch):
    for name in {"ssh", "rsync"} - {lacking}:
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(PublishError, match=f"This machine has no {lacking}"):
        target.publish(made(WEB), webs.silent)


def test_a_full_disk(target, www, made, monkeypatch):
    target.publish(made(WEB), webs.silent)
    words = b'rsync: [receiver] write failed on "x": No space left on device (28)\nrsync error'
    monkeypatch.setattr(
        Connection, "send", lambda self, *_: (_ for _ in ()).throw(self.failed(words, 11))
    )
    with pytest.raises(PublishError, match=r"disk of .* is full"):
        target.publish(made({"index.html": b"new"}), webs.silent)
    assert shown(www) == WEB


# ------------------------------------------------------------------------------------ the far side


@pytest.mark.parametrize("tools", ["mv -T", "mv -h", "perl", "nothing"])
def test_a_link_is_switched_with_what_there_is(tmp_path, tools):
    """Systems differ; where nothing renames a link in one step, readers of the log are told."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name in ("sh", "ln", "rm", "readlink", "basename", "sed"):
        (bin_ / name).symlink_to(shutil.which(name))
    fake = {"mv -T": "-fT", "mv -h": "-fh"}.get(tools, "-never")
    (bin_ / "mv").write_text(
        f'#!/bin/sh\n[ "$1" = "{fake}" ] || exit 64\nexec {shutil.which("mv")} -fT "$2" "$3"\n'
    )
    (bin_ / "mv").chmod(0o755)
    if tools == "perl":
        (bin_ / "perl").symlink_to(shutil.which("perl"))
    for name in ("one", "two"):
        (tmp_path / "www" / "releases" / name).mkdir(parents=True)
    for name in ("one", "two"):
        body = script(str(tmp_path / "www"), f"enter\nswitch {name}", {})
        done = subprocess.run([SHELL], input=body, capture_output=True, check=True,
                              env={"PATH": str(bin_)})  # fmt: skip
        assert (tmp_path / "www" / "current").readlink() == Path("releases", name)
        assert (b"lacks rename" in done.stdout) == (tools == "nothing")


def test_half_a_script_does_nothing(tmp_path):
    (tmp_path / "releases" / "one").mkdir(parents=True)
    body = script(str(tmp_path), "enter\nswitch one", {}, {"sums": b"a\n", "manifest": b"{}\n"})
    for end in range(0, len(body) - 5, 97):
        subprocess.run([SHELL], input=body[:end], capture_output=True, check=False)
        assert not (tmp_path / "current").is_symlink()
    subprocess.run([SHELL], input=body, capture_output=True, check=True)
    assert (tmp_path / "current").is_symlink()


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("web@www.example.org:/srv/www/site", True),
        ("www.example.org:site", True),
        ("web@[2001:db8::1]:/srv/văn lãng", True),
        ("web:~/site", True),
        ("-oProxyCommand=x:/srv", False),
        ("web@-oProxyCommand=x:/srv", False),
        ("web:-x", False),
        ("web::module", False),
        ("web:/", False),
        ("/srv/www", False),
        ("rsync://host/x", False),
        ("web:/srv/a\nb", False),
    ],
)
def test_addresses(address, right):
    assert bool(SSH_ADDRESS.fullmatch(address)) == right


def test_home_folder(server, made):
    folder = Path(pwd.getpwuid(os.getuid()).pw_dir, f".quangba-test-{os.getpid()}")
    try:
        target = Remote(Connection(server.host, server.port, f"~/{folder.name}", server.ssh), 2)
        target.publish(made(WEB), webs.silent)
        assert shown(folder) == WEB
    finally:
        shutil.rmtree(folder, ignore_errors=True)
