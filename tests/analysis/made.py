"""Claims made for tests of analysis: of invented documents and deals; no such deals are meant."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from armsledger.analysis.casework import Reported, cases
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.linking import NO_BONDS, Bonds
from armsledger.analysis.traces import Trace
from armsledger.analysis.wording import wording
from armsledger.catalog import load
from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote
from armsledger.model.case import Case, Met
from armsledger.model.dates import earliest, latest

KINSHIP = Kinship(load())
_ROLES = (
    "supplier",
    "recipient",
    "system",
    "producer",
    "host",
    "operator",
    "by",
    "user",
    "target",
    "imposer",
    "party",
    "visitor",
    "holder",
    "measure",
    "subject",
    "exhibitor",
    "partner",
)


def claim(kind: str = "transfer", document: str = "a", **told: Any) -> Claim:
    """A claim with roles, `time` ("2021", "2021-05..2021-06"), `number`, `source`, `place` and so on given in
    short: an id of the catalogue, or words with a capital or space for what it does not know."""
    text = told.pop("text", f"{kind} {sorted(map(str, told.items()))}")
    at = told.pop("at", 0)
    fillers = [
        _filler(role, one)
        for role in _ROLES
        for one in ([told[role]] if isinstance(told.get(role), str) else told.get(role, ()))
    ]
    number = told.get("number")
    low, high = number if isinstance(number, tuple) else (None, None)
    value = None if isinstance(number, tuple) else number
    time = told.get("time")
    since, _, until = (time or "").partition("..")
    return Claim(
        document,
        kind,  # type: ignore[arg-type]  # as the test says
        told.get("status", "delivered" if kind == "transfer" else None),
        tuple(fillers),
        Quote(text, at, at + len(text)),
        polarity=told.get("polarity", "affirmed"),
        certainty=told.get("certainty", "certain"),
        realis=told.get("realis", "actual"),
        sources=tuple(_source(one) for one in told.get("sources", ("document",))),
        quantity=Quantity(value, "", 0, 1, low, high) if number is not None else None,
        time=ClaimTime("", 0, 1, earliest(since), latest(until or since)) if time else None,
        place=(_filler("place", told["place"]),) if "place" in told else (),
    )


def _filler(role: str, given: str) -> Filler:
    known = KINSHIP.catalog.get(given)
    return Filler(role, known.name if known else given, 0, 1, given if known else None)


def _source(given: str) -> ClaimSource:
    kind, _, words = given.partition(": ")
    if not words:
        return ClaimSource(kind)  # type: ignore[arg-type]  # as the test says
    known = KINSHIP.catalog.get(words)
    name, entity = (known.name, words) if known else (words, None)
    return ClaimSource(kind, name, 0, 1, entity)  # type: ignore[arg-type]


def reported(
    *claims: Claim, document: str = "a", publisher: str | None = None, on: str = "2021-06-01", **how: Any
) -> Reported:
    """A document's claims, each moved to it, a hundred characters apart."""
    day = date.fromisoformat(on)
    moved = []
    for number, one in enumerate(claims):
        start = how.get("apart", 100) * number
        quote = Quote(one.quote.text, start, start + len(one.quote.text))
        moved.append(Claim(**{**_fields(one), "document_id": document, "quote": quote}))
    met = Met(document, publisher or f"Paper {document}", day, f"/{document}.txt", how.get("wire"), on)
    words = wording(how.get("sentence", ""))  # else nobody's words are another's
    trace = Trace(words, how.get("speaks_for"), how.get("home"))
    traces = {one.id: trace for one in moved}
    return Reported(met, tuple(moved), traces)


def _fields(one: Claim) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Claim.__dataclass_fields__}


def linked(documents: Iterable[Reported], bonds: Bonds = NO_BONDS) -> list[Case]:
    """The cases that documents make."""
    return cases(documents, KINSHIP, bonds)


def case_of(*documents: Reported) -> Case:
    """The one case that documents make."""
    (made,) = linked(documents)
    return made
