"""Claims by name, and a claim in its surroundings."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from armsledger.errors import UsageError
from armsledger.ledger import ClaimFilter, Ledger
from armsledger.model import Appearance, Claim, ClaimSource, ClaimTime, Document, Filler, Quote, Reading
from armsledger.workflow.querying import claims, show

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
IRAN = ("Iran", "IRN")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.in_memory(at=AT) as opened:
        yield opened


ROLES = ("supplier", "recipient", "system", "subject", "producer", "host")


def said(kind: str = "transfer", *, year: int | None = None, **how: Any) -> Claim:
    """A claim whose roles are given as pairs of words and entity; `keep` gives it a text to stand in."""
    fillers = []
    for role in ROLES:
        given = how.pop(role, [])
        for words, entity in given if isinstance(given, list) else [given]:
            fillers.append(Filler(role, words, 0, 0, entity))
    time = ClaimTime(str(year), 0, 0, date(year, 1, 1), date(year, 12, 31)) if year else None
    base = Claim("", kind, "delivered", tuple(fillers), Quote("", 0, 0), time=time)  # type: ignore[arg-type]
    return replace(base, **how)


def keep(ledger: Ledger, *unanchored: Claim) -> list[Claim]:
    """Adds a synthetic document with a sentence for each claim, made of the claim's own words."""
    text = ""
    anchored = []
    for claim in unanchored:
        start = len(text)
        fillers = []
        for filler in claim.roles:
            fillers.append(replace(filler, start=len(text), end=len(text) + len(filler.text)))
            text += f"{filler.text} "
        time = claim.time
        if time:
            time = replace(time, start=len(text), end=len(text) + len(time.text))
            text += f"{time.text} "
        text += "Freedonians say."
        quote = Quote(text[start:], start, len(text))
        anchored.append(replace(claim, roles=tuple(fillers), quote=quote, time=time))
        text += " "
    sha256 = hashlib.sha256((text + repr(unanchored)).encode()).hexdigest()
    one = Document(sha256[:16], sha256, "text/plain", text)
    made = [replace(claim, document_id=one.id, reader="fake.1") for claim in anchored]
    ledger.add(one, Appearance(one.id), Reading(one.id, "fake.1", None, tuple(made)), at=AT)
    return made


def test_a_name_finds_what_the_catalogue_knows_by_it(ledger: Ledger) -> None:
    (claim,) = keep(ledger, said(supplier=("Tehran", "IRN"), sources=(ClaimSource("document"),)))
    for name in ("Iran", "IRN", "tehran", "Islamic Republic of Iran"):
        assert [stored.claim for stored in claims(ledger, ClaimFilter(suppliers=(name,)))] == [claim]
    assert claims(ledger, ClaimFilter(suppliers=("Freedonia",))) == []
    assert claims(ledger, ClaimFilter(recipients=("Iran",))) == []


def test_a_claim_is_shown_in_its_surroundings(ledger: Ledger) -> None:
    made = keep(ledger, *(said(supplier=(f"Country{letter}", None)) for letter in "ABCDE"))
    shown = show(ledger, made[2].id[:8])
    assert shown.stored.claim == made[2]
    sentences = [
        shown.document.text[span.start : span.end] if span else None
        for span in (shown.before, shown.sentence, shown.after)
    ]
    assert sentences == [f"Country{letter} Freedonians say." for letter in "BCD"]
    assert [stored.claim for stored in shown.neighbours] == [made[1], made[3]]
    assert len(shown.appearances) == 1
    assert not shown.superseded

    ends = show(ledger, made[0].id)
    assert (ends.before, [stored.claim for stored in ends.neighbours]) == (None, [made[1]])


def test_a_claim_of_an_older_reading_is_marked(ledger: Ledger) -> None:
    (made,) = keep(ledger, said(supplier=IRAN))
    document = ledger.document(made.document_id)
    assert document is not None
    ledger.add(document, Appearance(document.id), Reading(document.id, "fake.2", None, ()), at=AT)
    shown = show(ledger, made.id)
    assert shown.superseded


def test_there_is_no_such_claim(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="There is no claim abc in this ledger"):
        show(ledger, "abc")
