"""How fast claims become cases, on generated ledgers of 10,000, 100,000 and 1,000,000 claims.

    python3 dev.py bench linking [--json] [--quick]

`exponent` is the slope of time over size in logarithms, 1 being linear. `peer_100k_s` is Splink on the same
claims, from rows in memory to clusters: without classes, stages, origins or contradictions.
"""

import argparse
import json
import math
import resource
import statistics
import tempfile
import time
from pathlib import Path

from armsledger.catalog import Catalog, load
from armsledger.ledger import Ledger, appending
from armsledger.model import Appearance
from armsledger.workflow import casing, registering
from armsledger.workflow.linking import bring_up_to_date
from evals.bench import peer_linking
from evals.bench.deals import AT, fill, generated
from evals.bench.measuring import Figures

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
ADDED = 9
"""How many documents are added one by one; the median counts."""


def measure(sizes: dict[str, int]) -> Figures:
    """Links a ledger of each size, then asks the largest."""
    catalog = load()
    figures: Figures = {}
    times: dict[int, float] = {}
    for name, size in sizes.items():
        with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db"), at=AT) as ledger:
            fill(ledger, catalog, size)
            start = time.perf_counter()
            bring_up_to_date(ledger, catalog)
            times[size] = time.perf_counter() - start
            figures[f"link_{name}_s"] = round(times[size], 2)
            if size == max(sizes.values()):
                figures |= _ask(ledger, catalog, name, size)
        if name == "100k":
            figures["peer_100k_s"] = round(peer_linking.seconds(catalog, size), 2)
    figures["exponent"] = round(_exponent(times), 3)
    figures["peak_gb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    return figures


def _ask(ledger: Ledger, catalog: Catalog, name: str, size: int) -> Figures:
    """Adding a document, the register's totals and first page, the whole of it, and one case."""
    added = []
    for number, (document, reading) in enumerate(generated(catalog, 400, 99)):
        if number == ADDED:
            break
        with ledger.writing() as connection:
            place, _ = appending.append_document(connection, document)
            appending.append_appearance(connection, place, Appearance(document.id), AT)
            appending.append_reading(connection, place, reading, AT)
        start = time.perf_counter()
        bring_up_to_date(ledger, catalog)
        added.append(time.perf_counter() - start)
    start = time.perf_counter()
    registering.totals(ledger, catalog, "supplier")
    rows = list(registering.register(ledger, catalog, limit=100))
    page_s = time.perf_counter() - start
    start = time.perf_counter()
    for _ in registering.register(ledger, catalog):
        pass
    whole_s = time.perf_counter() - start
    asked = []
    for row in rows[:50]:
        start = time.perf_counter()
        casing.case(ledger, catalog, row["case"])
        asked.append(time.perf_counter() - start)
    return {
        f"add_to_{name}_s": round(statistics.median(added), 3),
        f"add_to_{name}_worst_s": round(max(added), 3),
        f"register_{name}_s": round(page_s, 3),
        f"register_{name}_whole_s": round(whole_s, 2),
        "case_ms": round(1000 * statistics.median(asked), 2),
    }


def _exponent(times: dict[int, float]) -> float:
    """The slope of the least-squares line through the logarithms."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in times.items()]
    if len(points) < 2:
        return float("nan")
    x, y = (statistics.mean(values) for values in zip(*points, strict=True))
    rise = sum((a - x) * (b - y) for a, b in points)
    return float(rise / sum((a - x) ** 2 for a, _ in points))


def main() -> None:
    """Prints the figures; with --json also as one JSON object on the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object of figures as the last line")
    parser.add_argument("--quick", action="store_true", help="stop at 100,000 claims")
    options = parser.parse_args()
    sizes = {name: size for name, size in SIZES.items() if not (options.quick and name == "1m")}
    figures = measure(sizes)
    for name, value in figures.items():
        print(f"{name:28} {value:,.4g}" if isinstance(value, float) else f"{name:28} {value:>}")
    if options.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
