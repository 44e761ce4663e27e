"""Claims of a ledger by the document they stand in."""

from dataclasses import dataclass
from itertools import groupby

from armsledger.catalog import Catalog
from armsledger.ledger import ClaimFilter, Ledger
from armsledger.model import Appearance, Claim
from armsledger.workflow import querying


@dataclass(frozen=True, slots=True)
class Listed:
    """The claims asked for of one document, in the order of its text, and how it was last met."""

    met: Appearance
    claims: tuple[Claim, ...]


def list_claims(ledger: Ledger, wanted: ClaimFilter, catalog: Catalog | None = None) -> list[Listed]:
    """The claims that pass, by document in the order of adding."""
    found = groupby(querying.claims(ledger, wanted, catalog), key=lambda stored: stored.claim.document_id)
    return [
        Listed(ledger.appearances(document_id)[-1].appearance, tuple(stored.claim for stored in group))
        for document_id, group in found
    ]
