"""Makes the ladder with pyvips: each width scaled from the next larger one."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any


def _main(job: dict[str, Any]) -> None:
    os.environ["VIPS_CONCURRENCY"] = "1"
    pyvips = importlib.import_module("pyvips")  # reads VIPS_CONCURRENCY when it is loaded

    for file in job["files"]:
        name = f"{job['out']}/{Path(file).stem}"
        image: Any = None
        for width in sorted(job["widths"], reverse=True):
            if image is None:
                image = pyvips.Image.thumbnail(file, width, height=99_999)
            else:
                image = image.thumbnail_image(width, height=99_999)
            image = image.copy_memory()
            image.heifsave(
                f"{name}-{width}.avif", compression="av1", Q=job["avif"], keep="none",
                effort=9 - job["speed"], subsample_mode="on",
            )  # fmt: skip
            image.jpegsave(
                f"{name}-{width}.jpeg", Q=job["jpeg"], keep="none",
                interlace=job["progressive"], optimize_coding=True, subsample_mode="on",
            )  # fmt: skip


if __name__ == "__main__":
    _main(json.loads(Path(sys.argv[1]).read_text()))
