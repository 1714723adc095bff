"""Frames and sound on their way from a decoder to an encoder. Runs in worker processes only."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

Step = tuple[str, str]

_TURNS: dict[int, tuple[Step, ...]] = {
    # degrees counterclockwise that the file asks for, as FFmpeg tells them
    -90: (("transpose", "clock"),),
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    -180: (("hflip", ""), ("vflip", "")),
}
_HIGH_RANGE = (16, 18)
"""Transfer curves of HDR: PQ and HLG, which phones record by themselves."""


def turn(frame: VideoFrame) -> int:
    """Degrees counterclockwise to the upright position: 0, 90, 180 or -90."""
    degrees = round(frame.rotation / 90) * 90
    return degrees if degrees in _TURNS else 0


def upright(frame: VideoFrame) -> tuple[Step, ...]:
    """The steps that set a frame upright."""
    return _TURNS.get(turn(frame), ())


def colours(frame: VideoFrame, width: int, height: int) -> Step:
    """Scaling to a size, with HDR mapped into the range that every screen has."""
    options = f"{width}:{height}:flags=lanczos+accurate_rnd+bitexact:threads=1"
    options += ":out_color_matrix=bt709:out_range=tv"
    if frame.color_trc in _HIGH_RANGE:
        options += ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"
    return ("scale", options)


class Frames:
    """A chain of filters for the frames of one stream."""

    def __init__(self, stream: VideoStream, steps: tuple[Step, ...]) -> None:
        self._graph = _chain(stream, steps)

    def push(self, frame: VideoFrame | None) -> Iterator[VideoFrame]:
        """What comes out when a frame goes in; None at the end."""
        self._graph.vpush(frame)
        while True:
            try:
                yield self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return


class Sounds:
    """The same for sound."""

    def __init__(self, stream: AudioStream, steps: tuple[Step, ...]) -> None:
        self._graph = _chain(stream, steps)

    def push(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        """What comes out when a piece of sound goes in; None at the end."""
        self._graph.push(frame)
        while True:
            try:
                piece = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            assert isinstance(piece, AudioFrame)
            yield piece


def _chain(stream: VideoStream | AudioStream, steps: tuple[Step, ...]) -> Graph:
    graph = Graph()
    graph.threads = 1
    if isinstance(stream, AudioStream):
        nodes = [graph.add_abuffer(template=stream)]
        sink = "abuffersink"
    else:
        nodes = [graph.add_buffer(template=stream)]
        sink = "buffersink"
    nodes += [graph.add(name, options or None) for name, options in steps]
    nodes.append(graph.add(sink))
    graph.link_nodes(*nodes)
    graph.configure()
    return graph
