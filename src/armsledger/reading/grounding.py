"""Grounding disposes: nothing that a reader proposes is kept unless the text at its offsets is its text."""

from dataclasses import replace

from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value


def ground(claim: Claim, text: str) -> Claim | None:
    """The claim if its quote stands in the text, without any part that does not; None otherwise."""

    def stands(part: Filler | Quantity | Value | ClaimTime | Quote | ClaimSource) -> bool:
        if part.start is None or part.end is None:
            return True
        return 0 <= part.start < part.end <= len(text) and text[part.start : part.end] == part.text

    if not stands(claim.quote):
        return None
    return replace(
        claim,
        roles=tuple(f for f in claim.roles if stands(f)),
        place=tuple(f for f in claim.place if stands(f)),
        sources=tuple(s for s in claim.sources if stands(s)) or (ClaimSource("document"),),
        quantity=claim.quantity if claim.quantity and stands(claim.quantity) else None,
        value=claim.value if claim.value and stands(claim.value) else None,
        time=claim.time if claim.time and stands(claim.time) else None,
    )
