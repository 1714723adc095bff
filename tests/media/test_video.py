"""Clips: what is published of them has pictures and sound and nothing else, twice the same."""

import os
import shutil
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import settings as settings_
from quangba.media.facts import Unusable
from quangba.media.library import store_folder
from quangba.media.video import encode, library, plan, probe, service
from quangba.media.video.facts import MAX_SECONDS, Look, VideoFacts
from tests.media import clips
from tests.small_sites import MKDOCS_YML

SIDECAR = "alt: {en: A mark, fr: Une marque}\ncredit: A. Painter\nlicence: CC0-1.0\n"


def looked(file, at=None):
    return probe.look(Look(file, at, file.with_suffix(".png")))


def made(file, facts=None):
    """Every file that is published of a clip, with what it was planned as."""
    facts = facts or looked(file).facts
    for each in plan.renditions(facts):
        target = file.with_name(f"out-{each.codec}-{each.side}.mp4")
        result = encode.encode(encode.EncodeTask(file, facts, each, target))
        assert isinstance(result, encode.Encoded), result
        assert result.size == target.stat().st_size
        yield each, target


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    """As a phone writes it: a place, a name, sound, a title."""
    return clips.clip(tmp_path_factory.mktemp("phone") / "phone.mov")


@pytest.fixture(scope="module")
def published(phone):
    return list(made(phone))


# -- what is published ----------------------------------------------------------------------------


def test_a_clip_is_published_in_two_codecs_with_its_sound(published):
    found = []
    for each, file in published:
        with av.open(str(file)) as container:
            (film,), (sound,) = container.streams.video, container.streams.audio
            found.append((each.codec, film.codec_context.name, sound.codec_context.name))
            assert len(container.streams) == 2
            assert (film.width, film.height) == (each.width, each.height)
            assert film.codec_context.pix_fmt == "yuv420p"
            assert float(film.duration * film.time_base) == pytest.approx(1.0, abs=0.11)
            assert float(sound.duration * sound.time_base) == pytest.approx(1.0, abs=0.11)
    assert found == [("av1", "libdav1d", "opus"), ("h264", "h264", "aac")]


def test_sound_is_still_heard(published):
    for _, file in published:
        with av.open(str(file)) as container:
            loud = max(_peak(frame) for frame in container.decode(audio=0))
        assert loud > 0.1


def _peak(frame):
    plain = av.AudioResampler(format="flt", layout="mono").resample(frame)
    return max((max(memoryview(each.planes[0]).cast("f")) for each in plain), default=0)


def test_nothing_is_told_of_place_time_or_program(phone, published):
    before = phone.read_bytes()
    assert b"SecretTitle" in before
    assert clips.PLACE.encode() in before
    secrets = (b"Secret", b"22.05", b"106.6", b"Fruit", b"x264", b"Lavf", b"Lavc", b"SVT", b"\xa9")
    for _, file in published:
        data = file.read_bytes()
        assert [secret for secret in secrets if secret in data[: _mdat(data)]] == []
        assert [secret for secret in secrets[:-1] if secret in data] == []
        with av.open(str(file)) as container:
            names = {"major_brand", "minor_version", "compatible_brands"}
            assert set(container.metadata) == names
            for stream in container.streams:
                assert set(stream.metadata) <= {"language", "handler_name"}
                assert stream.metadata["handler_name"] in ("VideoHandler", "SoundHandler")
        header = data.index(b"mvhd") + 8
        assert data[header : header + 8] == bytes(8)  # times of creation and change


def _mdat(data):
    return data.index(b"mdat")


def test_the_index_comes_before_the_film(published):
    for _, file in published:
        data = file.read_bytes()
        assert data.index(b"moov") < _mdat(data)


def test_two_runs_write_the_same_bytes(phone, published):
    before = {file: file.read_bytes() for _, file in published}
    assert {file: file.read_bytes() for _, file in made(phone)} == before


def test_the_same_bytes_of_the_sites_own_film(tmp_path):
    """In 852 x 480, which x264's AVX-512 code encodes otherwise each time (seen 6 times of 6)."""
    film = Path(__file__).parents[2] / "assets" / "media" / "river-morning.mp4"
    facts = VideoFacts(1280, 720, 12.0, (24, 1), 1, sha256(film.read_bytes()).hexdigest())
    (each,) = [e for e in plan.renditions(facts) if (e.codec, e.side) == ("h264", 480)]
    assert each.width == 852
    found = set()
    for _ in range(3):
        encode.encode(encode.EncodeTask(film, facts, each, tmp_path / "out.mp4"))
        found.add((tmp_path / "out.mp4").read_bytes())
    assert len(found) == 1


def test_a_clip_that_changes_meanwhile_is_not_stored_under_its_old_name(tmp_path):
    film = clips.clip(tmp_path / "a.mp4", (64, 36), 1, 10, layout=None)
    facts = VideoFacts(64, 36, 1.0, (10, 1), 0, "0" * 64)
    target = tmp_path / "store" / "out.mp4"
    result = encode.encode(encode.EncodeTask(film, facts, plan.renditions(facts)[0], target))

    assert result == Unusable("video-changed", "")
    assert list(target.parent.iterdir()) == []


def test_the_type_names_what_is_in_the_file(tmp_path):
    for size, rate in (((160, 90), 10), ((640, 480), 30), ((1280, 720), 60)):
        folder = tmp_path / f"{size[0]}"
        file = clips.clip(folder / "a.mp4", size, 3 / rate, rate, layout=None)
        for each, target in made(file):
            with av.open(str(target)) as container:
                extra = container.streams.video[0].codec_context.extradata
            if each.codec == "h264":
                assert f'codecs="avc1.{extra[1:4].hex().upper()}"' in each.type
            else:  # profile and level of the av1C box; tier 0, 8 bits
                profile, level = extra[1] >> 5, extra[1] & 31
                assert extra[2] & 0b11100000 == 0
                assert f'codecs="av01.{profile}.{level:02d}M.08"' in each.type


def test_the_encoders_are_those_that_the_keys_name():
    assert f"av {av.__version__}" == plan.ENCODERS


@pytest.mark.parametrize(
    ("rotation", "size", "corner"),
    [
        (0, (160, 90), (0, 0)),
        (90, (90, 160), (0, 1)),
        (-90, (90, 160), (1, 0)),
        (180, (160, 90), (1, 1)),
    ],
)
def test_a_clip_held_upright_is_published_upright(tmp_path, rotation, size, corner):
    file = clips.clip(tmp_path / "a.mov", rotation=rotation, layout=None)
    facts = looked(file).facts

    assert (facts.width, facts.height) == size
    for each, target in made(file, facts):
        assert (each.width, each.height) == size
        with av.open(str(target)) as container:
            frame = next(container.decode(video=0))
        assert frame.rotation == 0
        assert _red(frame.to_image()) == corner
    with av.open(str(file.with_suffix(".png"))) as container:
        assert _red(next(container.decode(video=0)).to_image()) == corner


def _red(image):
    """In which corner the mark is: column and row."""
    columns, rows = image.width - 1, image.height - 1
    places = {(x, y): image.convert("RGB").getpixel((x * columns, y * rows))
              for x in (0, 1) for y in (0, 1)}  # fmt: skip
    return max(places, key=lambda place: places[place][0] - places[place][1])


def test_colours_stay_what_they_were(published):
    for _, file in published:
        with av.open(str(file)) as container:
            frame = next(container.decode(video=0))
            image = frame.to_image(src_colorspace="ITU709")
        far = image.getpixel((140, 80))
        assert far == pytest.approx(clips.GREY, abs=6)
        assert image.getpixel((20, 10)) == pytest.approx(clips.RED, abs=14)


def test_hdr_of_a_phone_becomes_what_every_screen_shows(tmp_path):
    file = tmp_path / "hdr.mov"
    with av.open(str(file), "w") as container:
        film = container.add_stream("libx265", rate=10)
        film.width, film.height, film.pix_fmt = 320, 180, "yuv420p10le"
        film.options = {"x265-params": "log-level=none"}
        context = film.codec_context
        context.color_primaries = context.colorspace = 9  # BT.2020
        context.color_trc, context.color_range = 18, 1  # HLG
        for index in range(5):
            frame = av.VideoFrame.from_image(clips.picture((320, 180), 0))
            frame = frame.reformat(format="yuv420p10le")
            frame.pts, frame.color_trc, frame.color_primaries, frame.colorspace = index, 18, 9, 9
            container.mux(film.encode(frame))
        container.mux(film.encode(None))

    for _, target in made(file):
        with av.open(str(target)) as container:
            frame = next(container.decode(video=0))
        assert frame.format.name == "yuv420p"
        assert (frame.color_trc, frame.color_primaries, frame.colorspace) == (1, 1, 1)
        assert _red(frame.to_image()) == (0, 0)


def test_odd_sizes_become_even_and_silence_stays_silent(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", (161, 91), layout=None)
    facts = looked(file).facts

    assert (facts.width, facts.height, facts.channels) == (161, 91, 0)
    for each, target in made(file, facts):
        assert (each.width, each.height) == (160, 90)
        with av.open(str(target)) as container:
            assert not container.streams.audio
        assert "," not in each.type.partition("codecs")[2]


def test_one_channel_stays_one(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", layout="mono")
    for _, target in made(file):
        with av.open(str(target)) as container:
            assert container.streams.audio[0].codec_context.channels == 1


def test_an_upright_poster_of_the_second_that_is_asked_for(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", seconds=2)
    default, first = looked(file), looked(file, 0.0)

    assert (default.poster.format, default.poster.width, default.poster.height) == ("png", 160, 90)
    assert default.poster.digest != first.poster.digest
    assert looked(file, 2.5) == Unusable("video-poster", "2.0")


# -- the plan -------------------------------------------------------------------------------------

FACTS = st.builds(
    VideoFacts,
    width=st.integers(16, 8192),
    height=st.integers(16, 4320),
    seconds=st.floats(0.1, MAX_SECONDS),
    rate=st.sampled_from([(10, 1), (24, 1), (30000, 1001), (60, 1), (120, 1), (240, 1)]),
    channels=st.integers(0, 6),
    digest=st.just("d"),
)


@given(FACTS)
def test_no_file_is_larger_than_the_clip_or_of_odd_size(facts):
    files = plan.renditions(facts)

    assert {each.codec for each in files} == {"av1", "h264"}
    assert len({each.key("d") for each in files}) == len(files) <= 4
    for each in files:
        assert 2 <= each.width <= max(2, facts.width)
        assert 2 <= each.height <= max(2, facts.height)
        assert each.width % 2 == each.height % 2 == 0
        assert max(each.width, each.height) <= plan.LONGEST
        assert min(each.width, each.height) <= plan.SIDES[-1]
        assert 0 < Fraction(*each.rate) <= plan.FASTEST + 1
        assert each.channels <= 2


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((1280, 720), (480, 720)), ((3840, 2160), (480, 720)), ((720, 1280), (480, 720)),
        ((640, 360), (360,)), ((854, 480), (480,)), ((960, 540), (480,)), ((1024, 600), (480, 600)),
    ],
)  # fmt: skip
def test_two_sizes_but_none_nearly_twice(size, sides):
    assert plan.sides(VideoFacts(*size, 1.0, (30, 1), 0, "d")) == sides


def test_levels_are_the_lowest_that_allow_the_frames():
    rate = Fraction(30)
    assert plan.level("h264", 854, 480, rate) == 31
    assert plan.level("h264", 1280, 720, rate) == 31
    assert plan.level("h264", 1280, 720, Fraction(60)) == 32
    assert plan.level("av1", 854, 480, rate) == 30
    assert plan.level("av1", 1280, 720, rate) == 31
    assert plan.level("av1", 1280, 720, Fraction(60)) == 40


# -- files that nobody should have sent -----------------------------------------------------------


def test_bad_files_say_what_is_wrong(tmp_path, phone):
    good = phone.read_bytes()

    def of(data, name="a.mp4"):
        (tmp_path / name).write_bytes(data)
        found = looked(tmp_path / name)
        assert isinstance(found, Unusable)
        return found.code, found.reason

    assert of(b"") == ("video-broken", "the file is empty")
    assert of(b"\x89PNG\r\n\x1a\n" + bytes(50)) == ("video-format", "PNG")
    assert of(b"\x1aE\xdf\xa3" + bytes(50)) == ("video-format", "Matroska/WebM")
    assert of(b"#EXTM3U\nfile:///etc/passwd\n") == ("video-format", "something else")
    assert of(b"\0\0\0\x18ftypheic" + bytes(50)) == ("video-format", "heic")
    assert of(b"\0\0\0\x18ftypisom" + bytes(50))[0] == "video-broken"
    assert of(good[: len(good) // 2])[0] == "video-broken"
    middle = good.index(b"moov")
    assert of(good[:middle] + bytes(len(good) - middle))[0] == "video-broken"


def test_a_clip_that_was_cut_off_after_its_index(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", seconds=4, options={"movflags": "+faststart"})
    data = file.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(data[: data.index(b"mdat") + 4 + (len(data) - data.index(b"mdat")) // 3])

    found = looked(cut)

    assert isinstance(found, Unusable)
    assert found.code == "video-broken"


def test_a_clip_that_claims_to_last_for_years(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", layout=None, options={"use_editlist": "0"})
    data = bytearray(file.read_bytes())
    at = data.index(b"stts") + 12
    count, length = (int.from_bytes(data[at + n : at + n + 4]) for n in (0, 4))
    assert count == 10
    data[at + 4 : at + 8] = (length * 10_000).to_bytes(4)
    for box, skip in ((b"mdhd", 16), (b"mvhd", 16)):
        place = data.index(box) + 4 + skip
        data[place : place + 4] = (2**31 - 1).to_bytes(4)
    file.write_bytes(data)

    found = looked(file)

    assert isinstance(found, Unusable)
    assert found.code == "video-too-long"


def test_a_gap_of_hours_between_two_frames_is_not_filled(tmp_path):
    file = clips.clip(tmp_path / "a.mp4", layout=None)
    data = bytearray(file.read_bytes())
    at = data.index(b"stts") + 16
    data[at : at + 4] = (int.from_bytes(data[at : at + 4]) * 10_000).to_bytes(4)
    file.write_bytes(data)
    facts = VideoFacts(160, 90, 1.0, (10, 1), 0, "d")
    each = plan.renditions(facts)[1]

    task = encode.EncodeTask(file, facts, each, tmp_path / "out.mp4")

    assert encode.encode(task) == Unusable("video-too-long", "over 10")
    assert not (tmp_path / "out.mp4").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path):
    file = tmp_path / "a.mp4"
    with file.open("wb") as stream:
        stream.truncate(600_000_000)  # holes: takes no room

    assert looked(file) == Unusable("video-too-large", "600 MB")


@given(st.binary(max_size=600), st.integers(0, 400))
def test_no_bytes_bring_the_probe_down(tmp_path_factory, noise, at):
    file = tmp_path_factory.mktemp("noise") / "a.mp4"
    file.write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + noise)

    assert isinstance(looked(file), Unusable)


# -- the library and the store --------------------------------------------------------------------


@pytest.fixture
def project(tmp_path, phone):
    """A project with one clip that is complete."""
    media = tmp_path / "assets" / "media"
    media.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML)
    (media / "clip.mp4").write_bytes(phone.read_bytes())
    (media / "clip.yml").write_text(SIDECAR)
    for locale in ("en", "fr"):
        (media / f"clip.{locale}.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:00.900\nHello\n")
    return settings_.read(tmp_path / "mkdocs.yml")


def codes(problems):
    return sorted((problem.path, problem.code) for problem in problems)


def test_a_clip_has_a_poster_texts_and_subtitles(project):
    found, problems = library.read(project)
    clip = found["clip.mp4"]

    assert problems == ()
    assert clip.facts.seconds == pytest.approx(1.0, abs=0.01)
    assert (clip.poster.name, clip.poster.stem) == ("clip.mp4", "clip")
    assert clip.poster.facts.width == 160
    assert {locale: track.cues[0].text for locale, track in clip.tracks.items()} == {
        "en": "Hello", "fr": "Hello",
    }  # fmt: skip


def test_a_known_clip_is_not_opened_again(project, monkeypatch):
    found, _ = library.read(project)
    monkeypatch.setattr(library.pool, "run", lambda *_, **__: pytest.fail("opened again"))

    assert library.read(project)[0] == found


def test_one_bad_clip_does_not_keep_the_others(project):
    folder = project.media_dir
    (folder / "bad.mp4").write_bytes(b"")
    (folder / "bad.yml").write_text(SIDECAR)
    (folder / "late.mp4").write_bytes((folder / "clip.mp4").read_bytes())
    (folder / "late.yml").write_text(SIDECAR + "poster: 99\n")
    (folder / "bare.mov").write_bytes((folder / "clip.mp4").read_bytes())
    (folder / "my clip.mp4").write_bytes((folder / "clip.mp4").read_bytes())
    (folder / "clip.de.vtt").write_text("WEBVTT\n")
    (folder / "nobody.en.vtt").write_text("WEBVTT\n")

    found, problems = library.read(project)

    assert list(found) == ["clip.mp4"]
    assert codes(problems) == [
        ("assets/media/bad.mp4", "video-broken"),
        ("assets/media/bare.mov", "sidecar-missing"),
        ("assets/media/clip.de.vtt", "subtitles-language"),
        ("assets/media/late.mp4", "video-poster"),
        ("assets/media/my clip.mp4", "picture-name"),
        ("assets/media/nobody.en.vtt", "subtitles-clip"),
    ]


def test_files_are_made_once_and_pruned_when_no_page_shows_them(project):
    clips_, _ = library.read(project)
    names = ["clip.mp4"]

    (first,) = service.optimize(project, clips_, names)
    (second,) = service.optimize(project, clips_, names)

    assert (first.made, first.reused, first.unusable) == (2, 0, None)
    assert (second.made, second.reused, second.bytes) == (0, 2, first.bytes)
    assert service.optimize(project, clips_, []) == ()
    shown = service.files(project, clips_, names)
    assert sorted(path.rpartition(".")[2] for path in shown) == ["mp4", "mp4", "vtt", "vtt"]
    assert all(isinstance(data, bytes) or data.is_file() for data in shown.values())
    assert service.prune(project, clips_, names) == (0, 0)
    assert service.prune(project, clips_, []) == (2, first.bytes)
    assert library.read(project)[0] == clips_


def test_what_another_run_is_writing_is_not_pruned(project):
    clips_, _ = library.read(project)
    store = store_folder(project)
    (rendition, *_) = plan.renditions(clips_["clip.mp4"].facts)
    target = service.stored(store, clips_["clip.mp4"], rendition)
    young = store / f".{target.stem}.1.mp4"
    old = store / f".{target.stem}.2.mp4"
    for file in (young, old):
        file.write_bytes(b"half")
    os.utime(old, (1e9, 1e9))

    assert service.prune(project, clips_, []) == (1, 4)
    assert (young.exists(), old.exists()) == (True, False)


def test_a_store_that_goes_while_a_film_is_made_costs_time_only(project, monkeypatch):
    clips_, _ = library.read(project)
    clip = clips_["clip.mp4"]
    (rendition, *_) = plan.renditions(clip.facts)
    target = project.root / "other" / "out.mp4"
    write = encode._write
    runs = []

    def once_without_a_store(task, part):
        runs.append(part)
        if len(runs) == 1:
            shutil.rmtree(part.parent)
        write(task, part)

    monkeypatch.setattr(encode, "_write", once_without_a_store)
    result = encode.encode(encode.EncodeTask(clip.file, clip.facts, rendition, target))

    assert isinstance(result, encode.Encoded)
    assert len(runs) == 2
    assert target.stat().st_size == result.size


def test_a_store_that_cannot_be_written_is_no_fault_of_the_film(project):
    clips_, _ = library.read(project)
    clip = clips_["clip.mp4"]
    (rendition, *_) = plan.renditions(clip.facts)
    (project.root / "blocked").write_bytes(b"")

    with pytest.raises(OSError, match=r"exists|Not a directory"):
        encode.encode(
            encode.EncodeTask(clip.file, clip.facts, rendition, project.root / "blocked" / "a.mp4")
        )


def test_a_clip_whose_files_cannot_be_made_is_reported(project):
    clips_, _ = library.read(project)
    data = (project.media_dir / "clip.mp4").read_bytes()
    (project.media_dir / "clip.mp4").write_bytes(data[: len(data) // 2])

    (row,) = service.optimize(project, clips_, ["clip.mp4"])

    assert row.unusable is not None
    problem = library.unusable("assets/media/clip.mp4", row.unusable)
    assert (problem.code, row.made) == ("video-broken", 0)
    assert "cannot be read" in str(problem)


@pytest.mark.parametrize("code", sorted(library._UNUSABLE))
def test_every_refusal_has_a_message_and_a_mend(code):
    problem = library.unusable("assets/media/a.mp4", Unusable(code, "this"))

    assert problem.code == code
    assert "{" not in str(problem)
    assert problem.hint
