"""Make the pictures that pages need: `python3 scripts/optimize_media.py [arguments]`.

Sets up .venv first where that is needed.
"""

import sys

import oldest_python

oldest_python.require()

from environment import prepare, run  # noqa: E402 - an old Python could not read it
from speech import Stop, any_letter, leave  # noqa: E402


def main() -> None:
    """Prepare the environment and become `quangba media optimize`."""
    any_letter()
    try:
        environment = prepare("runtime", "package")
    except Stop as reason:
        leave(reason)
    except KeyboardInterrupt:
        sys.exit(130)
    run(environment, "quangba", ["media", "optimize", *sys.argv[1:]])


if __name__ == "__main__":
    main()
