"""How far a deed has got: a claim's status and realis, from its frame and from how it is put."""

from armsledger.reading.events import Event
from armsledger.reading.modality import Manner

_AHEAD = ("planned", "predicted")
_GIVING = frozenset({"share technology", "train", "carry"})
# Frames of handing over: what "will arrive" has been ordered.
_COMING = frozenset({"reach", "carry", "go to", "take possession", "be bound for", "supply", "spotted"})
_SETTLED = frozenset({"cancelled", "lifted", "eased", "expired", "advanced", "enacted"})


def settle_stage(event: Event, manner: Manner) -> tuple[str | None, str]:
    """The status and realis of a claim, as the claim format settles them."""
    kind, realis = event.frame.kind, _realis(event, manner)
    status = manner.status.get(kind, event.status)
    if status == "sought" and _gives(event):
        status = _of_giver(manner)
    if kind in ("transfer", "technology_transfer") and status == "delivered" and realis in _AHEAD:
        coming = realis == "planned" or event.frame.name in _COMING
        status = "ordered" if coming else "delivered"
    if kind in ("display", "use", "meeting") and realis in _AHEAD:
        status = "planned"
    if kind == "production" and realis in _AHEAD and status in ("ongoing", "started"):
        status = "planned"
    if status in _SETTLED and realis == "planned" and not manner.governors and kind != "restriction":
        realis = "actual"
    if kind == "restriction" and event.frame.status in ("expired",):
        status = event.frame.status  # what is due to expire is not proposed
    if kind == "restriction" and status == "enacted" and _is_pending(event, realis):
        status = "proposed"
    return status, realis


def _realis(event: Event, manner: Manner) -> str:
    if event.frame.kind == "derivation" and manner.purpose:
        return "actual"
    if manner.polarity == "denied" and manner.realis != "predicted":
        return "actual"  # it is a fact that it was not sought, sold or signed
    signed = event.frame.kind == "agreement" and all(g.name == "contract" for _, g in manner.governors)
    if signed and manner.realis == "planned" and manner.governors:
        return event.frame.realis
    if manner.realis == "actual" and event.frame.kind not in manner.status:
        return event.frame.realis
    if manner.announced and event.frame.kind == "restriction":
        return "actual"  # a measure that its author has announced
    return manner.realis


def _of_giver(manner: Manner) -> str:
    """Who wishes to give offers; who plans to, does neither: to seek is the recipient's alone."""
    governing = {g.name for _, g in manner.governors}
    return "offered" if "wish" in governing else "unspecified" if "plan" in governing else "sought"


def _gives(event: Event) -> bool:
    """Whether its subject gives."""
    return "via" in event.frame.roles or event.frame.name in _GIVING


def _is_pending(event: Event, realis: str) -> bool:
    """A measure that is planned, or that a bill would take."""
    billed = any(p.is_a("bill") and not p.is_a("actor") for p in event.roles.get("imposer", []))
    return event.frame.name != "enter into force" and (
        realis == "planned" or (realis == "conditional" and billed)
    )
