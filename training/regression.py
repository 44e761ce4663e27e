"""Logistic regression with a ridge, by Newton's method, and its scores on rows that a fit has not seen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FOLDS = 10
FEWEST = 6
"""A feature that fewer rows have gets no weight."""
ROUNDS = 30


def names_of(rows: Sequence[Mapping[str, float]]) -> list[str]:
    """The features that enough rows have, by name."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= FEWEST)


def table_of(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """One row each, one column a feature."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def fit(table: Floats, marks: Floats, ridge: float) -> Floats:
    """The weights of the columns."""
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        sure = scores(table, weights)
        slope = table.T @ (sure - marks) + ridge * weights
        curve = (table * (sure * (1 - sure))[:, None]).T @ table + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def scores(table: Floats, weights: Floats) -> Floats:
    """The probability of each row."""
    found: Floats = 1 / (1 + np.exp(-table @ weights))
    return found


def foreign_scores(table: Floats, marks: Floats, groups: Sequence[int], ridge: float) -> Floats:
    """Each row's probability by a fit without the rows of its fold; rows of one group share a fold."""
    of_group = np.random.default_rng(0).integers(0, FOLDS, max(groups) + 1)
    fold = of_group[np.array(groups)]
    found = np.zeros(len(marks))
    for number in range(FOLDS):
        weights = fit(table[fold != number], marks[fold != number], ridge)
        found[fold == number] = scores(table[fold == number], weights)
    return found


def write(path: Path, head: str, names: Sequence[str], weights: Floats) -> None:
    """The weights as TOML."""
    lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    path.write_text("\n".join([head, "", "[weights]", *lines, ""]), encoding="utf-8")
