"""Small clips made by PyAV, as phones write them: with a place, a rotation, sound, odd sizes."""

import math
from array import array
from pathlib import Path

import av
from PIL import Image, ImageDraw

PLACE = "+22.0550+106.6130/"
SECRETS = {
    "location": PLACE,
    "com.apple.quicktime.location.ISO6709": PLACE,
    "com.apple.quicktime.make": "Fruit Phone",
    "title": "SecretTitle",
    "comment": "SecretComment",
    "creation_time": "2026-01-02T03:04:05.000000Z",
}
RED, GREY = (200, 30, 30), (190, 200, 210)


def picture(size: tuple[int, int], index: int) -> Image.Image:
    """Grey, with a red mark in the upper left quarter that wanders a little."""
    image = Image.new("RGB", size, GREY)
    width, height = size
    box = (index % 4, 0, index % 4 + width // 3, height // 3)
    ImageDraw.Draw(image).rectangle(box, fill=RED)
    return image


def clip(
    file: Path,
    size: tuple[int, int] = (160, 90),
    seconds: float = 1.0,
    rate: int = 10,
    *,
    layout: str | None = "stereo",
    rotation: int = 0,
    metadata: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
    codec: str = "libx264",
) -> Path:
    """Write a clip; layout: of its sound, None for none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    flags = {"movflags": "use_metadata_tags", **(options or {})}
    with av.open(str(file), "w", options=flags) as container:
        container.metadata.update(SECRETS if metadata is None else metadata)
        film = container.add_stream(codec, rate=rate)
        film.width, film.height = size
        odd = size[0] % 2 or size[1] % 2
        film.pix_fmt = "yuv444p" if odd else "yuv420p"
        film.metadata["handler_name"] = "SecretHandler"
        if rotation:
            film.set_display_rotation(rotation)
        sound = container.add_stream("aac", rate=44_100, layout=layout) if layout else None
        for index in range(round(seconds * rate)):
            frame = av.VideoFrame.from_image(picture(size, index)).reformat(format=film.pix_fmt)
            frame.pts = index
            container.mux(film.encode(frame))
        container.mux(film.encode(None))
        if sound:
            for frame in _tone(seconds, layout):
                container.mux(sound.encode(frame))
            container.mux(sound.encode(None))
    return file


def _tone(seconds: float, layout: str):
    for start in range(0, round(seconds * 44_100), 1024):
        frame = av.AudioFrame(format="fltp", layout=layout, samples=1024)
        wave = [0.2 * math.sin(2 * math.pi * 440 * (start + at) / 44_100) for at in range(1024)]
        for plane in frame.planes:
            plane.update(array("f", wave).tobytes())
        frame.sample_rate, frame.pts = 44_100, start
        yield frame
