"""Cases as JSON: the exchange format of docs/reference/cases.md, one object a case."""

from collections.abc import Mapping
from typing import Any

from armsledger.model.case import Case, Range, Step


def case_as_json(case: Case) -> dict[str, Any]:
    """One case as the JSON object of the format; dates are left as dates."""
    return {
        "case": case.id,
        "kind": case.kind,
        "roles": {role: list(ids) for role, ids in case.roles.items() if ids},
        "supplier": list(case.supplier),
        "recipient": list(case.recipient),
        "system": list(case.system),
        "status": case.status,
        "from": case.since,
        "until": case.until,
        "number": _range(case.number),
        "ordered": _range(case.ordered),
        "delivered": _range(case.delivered),
        "origins": len(case.asserting),
        "origins_against": len(case.against),
        "grade": str(case.grade),
        "grade_why": list(case.grade.why),
        "claims": [
            {
                "claim": one.claim.id,
                "document": one.claim.document_id,
                "path": one.met.path,
                "start": one.claim.quote.start,
                "end": one.claim.quote.end,
                "kind": one.claim.kind,
                "origin": one.origin,
                "lineage": one.lineage,
            }
            for one in case.witnesses
        ],
        "voices": [
            {"origin": one.key, "name": one.name, "asserts": list(one.asserts), "denies": list(one.denies)}
            for one in case.origins
        ],
        "disagreements": [
            {
                "about": one.about,
                "values": [{"value": stand.value, "claims": list(stand.claims)} for stand in one.values],
            }
            for one in case.disagreements
        ],
        "history": [_step(step) for step in case.history],
    }


def csv_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """One case, as its JSON, in flat cells; several values stand in one cell, parted by semicolons."""
    parties = dict.fromkeys(id for role, ids in row["roles"].items() if role != "system" for id in ids)
    return {
        **{name: row[name] for name in ("case", "kind", "status", "from", "until", "grade")},
        **{name: tuple(row[name]) for name in ("supplier", "recipient", "system")},
        "parties": tuple(parties),
        **{name: _figure(row[name]) for name in ("number", "ordered", "delivered")},
        "origins": row["origins"],
        "origins_against": row["origins_against"],
        "disagreements": tuple(one["about"] for one in row["disagreements"]),
        "claims": len(row["claims"]),
        "documents": len({one["document"] for one in row["claims"]}),
    }


def _figure(range: Mapping[str, float | None] | None) -> str | None:
    if range is None:
        return None
    low, high = ("" if end is None else f"{end:.15g}" for end in (range["low"], range["high"]))
    return low if low == high else f"{low}..{high}"


def _range(range: Range | None) -> dict[str, float | None] | None:
    return {"low": range.low, "high": range.high, "preferred": range.preferred} if range else None


def _step(step: Step) -> dict[str, Any]:
    return {
        "status": step.status,
        "from": step.since,
        "until": step.until,
        "published": step.published,
        "claims": list(step.claims),
    }
