"""Films and their subtitles."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "video-missing",
        msg("The page of a film would have no film."),
        wrong="video: wave.mp4",
        right="video: waves.mp4",
    ),
    Rule(
        "video-broken",
        msg("The film would stop half-way, or not start."),
        wrong="waves.mp4, cut off after 3 s",
        right="waves.mp4, copied again from the camera",
    ),
    Rule(
        "video-format",
        msg(
            "The ending tells programs what is inside; with another one the film cannot be "
            "made fit for phones."
        ),
        wrong="waves.mp4   # Matroska inside",
        right="waves.mp4, exported as MP4 (H.264)",
    ),
    Rule(
        "video-too-large",
        msg(
            "Such a file is slow to copy and to make fit for phones, and shows readers "
            "nothing more."
        ),
        wrong="waves.mp4, 812 MB",
        right="waves.mp4, 1080p, 90 MB",
    ),
    Rule(
        "video-too-long",
        msg(
            "Making it fit for phones would hold up the build for long, and few readers "
            "watch more than ten minutes."
        ),
        wrong="waves.mp4, 14 minutes",
        right="waves.mp4, 4 minutes",
    ),
    Rule(
        "video-poster",
        msg(
            "There is no picture at that second: readers would see a black field before the "
            "film starts."
        ),
        wrong="poster: 12   # the film lasts 2 s",
        right="poster: 1.5",
    ),
    Rule(
        "video-changed",
        msg(
            "What is published must be made of one state of the file, so that two builds are alike."
        ),
        wrong="waves.mp4 saved again during quangba build",
        right="quangba build   # once more, when the file is saved",
    ),
    Rule(
        "video-hangs",
        msg("One film would hold up the whole site."),
        wrong="waves.mp4, which takes hours to decode",
        right="waves.mp4, exported again as MP4 (H.264)",
    ),
    Rule(
        "video-crashes",
        msg(
            "The film is damaged in a way that its decoder was not made for; browsers may "
            "fail over it, too."
        ),
        wrong="waves.mp4, damaged",
        right="waves.mp4, exported again as MP4 (H.264)",
    ),
    Rule(
        "subtitles-missing",
        msg(
            "Who cannot hear, or has no sound on, learns nothing from the film; nor do "
            "readers of another language."
        ),
        wrong="waves.mp4   # without waves.en.vtt",
        right="waves.mp4\nwaves.en.vtt\nwaves.fr.vtt",
    ),
    Rule(
        "subtitles-language",
        msg("A file whose language is not known is offered to nobody."),
        wrong="waves.de.vtt   # the site has en and fr",
        right="waves.fr.vtt",
    ),
    Rule(
        "subtitles-clip",
        msg(
            "The subtitles belong to no film, and a film may lack its own: mostly one of "
            "the two was renamed."
        ),
        wrong="wave.en.vtt   # the film is waves.mp4",
        right="waves.en.vtt",
    ),
    Rule(
        "subtitles-encoding",
        msg("In another encoding every letter with a mark would be shown as a wrong one."),
        wrong="00:00.200 --> 00:01.000\nCaf�",
        right="00:00.200 --> 00:01.000\nCafé",
    ),
    Rule(
        "subtitles-too-large",
        msg(
            "Subtitles of a film of minutes are a few thousand letters: this is another "
            "file under their name."
        ),
        wrong="waves.en.vtt, 2 MB",
        right="waves.en.vtt, 2 KB",
    ),
    Rule(
        "subtitles-header",
        msg("Browsers refuse a file that does not start so, and show no subtitles at all."),
        wrong="1\n00:00:00,200 --> 00:00:01,000\nThe sea.",
        right="WEBVTT\n\n00:00.200 --> 00:01.000\nThe sea.",
    ),
    Rule(
        "subtitles-empty",
        msg("Readers switch the subtitles on and see nothing."),
        wrong="WEBVTT\n\n00:00.200 --> 00:01.000",
        right="WEBVTT\n\n00:00.200 --> 00:01.000\nThe sea.",
    ),
    Rule(
        "subtitles-time",
        msg("Browsers leave out words whose time they cannot read."),
        wrong="00:00,200 --> 00:01,000",
        right="00:00.200 --> 00:01.000",
    ),
    Rule(
        "subtitles-order",
        msg("The words would be shown at the wrong moment, or never."),
        wrong="00:01.000 --> 00:00.200",
        right="00:00.200 --> 00:01.000",
    ),
    Rule(
        "subtitles-overlap",
        msg("Two subtitles would stand on the screen at once, and cover the picture."),
        wrong="00:00.200 --> 00:01.000\nThe sea.\n\n00:00.900 --> 00:01.500\nIt rises.",
        right="00:00.200 --> 00:00.900\nThe sea.\n\n00:00.900 --> 00:01.500\nIt rises.",
    ),
    Rule(
        "subtitles-duration",
        msg("The film ends before the words do: nobody can read them to the end."),
        wrong="00:01.000 --> 00:03.000   # the film lasts 2 s",
        right="00:01.000 --> 00:01.900",
    ),
    Rule(
        "subtitles-long",
        msg("A phone breaks the line where it likes, and the words cover the picture."),
        wrong=(
            "The sea takes its time; so do all the boats that come in with it at noon or before six"
        ),
        right="The sea takes its time,\nand so do the boats.",
    ),
)
