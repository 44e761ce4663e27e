"""Looking things up in the catalogue, as of a day, and with a user's own rows over it."""

from datetime import date
from pathlib import Path

import pytest

from armsledger.catalog import load
from armsledger.errors import UsageError


def test_an_entry_is_had_by_its_id() -> None:
    tb2 = load().get("bayraktar-tb2")
    assert tb2 is not None
    assert (tb2.type, tb2.parent, tb2.kind) == ("system", "uav", "MALE")
    assert (tb2.maker, tb2.state) == ("baykar", "TUR")
    assert load().get("no-such-thing") is None


def test_entries_are_had_by_type() -> None:
    assert {entry.type for entry in load().entries("person")} == {"person"}
    assert len(list(load().entries())) == len(load())


@pytest.mark.parametrize(
    ("query", "id", "reason"),
    [
        ("irn", "IRN", "its id"),
        ("tb-2", "bayraktar-tb2", "its alias tb-2"),
        ("ankara", "TUR", "its capital ankara"),
        ("Mohammad Bagheeri", "mohammad-bagheri", "similar to its name Mohammad Bagheri"),
        ("Hesbollah", "hezbollah", "similar to its name"),
        ("Baqiri", "mohammad-bagheri", "similar to its name Mohammad Baqiri"),
        ("Mohadjer-6", "mohajer-6", "similar to its name M"),
        ("Байрактар", "bayraktar-tb2", "similar to its name Bayraktar"),
        ("Герань-2", "geran-2", "similar to its name Geran-2"),
        ("حزب الله", "hezbollah", "similar to its name Hezbollah"),
        ("باقری", "mohammad-bagheri", "similar to its name Ba"),
        ("aerospace force of the irgc", "irgc-aerospace-force", "similar to its name IRGC Aerospace Force"),
    ],
)
def test_find_says_why(query: str, id: str, reason: str) -> None:
    match = next(match for match in load().find(query) if match.entry.id == id)
    assert match.reason.startswith(reason)
    assert 75 <= match.score <= 100


def test_another_number_is_another_thing() -> None:
    scores = {match.entry.id: match.score for match in load().find("Mohadjer-6")}
    assert max(scores, key=lambda id: scores[id]) == "mohajer-6"


def test_find_puts_the_same_name_before_similar_ones_and_keeps_to_the_limit() -> None:
    matches = load().find("Shahed", limit=3)
    assert matches[0].entry.id == "shahed"
    assert len(matches) == 3
    assert matches[0].score > matches[1].score
    assert load().find("qqqqzzzz") == []
    assert load().find("") == []


ROW = 'skarv-force,Skarv Force,SKF,,NOR,"Synthetic Gazette, page 3",2026-01-01'
"""Invented."""


def test_a_user_s_rows_are_added_and_take_the_places_of_ours(tmp_path: Path) -> None:
    header = "id,name,aliases,ambiguous,state,source,checked"
    mine = ROW.replace("skarv-force", "hezbollah").replace("SKF", "SKG")
    (tmp_path / "forces.csv").write_text(f"{header}\n{ROW}\n", encoding="utf-8")
    catalog = load(tmp_path)
    added = catalog.get("skarv-force")
    assert added is not None
    assert (added.name, added.type, added.state) == ("Skarv Force", "force", "NOR")
    assert [name.entry.id for name in catalog.names_in("The SKF bought TB2s.")] == [
        "skarv-force",
        "bayraktar-tb2",
    ]
    assert load().get("skarv-force") is None
    assert catalog.version != load().version
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "groups.csv").write_text(f"{header}\n{mine}\n", encoding="utf-8")
    replaced = load(tmp_path / "more").get("hezbollah")
    assert replaced is not None and replaced.name == "Skarv Force"


def test_a_user_s_ambiguous_alias_does_not_take_a_name_from_who_bears_it(tmp_path: Path) -> None:
    row = ROW.replace("SKF,", "Hezbollah,Hezbollah")
    (tmp_path / "forces.csv").write_text(f"id,name,aliases,ambiguous,state,source,checked\n{row}\n")
    (name,) = load(tmp_path).names_in("Hezbollah said so.")
    assert (name.entry.id, name.ambiguous) == ("hezbollah", False)
    assert [other.id for other in name.others] == ["skarv-force"]


def test_what_held_on_a_day(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text(
        f"id,name,aliases,ambiguous,state,source,checked\n{ROW.replace('Skarv Force', 'Arne Skarv')}\n"
    )
    end = '"Synthetic Gazette, page 3",2026-01-01'
    (tmp_path / "posts.csv").write_text(
        "id,person,role,kind,organisation,from,until,source,checked\n"
        f"one,skarv-force,defence minister of Norway,defence-minister,NOR,2010,2012-05-03,{end}\n"
        f"two,skarv-force,prime minister of Norway,head-of-government,NOR,2012-05-04,,{end}\n"
    )
    (tmp_path / "names.csv").write_text(
        f"id,entity,name,form,from,until,source,checked\nn,skarv-force,Arne Skarvang,former,,2011,{end}\n"
    )
    catalog = load(tmp_path)
    held = {
        day: [p.kind for p in catalog.posts(person="skarv-force", on=day)]
        for day in (date(2011, 1, 1), date(2013, 1, 1))
    }
    assert held == {date(2011, 1, 1): ["defence-minister"], date(2013, 1, 1): ["head-of-government"]}
    assert catalog.name_on("skarv-force", date(2011, 1, 1)) == "Arne Skarvang"
    assert catalog.name_on("skarv-force", date(2013, 1, 1)) == "Arne Skarv"
    assert [name.entry.id for name in catalog.names_in("Arne Skarvang spoke.")] == ["skarv-force"]


MEASURES = (
    "id,regime,name,issuer,bound,target,target_kind,direction,items,instrument,paragraph,from,until,status,"
    "verified_through,predecessor,source,checked"
)


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    """A folder with an invented regime and its measures."""
    end = '"Synthetic Gazette, page 3",2026-01-01'
    (tmp_path / "regimes.csv").write_text(
        f"id,name,kind,issuer,source,checked\nskarv-embargo,Skarv embargo,embargo,UN,{end}\n"
    )
    common = "skarv-embargo,Ban,UN,UN,NOR,state,to,all-arms,Resolution 0,paragraph 4"
    (tmp_path / "measures.csv").write_text(
        f"{MEASURES}\n"
        f"open,{common},2010-05-03,,in-force,2015-06-30,,{end}\n"
        f"term,{common},2010-05-03,2016-12-31,in-force,2015-06-30,,{end}\n"
        f"over,{common},2010,2012-05-03,terminated,2015-06-30,,{end}\n"
        f"argued,{common},2010-05-03,,disputed,2015,over,{end}\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("day", "open_one", "term", "over", "argued"),
    [
        (date(2009, 12, 31), "not-in-force", "not-in-force", "not-in-force", "not-in-force"),
        (date(2010, 6, 1), "in-force", "in-force", "not-known", "disputed"),
        (date(2011, 6, 1), "in-force", "in-force", "in-force", "disputed"),
        (date(2012, 5, 4), "in-force", "in-force", "not-in-force", "disputed"),
        (date(2015, 7, 1), "not-known", "in-force", "not-in-force", "disputed"),
        (date(2020, 1, 1), "not-known", "not-known", "not-in-force", "not-known"),
    ],
)
def test_how_a_measure_stood_on_a_day(
    measured: Path, day: date, open_one: str, term: str, over: str, argued: str
) -> None:
    measures = {m.id: m for m in load(measured).measures() if m.regime == "skarv-embargo"}
    expected = {"open": open_one, "term": term, "over": over, "argued": argued}
    assert {id: measure.status_on(day) for id, measure in measures.items()} == expected
    held = {m.id for m in load(measured).measures(target="NOR", on=day)}
    assert held == {id for id, status in expected.items() if status != "not-in-force"}
    assert all(measure.is_sure_on(day) is (expected[id] == "in-force") for id, measure in measures.items())


def test_a_measure_is_had_by_its_id(measured: Path) -> None:
    measure = load(measured).measure("argued")
    assert measure is not None and measure.predecessor == ("over",)
    assert load(measured).measure("no-such-measure") is None


def test_a_file_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="there is no file weapons"):
        load().rows("weapons")


def test_places_are_located_by_the_nearest_settlement() -> None:
    catalog = load()
    tehran = catalog.get("tehran")
    assert tehran is not None
    assert catalog.located(tehran) == (35.7, 51.4)
    shanghai = next(iter(catalog.towns()))
    assert shanghai.name == "Shanghai"
    assert catalog.located(shanghai) == (31.2, 121.5)


def test_a_former_name_without_an_end_is_not_today_s() -> None:
    assert load().name_on("baykar", date(2025, 1, 1)) == "Baykar"
    assert load().name_on("TUR", date(2015, 1, 1)) == "Turkey"
