"""The site's own film is what its program draws and plays."""

from array import array
from pathlib import Path

import av
import pytest
from PIL import ImageChops, ImageStat

ROOT = Path(__file__).parents[2]
FILM = ROOT / "assets" / "media" / "river-morning.mp4"


@pytest.fixture(scope="module")
def drawings(drawing_programs):
    return drawing_programs("river_morning"), drawing_programs("plucked")


def test_it_is_short_small_and_without_traces():
    data = FILM.read_bytes()

    assert len(data) <= 1_500_000
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"Lav" not in data[: data.index(b"mdat")]
    with av.open(str(FILM)) as film:
        (pictures,), (sound,) = film.streams.video, film.streams.audio
        assert (pictures.width, pictures.height, pictures.frames) == (1280, 720, 288)
        assert float(sound.duration * sound.time_base) == pytest.approx(12, abs=0.05)


@pytest.mark.parametrize("index", [60, 200])
def test_its_frames_are_those_of_the_program(drawings, index):
    river_morning, _ = drawings
    drawn = river_morning.River().frame(index)

    with av.open(str(FILM)) as film:
        frames = film.decode(video=0)
        shown = next(frame for frame in frames if frame.pts * frame.time_base * 24 == index)
    image = shown.to_image(src_colorspace="ITU709")

    difference = ImageStat.Stat(ImageChops.difference(drawn, image)).mean
    assert max(difference) < 2.5


def test_its_sound_is_that_of_the_program(drawings):
    _, plucked = drawings
    played = plucked.tune(12)
    heard = array("f")
    with av.open(str(FILM)) as film:
        for frame in film.decode(audio=0):
            heard.extend(memoryview(frame.planes[0]).cast("f")[: frame.samples])

    def loudness(sound, start):
        part = sound[start : start + 4800]
        return sum(each * each for each in part) / len(part)

    for second in range(1, 11):
        wanted = loudness(played, second * 48_000)
        assert loudness(heard, second * 48_000) == pytest.approx(wanted, rel=0.5, abs=1e-5)
