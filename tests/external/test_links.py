"""Links to other sites: asked politely, counted fairly, never beyond this machine here."""

import datetime as dt
import socket
import ssl
import threading
from itertools import pairwise

import pytest
import yaml

from quangba import cli, outside
from quangba.errors import PublishError
from quangba.external import round as rounds
from quangba.external import verdict
from quangba.external.ask import Answer, Asker, NoAnswer
from quangba.external.round import Round
from quangba.external.verdict import Verdict
from quangba.registers import external_links
from quangba.registers.external_links import Answered
from tests.external.servers import Waiting, serving
from tests.small_sites import page, words, write

PATIENCE = 120
"""Seconds that a busy machine may take for an answer that comes."""

AGENT = "quangba-links/1 (+https://brume.example/)"
MONDAY, TUESDAY, FRIDAY = (dt.date(2026, 11, day) for day in (23, 24, 27))


def ask_all(server, *paths, **options):
    waiting = options.pop("waiting", Waiting())
    asker = Asker(AGENT, private=True, seconds=PATIENCE)
    found = Round(asker.ask, AGENT, clock=waiting.clock, **options)
    urls = [path if path.startswith("http") else f"{server.url}{path}" for path in paths]
    return {url.removeprefix(server.url): each for url, each in found.run(urls)}


def only_head(method):
    return 405 if method == "HEAD" else 200


OK, TO = (200, {}, b"x"), "Location"
SAYS = {
    "/ok": (OK, ("ok", "", "")),
    "/no-head": ((only_head, {}, b"x"), ("ok", "", "")),
    "/range": (416, ("ok", "", "")),
    "/gone": (410, ("failed", "410", "")),
    "/missing": (404, ("failed", "404", "")),
    "/broken": (500, ("failed", "500", "")),
    "/refused": (403, ("unknown", "403", "")),
    "/linkedin": (999, ("unknown", "999", "")),
    "/busy": ((429, {"Retry-After": "9999"}, b""), ("unknown", "429", "")),
    "/for-good": ((301, {TO: "/ok"}, b""), ("ok", "", "/ok")),
    "/for-now": ((302, {TO: "/ok"}, b""), ("ok", "", "")),
    "/both": ((301, {TO: "/for-now"}, b""), ("ok", "", "")),
    "/circle": ((301, {TO: "/circle"}, b""), ("failed", "redirects in a circle", "")),
    "/long": ((302, {TO: "/2"}, b""), ("failed", "more than 5 redirects", "")),
}


@pytest.fixture(scope="module")
def found():
    says = {path: said for path, (said, _) in SAYS.items()}
    says |= {f"/{n}": (302, {TO: f"/{n + 1}"}, b"") for n in range(2, 9)}
    with serving(says) as server:
        return server, ask_all(server, *SAYS)


@pytest.mark.parametrize("path", SAYS)
def test_what_a_server_says(found, path):
    server, verdicts = found
    each = verdicts[path]

    assert (each.state, each.why, each.moved.removeprefix(server.url)) == SAYS[path][1]


def test_who_is_asking_is_said_and_little_is_fetched(found):
    server, _ = found
    kinds = {(method, headers.get("Range")) for method, path, headers in server.asked}

    assert {headers["User-Agent"] for _, _, headers in server.asked} == {AGENT}
    assert kinds == {("HEAD", None), ("GET", "bytes=0-1023"), ("GET", "bytes=0-511999")}
    assert [path for _, path, _ in server.asked].count("/robots.txt") == 1


def test_a_host_has_a_rest_between_two_requests():
    waiting = Waiting()
    with serving({"/a": OK, "/b": OK}) as server:
        ask_all(server, "/a", "/b", waiting=waiting, pause=3)

    assert waiting.slept == [3, 3]  # robots.txt, /a, /b


def test_other_hosts_are_asked_meanwhile():
    waiting, order = Waiting(), []

    def ask(method, url, most):
        order.append((url, waiting.time))
        return Answer(404 if url.endswith("robots.txt") else 200)

    urls = ["http://a.test/1", "http://a.test/2", "http://b.test/1"]
    list(Round(ask, AGENT, pause=2, clock=waiting.clock).run(urls))

    times = [time for url, time in order if url.startswith("http://a.test")]
    assert [after - before for before, after in pairwise(times)] == [2, 2]
    assert waiting.time == 4


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /a"), "unknown"),
        ((200, {}, b"User-agent: quangba-links\nDisallow: /*a$"), "unknown"),
        ((200, {}, b"User-agent: other\nDisallow: /"), "ok"),
        ((200, {}, b"User-agent: *\nCrawl-delay: 9999"), "unknown"),
        ((503, {}, b""), "unknown"),
        (404, "ok"),
    ],
)
def test_a_robots_txt_is_respected(robots, state):
    with serving({"/robots.txt": robots, "/a": OK}) as server:
        found = ask_all(server, "/a")

        assert found["/a"].state == state
        assert ("/a" in [path for _, path, _ in server.asked]) == (state == "ok")


def test_a_server_that_wants_to_be_asked_later_is():
    waiting = Waiting()
    busy = (503, {"Retry-After": "20"}, b"")
    with serving({"/a": [busy, busy, OK], "/robots.txt": 404}) as server:
        found = ask_all(server, "/a", waiting=waiting)

    assert found["/a"].state == "ok"
    assert sum(waiting.slept) >= 20


def test_the_time_has_an_end():
    waiting = Waiting()
    with serving(dict.fromkeys(["/a", "/b", "/c"], OK)) as server:
        found = ask_all(server, "/a", "/b", "/c", waiting=waiting, pause=10, most_seconds=15)

    assert list(found) == ["/a"]


# -- what goes wrong on the way -----------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://192.168.1.1/", "http://0.0.0.0/",
        "http://2130706433/", "http://[::ffff:127.0.0.1]/",
    ],
)  # fmt: skip
def test_nobody_is_led_into_the_office(url, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("asked"))

    answer = Asker(AGENT).ask("HEAD", url)

    assert isinstance(answer, NoAnswer)
    assert answer.trouble in {"private", "dns"}


def test_a_redirect_does_not_lead_into_the_office_either():
    answers = {"http://a.test/": Answer(302, {"location": "http://127.0.0.1:9/admin"})}
    outside_only = Asker(AGENT)

    found = verdict.of(
        "http://a.test/",
        lambda method, url, most: answers.get(url) or outside_only.ask(method, url),
    )

    assert found == Verdict("unknown", "private address 127.0.0.1")


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::7f00:1", "2002:c0a8:101::", "fec0::1", "ff02::1", "224.0.0.1", "::ffff:10.0.0.1"],
)
def test_an_address_that_stands_for_one_of_the_office_is_not_asked(address, monkeypatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET6, 1, 6, "", (address, 80, 0, 0))]
    )

    answer = Asker(AGENT, seconds=0.05).ask("HEAD", "http://portal.example/")

    assert answer == NoAnswer("private", address)


@pytest.mark.parametrize("target", ["http://[::1", "//[x", "http://[", "http://℀.example/"])
def test_a_redirect_to_what_is_no_address_ends_nothing_else(target):
    def ask(method, url, most_bytes):
        return Answer(302, {"location": target}) if url else NoAnswer("address")

    assert verdict.of("http://portal.example/", ask) == Verdict("failed", "no address")
    found = dict(Round(ask, AGENT, pause=0).run(["http://portal.example/", "http://[::1"]))
    assert [each.state for each in found.values()] == ["failed", "failed"]


def test_a_server_that_says_nothing_and_one_that_is_not_there():
    asker = Asker(AGENT, private=True, seconds=0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert asker.ask("HEAD", f"http://127.0.0.1:{port}/").trouble == "timeout"
    asker = Asker(AGENT, private=True, seconds=PATIENCE)
    with socket.socket() as nobody:  # the port is its own, and it does not listen
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        assert asker.ask("HEAD", f"http://127.0.0.1:{port}/").trouble == "connection"


def test_a_broken_answer_and_one_that_is_no_tls_are_told():
    asker = Asker(AGENT, private=True, seconds=PATIENCE)

    def talk(listening):
        for said in (b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"):
            other, _ = listening.accept()
            other.recv(4000)
            other.sendall(said)
            other.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=talk, args=(listening,), daemon=True)
        thread.start()
        assert asker.ask("HEAD", f"http://127.0.0.1:{port}/").trouble == "connection"
        assert asker.ask("HEAD", f"https://127.0.0.1:{port}/").trouble == "tls"
        thread.join()


def test_certificates_are_checked():
    context = Asker(AGENT).context

    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize(
    "url", ["http:///x", "http://a.test:99999/", "ftp://a.test/", "http://[x/"]
)
def test_what_is_no_address(url):
    assert Asker(AGENT).ask("HEAD", url).trouble == "address"


# -- what is kept -------------------------------------------------------------------------------

FAILED, FOUND, REFUSED = Verdict("failed", "404"), Verdict("ok"), Verdict("unknown", "403")


def days(*found):
    row = None
    for day, each in found:
        row = verdict.noted(row, each, day)
    return row


def test_one_bad_day_breaks_nothing():
    assert not days((MONDAY, FAILED)).is_broken
    assert not days((MONDAY, FAILED), (MONDAY, FAILED)).is_broken
    assert not days((MONDAY, FAILED), (TUESDAY, FOUND), (FRIDAY, FAILED)).is_broken
    assert days((MONDAY, FAILED), (TUESDAY, FAILED)).is_broken
    assert days((MONDAY, FAILED), (TUESDAY, REFUSED), (FRIDAY, FAILED)).is_broken
    assert not days((MONDAY, REFUSED), (TUESDAY, REFUSED)).is_broken


def test_links_are_asked_again_in_time():
    known = {
        "new": Answered(ok=FRIDAY), "old": Answered(ok=MONDAY), "bad": days((TUESDAY, FAILED)),
        "bad today": days((FRIDAY, FAILED)), "refused": Answered(unknown=FRIDAY),
        "by a wrong clock": Answered(ok=FRIDAY + dt.timedelta(days=9000)),
    }  # fmt: skip

    due = rounds.due([*known, "unknown"], known, FRIDAY, 4)
    assert due == ("old", "bad", "by a wrong clock", "unknown")


def test_a_file_changes_only_where_links_were_asked(tmp_path):
    rows = {f"https://a.test/{n}": Answered(ok=MONDAY) for n in range(5)}
    rows["https://b.test/: #'\""] = days((MONDAY, FAILED), (TUESDAY, FAILED))
    before = external_links.dump(rows)

    after = rounds.after(rows, rows, {"https://a.test/3": FOUND}, FRIDAY)

    changed = set(before.splitlines()) ^ set(external_links.dump(after).splitlines())
    assert changed == {
        '"https://a.test/3": {ok: 2026-11-23}',
        '"https://a.test/3": {ok: 2026-11-27}',
    }
    kept = yaml.safe_load(before)
    assert {url: Answered(**kept[url]) for url in kept} == rows


def test_links_that_are_gone_are_forgotten():
    assert rounds.after([], {"https://a.test/": Answered(ok=MONDAY)}, {}, FRIDAY) == {}


def test_without_a_network_nothing_is_noted():
    nobody = {f"https://{name}.test/": Verdict("failed", "no such host") for name in "abc"}

    with pytest.raises(PublishError):
        rounds.after(nobody, {}, nobody, FRIDAY)
    assert rounds.after(nobody, {}, {**nobody, "https://d.test/": FOUND}, FRIDAY)


# -- where they stand ---------------------------------------------------------------------------


def test_all_links_are_found_with_their_places(make_site):
    text = (
        "[a](https://a.test/x#part)\n\n<https://b.test/>\n\n[c][1]\n\n[1]: https://c.test/\n\n"
        "`<https://code.test/>`\n\n```\nhttps://d.test/\n```\n[own](https://brume.example/a/)\n"
    )
    sources = "S1: {name: {en: A}, url: 'https://s.test/'}\nS2: {name: {en: B}, url: 'https://i.test/', internal: true}\n"  # noqa: E501
    site, _ = make_site(
        {"docs/en/a.md": page(text), "docs/fr/a.md": words("[a](https://a.test/x)"),
         "assets/data/sources.yml": sources}
    )  # fmt: skip

    found = outside.links(site)

    assert found["https://a.test/x"] == (("docs/en/a.md", 6), ("docs/fr/a.md", 5))
    assert found["https://b.test/"] == (("docs/en/a.md", 8),)
    assert found["https://s.test/"] == (("assets/data/sources.yml", 1),)
    assert {"https://c.test/"} <= set(found)
    assert not {"https://i.test/", "https://d.test/", "https://brume.example/a/"} & set(found)


def test_the_command_asks_writes_and_tells(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")
    with serving({"/robots.txt": 404, "/ok": OK, "/gone": 410}) as server:
        text = f"[a]({server.url}/ok) [b]({server.url}/gone)"
        root = write(tmp_path, {"docs/en/a.md": page(text), "docs/fr/a.md": words("Texte.")})
        command = ["--ui-lang", "en", "links", "--config", str(root / "mkdocs.yml")]
        cli.main([*command, "--dry-run"])
        assert server.asked == []
        cli.main([*command, "--private", "--pause", "0"])
        first = (root / "assets/data/external_links.yml").read_text()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")
        with pytest.raises(SystemExit) as ended:
            cli.main([*command, "--private", "--pause", "0", "--strict"])

    assert ended.value.code == 1
    assert f'"{server.url}/gone": {{since: 2026-11-27, failed: 2026-11-27, why: "410"}}' in first
    told = capsys.readouterr()
    assert "2 links asked, 0 left for the next time, 2 in all." in told.out
    assert "has not answered since 2026-11-27 (410)" in told.err
