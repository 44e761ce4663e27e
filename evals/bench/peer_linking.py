"""The same claims linked by Splink, a general library for probabilistic record linkage, on DuckDB.

It gets what a user of it would give it: a row a claim with kind, parties, system, day and number, blocked on
two of them at a time, its weights learned from the rows themselves, pairs of 0.9 and more clustered. It knows
nothing of classes of systems, forces of states, stages of a deal, origins or contradictions, and its rows are
in memory; ours come out of the ledger and go back into it as cases.
"""

import logging
import time
import warnings
from itertools import islice
from typing import Any

import polars

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.telling import tellings
from armsledger.catalog import Catalog
from evals.bench.deals import generated

_JOINED_FROM = 0.9


def rows(catalog: Catalog, claim_count: int, seed: int = 7) -> list[dict[str, Any]]:
    """A row for each of the claims that `evals.bench.deals` makes."""
    kinship = Kinship(catalog)
    found: list[dict[str, Any]] = []
    for document, reading in generated(catalog, claim_count, seed):
        published = document.published.toordinal() if document.published else None
        for claim in reading.claims:
            for telling in islice(tellings(claim, published, kinship), 1):
                day = telling.when.since if telling.when else None
                found.append(
                    {
                        "unique_id": len(found),
                        "family": telling.family,
                        "giver": min(telling.givers, default=None),
                        "taker": min(telling.takers, default=None),
                        "system": min(telling.systems, default=None),
                        "day": day if day is not None else telling.published,
                        "number": telling.count.low if telling.count else None,
                    }
                )
    return found


def seconds(catalog: Catalog, claim_count: int) -> float:
    """How long it takes from the rows to the clusters."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    frame = polars.DataFrame(rows(catalog, claim_count), infer_schema_length=None).to_arrow()
    start = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.ExactMatch("giver"),
            compare.ExactMatch("taker"),
            compare.ExactMatch("system"),
            compare.ExactMatch("number"),
            compare.CustomComparison(
                output_column_name="day",
                comparison_levels=[
                    {"sql_condition": "day_l is null or day_r is null", "label_for_charts": "null",
                     "is_null_level": True},
                    {"sql_condition": "abs(day_l - day_r) <= 31", "label_for_charts": "a month"},
                    {"sql_condition": "abs(day_l - day_r) <= 366", "label_for_charts": "a year"},
                    {"sql_condition": "else", "label_for_charts": "else"},
                ],
            ),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("family", "giver", "taker"),
            block_on("family", "taker", "system"),
            block_on("family", "giver", "system"),
        ],
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker = Linker(DuckDBAPI().register(frame), settings)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("giver", "taker"))
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("system", "day"))
        scored = linker.inference.predict(threshold_match_probability=_JOINED_FROM)
        linker.clustering.cluster_pairwise_predictions_at_threshold(scored, _JOINED_FROM)
    logging.disable(logging.NOTSET)
    return time.perf_counter() - start
