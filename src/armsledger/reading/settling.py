"""What a document's claims say about each other: which orders were met, and how sure a claim must be."""

from collections.abc import Sequence
from dataclasses import replace

from armsledger.model import CORE_ROLES, Claim, Document
from armsledger.reading.proposals import is_spotted

_FEWEST_DEEDS, _SURE, _VERY_SURE, _WORDS_A_DEED = 2, 0.3, 0.65, 150
_HEADLINE, _LEDE = 120, 900
"""How long a headline and the beginning of an article may be, in code points."""
_PLAIN, _LONG_TEXT, _WORDS_A_PLAIN_DEED, _SPOTTED_SURE = 0.45, 500, 40, 0.35
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


def headed(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """A headline's deed, told without a date, happened when the article's beginning says that it did."""
    end = _headline_end(document.text)
    lede = [c for c in claims if end <= c.quote.start < end + _LEDE and c.time is not None]
    found = []
    for claim in claims:
        if claim.quote.end <= end and claim.time is None and claim.kind != "assessment":
            same = next((c for c in lede if c.kind == claim.kind and _tells_the_same(claim, c)), None)
            if same is not None:
                claim = replace(
                    claim, time=same.time, why=(*claim.why, "time: as the article goes on to say")
                )
        found.append(claim)
    return found


def _headline_end(text: str) -> int:
    """Where the first line ends, if it is a headline: short, and without a full stop; else 0."""
    line, found, _ = text.partition("\n")
    short = len(line) <= _HEADLINE and not line.rstrip().endswith((".", ":", "”", '"'))
    return len(line) if found and short else 0


def _tells_the_same(claim: Claim, other: Claim) -> bool:
    """Whether two claims of a kind share all core roles that both fill, and at least two entities."""
    shared = 0
    for role in CORE_ROLES[claim.kind]:
        mine, theirs = ({f.entity or f.text.casefold() for f in c.fillers(role)} for c in (claim, other))
        if mine and theirs and not mine & theirs and role != "system":
            return False
        shared += bool(mine & theirs)
    return shared > 1 and claim.polarity == other.polarity


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
