"""How fast the catalogue is ready, and how fast it finds names: in ordinary text and in text full of them."""

import re
import statistics
import subprocess
import sys

import armsledger as al
from armsledger.catalog import Catalog
from evals.bench.measuring import Figures, run, seconds
from evals.bench.texts import general_text, relevant_text

GOES = 5
LENGTH = 5_000_000
"""Characters that are searched in one go."""


def measure() -> Figures:
    """All figures: times in seconds, speeds in millions of characters (for these texts MB) a second."""
    general, relevant = _long(general_text()), _long(relevant_text())
    catalog = al.load_catalog()
    general_s = seconds(lambda: catalog.names_in(general), GOES)
    relevant_s = seconds(lambda: catalog.names_in(relevant), GOES)
    baseline_s = seconds(lambda: re.findall(r"\w+", general), GOES)
    return {
        "names": catalog.name_count,
        "index_build_s": round(seconds(Catalog, GOES), 3),
        "index_load_s": round(_fresh_process_s(), 3),
        "scan_mb_per_s": round(len(general.encode()) / 1e6 / general_s, 1),
        "scan_dense_mb_per_s": round(len(relevant.encode()) / 1e6 / relevant_s, 1),
        "names_per_1000_words": round(1000 * len(catalog.names_in(general)) / len(general.split()), 1),
        "names_per_1000_words_dense": round(
            1000 * len(catalog.names_in(relevant)) / len(relevant.split()), 1
        ),
        "scan_to_word_split": round(baseline_s / general_s, 2),
    }


def _long(text: str) -> str:
    return (text + "\n\n") * (LENGTH // len(text) + 1)


def _fresh_process_s() -> float:
    """What a command pays for the ready catalogue, in a process of its own and after the imports."""
    program = (
        "import time; import armsledger.catalog as c; t = time.perf_counter(); c.load();"
        " print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-c", program]
    goes = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(GOES)
    ]
    return statistics.median(goes)


if __name__ == "__main__":
    run(measure, __doc__ or "")
