"""The register, and a claim in its surroundings."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from armsledger.errors import UsageError
from armsledger.ledger import ClaimFilter, Ledger
from armsledger.model import Appearance, Claim, ClaimSource, ClaimTime, Document, Filler, Quote, Reading
from armsledger.workflow.querying import Party, RegisterRow, claims, register, show

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
IRAN, RUSSIA, SHAHED = ("Iran", "IRN"), ("Russia", "RUS"), ("Shahed-136", "shahed-136")


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


def named(row: RegisterRow) -> tuple[str | None, ...]:
    return tuple(party.name if party else None for party in (row.supplier, row.recipient, row.system))


def test_the_register_has_a_row_a_supplier_recipient_and_system(ledger: Ledger) -> None:
    first = keep(
        ledger,
        said(supplier=IRAN, recipient=RUSSIA, system=SHAHED, year=2022),
        said(supplier=("Tehran", "IRN"), recipient=RUSSIA, system=SHAHED, status="ordered", realis="planned"),
        said(supplier=IRAN, recipient=("Sudan", "SDN")),
    )
    second = keep(
        ledger, said(supplier=IRAN, recipient=RUSSIA, system=SHAHED, year=2023, certainty="possible")
    )
    to_russia, to_sudan = register(ledger)
    assert to_russia == RegisterRow(
        Party("IRN", to_russia.supplier.name if to_russia.supplier else ""),
        to_russia.recipient,
        to_russia.system,
        kinds=("transfer",),
        claim_count=3,
        document_count=2,
        denied_count=0,
        statuses=("ordered", "delivered"),
        realis=("actual", "planned"),
        certainties=("certain", "possible"),
        since=date(2022, 1, 1),
        until=date(2023, 12, 31),
        claim_ids=(first[0].id, first[1].id, second[0].id),
    )
    assert to_sudan.system is None
    assert (to_sudan.since, to_sudan.until) == (None, None)


def test_denials_are_counted_apart(ledger: Ledger) -> None:
    affirmed, denied, alone = keep(
        ledger,
        said(supplier=IRAN, recipient=RUSSIA, system=SHAHED, year=2022),
        said(supplier=IRAN, recipient=RUSSIA, system=SHAHED, polarity="denied", status=None, year=2019),
        said(supplier=IRAN, recipient=("Freedonia", None), polarity="denied", status=None),
    )
    rows = {row.recipient.name: row for row in register(ledger) if row.recipient}
    doubted = rows.pop(next(name for name in rows if name != "Freedonia"))
    assert (doubted.claim_count, doubted.denied_count) == (1, 1)
    assert (doubted.since, doubted.statuses) == (date(2022, 1, 1), ("delivered",))
    assert doubted.claim_ids == (affirmed.id, denied.id)
    only = rows["Freedonia"]
    assert (only.claim_count, only.document_count, only.denied_count) == (0, 0, 1)
    assert (only.statuses, only.certainties, only.claim_ids) == ((), (), (alone.id,))


def test_every_combination_of_fillers_has_a_row(ledger: Ledger) -> None:
    keep(
        ledger,
        said(
            supplier=[("Freedonia", None), ("FREEDONIA", None), ("Sylvania", None)],
            recipient=[("Ruritania", None), ("Zenda", None)],
        ),
    )
    assert [named(row) for row in register(ledger)] == [
        ("Freedonia", "Ruritania", None),
        ("Freedonia", "Zenda", None),
        ("Sylvania", "Ruritania", None),
        ("Sylvania", "Zenda", None),
    ]
    assert all(row.claim_count == 1 for row in register(ledger))


def test_technology_and_production_abroad_are_marked(ledger: Ledger) -> None:
    keep(
        ledger,
        said("technology_transfer", supplier=IRAN, recipient=RUSSIA, subject=("know-how", None)),
        said("production", producer=IRAN, host=("Tajikistan", "TJK"), system=SHAHED, status="ongoing"),
        said("production", producer=IRAN, host=IRAN, system=SHAHED),
        said("production", producer=("Nobody Aviation", None), host=RUSSIA, system=SHAHED),
        said("production", producer=IRAN, system=SHAHED),
        said("holding", supplier=IRAN, recipient=RUSSIA, status=None),
        said(year=2022),
    )
    rows = register(ledger)
    assert [(row.kinds, row.statuses) for row in rows] == [
        (("technology_transfer",), ("delivered",)),
        (("production",), ("ongoing",)),
    ]
    assert rows[0].system == Party(None, "know-how")


def test_one_row_may_rest_on_several_kinds(ledger: Ledger) -> None:
    keep(
        ledger,
        said("production", producer=IRAN, host=("Tajikistan", "TJK"), system=SHAHED, status="ongoing"),
        said(supplier=IRAN, recipient=("Tajikistan", "TJK"), system=SHAHED),
    )
    assert [row.kinds for row in register(ledger)] == [("transfer", "production")]
    only = ClaimFilter(kinds=("production", "meeting"))
    assert [row.kinds for row in register(ledger, only)] == [("production",)]
    assert register(ledger, ClaimFilter(kinds=("meeting",))) == []


def test_the_register_is_narrowed_by_who_takes_part(ledger: Ledger) -> None:
    keep(
        ledger,
        said("production", producer=IRAN, host=("Tajikistan", "TJK"), system=SHAHED, status="ongoing"),
        said(supplier=[("Freedonia", None), ("Sylvania", None)], recipient=RUSSIA, year=2020),
    )
    assert len(register(ledger)) == 3
    for wanted, expected in (
        (ClaimFilter(suppliers=("irn",)), 1),
        (ClaimFilter(suppliers=("Islamic Republic of Iran",)), 1),
        (ClaimFilter(recipients=("TJK",)), 1),
        (ClaimFilter(suppliers=("freedonia",)), 1),
        (ClaimFilter(suppliers=("IRN", "freedonia")), 2),
        (ClaimFilter(suppliers=("freedonia",), recipients=("TJK",)), 0),
        (ClaimFilter(systems=("shahed-136",)), 1),
        (ClaimFilter(until=date(2020, 6, 1)), 2),
    ):
        assert len(register(ledger, wanted)) == expected, wanted


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
    assert register(ledger) == []


def test_there_is_no_such_claim(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="There is no claim abc in this ledger"):
        show(ledger, "abc")
