"""Subtitles: what is wrong is told with its line; what is right is published normalised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.media.video import subtitles


def read(text, seconds=10.0):
    data = text if isinstance(text, bytes) else text.encode()
    return subtitles.read(data, "clip.en.vtt", "en", seconds)


def test_a_good_file_is_published_without_bom_comments_and_carriage_returns():
    track, problems = read(
        "\ufeffWEBVTT - a title\r\n\r\nNOTE for\r\ntranslators\r\n\r\nSTYLE\r\n::cue { color: red }"
        "\r\n\r\n1\r\n00:01.000 --> 00:02.500 line:80%\r\n<v Ann>Fish &amp; <i>chips</i>\r\ntoday"
        "\r\n\r\n00:00:03.000 --> 00:00:04.000\r\n你好，\r\n世界\r\n\r\n"
    )

    assert problems == ()
    assert track.vtt == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500 line:80%\n<v Ann>Fish &amp; <i>chips</i>\ntoday"
        "\n\n00:00:03.000 --> 00:00:04.000\n你好，\n世界\n"
    )
    assert [(cue.start, cue.end, cue.text) for cue in track.cues] == [
        (1000, 2500, "Fish & chips today"),
        (3000, 4000, "你好，世界"),
    ]
    assert read(track.vtt)[0] == track


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("", "subtitles-header", 1, "first line is not WEBVTT"),
        ("\nWEBVTT\n", "subtitles-header", 1, "first line is not WEBVTT"),
        ("1\n00:01.000 --> 00:02.000\nSubRip\n", "subtitles-header", 1, "not WEBVTT"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nx", "subtitles-header", 2, "no empty line below"),
        ("WEBVTT\n", "subtitles-empty", None, "has no subtitles"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nx", "subtitles-time", 3, "cannot be understood"),
        ("WEBVTT\n\n1\n00:61.000 --> 00:71.000\nx", "subtitles-time", 4, "cannot be understood"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 far:1\nx", "subtitles-time", 3, "cannot be under"),
        ("WEBVTT\n\nonly words\n", "subtitles-time", 3, "has no time"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "subtitles-empty", 3, "Nothing is said"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "subtitles-empty", 3, "Nothing is"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nx\n", "subtitles-order", 3, "ends before it starts"),
        ("WEBVTT\n\n00:09.000 --> 00:10.200\nx\n", "subtitles-duration", 3, "ends at 00:00:10.000"),
        (
            "WEBVTT\n\n00:03.000 --> 00:04.000\nx\n\n2\n00:01.000 --> 00:02.000\ny\n",
            "subtitles-order", 7, "before the words above",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.000\nx\n\n00:02.900 --> 00:04.000\ny\n",
            "subtitles-overlap", 6, "still stand",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.000\nx\n00:03.000 --> 00:04.000\ny\n",
            "subtitles-time", 5, "no empty line above",
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nN\xf9ng\n", "subtitles-encoding", 4, "not UTF-8"),
        ("WEBVTT\n".encode("utf-16"), "subtitles-encoding", 1, "not UTF-8"),
        (b"WEBVTT\n\n\0\0", "subtitles-encoding", None, "not text"),
        (bytes(2_000_000), "subtitles-too-large", None, "2000000 bytes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text, code, line, words):
    track, (problem,) = read(text)

    assert track is None
    assert (problem.code, problem.line, problem.path) == (code, line, "clip.en.vtt")
    assert words in str(problem.message)
    assert problem.hint


def test_a_long_line_is_only_a_warning_and_a_chinese_character_counts_two():
    def lines(text):
        track, problems = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n")
        return track is not None, [(each.code, each.line) for each in problems]

    assert lines("x" * 84) == (True, [])
    assert lines("short\n" + "x" * 85) == (True, [("subtitles-long", 5)])
    assert lines("文" * 42) == (True, [])
    assert lines("文" * 43) == (True, [("subtitles-long", 4)])


def test_every_problem_is_found_at_once():
    _, problems = read(
        "WEBVTT\n\n00:04.000 --> 00:03.000\nx\n\n00:01 --> 00:02\ny\n\n00:11.000 --> 00:12.000\nz\n"
    )

    assert [(each.code, each.line) for each in problems] == [
        ("subtitles-order", 3), ("subtitles-time", 6), ("subtitles-duration", 9),
    ]  # fmt: skip


def test_other_words_have_another_name():
    one, other = (read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{x}\n")[0] for x in "ab")
    assert one.digest != other.digest


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"WEBVTT\n\n{text}"))
def test_no_bytes_bring_the_reader_down(data):
    track, problems = read(data)

    assert (track is None) == any(problem.severity.name == "ERROR" for problem in problems)
