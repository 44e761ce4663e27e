"""Which claims a person should look at, those that decide most first."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from armsledger.catalog import Catalog
from armsledger.ledger import ClaimFilter, Ledger
from armsledger.ledger.schema import CASEFILE
from armsledger.model import Claim
from armsledger.publish.cases import headline
from armsledger.workflow.casing import namer
from armsledger.workflow.linking import bring_up_to_date

_CONTEXT_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim to look at: what stands before and after its quote, its case in a line, the other claims of
    that case, and why it is asked about."""

    claim: Claim
    before: str
    after: str
    case: str
    others: tuple[str, ...]
    reasons: tuple[str, ...]


def doubts(ledger: Ledger, catalog: Catalog, below: float) -> list[Doubt]:
    """The claims that nobody has judged and the reader is less sure of than `below`, or that alone carry a
    case or a side of a contradiction; those that decide most first."""
    bring_up_to_date(ledger, catalog)
    judged = {
        ref.claim
        for one in ledger.judgements()
        if one.undone_by is None and one.judgement.act in ("accept", "reject", "correct")
        for ref in one.judgement.claims
    }
    with ledger.querying() as connection:
        rows = [msgspec.json.decode(body) for body in connection.scalars(select(CASEFILE.c.body))]
    named = namer(catalog)
    told: dict[str, tuple[str, tuple[str, ...], int, int]] = {}
    for row in rows:
        ids = [one["claim"] for one in row["claims"]]
        sides = {
            claim for one in row["disagreements"] for value in one["values"] for claim in value["claims"]
        }
        for id in ids:
            others = tuple(other for other in ids if other != id)
            told[id] = (headline(row["kind"], row["roles"], named), others, len(ids), int(id in sides))
    found: list[tuple[float, Doubt]] = []
    for document in ledger.documents():
        for stored in ledger.claims(ClaimFilter(document_id=document.id)):
            claim = stored.claim
            if claim.id in judged or claim.id not in told or claim.confidence >= below:
                continue
            case, others, size, disputed = told[claim.id]
            reasons = [f"the reader is sure of it to {claim.confidence:.0%}"]
            reasons += ["the whole case rests on it"] if size == 1 else []
            reasons += ["a contradiction rests on it"] if disputed else []
            weight = (1 - claim.confidence) + disputed + (0.5 if size > 1 else 0.0)
            start, end = claim.quote.start, claim.quote.end
            found.append(
                (
                    -weight,
                    Doubt(
                        claim,
                        document.text[max(0, start - _CONTEXT_CHARACTERS) : start],
                        document.text[end : end + _CONTEXT_CHARACTERS],
                        case,
                        others,
                        tuple(reasons),
                    ),
                )
            )
    return [doubt for _, doubt in sorted(found, key=lambda one: (one[0], one[1].claim.id))]
