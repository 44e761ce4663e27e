"""Where texts name what the catalogue knows."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.catalog import Name, load

CATALOG = load()


def found(text: str) -> list[tuple[str, str, str]]:
    return [(name.text, name.entry.id, name.form) for name in CATALOG.names_in(text)]


def only(text: str) -> Name:
    (name,) = CATALOG.names_in(text)
    return name


@pytest.mark.parametrize(
    ("text", "id", "form"),
    [
        ("Turkey", "TUR", "alias"),
        ("Türkiye", "TUR", "name"),
        ("Turkiye", "TUR", "name"),
        ("TURKEY", "TUR", "alias"),
        ("the UAE", "ARE", "alias"),
        ("U.S.", "USA", "alias"),
        ("Iranians", "IRN", "demonym"),
        ("the Kremlin", "RUS", "metonym"),
        ("Kiev", "UKR", "capital"),
        ("Islamic Republic", "IRN", "alias"),
        ("Soviet", "SUN", "demonym"),
        ("the Pentagon", "us-department-of-defense", "alias"),
        ("Hizballah", "hezbollah", "alias"),
        ("Houthis", "ansar-allah", "alias"),
        ("Mohammad Baqeri", "mohammad-bagheri", "alias"),
        ("The Wall Street Journal", "wall-street-journal", "name"),
        ("drones", "uav", "class"),
        ("Kamikaze drones", "loitering-munition", "class"),
        ("quadcopters", "uav", "class"),
    ],
)
def test_names_of_every_kind_are_found(text: str, id: str, form: str) -> None:
    assert (only(text).entry.id, only(text).form) == (id, form)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("TB2", "bayraktar-tb2"),
        ("TB-2s", "bayraktar-tb2"),
        ("Bayraktar TB 2", "bayraktar-tb2"),
        ("Shahed 136", "shahed-136"),
        ("Shahed136", "shahed-136"),
        ("Shahed\u2013136", "shahed-136"),
        ("Akıncı", "bayraktar-akinci"),
        ("Akinci", "bayraktar-akinci"),
        ("F-16s", "f-16"),
        ("F-16C", "f-16"),
        ("Su-30MKIs", "su-30"),
        ("Leopard 2A4s", "leopard-2"),
        ("Anka-S", "anka-s"),
        ("MQ-9Bs", "mq-9b"),
    ],
)
def test_designations_are_found_however_they_are_spelt(text: str, id: str) -> None:
    assert only(text).entry.id == id
    assert only(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "a turkey",
        "it cost us little",
        "polish the table",
        "a chad",
        "Iranianism",
        "TB25",
        "harmless",
        "F-160",
        "A 10 percent share",
        "A 29-year-old",
    ],
)
def test_common_words_and_other_words_are_not_names(text: str) -> None:
    assert found(text) == []


def test_the_possessive_is_not_part_of_the_name() -> None:
    assert found("Iran’s drones") == [("Iran", "IRN", "name"), ("drones", "uav", "class")]


def test_a_capital_names_the_state_and_keeps_its_place() -> None:
    tehran, singapore = only("Tehran"), only("Singapore")
    assert (tehran.entry.id, tehran.form, tehran.place) == ("IRN", "capital", "tehran")
    assert (singapore.entry.id, singapore.form, singapore.place) == ("SGP", "name", "singapore")


def test_the_longest_name_wins() -> None:
    assert found("Washington Post") == [("Washington Post", "washington-post", "name")]
    assert found("Persian Gulf") == [("Persian Gulf", "persian-gulf", "name")]
    assert found("the US Senate Foreign Relations Committee")[0][1] == "us-senate-foreign-relations-committee"


def test_a_name_leaves_its_last_word_to_a_class_of_arms() -> None:
    assert found("Iranian military hardware") == [
        ("Iranian", "IRN", "demonym"),
        ("military hardware", "arms", "class"),
    ]
    assert found("the Iranian military said")[0][1] == "iranian-armed-forces"


@pytest.mark.parametrize(
    ("text", "id", "form"),
    [
        ("Danish Defence Ministry", "DNK", "office"),
        ("Denmark's ministry of defence", "DNK", "office"),
        ("government of Denmark", "DNK", "office"),
        ("Copenhagen's Ministry of Defence", "DNK", "office"),
        ("Tajik defense minister", "TJK", "post"),
    ],
)
def test_an_office_or_post_of_a_state_is_one_name(text: str, id: str, form: str) -> None:
    assert found(text) == [(text, id, form)]


def test_a_post_before_a_person_s_name_is_not_joined() -> None:
    assert found("Venezuelan President Nicolás Maduro") == [
        ("Venezuelan", "VEN", "demonym"),
        ("Nicolás Maduro", "nicolas-maduro", "name"),
    ]


def test_an_office_without_a_state_is_no_name() -> None:
    assert found("the defence ministry and the government") == []


def test_common_words_are_marked_ambiguous() -> None:
    assert only("Heron").ambiguous
    assert not only("Heron TP").ambiguous
    assert only("Georgia").ambiguous


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heron Island is a place of quiet beaches.", False),
        ("Later Hunter Biden left the room.", False),
        ("Two countries bought the Heron drone.", True),
        ("Two countries bought the Heron Block 2.", True),
        ("They lost a Heron Monday over the sea.", True),
        ("They lost a Heron Harop pair over the sea.", True),
        ("India Sends Heron Over Border Again", True),
        ("India lost a Heron\n\nIsland news", True),
    ],
)
def test_an_ambiguous_name_that_goes_on_is_another_name(text: str, found: bool) -> None:
    ids = {name.entry.id for name in load().names_in(text)}
    assert bool(ids & {"heron", "rq-5"}) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday Emine Erdoğan opened a school.", False),
        ("He met Bilal Erdogan at an hotel.", False),
        ("Later President Erdoğan spoke there.", True),
        ("On Monday Erdogan spoke there.", True),
        ("Turkish leader Erdogan spoke there.", True),
        ("Meanwhile in Ankara Recep Tayyip Erdogan spoke.", True),
    ],
)
def test_a_relative_is_somebody_else(text: str, found: bool) -> None:
    ids = {name.entry.id for name in load().names_in(text)}
    assert ("recep-tayyip-erdogan" in ids) is found


def test_letter_for_letter_beats_another_name_in_other_case() -> None:
    assert only("GAO").entry.id == "us-government-accountability-office"
    assert only("Gao").entry.id == "gao"


def test_entries_with_the_same_name_are_all_given() -> None:
    congolese = only("Congolese")
    assert congolese.ambiguous
    assert {congolese.entry.id, *(entry.id for entry in congolese.others)} == {"COD", "COG"}


def test_marks_line_breaks_and_runs_of_space_do_not_hide_names() -> None:
    text = "Tu\u0308rkiye  bought Islamic\nRevolutionary  Guard\r\n  Corps drones"
    assert [(name.text, name.entry.id) for name in CATALOG.names_in(text)] == [
        ("Tu\u0308rkiye", "TUR"),
        ("Islamic\nRevolutionary  Guard\r\n  Corps", "irgc"),
        ("drones", "uav"),
    ]


def test_no_name_reaches_over_a_blank_line() -> None:
    assert [id for _, id, _ in found("Saudi\n\nArabia")] == ["SAU"]


@given(st.text(st.sampled_from("aIiİßTü\u0301\u00ad ’'-\n\r\tU.S2BGeranMQ9s😀"), max_size=60))
def test_spans_are_in_order_and_hold_their_text(text: str) -> None:
    reached = 0
    for name in CATALOG.names_in(text):
        assert reached <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text
        reached = name.end


def test_a_hostile_text_takes_no_longer_than_its_length_asks() -> None:
    started = time.perf_counter()
    CATALOG.names_in("Iran " * 20_000 + "\u0301 " * 50_000 + "drone-" * 20_000 + "A" * 100_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "name", ["Anka", "Heron", "Hunter", "Orbiter", "Sentinel", "Reaper", "Raven", "Puma"]
)
def test_systems_called_by_common_words_ask_for_context(name: str) -> None:
    found = [
        spelled for spelled in CATALOG.names_in(f"The {name} arrived.") if spelled.entry.type == "system"
    ]
    assert all(spelled.ambiguous for spelled in found)
    assert found
    assert not [n for n in CATALOG.names_in(f"a {name.lower()} arrived") if n.entry.type == "system"]


def test_towns_are_found_by_the_gazetteer_where_nothing_else_is_called_so() -> None:
    assert (only("Eindhoven").entry.id, only("Eindhoven").entry.state) == ("geonames-2756253", "NLD")
    assert only("Tehran").entry.id == "IRN"
    assert [name.entry.state for name in CATALOG.names_in("Cordoba")] != []


def test_of_towns_that_share_a_name_the_others_are_kept() -> None:
    name = only("Valencia")
    assert name.entry.type == "place"
    assert {other.state for other in (name.entry, *name.others)} >= {"ESP", "VEN"}


@pytest.mark.parametrize("length", [100, 40_000, 200_000])
def test_long_texts_give_what_their_parts_give(length: int) -> None:
    paragraph = "Iran\u2019s Shahed-136 drones reached Russia\u2014and the Turkish navy.\n\n"
    text = paragraph * (length // len(paragraph) + 1)
    names = CATALOG.names_in(text)
    assert len(names) == len(CATALOG.names_in(paragraph)) * text.count("Iran")
    assert all(text[name.start : name.end] == name.text for name in names)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Minister of Defence of Uzbekistan", "UZB"),
        ("Portuguese Ministry of Defence", "PRT"),
        ("SYRIAN MINISTER OF DEFENSE", "SYR"),
    ],
)
def test_offices_are_found_as_they_are_titled(text: str, id: str) -> None:
    assert only(text).entry.id == id
    assert only(text).text == text


def test_what_is_no_character_hides_no_name() -> None:
    (name,) = CATALOG.names_in("\ud800 TB2")
    assert (name.start, name.end, name.entry.id) == (2, 5, "bayraktar-tb2")
