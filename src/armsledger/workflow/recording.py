"""The record of each origin in the ledger: how often others have borne out what it said.

An origin is checked by the cases of which independent origins speak besides; it is borne out where more of
them agree with it than not. Ten such cases give it a letter of its own. Letters come of what origins say of
cases alone, never of other letters, so that the outcome is the same in whatever order documents came.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from armsledger.analysis.corroboration import best_letter
from armsledger.analysis.kinship import Kinship
from armsledger.ledger import records
from armsledger.model.case import Reliability
from armsledger.workflow.settling import Settled

_ENOUGH = 10
"""Cases that an origin must have been checked by."""
_LETTERS: tuple[tuple[float, Reliability], ...] = ((0.9, "B"), (0.7, "C"), (0.5, "D"), (0.0, "E"))
"""The least share of them that bore it out, for each letter; A is for people to give."""


def letter(agreed: int, differed: int) -> Reliability | None:
    """What an origin has earned, None before it has been checked often enough."""
    checked = agreed + differed
    if checked < _ENOUGH:
        return None
    return next(letter for least, letter in _LETTERS if agreed >= least * checked)


def update(connection: Connection, origins: Iterable[str], kinship: Kinship, decided: Settled) -> None:
    """Weighs the records of these origins anew, and the cases of those whose letter has changed."""
    names = sorted(origins)
    had = records.record(connection)
    counted = records.tallies(connection, names)
    now = {name: letter(*counted.get(name, (0, 0))) for name in names}
    changed = {name: new for name, new in now.items() if new != had.get(name)}
    if not changed:
        return
    records.set_record(connection, changed)
    record = records.record(connection)
    graded = []
    for number, body in records.bodies(connection, records.cases_of_origins(connection, sorted(changed))):
        case = msgspec.json.decode(body)
        voices = [(voice["key"], voice["name"], bool(voice["asserts"])) for voice in _voices(case)]
        found, why = best_letter(voices, kinship, decided.reliabilities, record)
        if case["grade_why"][0] != why:
            case["grade"] = found + case["grade"][1:]
            case["grade_why"][0] = why
            graded.append((number, msgspec.json.encode(case).decode()))
    records.set_bodies(connection, graded)


def _voices(case: dict) -> list[dict]:  # type: ignore[type-arg]
    return [{**voice, "key": voice["origin"]} for voice in case["voices"]]
