"""How sure the reader is of a claim: among those of confidence 0.8, four in five should be read rightly.

A logistic regression over what a claim itself shows (its kind, which roles are filled and by what, where the
fillers stand, how it is put, who says it). `training/confidence.py` fits the weights in `confidence.toml` to
annotated passages; a claim counts as right there where its place in the text and all its core roles agree.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from armsledger.model import CORE_ROLES, Claim
from armsledger.reading import lexicon
from armsledger.reading.proposals import is_spotted
from armsledger.reading.weighing import probability

_PRONOUNS = frozenset(
    {
        "it", "they", "he", "she", "its", "their", "his", "her", "them", "this", "these", "those", "which",
        "who", "one", "some",
    }
)  # fmt: skip
_BY_NOUN = re.compile(r"frame '.*' by the noun ")
_SPOTTER = re.compile(r"the spotter: ([01]\.\d+)")
_PLAIN = re.compile(r"\((?:subject|object|\w+ phrase|agent of the passive|owner|adjective|compound)\)$")
_FRAMED = re.compile(r"[a-z_]+: '")
_LONG_QUOTE = 120
RELATED = 0.9
"""That of a relation."""


@cache
def load() -> Mapping[str, float]:
    """The weights by feature."""
    weights: dict[str, float] = lexicon.table("confidence.toml")["weights"]
    return weights


def weighed(claim: Claim) -> Claim:
    """The claim with its confidence; an assessment has its own, from `judging`, a relation a fixed one."""
    if claim.kind == "assessment":
        return claim
    if claim.kind == "relation":
        return replace(claim, confidence=RELATED)
    return replace(claim, confidence=round(probability(load(), features(claim)), 2))


def features(claim: Claim) -> dict[str, float]:
    """The features of a claim by name."""
    found = {
        "bias": 1.0,
        "length of the quote": min((claim.quote.end - claim.quote.start) / _LONG_QUOTE, 2.0),
    }
    found |= dict.fromkeys(_of_kind(claim), 1.0)
    found |= dict.fromkeys(_of_fillers(claim), 1.0)
    core = [filler for filler in claim.roles if filler.role in CORE_ROLES[claim.kind]]
    found["core fillers"] = min(len(core), 4) / 2
    found["unknown core fillers"] = float(min(sum(f.entity is None for f in core), 3))
    spotted = next((hit for reason in claim.why if (hit := _SPOTTER.fullmatch(reason))), None)
    if spotted is not None:
        found["the spotter"] = float(spotted[1])
    said = [reason for reason in claim.why if _FRAMED.match(reason)]
    found["inferred fillers"] = float(min(sum(not _PLAIN.search(reason) for reason in said), 3))
    return found


def _of_kind(claim: Claim) -> Iterator[str]:
    yield f"kind:{claim.kind}"
    yield f"status:{claim.status}"
    yield f"realis:{claim.realis}"
    yield f"certainty:{claim.certainty}"
    yield f"polarity:{claim.polarity}"
    yield f"source:{claim.source.kind}"
    if len(claim.sources) > 1:
        yield "a chain of sources"
    if is_spotted(claim):
        yield "spotted"
    if claim.why and _BY_NOUN.match(claim.why[0]):
        yield "by a noun"
    if claim.time is not None:
        yield "a time"
    if claim.quantity is not None:
        yield "a quantity"
    if claim.place:
        yield "a place"


def _of_fillers(claim: Claim) -> Iterator[str]:
    """Which core roles are filled, and by what sort of words."""
    for role in CORE_ROLES[claim.kind]:
        fillers = claim.fillers(role)
        if not fillers:
            yield f"no {role}"
        if len(fillers) > 1:
            yield "several fillers of a role"
        for filler in fillers:
            if filler.text.lower() in _PRONOUNS:
                yield "a pronoun"
            elif filler.end <= claim.quote.start or filler.start >= claim.quote.end:
                yield "a filler from elsewhere"
            if filler.text.islower() and role not in ("system", "original", "target"):
                yield "a description for a name"
