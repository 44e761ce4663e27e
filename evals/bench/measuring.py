"""What the benchmarks share: one core, the median of several goes, and how figures are reported."""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable

Figures = dict[str, float | int | str]


def run(measure: Callable[[], Figures], description: str) -> None:
    """Measures on one core and prints the figures; with --json also as one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="one JSON object of figures as the last line")
    as_json = parser.parse_args().json
    figures = {"cores": pin_to_one_core(), **measure()}
    for name, value in figures.items():
        print(f"{name:28} {value:,.4g}" if isinstance(value, float) else f"{name:28} {value:>}")
    if as_json:
        print(json.dumps(figures))


def pin_to_one_core() -> int:
    """Keeps this process and those it starts on one core where the system can; returns how many they have."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[variable] = "1"
    if not hasattr(os, "sched_setaffinity"):
        print("this system cannot pin a process to one core: the figures may be of several", file=sys.stderr)
        return os.cpu_count() or 1
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    print(f"measured on one core, number {core} of {os.cpu_count()}", file=sys.stderr)
    return 1


def seconds(call: Callable[[], object], goes: int) -> float:
    """The median wall-clock time of `goes` calls."""
    times = []
    for _ in range(goes):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
