"""The scorer against cases counted by hand."""

from typing import Any

import pytest
from evals.scoring import Score, fold, is_one_of, match, overlap, role_agrees

Row = dict[str, Any]


def gold(**changes: Any) -> Row:
    """Turkey delivered six drones to Azerbaijan in 2020, in characters 100 to 200."""
    return {
        "kind": "transfer",
        "status": "delivered",
        "roles": {"supplier": [["TUR"]], "recipient": [["AZE"]], "system": [["uav", "drones"]]},
        "time": ["2020-01-01", "2020-12-31"],
        "quantity": 6,
        "value": None,
        "polarity": "affirmed",
        "certainty": "certain",
        "realis": "actual",
        "sources": [{"kind": "document"}],
        "anchor": {"text": "…", "start": 100, "end": 200},
    } | changes


def read(**changes: Any) -> Row:
    """The same claim, read without a fault."""
    return {
        "kind": "transfer",
        "status": "delivered",
        "roles": [filler("supplier", "TUR"), filler("recipient", "AZE"), filler("system", "uav")],
        "time": {"from": "2020-01-01", "until": "2020-12-31"},
        "quantity": {"value": 6, "text": "six"},
        "value": None,
        "polarity": "affirmed",
        "certainty": "certain",
        "realis": "actual",
        "sources": [{"kind": "document"}],
        "quote": {"text": "…", "start": 100, "end": 200},
    } | changes


def filler(role: str, entity: str | None, text: str = "…") -> Row:
    """A predicted filler."""
    return {"role": role, "text": text, "entity": entity}


def scored(predicted: list[Row], annotated: list[Row]) -> Score:
    """The score of one document."""
    score = Score()
    score.add(predicted, annotated)
    return score


def at(start: int, end: int) -> Row:
    """A span without a text of its own."""
    return {"start": start, "end": end}


def test_a_faultless_reading_has_every_share() -> None:
    """Everything right is 1, nothing is invented, nothing is told."""
    score = scored([read()], [gold()])
    figures = score.figures()
    assert figures["found_f1"] == figures["core_f1"] == 1
    assert [score.share(what) for what in ("status", "put", "source", "chain", "time", "amount")] == [1] * 6
    assert figures["invented"] == 0
    assert score.misses == []


def test_precision_recall_and_f1_by_hand() -> None:
    """Two of three predicted are among the four of gold: P 2/3, R 1/2, F1 4/7."""
    annotated = [gold(anchor=at(start, start + 50)) for start in (0, 100, 200, 300)]
    predicted = [read(quote=at(start, start + 50)) for start in (0, 100, 900)]
    found = scored(predicted, annotated).found
    assert (found.precision, found.recall) == (2 / 3, 1 / 2)
    assert found.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("quote", "share"),
    [
        (at(100, 200), 1.0),
        (at(150, 250), 1 / 3),
        (at(100, 115), 0.15),
        (at(100, 114), 0.0),
        (at(200, 300), 0.0),
    ],
)
def test_overlap_is_of_the_union_from_15_percent(quote: Row, share: float) -> None:
    """15 of 100 characters count, 14 do not, touching does not."""
    assert overlap(read(quote=quote), gold()) == pytest.approx(share)


def test_each_gold_claim_is_answered_once_and_by_the_fullest() -> None:
    """The prediction with more of the core wins over the one with more of the span."""
    wide = read(roles=[filler("supplier", "RUS"), filler("recipient", "AZE"), filler("system", "uav")])
    full = read(quote=at(150, 200))
    assert match([wide, full], [gold()]) == [(1, 0)]
    assert scored([wide, full], [gold()]).found.right == 1


def test_kinds_must_agree_and_unscored_kinds_are_passed_over() -> None:
    """A loss does not answer a transfer; a relation is neither predicted nor gold."""
    assert scored([read(kind="loss", roles=[])], [gold()]).found.right == 0
    assert scored([read(kind="relation")], [gold(kind="relation", roles={})]).found.predicted == 0


def test_names_agree_by_entity_or_words_folded() -> None:
    """Case, punctuation and one leading article do not matter; the entity or the words may match."""
    assert fold("The U.S. Navy") == "u-s-navy"
    assert is_one_of(filler("by", None, "an air-defence unit"), ["Air Defence unit"])
    assert is_one_of(filler("by", "irgc", "the Guards"), ["irgc"])
    assert not is_one_of(filler("by", None, ""), [""])


@pytest.mark.parametrize(
    ("predicted", "wanted", "agrees"),
    [
        (["A"], [["A"], ["B"]], True),  # half of gold's are had
        (["A"], [["A"], ["B"], ["C"]], False),  # a third is not enough
        (["A", "X"], [["A"]], True),  # half of the predicted are right
        (["A", "X", "Y"], [["A"]], False),
        ([], [["A"]], False),
        (["X"], [], True),  # what gold leaves empty agrees
    ],
)
def test_a_role_agrees_by_halves(predicted: list[str], wanted: list[list[str]], agrees: bool) -> None:
    """At least half of gold had, at least half of the predicted right."""
    assert role_agrees([filler("system", name) for name in predicted], wanted) is agrees


def test_fillers_of_roles_that_gold_leaves_empty_are_invented() -> None:
    """One of four core fillers is invented; a filler of another role does not count."""
    roles = [*read()["roles"], filler("recipient", "GEO"), filler("via", "ARE")]
    annotated = gold(roles={"supplier": [], "recipient": [["AZE"], ["GEO"]], "system": [["uav"]]})
    assert scored([read(roles=roles)], [annotated]).share("invented") == 1 / 4


@pytest.mark.parametrize(
    ("mine", "theirs", "agree"),
    [
        (
            {"from": "2020-07-02", "until": "2020-12-31"},
            ["2020-01-01", "2020-12-31"],
            True,
        ),  # 183 of 366 days
        ({"from": "2020-07-03", "until": "2020-12-31"}, ["2020-01-01", "2020-12-31"], False),
        ({"from": "2019-01-01", "until": None}, ["2019-06-01", None], True),
        ({"from": None, "until": None}, ["2020-01-01", "2020-12-31"], False),
        ({"from": "2020-01-01", "until": None}, None, False),
        (None, ["2020-01-01", "2020-12-31"], False),
    ],
)
def test_times_agree_from_half_of_the_union(mine: Row | None, theirs: Any, agree: bool) -> None:
    """Days are counted with both ends; an open end reaches to 2100."""
    assert scored([read(time=mine)], [gold(time=theirs)]).share("time") == agree


def test_no_time_on_either_side_is_not_counted() -> None:
    """An expression that could not be resolved is as good as none."""
    score = scored([read(time={"from": None, "until": None})], [gold(time=None)])
    assert score.counts["time of"] == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "agree"),
    [
        ({"value": None, "low": 40, "high": None}, {"value": 40, "low": 40}, True),
        ({"value": 41}, 40, False),
        (None, 40, False),
        ({"value": 6}, None, False),
    ],
)
def test_quantities_agree_by_a_shared_figure(mine: Row | None, theirs: Any, agree: bool) -> None:
    """A bare number in gold is a value."""
    assert scored([read(quantity=mine)], [gold(quantity=theirs)]).share("amount") == agree


def test_amounts_of_money_must_be_equal() -> None:
    """The right quantity does not make up for the wrong price."""
    price = {"amount": 22000000, "currency": "USD"}
    assert scored([read(value=price)], [gold(value=price)]).share("amount") == 1
    assert scored([read(value=None)], [gold(value=price)]).share("amount") == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "agree"),
    [
        ([{"kind": "named", "text": "Haaretz"}], [{"kind": "named", "entity": ["haaretz"]}], True),
        ([{"kind": "named", "text": "Tasnim"}], [{"kind": "named", "entity": ["haaretz"]}], False),
        ([{"kind": "anonymous"}], [{"kind": "unspecified"}], True),
        ([{"kind": "document"}], [{"kind": "anonymous"}], False),
        ([{"kind": "named", "text": "x"}, {"kind": "anonymous"}], [{"kind": "anonymous"}], True),
        (None, [{"kind": "document"}], True),
    ],
)
def test_the_innermost_source_decides(mine: list[Row] | None, theirs: list[Row], agree: bool) -> None:
    """Identity counts for the named only; no sources at all is the document."""
    assert scored([read(sources=mine)], [gold(sources=theirs)]).share("source") == agree


def test_the_chain_counts_sources_and_put_wants_all_three() -> None:
    """Two sources for one is a wrong chain; one of polarity, certainty, realis wrong is a wrong put."""
    sources = [{"kind": "anonymous"}, {"kind": "document"}]
    score = scored([read(sources=sources, realis="planned")], [gold()])
    assert (score.share("chain"), score.share("put"), score.share("source")) == (0, 0, 1)


def test_status_counts_where_gold_has_one() -> None:
    """A denial has none, and none is asked for."""
    assert scored([read(status="ordered")], [gold()]).share("status") == 0
    assert scored([read()], [gold(status=None)]).counts["status of"] == 0


def test_assessments_stand_apart() -> None:
    """They do not move the factual figures."""
    score = scored([read(), read(kind="assessment", roles=[])], [gold(), gold(kind="assessment", roles={})])
    assert (score.found.gold, score.assessment.right) == (1, 1)


def test_misses_tell_missed_extra_and_wrong() -> None:
    """One line a fault, with the place."""
    annotated = [gold(), gold(anchor={"text": "sold to Ghana", "start": 500, "end": 513})]
    predicted = [read(status="ordered"), read(quote={"text": "a cup of tea", "start": 900, "end": 912})]
    told = "\n".join(scored(predicted, annotated).misses)
    assert "WRONG transfer (status)" in told
    assert "MISS  transfer: 'sold to Ghana'" in told
    assert "EXTRA transfer: 'a cup of tea'" in told


def test_calibration_error_is_the_distance_from_the_share_that_is_right() -> None:
    sure_and_right = Score(judged=[(0.75, True)] * 3 + [(0.75, False)])
    assert sure_and_right.calibration_error == 0.0
    too_sure = Score(judged=[(0.95, True), (0.95, False)])
    assert too_sure.calibration_error == pytest.approx(0.45)
    assert Score().calibration_error == 0.0
