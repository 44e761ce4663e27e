"""The append-only store of documents, readings and claims."""

from armsledger.ledger.filtering import ClaimFilter
from armsledger.ledger.store import Ledger
from armsledger.ledger.stored import Added, StoredAppearance, StoredClaim, StoredReading

__all__ = ["Added", "ClaimFilter", "Ledger", "StoredAppearance", "StoredClaim", "StoredReading"]
