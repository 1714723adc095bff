"""Run every test up to the first failure: `python3 scripts/test.py [--only STAGE] [-- pytest…]`.

Sets up .venv with the test tools and finds a browser where that is needed.
"""

import sys

import oldest_python

oldest_python.require()

import argparse  # noqa: E402 - an old Python must not get here
import subprocess  # noqa: E402
import time  # noqa: E402
from dataclasses import dataclass  # noqa: E402

import browser  # noqa: E402
import system_tools  # noqa: E402
from environment import Environment, prepare  # noqa: E402
from speech import Stop, any_letter, leave, say  # noqa: E402

NO_TESTS = 5  # pytest's exit code when nothing matched


@dataclass(frozen=True, slots=True)
class Stage:
    """One gate: a program of the environment and its arguments."""

    name: str
    about: str
    program: str
    arguments: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Programs of the system."""

    @property
    def is_pytest(self) -> bool:
        """Whether arguments after `--` are meant for this stage."""
        return self.program == "pytest"


STAGES = (
    Stage("lint", "rules of the code (ruff)", "ruff", ("check", ".")),
    Stage("format", "layout of the code (ruff)", "ruff", ("format", "--check", ".")),
    Stage("types", "strict types (mypy)", "mypy", ()),
    Stage("imports", "who may import whom (import-linter)", "lint-imports", ()),
    Stage(
        "unit",
        "unit, property and golden tests",
        "pytest",
        # Three on two processors: many of these tests wait for a process, a server or a lock.
        ("tests", "-m", "not site and not browser", "-n", "3", "--dist", "worksteal"),
        needs=("git", "rsync", "ssh", "sshd"),
    ),
    Stage(
        "content",
        "the pages of this site (quangba check --strict)",
        "quangba",
        ("check", "--strict"),
    ),
    Stage(
        "site",
        "the built site: same bytes twice, links, HTML, hosts",
        "pytest",
        ("tests/site", "-m", "site", "-n", "2", "--dist", "loadgroup"),
    ),
    Stage(
        "browser",
        "the site in a headless Chromium",
        "pytest",
        ("tests/browser", "-m", "browser", "-n", "2", "--dist", "worksteal"),
        needs=("caddy", "nginx"),
    ),
)


def main() -> None:
    """Prepare, run the stages, and leave with the first failure's exit code."""
    any_letter()
    chosen, for_pytest = read_arguments(sys.argv[1:])
    try:
        sys.exit(run_stages(chosen, for_pytest))
    except Stop as reason:
        leave(reason)
    except KeyboardInterrupt:
        sys.exit(130)


def read_arguments(arguments: list[str]) -> tuple[list[Stage], list[str]]:
    """Return the chosen stages, in their order, and what stands after `--`."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(
        prog="scripts/test.py", description=__doc__, epilog="Arguments after -- go to pytest."
    )
    names = [stage.name for stage in STAGES]
    parser.add_argument(
        "--only", action="append", choices=names, metavar="STAGE", help=", ".join(names)
    )
    parser.add_argument("--list", action="store_true", help="name the stages and stop")
    options = parser.parse_args(arguments[:cut])
    if options.list:
        for stage in STAGES:
            say(f"{stage.name:<8} {stage.about}")
        sys.exit(0)
    return [stage for stage in STAGES if stage.name in (options.only or names)], arguments[
        cut + 1 :
    ]


def run_stages(chosen: list[Stage], for_pytest: list[str]) -> int:
    """Run the stages up to the first failure; return its exit code, or 0."""
    environment = prepare("runtime", "package", "test")
    system_tools.need(tuple({program: None for stage in chosen for program in stage.needs}))
    variables = environment.variables()
    if any(stage.name == "browser" for stage in chosen):
        variables[browser.VARIABLE] = str(browser.find(environment))
    times: list[str] = []
    for number, stage in enumerate(chosen, start=1):
        say(f"\n=== {number}/{len(chosen)} {stage.name}: {stage.about}")
        started = time.perf_counter()
        code = run_stage(environment, stage, variables, for_pytest)
        times.append(f"{stage.name} {time.perf_counter() - started:.1f} s")
        if code:
            say(f"\nFailed at {stage.name} (exit code {code}). Times: {', '.join(times)}")
            say(f"This stage alone: python3 scripts/test.py --only {stage.name}")
            return code
    say(f"\nAll passed. Times: {', '.join(times)}")
    return 0


def run_stage(
    environment: Environment, stage: Stage, variables: dict[str, str], for_pytest: list[str]
) -> int:
    """Run one stage and return its exit code."""
    extra = for_pytest if stage.is_pytest else []
    command = [str(environment.program(stage.program)), *stage.arguments, *extra]
    code = subprocess.run(command, cwd=environment.root, env=variables, check=False).returncode
    # Tests chosen on the command line may leave a stage without any; otherwise that is a fault.
    return 0 if code == NO_TESTS and extra else code


if __name__ == "__main__":
    main()
