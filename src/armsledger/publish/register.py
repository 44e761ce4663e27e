"""The register of transfers in the columns of SIPRI's: uncertain figures in brackets, comments from the
sources.

SIPRI's are those of the Arms Transfers Database's trade registers: supplier and recipient, number ordered,
weapon designation and description, year of order or licence, years of delivery, number delivered or produced,
comments.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from armsledger.model.case import Range
from armsledger.publish.cases import bracketed

COLUMNS = (
    "supplier", "supplier_id", "recipient", "recipient_id", "number_ordered", "designation", "system_id",
    "description", "year_of_order", "years_of_delivery", "number_delivered", "kind", "status", "origins",
    "origins_against", "grade", "comments", "case",
)  # fmt: skip
"""The columns of the register as a file."""
_ORDERS = frozenset({"ordered", "agreed", "signed", "approved"})
_DELIVERIES = frozenset({"delivered", "started", "ongoing"})
_MARKS = {"technology_transfer": "technology transfer", "production": "production abroad"}
_SPEAKERS = 4

Named = Callable[[str], str]


def register_row(row: Mapping[str, Any], named: Named, described: Named) -> dict[str, Any]:
    """One case, as its JSON, as a row of the register; `described` says what sort of weapon a system is."""
    ordered, delivered = (_range(row[name]) for name in ("ordered", "delivered"))
    is_made = row["kind"] == "production"
    number = ordered or (_range(row["number"]) if is_made else None)
    systems = row["system"] or row["roles"].get("subject", [])
    return {
        "supplier": tuple(map(named, row["supplier"])),
        "supplier_id": tuple(row["supplier"]),
        "recipient": tuple(map(named, row["recipient"])),
        "recipient_id": tuple(row["recipient"]),
        "number_ordered": bracketed(number),
        "designation": tuple(map(named, systems)) or ("know-how",) * (row["kind"] == "technology_transfer"),
        "system_id": tuple(systems),
        "description": "; ".join(dict.fromkeys(filter(None, map(described, systems)))),
        "year_of_order": _years(row, _ORDERS),
        "years_of_delivery": _years(row, _DELIVERIES),
        "number_delivered": bracketed(delivered) if delivered or "delivered" in _stages(row) else "",
        "kind": _MARKS.get(row["kind"], ""),
        "status": row["status"] or "denied",
        "origins": row["origins"],
        "origins_against": row["origins_against"],
        "grade": row["grade"],
        "comments": comments(row, named),
        "case": row["case"],
    }


def comments(row: Mapping[str, Any], named: Named) -> str:
    """What a register would note, from the sources: who says so, who denies it, what is disputed."""
    asserting = [one["name"] for one in row["voices"] if one["asserts"]]
    against = [one["name"] for one in row["voices"] if one["denies"]]
    parts = []
    if asserting:
        parts.append(f"according to {_listed(asserting)}")
    if against:
        parts.append(f"denied by {_listed(against)}")
    for one in row["disagreements"]:
        if one["about"] != "denial":
            values = (" and ".join(map(named, value["value"].split(", "))) for value in one["values"])
            parts.append(f"{one['about']} disputed: {' or '.join(values)}")
    if row["kind"] == "production" and row["roles"].get("facility"):
        parts.append(f"at {', '.join(row['roles']['facility'])}")
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]


def _listed(names: Sequence[str]) -> str:
    shown = names[:_SPEAKERS]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _range(given: Mapping[str, float | None] | None) -> Range | None:
    return Range(given["low"], given["high"], given["preferred"]) if given else None


def _stages(row: Mapping[str, Any]) -> set[str]:
    return {step["status"] for step in row["history"]}


def _years(row: Mapping[str, Any], stages: frozenset[str]) -> str:
    """The years that a stage is dated to; in brackets where only the report of it is dated, or they
    differ."""
    steps = [step for step in row["history"] if step["status"] in stages]
    sure: dict[str, None] = {}
    unsure: dict[str, None] = {}
    for step in steps:
        first, last = ((step[end] or "")[:4] for end in ("from", "until"))
        if first and first == last:
            sure[first] = None
        elif first or last:
            unsure[f"{first}-{last}"] = None
    disputed = any(one["about"] == "date" for one in row["disagreements"])
    if sure:
        years = _runs(sorted(sure))
        return f"({years})" if disputed and len(sure) > 1 else years
    if unsure:
        return f"({', '.join(sorted(unsure))})"
    published = sorted({step["published"][:4] for step in steps if step["published"]})
    return f"({published[0]})" if published else ""


def _runs(years: Sequence[str]) -> str:
    """Years one after another as SIPRI writes them: `2019`, `2019-2021`, `2017, 2019`."""
    runs: list[list[int]] = []
    for year in map(int, years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
