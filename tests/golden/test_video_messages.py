"""What people read when something is wrong with a video or its subtitles, in both languages."""

from pathlib import Path

import pytest

from quangba.media.facts import Unusable
from quangba.media.video import library
from tests.golden.test_messages import _codes_in_source, _shown
from tests.small_sites import page, read, words, write

HERE = Path(__file__).parent
MEDIA = HERE.parent / "sample_site" / "assets" / "media"
WAVES = {
    f"assets/media/waves.{suffix}": (MEDIA / f"waves.{suffix}").read_bytes()
    for suffix in ("mp4", "yml", "en.vtt", "fr.vtt")
}
EN, FR = "assets/media/waves.en.vtt", "assets/media/waves.fr.vtt"
FILM = page("Text.\n", kind="video", date="2026-01-05", video="waves.mp4")
GOOD = {**WAVES, "docs/en/film.md": FILM, "docs/fr/film.md": words("Texte.\n")}


def cue(times, text="Hello."):
    return f"WEBVTT\n\n{times}\n{text}\n"


ONE, TWO = "00:00.200 --> 00:01.000", "00:01.000 --> 00:01.900"
CASES = {
    "video-missing": {"docs/en/film.md": FILM.replace("waves.", "wave.")},
    "video-missing--far": {"docs/en/film.md": FILM.replace("waves.", "boat.")},
    "subtitles-missing--source": {EN: None},
    "subtitles-missing": {FR: None},
    "subtitles-language": {"assets/media/waves.de.vtt": cue(ONE)},
    "subtitles-clip": {"assets/media/wave.en.vtt": cue(ONE)},
    "subtitles-encoding": {EN: b"WEBVTT\n\n00:00.200 --> 00:01.000\nN\xf9ng\n"},
    "subtitles-encoding--binary": {EN: b"WEBVTT\n\0"},
    "subtitles-too-large": {EN: b" " * 1_000_001},
    "subtitles-header": {EN: "1\n00:00:00,200 --> 00:00:01,000\nHello.\n"},
    "subtitles-header--no-empty-line": {EN: f"WEBVTT\n{ONE}\nHello.\n"},
    "subtitles-empty": {EN: "WEBVTT\n"},
    "subtitles-empty--one": {EN: cue(ONE, "")},
    "subtitles-time": {EN: cue("00:00,200 --> 00:01,000")},
    "subtitles-time--none": {EN: "WEBVTT\n\nHello.\n"},
    "subtitles-time--no-empty-line": {EN: cue(ONE, f"Hello.\n{TWO}\nHello again.")},
    "subtitles-long": {EN: cue(ONE, "Hello, hello, " * 8)},
    "subtitles-order--times": {EN: cue("00:01.000 --> 00:00.200")},
    "subtitles-order": {EN: cue(TWO) + f"\n{ONE}\nHello again.\n"},
    "subtitles-overlap": {EN: cue(ONE) + "\n00:00.900 --> 00:01.500\nHello again.\n"},
    "subtitles-duration": {EN: cue("00:01.000 --> 00:03.000")},
}
UNUSABLE = {
    "video-broken": Unusable("video-broken", "it breaks off after 3.2 s"),
    "video-format": Unusable("video-format", "Matroska/WebM"),
    "video-format--unknown": Unusable("video-format", "something else"),
    "video-broken--decoder": Unusable("video-broken", "Invalid data found when processing input"),
    "video-broken--empty": Unusable("video-broken", "the file is empty"),
    "video-too-large": Unusable("video-too-large", "812 MB"),
    "video-too-large--memory": Unusable("video-too-large", "not enough memory"),
    "video-too-long": Unusable("video-too-long", "14"),
    "video-poster": Unusable("video-poster", "12.0"),
    "video-changed": Unusable("video-changed", ""),
    "video-hangs": Unusable("picture-hangs", ""),
    "video-crashes": Unusable("picture-crashes", "-11"),
}


def test_the_good_site_has_no_problem(tmp_path):
    assert read(write(tmp_path, GOOD)).problems == ()


@pytest.mark.parametrize("name", CASES)
def test_message(name, tmp_path, golden):
    problems = read(write(tmp_path, {**GOOD, **CASES[name]})).problems

    assert {problem.code for problem in problems} == {name.partition("--")[0]}
    golden(_shown(problems, tmp_path), HERE / "video_messages" / f"{name}.txt")


@pytest.mark.parametrize("name", UNUSABLE)
def test_message_of_what_workers_met(name, golden):
    problem = library.unusable("assets/media/waves.mp4", UNUSABLE[name])

    assert problem.code == name.partition("--")[0]
    golden(_shown([problem], "PROJECT"), HERE / "video_messages" / f"{name}.txt")


def test_every_code_has_a_case():
    ours = {code for code in _codes_in_source() if code.startswith(("video-", "subtitles-"))}

    assert ours == {name.partition("--")[0] for name in (*CASES, *UNUSABLE)}
    assert {file.stem for file in (HERE / "video_messages").glob("*")} == {*CASES, *UNUSABLE}
