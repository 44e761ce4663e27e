"""What a document's claims say about each other: which orders were met, and how sure a claim must be."""

from collections.abc import Sequence
from dataclasses import replace

from armsledger.model import Claim, Document
from armsledger.reading.proposals import is_spotted

_FEWEST_DEEDS, _SURE, _VERY_SURE, _WORDS_A_DEED = 2, 0.35, 0.7, 150
_PLAIN, _LONG_TEXT, _WORDS_A_PLAIN_DEED, _SPOTTED_SURE = 0.5, 500, 40, 0.4
"""A long text is thin where it has more words than that to a plain deed: what is spotted must be so sure."""


def believed(document: Document, claims: list[Claim], names_a_system: bool) -> list[Claim]:
    """Those of a document's claims that hold: the rarer deeds are in a text, the surer each must be."""
    thick = claims if names_a_system else _where_sparse(document, claims)
    deeds = [claim for claim in thick if claim.kind not in ("assessment", "relation")]
    plain = sum(claim.confidence >= _PLAIN for claim in deeds)
    words = len(document.text.split())
    if words < _LONG_TEXT or words <= plain * _WORDS_A_PLAIN_DEED:
        return thick
    return [claim for claim in thick if not is_spotted(claim) or claim.confidence >= _SPOTTED_SURE]


def _where_sparse(document: Document, claims: list[Claim]) -> list[Claim]:
    """What holds of a text that names no weapon: all, where it tells many deeds; else the surest deeds alone.

    What is judged in a text that hardly tells deeds is something else.
    """
    deeds = [claim for claim in claims if claim.kind != "assessment"]
    sure = sum(claim.confidence >= _SURE for claim in deeds)
    if sure < len(document.text.split()) / _WORDS_A_DEED:
        return [claim for claim in deeds if claim.confidence >= _VERY_SURE]
    return claims if sure >= _FEWEST_DEEDS else deeds


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """An order is planned unless the text goes on to say that it was delivered."""
    delivered = [
        claim for claim in claims
        if claim.kind == "transfer" and claim.status == "delivered"
        and claim.polarity == "affirmed" and claim.realis == "actual"
    ]  # fmt: skip
    return [replace(claim, realis="actual") if _is_met(claim, delivered) else claim for claim in claims]


def _is_met(claim: Claim, delivered: Sequence[Claim]) -> bool:
    if claim.status != "ordered" or claim.realis != "planned":
        return False
    governed = any(reason.startswith("status '") for reason in claim.why)
    return not governed and any(_fulfils(other, claim) for other in delivered)


def _fulfils(delivery: Claim, order: Claim) -> bool:
    systems = {f.entity for f in delivery.fillers("system")} & {f.entity for f in order.fillers("system")} - {
        None
    }
    buyers = [{f.entity for f in claim.fillers("recipient")} for claim in (delivery, order)]
    return bool(systems) and (not all(buyers) or bool(buyers[0] & buyers[1]))
