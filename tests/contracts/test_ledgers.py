"""What every store of claims does, wherever it keeps them."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armsledger.errors import UsageError
from armsledger.ledger import Added, ClaimFilter, Ledger, StoredClaim
from armsledger.model import (
    CERTAINTIES,
    KINDS,
    POLARITIES,
    REALIS,
    STANCES,
    STATUSES,
    TOPICS,
    Appearance,
    Claim,
    ClaimSource,
    ClaimTime,
    Document,
    Filler,
    PageBox,
    Problem,
    Quantity,
    Quote,
    Reading,
    SourceRange,
    Span,
    Value,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "In 2020 Turkey delivered six Bayraktar TB2 drones to Azerbaijan, the Invented Herald reported. "
    "TÜRKİYE has never sold 100% of them to Ruritania_East, an official said. Freedonia may get ten by 2028."
)


def in_a_file(folder: Path) -> Ledger:
    return Ledger.open(folder / "ledger.db", at=AT)


def in_memory(folder: Path) -> Ledger:
    return Ledger.in_memory(at=AT)


def on_a_server(folder: Path, new_database: Callable[[], str]) -> Ledger:
    return Ledger.open(new_database(), at=AT)


@pytest.fixture(params=[in_a_file, in_memory, on_a_server], ids=lambda make: make.__name__)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    make: Callable[..., Ledger] = request.param
    server = [request.getfixturevalue("postgresql")] if make is on_a_server else []
    with make(tmp_path, *server) as opened:
        yield opened


def document(text: str = TEXT, **known: object) -> Document:
    sha256 = hashlib.sha256(repr((text, known)).encode()).hexdigest()
    return replace(Document(sha256[:16], sha256, "text/plain", text), **known)  # type: ignore[arg-type]


def place(text: str, words: str) -> tuple[str, int, int]:
    start = text.index(words)
    return words, start, start + len(words)


def delivery(of: Document) -> Claim:
    """The first sentence of TEXT."""
    at = partial(place, of.text)
    return Claim(
        of.id,
        "transfer",
        "delivered",
        (
            Filler("supplier", *at("Turkey"), "TUR"),
            Filler("recipient", *at("Azerbaijan"), "AZE"),
            Filler("system", *at("Bayraktar TB2"), "bayraktar-tb2"),
        ),
        Quote(*at("In 2020 Turkey delivered six Bayraktar TB2 drones to Azerbaijan")),
        sources=(ClaimSource("named", *at("the Invented Herald"), "invented-herald"),),
        quantity=Quantity(6, *at("six")),
        time=ClaimTime(*at("In 2020"), date(2020, 1, 1), date(2020, 12, 31)),
        reader="fake.1",
        why=("frame deliver", "active voice"),
    )


def denial(of: Document) -> Claim:
    """The second sentence of TEXT."""
    at = partial(place, of.text)
    return Claim(
        of.id,
        "transfer",
        None,
        (
            Filler("supplier", *at("TÜRKİYE"), "TUR"),
            Filler("recipient", *at("Ruritania_East")),
        ),
        Quote(*at("TÜRKİYE has never sold 100% of them to Ruritania_East")),
        polarity="denied",
        sources=(
            ClaimSource("named", *at("the Invented Herald"), "invented-herald"),
            ClaimSource("anonymous", *at("an official")),
        ),
        reader="fake.1",
    )


def prospect(of: Document) -> Claim:
    """The third sentence of TEXT."""
    at = partial(place, of.text)
    return Claim(
        of.id,
        "holding",
        None,
        (Filler("holder", *at("Freedonia")),),
        Quote(*at("Freedonia may get ten by 2028")),
        certainty="possible",
        time=ClaimTime(*at("by 2028"), None, date(2028, 12, 31)),
        reader="fake.1",
    )


def reading(of: Document, *claims: Claim, reader: str = "fake.1", published: date | None = None) -> Reading:
    return Reading(of.id, reader, published, claims)


def keep(ledger: Ledger, of: Document, *claims: Claim, **how: object) -> Added:
    return ledger.add(of, Appearance(of.id), reading(of, *claims, **how), at=AT)  # type: ignore[arg-type]


def claims_in(ledger: Ledger, **conditions: object) -> list[Claim]:
    return [stored.claim for stored in ledger.claims(ClaimFilter(**conditions))]  # type: ignore[arg-type]


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert list(ledger.documents()) == []
    assert ledger.claims() == []
    assert ledger.document("0" * 16) is None
    assert ledger.claim("abc") is None
    assert not ledger.has_reading("0" * 16, "fake.1", None)


def test_what_went_in_comes_out(ledger: Ledger) -> None:
    one = document(
        title="A synthetic title",
        author="A. N. Author",
        publisher="The Invented Herald",
        published=date(2021, 5, 4),
        address="https://herald.example/1",
        size_bytes=1234,
        origin=(SourceRange(0, 50, 10, 60, True), SourceRange(50, len(TEXT), 61, 400, False)),
        problems=(Problem("here", "is odd", Span(1, 2)), Problem("there", "is odd too")),
    )
    met = Appearance(
        one.id, "https://herald.example/1", "The Invented Herald", "A synthetic title", date(2021, 5, 4)
    )
    problems = (Problem("here", "relative times stay unresolved"),)
    claims = (delivery(one), denial(one), prospect(one))
    ledger.add(one, met, Reading(one.id, "fake.1", one.published, claims, problems), at=AT)

    assert ledger.document(one.id) == one
    assert list(ledger.documents()) == [one]
    assert ledger.claims() == [
        StoredClaim(claim, 1, position, one.published, position + 1) for position, claim in enumerate(claims)
    ]
    assert [stored.claim.id for stored in ledger.claims()] == [claim.id for claim in claims]
    (appearance,) = ledger.appearances(one.id)
    assert (appearance.appearance, appearance.met_at) == (met, AT)
    (kept,) = ledger.readings(one.id)
    assert (kept.reader, kept.published, kept.read_at, kept.claim_count, kept.problems) == (
        "fake.1", date(2021, 5, 4), AT, 3, problems,
    )  # fmt: skip


def test_pages_of_a_pdf_come_out(ledger: Ledger) -> None:
    one = document(
        origin=(PageBox(0, 9, 1, 72.5, 700.25, 90.0, 712.125), PageBox(9, 20, 2, 0.1, 0.2, 0.3, 1))
    )
    keep(ledger, one)
    assert ledger.document(one.id) == one


def test_adding_again_adds_nothing(ledger: Ledger) -> None:
    one = document()
    assert keep(ledger, one, delivery(one)) == Added(document=True, appearance=True, reading=True)
    assert keep(ledger, one, delivery(one)) == Added(document=False, appearance=False, reading=False)
    assert len(ledger.claims()) == len(ledger.readings(one.id)) == len(ledger.appearances(one.id)) == 1


def test_an_unknown_date_is_one_date(ledger: Ledger) -> None:
    """NULLs are distinct to a database; to a reading they are the same assumption."""
    one = document()
    keep(ledger, one)
    assert ledger.has_reading(one.id, "fake.1", None)
    assert not ledger.has_reading(one.id, "fake.1", date(2022, 7, 20))
    assert keep(ledger, one, published=date(2022, 7, 20)).reading
    assert not keep(ledger, one, published=None).reading
    assert ledger.has_reading(one.id, "fake.1", date(2022, 7, 20))


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://other.example/"},
        {"publisher": "The Other Herald"},
        {"title": "Another title"},
        {"published": date(2021, 5, 5)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_document_met_elsewhere_is_one_more_appearance(ledger: Ledger, change: dict[str, str]) -> None:
    one = document()
    keep(ledger, one)
    elsewhere = replace(Appearance(one.id), **change)  # type: ignore[arg-type]
    again = reading(one)
    assert ledger.add(one, elsewhere, again, at=AT) == Added(document=False, appearance=True, reading=False)
    assert not ledger.add_appearance(elsewhere, at=AT)
    assert [stored.appearance for stored in ledger.appearances(one.id)] == [Appearance(one.id), elsewhere]


def test_what_is_empty_in_an_appearance_is_unknown(ledger: Ledger) -> None:
    one = document()
    keep(ledger, one)
    assert not ledger.add_appearance(Appearance(one.id, "", "", ""), at=AT)


def test_an_appearance_needs_its_document(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="not in the ledger"):
        ledger.add_appearance(Appearance("0" * 16), at=AT)


def test_the_reading_appended_last_counts(ledger: Ledger) -> None:
    """Not the one whose version sorts last, nor the one with the later date; the older ones stay."""
    one, other = document(), document(title="another")
    keep(ledger, one, delivery(one), reader="fake.9")
    keep(ledger, other, delivery(other), reader="fake.9")
    keep(ledger, one, denial(one), prospect(one), reader="fake.10", published=date(2021, 1, 1))
    assert [stored.claim.quote for stored in ledger.claims()] == [
        denial(one).quote, prospect(one).quote, delivery(other).quote,
    ]  # fmt: skip
    assert [kept.reader for kept in ledger.readings(one.id)] == ["fake.9", "fake.10"]
    assert [stored.reading for stored in ledger.claims(ClaimFilter(reading=1))] == [1]


def test_a_newer_reading_without_claims_counts_too(ledger: Ledger) -> None:
    one = document()
    keep(ledger, one, delivery(one))
    keep(ledger, one, reader="fake.2")
    assert ledger.claims() == []


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    one = document()
    claim = delivery(one)
    keep(ledger, one, claim)
    for prefix in (claim.id, claim.id[:4], claim.id[:4].upper()):
        found = ledger.claim(prefix)
        assert found is not None
        assert found.claim == claim
    for nothing in ("", "%", "_", claim.id + "0", "zz", "0" * 12):
        assert ledger.claim(nothing) is None


def test_an_ambiguous_beginning_is_wrong_usage(ledger: Ledger) -> None:
    one = document("a b " * 20)
    claims = [Claim(one.id, "holding", None, (), Quote(one.text[:n], 0, n)) for n in range(1, 40)]
    keep(ledger, one, *claims)
    with pytest.raises(UsageError, match="claims begin with"):
        ledger.claim(claims[0].id[0])


def test_a_claim_of_an_older_reading_is_still_found(ledger: Ledger) -> None:
    one = document()
    keep(ledger, one, delivery(one))
    keep(ledger, one, denial(one), reader="fake.2")
    found = ledger.claim(delivery(one).id)
    assert found is not None
    assert found.reading == 1


def test_a_claim_that_readings_share_is_that_of_the_last(ledger: Ledger) -> None:
    one = document()
    keep(ledger, one, delivery(one))
    keep(ledger, one, denial(one), replace(delivery(one), reader="fake.2"), reader="fake.2")
    found = ledger.claim(delivery(one).id)
    assert found is not None
    assert (found.reading, found.position, found.claim.reader) == (2, 1, "fake.2")


@pytest.mark.parametrize(
    ("conditions", "passing"),
    [
        ({}, "delivery denial prospect"),
        ({"kinds": ("transfer",)}, "delivery denial"),
        ({"kinds": ("holding", "transfer")}, "delivery denial prospect"),
        ({"statuses": ("delivered",)}, "delivery"),
        ({"suppliers": ("TUR",)}, "delivery denial"),
        ({"suppliers": ("tur",)}, "delivery denial"),
        ({"suppliers": ("türkiye",)}, ""),  # İ folds to an i with a dot above
        ({"suppliers": ("TÜRKİYE",)}, "denial"),
        ({"suppliers": ("TURKEY",)}, "delivery"),
        ({"suppliers": ("AZE", "TURKEY")}, "delivery"),
        ({"suppliers": ("AZE",)}, ""),
        ({"suppliers": ("Turk",)}, ""),
        ({"recipients": ("ruritania_east",)}, "denial"),
        ({"recipients": ("ruritaniaXeast",)}, ""),
        ({"systems": ("bayraktar tb2",)}, "delivery"),
        ({"systems": ("bayraktar-tb2",), "recipients": ("AZE",), "suppliers": ("TUR",)}, "delivery"),
        ({"sources": ("invented-herald",)}, "delivery denial"),
        ({"sources": ("An Official",)}, "denial"),
        ({"since": date(2020, 12, 31)}, "delivery prospect"),
        ({"since": date(2021, 1, 1)}, "prospect"),
        ({"until": date(2020, 1, 1)}, "delivery prospect"),
        ({"until": date(2019, 12, 31)}, "prospect"),
        ({"since": date(2029, 1, 1)}, ""),
        ({"since": date(2021, 1, 1), "until": date(2020, 1, 1)}, ""),
        ({"text": "DELIVERED SIX"}, "delivery"),
        ({"text": "100%"}, "denial"),
        ({"text": "1%0"}, ""),
        ({"text": "six_Bayraktar"}, ""),
        ({"text": "Ruritania_East"}, "denial"),
        ({"text": "türki"}, "denial"),
        ({"text": "' OR 1=1 --"}, ""),
        ({"document_id": "0" * 16}, ""),
    ],
)
def test_filters(ledger: Ledger, conditions: dict[str, object], passing: str) -> None:
    one = document()
    made = {"delivery": delivery(one), "denial": denial(one), "prospect": prospect(one)}
    keep(ledger, one, *made.values())
    assert claims_in(ledger, **conditions) == [made[name] for name in passing.split()]


def test_a_time_that_was_never_resolved_overlaps_nothing(ledger: Ledger) -> None:
    one = document()
    unresolved = replace(prospect(one), time=ClaimTime(*place(TEXT, "by 2028"), None, None))
    keep(ledger, one, unresolved)
    assert claims_in(ledger, since=date(1900, 1, 1)) == []
    assert claims_in(ledger) == [unresolved]


def test_one_document_can_be_asked_for(ledger: Ledger) -> None:
    one, other = document(), document(title="another")
    keep(ledger, one, delivery(one))
    keep(ledger, other, delivery(other))
    assert claims_in(ledger, document_id=other.id) == [delivery(other)]


@pytest.mark.parametrize("wrong", [{"kinds": ("gift",)}, {"statuses": ("given",)}])
def test_there_is_no_such_kind_or_status(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(UsageError, match="use one of"):
        ClaimFilter(**wrong)  # type: ignore[arg-type]


def test_no_span_no_claim(ledger: Ledger) -> None:
    """A claim that says of the text what is not so keeps the whole document out."""
    one = document()
    sound = delivery(one)
    for ungrounded in (
        replace(sound, quote=Quote("In 2021", 0, 7)),
        replace(sound, roles=(Filler("supplier", "Turkey", 9, 15, "TUR"),)),
        replace(sound, sources=(ClaimSource("named", "Herald", None, None),)),
        replace(sound, time=ClaimTime("In 2020", 0, 8, None, None)),
        replace(sound, document_id="0" * 16),
    ):
        with pytest.raises(ValueError, match="claim"):
            keep(ledger, one, sound, ungrounded)
    assert list(ledger.documents()) == []


def test_the_text_that_is_kept_stands(ledger: Ledger) -> None:
    one = document()
    keep(ledger, one, delivery(one))
    with pytest.raises(ValueError, match="another text"):
        keep(ledger, replace(one, text="Something else."), reader="fake.2")
    assert ledger.document(one.id) == one
    assert [kept.reader for kept in ledger.readings(one.id)] == ["fake.1"]


def test_the_three_are_of_one_document(ledger: Ledger) -> None:
    one = document()
    with pytest.raises(ValueError, match="one document"):
        ledger.add(one, Appearance("0" * 16), reading(one), at=AT)
    assert list(ledger.documents()) == []


def test_a_clock_face_is_no_moment(ledger: Ledger) -> None:
    one = document()
    with pytest.raises(ValueError, match="time zone"):
        ledger.add(one, Appearance(one.id), reading(one), at=datetime(2026, 3, 1, 12))
    assert list(ledger.documents()) == []


def test_moments_are_kept_whatever_their_zone(ledger: Ledger) -> None:
    one = document()
    in_tashkent = datetime(2026, 3, 1, 17, tzinfo=timezone(timedelta(hours=5)))
    ledger.add(one, Appearance(one.id), reading(one), at=in_tashkent)
    assert ledger.readings(one.id)[0].read_at == AT


def test_a_whole_number_stays_whole(ledger: Ledger) -> None:
    """A claim's id is derived from what it says, 6 and 6.0 apart."""
    one = document()
    for reader, figure in (("whole", 6), ("fraction", 6.0), ("vast", 10.0**30)):
        claim = replace(delivery(one), quantity=Quantity(figure, *place(TEXT, "six")), reader=reader)
        keep(ledger, one, claim, reader=reader)
        assert [stored.claim.id for stored in ledger.claims()] == [claim.id]


DAYS = st.none() | st.dates()
WORDS = st.text(max_size=12)
FIGURES = st.integers(-(10**6), 10**6) | st.floats(allow_nan=False)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(min_size=1, max_size=60))
    ranges = st.builds(SourceRange, *[st.integers(0, 99)] * 4, st.booleans())
    coordinates = st.floats(allow_nan=False, allow_infinity=False)
    boxes = st.builds(PageBox, *[st.integers(0, 99)] * 3, *[coordinates] * 4)
    return document(
        text,
        title=draw(st.none() | WORDS),
        author=draw(st.none() | WORDS),
        publisher=draw(st.none() | WORDS),
        published=draw(DAYS),
        address=draw(st.none() | WORDS),
        size_bytes=draw(st.integers(0, 2**40)),
        origin=tuple(draw(st.lists(ranges, max_size=3) | st.lists(boxes, max_size=3))),
        problems=tuple(draw(st.lists(st.builds(Problem, WORDS, WORDS, st.none() | st.just(Span(0, 1)))))),
    )


@st.composite
def claims_of(draw: st.DrawFn, of: Document) -> Claim:
    def words() -> tuple[str, int, int]:
        start = draw(st.integers(0, len(of.text)))
        end = draw(st.integers(start, len(of.text)))
        return of.text[start:end], start, end

    def fillers() -> tuple[Filler, ...]:
        count = draw(st.integers(0, 3))
        return tuple(Filler(draw(WORDS), *words(), draw(st.none() | WORDS)) for _ in range(count))

    kind = draw(st.sampled_from(KINDS))
    return Claim(
        of.id,
        kind,  # type: ignore[arg-type]
        draw(st.sampled_from((None, *STATUSES[kind]))),
        fillers(),
        Quote(*words()),
        draw(st.sampled_from(POLARITIES)),
        draw(st.sampled_from(CERTAINTIES)),
        draw(st.sampled_from(REALIS)),
        draw(
            st.sampled_from(
                (
                    (ClaimSource("document"),),
                    (ClaimSource("named", *words(), "x"), ClaimSource("unspecified")),
                )
            )
        ),
        draw(st.none() | st.builds(Quantity, st.none() | FIGURES, *map(st.just, words()), FIGURES)),
        draw(st.none() | st.builds(Value, FIGURES, WORDS, *map(st.just, words()))),
        draw(st.none() | st.builds(ClaimTime, *map(st.just, words()), DAYS, DAYS)),
        fillers(),
        draw(st.floats(0, 1)),
        draw(WORDS),
        tuple(draw(st.lists(WORDS, max_size=3))),
        draw(st.sampled_from((None, *TOPICS))),
        draw(st.sampled_from((None, *STANCES))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_every_document_and_claim_comes_out_as_it_went_in(ledger: Ledger, drawn: st.DataObject) -> None:
    one = drawn.draw(documents())
    claims = tuple(drawn.draw(st.lists(claims_of(one), max_size=3)))
    published = drawn.draw(DAYS)
    reader = f"fake.{len(ledger.readings(one.id))}"
    ledger.add(one, Appearance(one.id), Reading(one.id, reader, published, claims), at=AT)
    assert ledger.document(one.id) == one
    stored = ledger.claims(ClaimFilter(document_id=one.id))
    assert tuple(kept.claim for kept in stored) == claims
    assert [kept.claim.id for kept in stored] == [claim.id for claim in claims]
