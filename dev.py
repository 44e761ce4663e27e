#!/usr/bin/env python3
"""Everything a developer runs, each in a fresh clone with nothing installed but Python 3.11 and pip.

    python3 dev.py setup                 make .venv with what the product needs (and tests, checks: --all)
    python3 dev.py demo                  read examples/ into a ledger, print its claims, write its pages
    python3 dev.py test [--all] [ARGS]   pytest, without the long campaigns unless --all; ARGS go to pytest
    python3 dev.py check                 ruff and mypy
    python3 dev.py gate                  score the reading of evals/ against its pinned floors
    python3 dev.py bench NAME [--json]   measure: reading, ledger, catalogue, linking

Needs only the standard library. `.venv` is made on first use and again when pyproject.toml changes.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "dev.py: armsledger needs Python 3.11 or newer and this is Python %d.%d;"
        " run it with a newer one, for example: python3.11 dev.py" % sys.version_info[:2]
    )

import argparse
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = VENV / "armsledger-installed.json"
"""What the environment was last set up with; absent while it is being changed."""

CHECKED = ("src", "evals", "making", "dev.py")
BENCHMARKS = ("reading", "ledger", "catalogue", "linking")


class Stop(Exception):
    """Work cannot go on: a sentence for the user, and the exit code."""

    def __init__(self, sentence: str, code: int = 3) -> None:
        super().__init__(sentence)
        self.code = code


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    command, rest = _parse(arguments)
    try:
        return _run_command(command, rest)
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130


def _parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="name", required=True, metavar="COMMAND")
    setup = commands.add_parser("setup", help="make .venv")
    setup.add_argument("--all", action="store_true", help="with what tests and checks need")
    commands.add_parser("demo", help="the main job on examples/")
    test = commands.add_parser("test", help="pytest", add_help=False, allow_abbrev=False)
    test.add_argument("--all", action="store_true", help="the long campaigns too")
    commands.add_parser("check", help="ruff and mypy")
    gate = commands.add_parser("gate", help="evals against pinned floors")
    gate.add_argument("--json", action="store_true", help="one JSON object of figures")
    bench = commands.add_parser("bench", help="measure")
    bench.add_argument("benchmark", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    bench.add_argument("--json", action="store_true", help="one JSON object of figures as the last line")
    bench.add_argument("--quick", action="store_true", help="linking: stop at 100,000 claims")
    command, rest = parser.parse_known_args(arguments)
    if rest and command.name != "test":
        parser.error(f"{command.name} does not take {' '.join(rest)}")
    return command, rest


def _run_command(command: argparse.Namespace, rest: list[str]) -> int:
    if command.name == "setup":
        prepare({"dev"} if command.all else set())
        print(f"Ready: {PYTHON}")
        return 0
    if command.name == "demo":
        prepare(set())
        return demo()
    if command.name == "bench":
        prepare({"bench"})
        options = ["--json"] * command.json + ["--quick"] * command.quick
        return run(PYTHON, "-m", f"evals.bench.{command.benchmark}", *options)
    prepare({"dev"})
    if command.name == "gate":
        return run(PYTHON, "-m", "evals.gate", *(["--json"] if command.json else []))
    if command.name == "test":
        selected = [] if command.all else ["-m", "not campaign"]
        return run(PYTHON, "-m", "pytest", *selected, *rest)
    return check()


def check() -> int:
    """Runs every check, so that one run shows all there is to mend; the first failure's code is returned."""
    codes = [
        run(PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."),
        run(PYTHON, "-m", "ruff", "check", "--quiet", "."),
        run(PYTHON, "-m", "mypy", "--strict", "--no-error-summary", *CHECKED),
    ]
    failed = next((code for code in codes if code), 0)
    print("check: something above is to be mended" if failed else "check: ruff and mypy find nothing")
    return failed


def demo() -> int:
    """Reads the examples into a fresh ledger, prints what is in it and writes a page for each document.

    Goes on where a step found problems (exit code 1), which it has told, and then ends with 1.
    """
    shutil.rmtree(ROOT / "demo", ignore_errors=True)
    (ROOT / "demo").mkdir()
    ledger, pages = "demo/ledger.db", "demo/pages"
    steps = {
        "Reading the examples into a ledger": f"add examples --meta examples/meta.csv --ledger {ledger}",
        "What they claim": f"claims --ledger {ledger}",
        "Which of it is about one event": f"cases --ledger {ledger} --origins 2",
        "Who is said to have supplied what to whom": f"register --ledger {ledger}",
        "A page for each document": f"read examples --meta examples/meta.csv --format html -o {pages}",
    }
    worst = 0
    for title, arguments in steps.items():
        print(f"\n{title}: armsledger {arguments}\n", flush=True)
        worst = max(worst, run(PYTHON, "-m", "armsledger", *arguments.split()))
        if worst > 1:
            return worst
    print(f"\nThe ledger is {ROOT / ledger}")
    print(f"The pages are in {ROOT / pages}: open one in a browser, it needs no network.")
    return worst


def run(*command: str | Path) -> int:
    """Runs a program in the repository's root and returns its exit code, 128 + n where signal n ended it."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT).returncode
    return code if code >= 0 else 128 - code


def prepare(extras: set[str]) -> None:
    """Brings `.venv` up to date with the product and `extras`, and does nothing where it is so already."""
    if not _usable():
        _make_environment()
    before = _installed()
    wanted = {
        "root": str(ROOT),
        "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
    }
    had = set(before.get("extras", ()))
    if extras <= had and wanted.items() <= before.items():
        return
    extras = extras | had
    INSTALLED.unlink(missing_ok=True)
    _install(sorted(extras))
    INSTALLED.write_text(json.dumps({**wanted, "extras": sorted(extras)}), encoding="utf-8")


def _usable() -> bool:
    """True where `.venv` holds an interpreter that runs, is new enough and can load its libraries."""
    if not PYTHON.exists():
        return False
    probe = "import sys, ssl, sqlite3; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(PYTHON), "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def _installed() -> dict[str, Any]:
    """What the environment says it was set up with; nothing where that is not known."""
    try:
        found = json.loads(INSTALLED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _make_environment() -> None:
    _say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:  # Debian's Python comes without ensurepip: the pip outside can install into .venv
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)],
            capture_output=True,
            text=True,
        )
    if made.returncode:
        reason = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise Stop(f"{sys.executable} -m venv could not make {VENV}: {reason[0]}")


def _install(extras: list[str]) -> None:
    kind = f" with {', '.join(extras)}" if extras else ""
    _say(f"installing the product{kind} into .venv (a minute or two, only when pyproject.toml changes)")
    inside = subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0
    pip = [str(PYTHON), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    target = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    options = ["install", "-qq", "--disable-pip-version-check", "--no-input", "--editable", target]
    code = subprocess.run([*pip, *options], cwd=ROOT, stdout=sys.stderr).returncode
    if code:
        raise Stop(
            "pip could not install what pyproject.toml asks for (its own words are above);"
            " check the network or pip's index settings and run this again",
            code,
        )


def _say(sentence: str) -> None:
    print(f"dev.py: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
