"""Look at an untrusted clip: what it is, and one frame of it. Runs in worker processes only."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import av
from av.container.input import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from quangba.media import render
from quangba.media.facts import NO_MEMORY, Facts, Refused, Unusable
from quangba.media.video import filters
from quangba.media.video.facts import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SECONDS,
    MIN_SIDE,
    Look,
    Looked,
    VideoFacts,
)
from quangba.store import write_atomically

DEFAULT_POSTER = 1 / 3
"""The poster is taken at this part of the clip where the sidecar does not say."""

_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_OTHERS = (
    (b"\x1aE\xdf\xa3", "Matroska/WebM"),
    (b"RIFF", "AVI/WebP"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"OggS", "Ogg"),
    (b"FLV", "Flash"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
)


def look(task: Look) -> Looked | Unusable:
    """Read a clip once from end to end and decode one frame."""
    try:
        _sniff(task.file)
        with task.file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        facts, poster = _opened(task, digest)
    except Refused as refusal:
        return Unusable(refusal.code, refusal.reason)
    except av.FFmpegError as failure:
        return Unusable("video-broken", failure.strerror or type(failure).__name__)
    except MemoryError:
        return Unusable("video-too-large", NO_MEMORY)
    return poster if isinstance(poster, Unusable) else Looked(facts, poster)


def _sniff(file: Path) -> None:
    size = file.stat().st_size
    if size == 0:
        raise Refused("video-broken", "the file is empty")
    if size > MAX_BYTES:
        raise Refused("video-too-large", f"{size / 1e6:.0f} MB")
    with file.open("rb") as stream:
        head = stream.read(16)
    if head[4:8] not in _ATOMS:
        found = next((name for start, name in _OTHERS if head.startswith(start)), "something else")
        raise Refused("video-format", found)
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"avif", b"mif1", b"M4A "):
        raise Refused("video-format", head[8:12].decode().strip())


def open_clip(file: Path) -> InputContainer:
    """Open as MP4 or MOV and as nothing else: a playlist could name other files."""
    return av.open(
        str(file.resolve()), "r", format="mov", options={"protocol_whitelist": "file"},
        metadata_errors="replace",
    )  # fmt: skip


def film(container: InputContainer) -> VideoStream:
    """The stream of moving pictures, not a cover or thumbnail. Raises Refused."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            stream.codec_context.thread_count = 1
            return stream
    raise Refused("video-broken", "there are no moving pictures in it")


def _opened(task: Look, digest: str) -> tuple[VideoFacts, Facts | Unusable]:
    with open_clip(task.file) as container:
        stream = film(container)
        seconds = _seconds(container, stream)
        _whole(container, stream, seconds)
        at = seconds * DEFAULT_POSTER if task.at is None else task.at
        if at >= seconds:
            raise Refused("video-poster", f"{seconds:.1f}")
        frame = _frame_at(container, stream, at)
        width, height = _seen(stream, frame)
        if width * height > MAX_PIXELS or min(width, height) < MIN_SIDE:
            raise Refused("video-too-large", f"{width} × {height} pixels")
        facts = VideoFacts(
            width=width,
            height=height,
            seconds=round(seconds, 3),
            rate=_rate(stream),
            channels=_channels(container),
            digest=digest,
        )
        _save(stream, frame, (width, height), task.frame)
    return facts, render.inspect(task.frame)


def _seconds(container: InputContainer, stream: VideoStream) -> float:
    if stream.codec_context.width * stream.codec_context.height > MAX_PIXELS:
        size = f"{stream.codec_context.width} × {stream.codec_context.height} pixels"
        raise Refused("video-too-large", size)
    if stream.duration is not None:
        seconds = float(stream.duration * (stream.time_base or 0))
    else:
        seconds = (container.duration or 0) / av.time_base
    if seconds <= 0:
        raise Refused("video-broken", "it does not say how long it is")
    if seconds > MAX_SECONDS:
        raise Refused("video-too-long", f"{seconds / 60:.0f}")
    return seconds


def _whole(container: InputContainer, stream: VideoStream, seconds: float) -> None:
    """Read all packets: a file that was cut off promises more than it holds."""
    end = 0.0
    for packet in container.demux(stream):
        if packet.pts is not None and packet.size:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            if packet.is_corrupt:
                raise Refused("video-broken", f"it breaks off after {end:.1f} s")
    if end + 0.5 < seconds * 0.98:
        raise Refused("video-broken", f"it breaks off after {end:.1f} s")


def _frame_at(container: InputContainer, stream: VideoStream, at: float) -> VideoFrame:
    assert stream.time_base is not None
    container.seek(int(at / stream.time_base), stream=stream)
    last: VideoFrame | None = None
    for frame in container.decode(stream):
        last = frame
        if frame.pts is None or frame.time >= at:
            return frame
    if last is None:
        raise Refused("video-broken", "no frame can be decoded")
    return last


def _seen(stream: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    """Width and height after rotation and with square pixels."""
    shape = stream.sample_aspect_ratio or 1
    if not 0.1 < shape < 10:
        shape = 1
    width, height = round(frame.width * shape), frame.height
    return (height, width) if abs(filters.turn(frame)) == 90 else (width, height)


def _rate(stream: VideoStream) -> tuple[int, int]:
    rate = stream.guessed_rate or stream.average_rate
    if not rate or not 1 <= rate <= 1000:
        return 30, 1
    rate = rate.limit_denominator(1001)
    return rate.numerator, rate.denominator


def _channels(container: InputContainer) -> int:
    sounds = container.streams.audio
    return sounds[0].codec_context.channels if sounds else 0


def _save(stream: VideoStream, frame: VideoFrame, size: tuple[int, int], file: Path) -> None:
    steps = (*filters.upright(frame), filters.colours(frame, *size), ("format", "rgb24"))
    frame.pts = 0
    chain = filters.Frames(stream, steps)
    done = [*chain.push(frame), *chain.push(None)]
    out = io.BytesIO()
    plane = done[0].planes[0]
    image = Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size)
    image.save(out, "PNG", compress_level=4)
    write_atomically(file, out.getvalue())
