"""Cases of a ledger: the same in any order and any batches, as known on a day, and as people have judged."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from evals.bench.deals import generated

from armsledger.catalog import load
from armsledger.errors import UsageError
from armsledger.ledger import Ledger, appending
from armsledger.model import Appearance, Claim, ClaimSource, ClaimTime, Document, Filler, Quote, Reading
from armsledger.model.judgement import Correction
from armsledger.workflow import casing, linking, registering
from armsledger.workflow.casing import AsKnown, CaseFilter
from armsledger.workflow.judging import Judge

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATALOG = load()
NAMES = {"TUR": "Turkey", "NER": "Niger", "MLI": "Mali", "bayraktar-tb2": "Bayraktar TB2", "anka": "Anka"}


@pytest.fixture(params=["in memory", "on a server"])
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    if request.param == "in memory":
        with Ledger.in_memory(at=AT) as opened:
            yield opened
    else:
        with Ledger.open(request.getfixturevalue("postgresql")(), at=AT) as opened:
            yield opened


def keep(
    ledger: Ledger,
    supplier: str,
    recipient: str,
    system: str,
    *,
    paper: str = "Paper",
    on: str = "2021-06-01",
    status: str = "delivered",
    time: str | None = None,
    reader: str = "fake.1",
    at: datetime = AT,
    lead: str = "",
) -> Claim:
    """Adds an invented document with one claim; no such deal is meant."""
    text = lead
    fillers = []
    for role, id in (("supplier", supplier), ("recipient", recipient), ("system", system)):
        words = NAMES[id]
        fillers.append(Filler(role, words, len(text), len(text) + len(words), id))
        text += f"{words} {paper} "  # no two papers share their words
    since = date.fromisoformat(time) if time else None
    when = ClaimTime(text[:1], 0, 1, since, since) if since else None
    text += f"{paper}."
    id = f"{abs(hash((paper, on, supplier, recipient, system))):016x}"[:16]
    claim = Claim(
        id, "transfer", status, tuple(fillers), Quote(text[len(lead) :], len(lead), len(text)),
        sources=(ClaimSource("document"),), time=when, reader=reader,
    )  # fmt: skip
    document = Document(id, id * 4, "text/plain", text, publisher=paper, published=date.fromisoformat(on))
    ledger.add(
        document,
        Appearance(id, path=f"/{paper}.txt"),
        Reading(id, reader, document.published, (claim,)),
        at=at,
    )
    return claim


def bodies(ledger: Ledger, wanted: CaseFilter = casing.EVERY_CASE, known: AsKnown = casing.NOW) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(row) for row in casing.case_rows(ledger, CATALOG, wanted, known)]


def groups(ledger: Ledger) -> set[tuple[str, ...]]:
    return {tuple(sorted(one["claim"] for one in body["claims"])) for body in bodies(ledger)}


def test_documents_about_one_deal_are_one_case(ledger: Ledger) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="One")
    other = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Other", on="2021-06-02")
    keep(ledger, "TUR", "MLI", "bayraktar-tb2")
    first, second = bodies(ledger)
    found = first if first["recipient"] == ["NER"] else second
    assert {claim["claim"] for claim in found["claims"]} == {one.id, other.id}
    assert (
        found["claims"][0] | {"path": "/One.txt", "kind": "transfer", "document": one.document_id}
        == found["claims"][0]
    )
    assert (found["supplier"], found["system"], found["origins"]) == (["TUR"], ["bayraktar-tb2"], 2)
    for id in (found["case"], found["case"][:6], one.id):
        assert casing.case(ledger, CATALOG, id).id == found["case"]


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_batches_give_the_same_cases(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "_SHARE", 2.0)  # never all at once
    documents = list(generated(CATALOG, 250, seed))
    with Ledger.in_memory(at=AT) as whole, Ledger.in_memory(at=AT) as pieces:
        fill(whole, documents)
        expected = bodies(whole)
        chance = random.Random(seed)
        chance.shuffle(documents)
        start = 0
        while start < len(documents):
            size = chance.choice((1, 1, 3, 20))
            fill(pieces, documents[start : start + size])
            linking.bring_up_to_date(pieces, CATALOG)
            start += size
        assert sorted(map(str, bodies(pieces))) == sorted(map(str, expected))


def fill(ledger: Ledger, documents: Sequence[tuple[Document, Reading]]) -> None:
    with ledger.writing() as connection:
        for document, reading in documents:
            number, _ = appending.append_document(connection, document)
            appending.append_appearance(connection, number, Appearance(document.id), AT)
            appending.append_reading(connection, number, reading, AT)


def test_a_new_reading_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    keep(ledger, "TUR", "NER", "bayraktar-tb2")
    assert len(bodies(ledger)) == 1
    (document,) = ledger.documents()
    ledger.add(document, Appearance(document.id), Reading(document.id, "fake.2", None, ()), at=AT)
    assert bodies(ledger) == []


def test_filters(ledger: Ledger) -> None:
    keep(ledger, "TUR", "NER", "bayraktar-tb2", time="2021-05-03")
    keep(ledger, "TUR", "MLI", "anka", status="ordered")
    for wanted, recipients in (
        (CaseFilter(suppliers=("Ankara",)), ["MLI", "NER"]),
        (CaseFilter(recipients=("Mali",)), ["MLI"]),
        (CaseFilter(systems=("TB2",)), ["NER"]),
        (CaseFilter(statuses=("ordered",)), ["MLI"]),
        (CaseFilter(kinds=("loss",)), []),
        (CaseFilter(since=date(2021, 5, 1), until=date(2021, 5, 31)), ["NER"]),
        (CaseFilter(least_origins=2), []),
        (CaseFilter(origins=("Paper",)), ["MLI", "NER"]),
        (CaseFilter(origins=("Iran",)), []),
    ):
        assert sorted(body["recipient"][0] for body in bodies(ledger, wanted)) == recipients, wanted


def test_as_known_on_a_day(ledger: Ledger) -> None:
    keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Early", on="2021-06-01")
    later = datetime(2026, 4, 1, tzinfo=UTC)
    keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Late", on="2021-07-01", at=later)
    assert [body["origins"] for body in bodies(ledger)] == [2]
    assert [body["origins"] for body in bodies(ledger, known=AsKnown(published=date(2021, 6, 15)))] == [1]
    assert [body["origins"] for body in bodies(ledger, known=AsKnown(added=date(2026, 3, 15)))] == [1]
    assert bodies(ledger, known=AsKnown(published=date(2021, 5, 1))) == []


def judge(ledger: Ledger) -> Judge:
    return Judge(ledger, CATALOG, who="R. Analyst", made_at=AT, why="for a test")


def test_judgements_part_and_join_and_are_taken_back(ledger: Ledger) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="One")
    other = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Other")
    far = keep(ledger, "TUR", "MLI", "anka")
    joined = tuple(sorted((one.id, other.id)))
    assert groups(ledger) == {joined, (far.id,)}
    number = judge(ledger).unlink(one.id, [other.id])
    assert groups(ledger) == {(one.id,), (other.id,), (far.id,)}
    judge(ledger).undo(number)
    assert groups(ledger) == {joined, (far.id,)}
    judge(ledger).merge([one.id, far.id])
    assert groups(ledger) == {tuple(sorted((*joined, far.id)))}
    judge(ledger).split(one.id, [far.id])
    assert groups(ledger) == {joined, (far.id,)}
    made = ledger.judgements()
    assert [stored.judgement.act for stored in made] == ["unlink", "undo", "link", "unlink"]
    assert (made[0].undone_by, made[0].judgement.who, made[0].judgement.why) == (
        2,
        "R. Analyst",
        "for a test",
    )


def test_a_rejected_claim_counts_for_nothing_and_a_corrected_one_for_what_it_should(ledger: Ledger) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2")
    judge(ledger).correct(one.id, [Correction("recipient", "MLI"), Correction("time", "2021-05")])
    (body,) = bodies(ledger)
    assert (body["recipient"], body["from"], body["claims"][0]["claim"]) == (["MLI"], "2021-05-01", one.id)
    number = judge(ledger).reject([one.id])
    assert bodies(ledger) == []
    judge(ledger).undo(number)
    assert [body["recipient"] for body in bodies(ledger)] == [["MLI"]]


def test_judgements_outlive_another_reading(ledger: Ledger) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2")
    judge(ledger).reject([one.id])
    (document,) = ledger.documents()
    again = replace(one, status="ordered", reader="fake.2")  # another id, the same place
    reading = Reading(document.id, "fake.2", document.published, (again,))
    ledger.add(document, Appearance(document.id), reading, at=AT)
    assert again.id != one.id
    assert bodies(ledger) == []


def test_reliability_is_set_by_a_person(ledger: Ledger) -> None:
    keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Invented Herald")
    assert [body["grade"] for body in bodies(ledger)] == ["F3"]
    judge(ledger).reliability("The Invented Herald", "b")
    assert [body["grade"] for body in bodies(ledger)] == ["B3"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda hand, one: hand.accept(["ffff"]), "there is no claim ffff"),
        (lambda hand, one: hand.correct(one, [Correction("status", "lost")]), "there is no status 'lost'"),
        (lambda hand, one: hand.correct(one, [Correction("colour", "red")]), "there is no field 'colour'"),
        (lambda hand, one: hand.correct(one, [Correction("time", "soon")]), "'soon' is no time"),
        (lambda hand, one: hand.correct(one, [Correction("number", "some")]), "'some' is no number"),
        (lambda hand, one: hand.link([one]), "link at least two claims"),
        (lambda hand, one: hand.split(one, [one]), "these are all the claims"),
        (lambda hand, one: hand.reliability("TUR", "G"), "'G' is no reliability"),
        (lambda hand, one: hand.undo(7), "there is no judgement 7"),
    ],
)
def test_what_cannot_be_judged_is_told_and_not_kept(ledger: Ledger, act: object, words: str) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2")
    with pytest.raises(UsageError, match=words):
        act(judge(ledger), one.id)  # type: ignore[operator]
    assert ledger.judgements() == []


def test_why_gives_the_reasons(ledger: Ledger) -> None:
    one = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="One")
    other = keep(ledger, "TUR", "NER", "bayraktar-tb2", paper="Other")
    far = keep(ledger, "TUR", "MLI", "bayraktar-tb2")
    found = casing.why(ledger, CATALOG, one.id, other.id)
    assert found.together and found.points >= found.needed and found.judged is None
    assert "the same supplier" in [reason.words for reason in found.evidence]
    apart = casing.why(ledger, CATALOG, one.id, far.id)
    assert not apart.together and "another recipient" in [reason.words for reason in apart.evidence]
    judge(ledger).unlink(one.id, [other.id])
    assert casing.why(ledger, CATALOG, one.id, other.id).judged == "apart"


def test_the_register_and_its_totals(ledger: Ledger) -> None:
    keep(ledger, "TUR", "NER", "bayraktar-tb2", time="2021-05-03", paper="Invented Herald")
    keep(ledger, "TUR", "MLI", "anka", status="ordered")
    rows = list(registering.register(ledger, CATALOG))
    assert [(row["recipient"], row["designation"]) for row in rows] == [
        (("Mali",), ("TAI Anka",)), (("Niger",), ("Bayraktar TB2",)),
    ]  # fmt: skip
    niger = rows[1]
    assert (niger["years_of_delivery"], niger["number_delivered"]) == ("2021", "(..)")
    assert niger["comments"] == "According to Invented Herald"
    assert len(list(registering.register(ledger, CATALOG, limit=1, offset=1))) == 1
    assert [(total.id, total.cases) for total in registering.totals(ledger, CATALOG, "supplier")] == [
        ("TUR", 2)
    ]
    assert [(total.id, total.cases) for total in registering.totals(ledger, CATALOG, "year")] == [("2021", 2)]
