"""A store as a target, over HTTP: headers, order, what is sent, and what is said when it fails."""

from __future__ import annotations

import gzip
import logging
import random
from urllib.parse import unquote

import pytest

from quangba.errors import PublishError
from quangba.outputs.hosting import delivery
from quangba.publish.targets.s3 import lock, order, store
from quangba.publish.targets.s3.store import connected
from tests.publish import s3_server, webs
from tests.publish.s3_server import KEY, SECRET, opened_once

LOOK = webs.hashed("look", "css", b"a{}")
PICTURE = "pictures/hill.0123456789abcdef.jpg"
WEB = {
    "index.html": webs.page("home", LOOK, "tin tức/index.html", "notes.txt"),
    "tin tức/index.html": webs.page("news", PICTURE, "a b+c&d.pdf"),
    "a b+c&d.pdf": b"%PDF",
    "notes.txt": b"notes\n" * 50,
    "sitemap.xml": b"<urlset/>",
    LOOK: b"a{}",
    PICTURE: b"\xff\xd8 hill",
}
NEW_LOOK = webs.hashed("look", "css", b"b{}")
NEXT = {
    "index.html": webs.page("new home", NEW_LOOK, "fresh.html"),
    "fresh.html": webs.page("fresh", PICTURE),
    "sitemap.xml": b"<urlset> </urlset>",
    "notes.txt": WEB["notes.txt"],
    NEW_LOOK: b"b{}",
    PICTURE: WEB[PICTURE],
}


@pytest.fixture(scope="module")
def server():
    with s3_server.serving() as found:
        yield found


@pytest.fixture(autouse=True)
def _credentials(server, monkeypatch, tmp_path):
    server.faults.set()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))


@pytest.fixture
def made(tmp_path):
    return lambda web: webs.written(tmp_path / "site", web)


def crawl(server, bucket):
    """Links that lead nowhere, for somebody with a browser."""

    def read(path):
        status, headers, body = server.fetch(bucket, path)
        packed = headers.get("content-encoding") == "gzip"
        return None if status != 200 else gzip.decompress(body) if packed else body

    there = {"index.html"} if server.fetch(bucket, "index.html")[0] == 200 else set()
    return webs.broken(there, read)


@pytest.mark.parametrize("prefix", ["", "web/site/"])
@pytest.mark.parametrize("compress", [False, True])
def test_bytes_and_headers(server, made, prefix, compress):
    bucket = server.bucket(prefix=prefix, compress=compress)
    release = made(WEB)
    assert bucket.published() == {}
    assert bucket.publish(release, webs.silent)
    for path, content in WEB.items():
        status, headers, body = server.fetch(bucket, path)
        assert status == 200
        assert headers["content-type"] == delivery.of(path).content_type
        assert headers["cache-control"] == delivery.of(path).cache_control
        packed = compress and path.endswith((".html", ".css", ".txt", ".xml"))
        assert headers.get("content-encoding") == ("gzip" if packed else None)
        assert (gzip.decompress(body) if packed else body) == content
        assert bucket.read(path) == content
    assert bucket.published() == release.files
    assert bucket.read("none") is None
    assert not bucket.publish(release, webs.silent)


def test_only_what_changed_is_sent_in_an_order_that_leaves_every_page_whole(server, made):
    bucket = server.bucket()
    bucket.publish(made(WEB), webs.silent)
    server.faults.set()
    bucket.publish(made(NEXT), webs.silent)
    heard = [(method, unquote(path.split("?")[0])) for method, path in server.faults.heard]
    start = f"/{bucket.store.bucket}/"
    site = [(method, path.removeprefix(start)) for method, path in heard
            if ".quangba" not in path and path != start.rstrip("/")]  # fmt: skip
    site = [each for each in site if each[0] in ("PUT", "DELETE")]
    assert site[:4] == [("PUT", NEW_LOOK), ("PUT", "fresh.html"), ("PUT", "index.html"),
                        ("PUT", "sitemap.xml")]  # fmt: skip
    assert {*site[4:]} == {("DELETE", "a b+c&d.pdf"), ("DELETE", "tin tức/index.html")}
    assert server.fetch(bucket, LOOK)[0] == 200  # pages that are still open name it
    assert crawl(server, bucket) == []


def test_back_and_back_again(server, made):
    bucket = server.bucket(keep=3)
    first, webs_ = made(WEB), [WEB, NEXT, {"index.html": b"third"}]
    for web in webs_:
        bucket.publish(made(web), webs.silent)
    assert server.fetch(bucket, PICTURE)[0] == 404  # what was taken away is gone at once
    assert server.fetch(bucket, NEW_LOOK)[0] == 200
    bucket.rollback(webs.silent)
    assert bucket.rollback(webs.silent) == first.name
    assert bucket.published() == first.files
    assert server.fetch(bucket, PICTURE)[2] == WEB[PICTURE]
    assert crawl(server, bucket) == []
    with pytest.raises(PublishError, match="no release before"):
        bucket.rollback(webs.silent)
    assert [each.current for each in bucket.releases()] == [False, False, True]


def test_what_nobody_needs_any_more_goes(server, made):
    bucket = server.bucket(keep=1)
    for count in range(4):
        style = f"a{{order:{count}}}".encode()
        look = webs.hashed("look", "css", style)
        bucket.publish(made({"index.html": webs.page("home", look), look: style}), webs.silent)
    keys = bucket.store.listed("")
    assert sum(key.endswith(".css") for key in keys) == 2
    assert sum("/objects/" in key for key in keys) == 2
    assert sum("/releases/" in key for key in keys) == 2


def test_what_others_put_there_is_kept(server, made):
    bucket = server.bucket()
    bucket.store.put("index.html", b"theirs", {})
    bucket.store.put("private/notes.doc", b"theirs", {})
    told = []
    bucket.publish(made(WEB), told.append)
    bucket.publish(made(NEXT), told.append)
    assert bucket.store.get(".quangba/found/index.html") == (b"theirs", "")
    assert bucket.store.get("private/notes.doc") == (b"theirs", "")
    assert sum("was there before" in str(each) for each in told) == 1


def test_what_was_deleted_or_spoilt_is_sent_again(server, made):
    bucket = server.bucket()
    release = made(WEB)
    bucket.publish(release, webs.silent)
    bucket.store.delete(LOOK)
    bucket.store.put("index.html", b"spoilt", {})
    assert {path for path, each in bucket.published().items() if not each} == {LOOK, "index.html"}
    assert bucket.publish(release, webs.silent)
    assert bucket.published() == release.files
    assert server.fetch(bucket, LOOK)[2] == b"a{}"


def test_another_form_is_put_in_place_of_the_old_one(server, made):
    bucket = server.bucket()
    bucket.publish(made(WEB), webs.silent)
    options = server.options(bucket.store.bucket, compress=True)
    assert opened_once(options).publish(made(WEB), webs.silent)
    assert server.fetch(bucket, "index.html")[1]["content-encoding"] == "gzip"
    assert server.fetch(bucket, LOOK)[1]["content-encoding"] == "gzip"


def test_a_large_file_goes_in_parts(server, made, monkeypatch):
    monkeypatch.setattr(store, "PARTS_FROM", 5 << 20)
    film = bytes(range(256)) * (6 << 12)
    bucket = server.bucket()
    bucket.publish(made({"index.html": b"x", "film.mp4": film}), webs.silent)
    assert server.fetch(bucket, "film.mp4")[2] == film
    assert server.fetch(bucket, "film.mp4")[1]["content-type"] == "video/mp4"
    assert not bucket.publish(made({"index.html": b"x", "film.mp4": film}), webs.silent)


# ------------------------------------------------------------------------------------------ faults


@pytest.mark.parametrize("seed", range(8))
def test_a_failure_leaves_a_whole_site_and_the_next_run_ends_it(server, made, seed):
    chance = random.Random(seed)  # noqa: S311 - the same every time
    bucket = server.bucket(compress=bool(seed % 2))
    bucket.publish(made(WEB), webs.silent)
    release = made(NEXT)
    for _ in range(4):
        kind = chance.choice(["500 InternalError", "503 SlowDown", "drop", "deaf", "half", "short"])
        server.faults.set({chance.randint(1, 30): kind})
        try:
            bucket.publish(release, webs.silent)
        except PublishError:
            assert crawl(server, bucket) == []
        server.faults.set()
        let_go(bucket)
    bucket.publish(release, webs.silent)
    assert bucket.published() == release.files
    assert crawl(server, bucket) == []


def let_go(bucket):
    """As after the end of the process whose last request failed."""
    for key in bucket.store.listed(bucket.names.locks):
        bucket.store.delete(key)


def test_a_busy_store_is_asked_again(server, made, monkeypatch):
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    bucket = server.bucket()
    again = opened_once(server.options(bucket.store.bucket), attempts=4)
    server.faults.set(dict.fromkeys((1, 2, 6, 9, 13, 14), "503 SlowDown") | {4: "drop", 11: "deaf"})
    assert again.publish(made(WEB), webs.silent)
    assert crawl(server, bucket) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("403 AccessDenied", "The credentials need: s3:ListBucket"),
        ("403 InvalidAccessKeyId", "does not take the credentials"),
        ("403 SignatureDoesNotMatch", "does not take the credentials"),
        ("400 ExpiredToken", "does not take the credentials"),
        ("403 RequestTimeTooSkewed", "clock is wrong"),
        ("404 NoSuchBucket", "There is no bucket"),
        ("400 AuthorizationHeaderMalformed", "in another region"),
        ("503 SlowDown", "too busy"),
        ("500 InternalError", "in trouble"),
        ("507 InsufficientStorage", "no room left"),
        ("400 Strange", r"has refused \w+ \(Strange\)"),
        ("drop", "The connection to store has failed"),
    ],
)  # fmt: skip
def test_what_is_said(server, made, fault, said, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    bucket = server.bucket()
    server.faults.set(always=fault)
    with pytest.raises(PublishError, match=said) as failure:
        bucket.publish(made(WEB), webs.silent)
    out = "".join((*capfd.readouterr(), caplog.text, str(failure.value), repr(failure.value)))
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__
    assert SECRET not in out
    assert KEY not in out


def test_no_log_has_a_token(server, made, monkeypatch, caplog, capfd):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "planted-token")
    caplog.set_level(logging.DEBUG)
    bucket = server.bucket()
    assert opened_once(server.options(bucket.store.bucket)).publish(made(WEB), webs.silent)
    out = "".join((*capfd.readouterr(), caplog.text))
    assert "planted-token" not in out
    assert SECRET not in out


def test_no_bucket(server, made):
    with pytest.raises(PublishError, match="There is no bucket “nothing-there”"):
        opened_once(server.options("nothing-there")).publish(made(WEB), webs.silent)


def test_no_credentials(server, made, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(PublishError, match="There are no credentials"):
        opened_once(server.options("site-x")).publish(made(WEB), webs.silent)


def test_no_such_profile(server):
    with pytest.raises(PublishError, match="profile of the target"):
        connected(server.options("site-x", profile="office"))


def test_an_endpoint_that_is_none():
    from quangba.options.targets import S3Target

    with pytest.raises(PublishError, match="cannot be asked for"):
        connected(S3Target(kind="s3", bucket="site", endpoint="not an address", region="a"))


def test_two_at_once(server, made):
    bucket = server.bucket()
    with lock.held(bucket.store, bucket.names.locks), pytest.raises(
        PublishError, match="is publishing there right now"
    ):  # fmt: skip
        bucket.publish(made(WEB), webs.silent)
    assert bucket.publish(made(WEB), webs.silent)


def test_a_run_that_is_no_more_does_not_keep_others_out(server, made, monkeypatch):
    bucket = server.bucket()
    bucket.store.put(f"{bucket.names.locks}dead.json", lock._mark(), {})
    monkeypatch.setattr(lock, "_dead", lambda mark: mark["host"] == lock._host())
    assert bucket.publish(made(WEB), webs.silent)
    assert not bucket.store.listed(bucket.names.locks)


def test_a_run_that_was_taken_for_dead_stops(server, made, monkeypatch):
    monkeypatch.setattr(lock, "EVERY", 0)
    bucket = server.bucket()
    with lock.held(bucket.store, bucket.names.locks) as mark:
        mark.alive()
        bucket.store.delete(mark.key)
        with pytest.raises(PublishError, match="another one may have begun"):
            mark.alive()


def test_a_file_that_changes_meanwhile(server, made):
    bucket = server.bucket()
    release = made(WEB)
    (release.folder / "index.html").write_bytes(b"other")
    with pytest.raises(PublishError, match="was changed while"):
        bucket.publish(release, webs.silent)
    assert server.fetch(bucket, "index.html")[0] == 404


def test_our_own_folder_is_no_page(server, made):
    with pytest.raises(PublishError, match="keeps its own notes"):
        server.bucket().publish(made({"index.html": b"", ".quangba/x": b""}), webs.silent)


def test_order():
    known = frozenset({"index.html", "vi/index.html", "vi/a.html", "feed.xml", "map.jpg"})
    paths = [*known, "vi/new/index.html", "en/index.html", "new.jpg", "new.xml"]
    assert order.stages(paths, known) == (
        ("new.jpg", "new.xml"),
        ("vi/new/index.html",),
        ("en/index.html",),
        ("map.jpg",),
        ("vi/a.html",),
        ("vi/index.html",),
        ("index.html",),
        ("feed.xml",),
    )
