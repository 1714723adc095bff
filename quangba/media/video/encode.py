"""Make one file of a clip: pictures and sound, and nothing else. Runs in worker processes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.container.input import InputContainer
from av.container.output import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from quangba.media.facts import NO_MEMORY, Refused, Unusable
from quangba.media.video import filters
from quangba.media.video.facts import MAX_SECONDS, VideoFacts
from quangba.media.video.plan import VideoRendition
from quangba.media.video.probe import film, open_clip

SOUND_RATE = 48_000
KEY_SECONDS = 4
"""Between two frames that a reader can jump to."""

_TOLERANCE = 0.5
"""Seconds that a file may be shorter than its original."""

_ENCODERS = {"av1": "libsvtav1", "h264": "libx264"}
_SOUNDS = {"av1": ("libopus", 960, 48_000), "h264": ("aac", 1024, 64_000)}
"""Encoder, samples in a frame, bits a second for each channel."""


@dataclass(frozen=True, slots=True)
class EncodeTask:
    """One rendition that is not in the store yet."""

    file: Path
    facts: VideoFacts
    rendition: VideoRendition
    target: Path


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a task gave: bytes, and seconds of work."""

    size: int
    seconds: float


def temporary(target: Path) -> Path:
    """Where a file is written before it is whole; one at a time for each process."""
    return target.with_name(f".{target.stem}.{os.getpid()}.mp4")


def encode(task: EncodeTask) -> Encoded | Unusable:
    """Make one file and put it into the store."""
    started = time.perf_counter()
    os.environ.setdefault("SVT_LOG", "1")  # else the AV1 encoder tells of every file on stderr
    part = temporary(task.target)
    try:
        _write_even_if_the_store_goes(task, part)
        _refuse_change(task)
        size = part.stat().st_size
        part.replace(task.target)
    except Refused as refusal:
        return Unusable(refusal.code, refusal.reason)
    except av.FFmpegError as failure:
        if isinstance(failure, OSError) and task.file.is_file():
            raise OSError(failure.errno, failure.strerror) from None  # the store's fault
        return Unusable("video-broken", failure.strerror or type(failure).__name__)
    except MemoryError:
        return Unusable("video-too-large", NO_MEMORY)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Encoded(size, time.perf_counter() - started)


def _write_even_if_the_store_goes(task: EncodeTask, part: Path) -> None:
    """Once more if somebody has deleted the store meanwhile."""
    for last in (False, True):
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            _write(task, part)
        except OSError:
            if last or part.parent.is_dir():
                raise
        if part.is_file():
            return


def _refuse_change(task: EncodeTask) -> None:
    """What was made must not go by the name of what was there before."""
    with task.file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != task.facts.digest:
            raise Refused("video-changed", "")


def _write(task: EncodeTask, part: Path) -> None:
    # bitexact: no time of creation, no name of the program; faststart: the index comes first,
    # so that a browser can play before it has the whole file
    bare = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        open_clip(task.file) as source,
        av.open(str(part), "w", format="mp4", options=bare) as target,
    ):
        pictures = _Pictures(source, target, task.rendition)
        sound = _Sound(source, target, task.rendition) if task.rendition.channels else None
        streams = [pictures.stream, *([sound.stream] if sound else [])]
        for packet in source.demux(streams):
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    target.mux(list(pictures.push(frame)))
                elif sound and isinstance(frame, AudioFrame):
                    target.mux(list(sound.push(frame)))
        target.mux(list(pictures.push(None)))
        if sound:
            target.mux(list(sound.push(None)))
    if pictures.seconds + _TOLERANCE < task.facts.seconds * 0.98:
        raise Refused("video-broken", f"it breaks off after {pictures.seconds:.1f} s")


def _bounded(seconds: float) -> None:
    """Times that jump by hours would be filled with as many frames. Raises Refused."""
    if seconds > MAX_SECONDS + 1:
        raise Refused("video-too-long", f"over {MAX_SECONDS / 60:.0f}")


class _Pictures:
    """Frames of the original in, packets of the rendition out."""

    def __init__(
        self, source: InputContainer, target: OutputContainer, rendition: VideoRendition
    ) -> None:
        self.stream = film(source)
        self._rendition = rendition
        self._rate = Fraction(*rendition.rate)
        self._chain: filters.Frames | None = None
        self._count = 0
        self._out = _video_stream(target, rendition)
        # H.264: the encoder writes its name and options into the film (SEI, unit 6)
        self._bare = (
            BitStreamFilterContext("filter_units=remove_types=6", self._out.codec_context.codec)
            if rendition.codec == "h264"
            else None
        )

    @property
    def seconds(self) -> float:
        """How long what was written is."""
        return float(self._count / self._rate)

    def push(self, frame: VideoFrame | None) -> Iterator[Packet[VideoStream]]:
        """None at the end."""
        if frame is not None and self._chain is None:
            self._chain = filters.Frames(self.stream, self._steps(frame))
        if self._chain is None:
            return
        for each in self._chain.push(frame):
            each.pict_type = PictureType.NONE  # the original's key frames are not ours
            self._count += 1
            _bounded(self.seconds)
            yield from self._packets(self._out.encode(each))
        if frame is None:
            yield from self._packets(self._out.encode(None))

    def _steps(self, first: VideoFrame) -> tuple[filters.Step, ...]:
        each = self._rendition
        return (
            ("fps", f"{self._rate}:start_time=0"),
            *filters.upright(first),
            filters.colours(first, each.width, each.height),
            ("setsar", "1"),
            ("format", "yuv420p"),
        )

    def _packets(self, packets: Iterable[Packet[VideoStream]]) -> Iterator[Packet[VideoStream]]:
        for packet in packets:
            yield from self._bare.filter(packet) if self._bare else (packet,)


def _video_stream(target: OutputContainer, each: VideoRendition) -> VideoStream:
    rate = Fraction(*each.rate)
    keys = max(1, round(rate * KEY_SECONDS))
    options = {"crf": str(each.crf), "g": str(keys), "flags": "+bitexact"}
    if each.codec == "h264":
        options |= {
            "preset": "slow", "profile": "high", "level": f"{each.level / 10:.1f}",
            "maxrate": f"{each.kbit}k", "bufsize": f"{2 * each.kbit}k",
            # Its AVX-512 code gives other bytes from run to run; this much gives those of plain C
            # and is as quick (measured at 852 x 480).
            "x264-params": "asm=SSE2Fast",
        }  # fmt: skip
    else:
        # lp: one processor for each file, as the files are made side by side
        params = f"lp=1:level={each.level}:mbr={each.kbit}:tune=0"
        options |= {"preset": "6", "svtav1-params": params}
    stream = target.add_stream(_ENCODERS[each.codec], rate=rate, options=options)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = each.width, each.height, "yuv420p"
    context = stream.codec_context
    context.thread_count = 1  # more would give other bytes
    context.time_base = 1 / rate
    context.color_range = context.colorspace = context.color_primaries = context.color_trc = 1
    return stream


class _Sound:
    """The same for sound: mono stays mono, more than two channels become two."""

    def __init__(
        self, source: InputContainer, target: OutputContainer, rendition: VideoRendition
    ) -> None:
        self.stream: AudioStream = source.streams.audio[0]
        layout = "mono" if rendition.channels == 1 else "stereo"
        encoder, samples, bits = _SOUNDS[rendition.codec]
        options = {"flags": "+bitexact", "b": str(bits * rendition.channels)}
        self._steps = (
            # gaps are filled with silence, so that sound and pictures stay together
            ("aresample", f"{SOUND_RATE}:async=1:first_pts=0"),
            ("aformat", f"sample_fmts={_FORMATS[encoder]}:channel_layouts={layout}"),
            ("asetnsamples", f"{samples}:p=0"),
        )
        self._chain: filters.Sounds | None = None
        self._count = 0
        out = target.add_stream(encoder, rate=SOUND_RATE, options=options, layout=layout)
        assert isinstance(out, AudioStream)
        self._out = out

    def push(self, frame: AudioFrame | None) -> Iterator[Packet[AudioStream]]:
        """None at the end."""
        if frame is not None and self._chain is None:
            self._chain = filters.Sounds(self.stream, self._steps)
        if self._chain is None:
            return
        for each in self._chain.push(frame):
            self._count += each.samples
            _bounded(self._count / SOUND_RATE)
            yield from self._out.encode(each)
        if frame is None:
            yield from self._out.encode(None)


_FORMATS = {"libopus": "flt", "aac": "fltp"}
