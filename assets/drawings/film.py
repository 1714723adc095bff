"""Make the site's film: `python3 assets/drawings/film.py [FILE]` from the repository root.

Needs Pillow, resvg-py and PyAV in the versions of pyproject.toml. With these, on one kind of
processor, the bytes are the same each time; another one may round the sound's last bits otherwise.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import plucked
from river_morning import FRAMES, RATE, SECONDS, SIZE, River

if TYPE_CHECKING:
    from collections.abc import Iterator

FILM = Path(__file__).resolve().parent.parent / "media" / "river-morning.mp4"


def make(file: Path) -> None:
    """Draw, play and write the film, with nothing in it that says when or by what."""
    bare = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(file), "w", format="mp4", options=bare) as film:
        pictures = film.add_stream("libx264", rate=RATE)
        pictures.width, pictures.height = SIZE
        pictures.pix_fmt = "yuv420p"
        # The encoder's AVX-512 code gives other bytes from run to run; this much does not.
        pictures.options = {
            "crf": "19", "preset": "veryslow", "profile": "high", "flags": "+bitexact", "x264-params": "asm=SSE2Fast"
        }
        context = pictures.codec_context
        context.thread_count = 1
        context.color_range = context.colorspace = context.color_primaries = context.color_trc = 1
        sound = film.add_stream("aac", rate=plucked.RATE, layout="mono")
        sound.options = {"b": "96000", "flags": "+bitexact"}
        packets = [packet for frame in _sounds() for packet in sound.encode(frame)]
        packets += sound.encode(None)
        river = River()
        for index in range(FRAMES):
            frame = av.VideoFrame.from_image(river.frame(index))
            frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
            frame.pts, frame.time_base = index, Fraction(1, RATE)
            film.mux(pictures.encode(frame))
            while packets and packets[0].pts * packets[0].time_base <= Fraction(index, RATE):
                film.mux(packets.pop(0))
        film.mux(pictures.encode(None))
        film.mux(packets)


def _sounds() -> Iterator[av.AudioFrame]:
    samples = plucked.tune(SECONDS)
    for start in range(0, len(samples), 1024):
        part = samples[start : start + 1024]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(part))
        frame.planes[0].update(part.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts = plucked.RATE, start
        frame.time_base = Fraction(1, plucked.RATE)
        yield frame


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FILM)
