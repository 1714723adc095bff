"""Makes the ladder with quangba: the same calls as a build, in its own worker processes."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from quangba.media import plan, pool, render
from quangba.media.facts import Facts
from quangba.media.recipes import Quality, Recipe
from quangba.media.tasks import Made, Task


def _main(job: dict[str, Any]) -> None:
    out = Path(job["out"])
    recipe = Recipe(
        widths=tuple(job["widths"]), quality=Quality(avif=job["avif"], jpeg=job["jpeg"])
    )
    tasks = []
    for file, size in zip(map(Path, job["files"]), job["sizes"], strict=True):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        facts = Facts("jpeg", size[0], size[1], alpha=False, frames=1, dots=(), digest=digest)
        tasks.append(Task(file, facts, plan.renditions(tuple(size), recipe), out))
    for task, made in pool.run(render.render, tasks, processes=job["processes"]):
        assert isinstance(made, Made), made
        assert made.unusable is None, made
        for rendition in task.renditions:
            stored = out / f"{rendition.key(task.facts.digest)}.{rendition.format}"
            stored.rename(out / f"{task.file.stem}-{rendition.width}.{rendition.format}")


if __name__ == "__main__":
    _main(json.loads(Path(sys.argv[1]).read_text()))
