"""The grammar's data files: whole, in the model's vocabulary, and refused where a row is not."""

import re
import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from armsledger.errors import CatalogError
from armsledger.model import CERTAINTIES, CORE_ROLES, KINDS, OTHER_ROLES, POLARITIES, REALIS, STATUSES
from armsledger.reading import lexicon
from armsledger.reading.lexicon import GUIDE_ROLES

READING = resources.files("armsledger.reading")
FILES = sorted(one.name for one in READING.joinpath("data").iterdir() if one.name.endswith(".toml"))
CONTEXTS = ("arms", "defence")


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(READING.joinpath("data", name).read_text(encoding="utf-8"))


FRAMES: list[dict[str, Any]] = table("frames.toml")["frame"]
GOVERNORS: list[dict[str, Any]] = table("governors.toml")["governor"]
ELEVEN = [kind for kind in KINDS if kind not in ("assessment", "relation")]


def twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


# ---------------------------------------------------------------- every file


def test_the_data_files_are_all_there_and_all_load() -> None:
    wanted = {"cues.toml", "frames.toml", "governors.toml", "irregular.toml", "words.toml"}
    assert wanted <= set(FILES)
    assert all(table(name) for name in FILES)


def test_the_lexicon_loads_once() -> None:
    assert lexicon.load() is lexicon.load()


# ---------------------------------------------------------------- frames


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: str(frame["name"]))
def test_a_frame_keeps_to_the_models_vocabulary(frame: dict[str, Any]) -> None:
    kind = frame["kind"]
    allowed = {*CORE_ROLES[kind], *OTHER_ROLES[kind], *GUIDE_ROLES}
    assert kind in KINDS
    assert {*frame["roles"]} <= allowed
    assert frame.get("status") is None or frame["status"] in STATUSES[kind]
    assert frame.get("realis", "actual") in REALIS
    assert frame.get("with") is None or frame["with"] in CONTEXTS


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: str(frame["name"]))
def test_a_frame_asks_only_for_what_it_can_fill(frame: dict[str, Any]) -> None:
    fillable = {*CORE_ROLES[frame["kind"]], *frame["roles"], "place"}
    assert {*frame.get("needs", ())} <= {*frame["roles"]}
    assert {*frame.get("any", ())} <= fillable
    assert frame.get("agent") is None or frame["agent"] in frame["roles"]
    assert all(frame["roles"].values())


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: str(frame["name"]))
def test_a_frame_lists_no_predicate_and_no_slot_twice(frame: dict[str, Any]) -> None:
    assert frame.get("verbs") or frame.get("nouns")
    assert twice(frame.get("verbs", [])) == twice(frame.get("nouns", [])) == []
    assert [role for role, slots in frame["roles"].items() if twice(slots)] == []


def test_frames_are_told_apart_by_their_names() -> None:
    assert twice([frame["name"] for frame in FRAMES]) == []


@pytest.mark.parametrize("kind", ELEVEN)
def test_every_kind_has_verbs_and_nouns(kind: str) -> None:
    known = lexicon.load()
    assert any(frame.kind == kind for frames in known.verb_frames.values() for frame in frames)
    assert any(frame.kind == kind for frames in known.noun_frames.values() for frame in frames)


def test_predicates_lead_to_their_frames_in_the_order_of_the_file() -> None:
    known, order = lexicon.load(), [frame["name"] for frame in FRAMES]
    for frames in (*known.verb_frames.values(), *known.noun_frames.values()):
        places = [order.index(frame.name) for frame in frames]
        assert places == sorted(places)


# ---------------------------------------------------------------- governors, words and cues


@pytest.mark.parametrize("governor", GOVERNORS, ids=lambda governor: str(governor["name"]))
def test_a_governor_keeps_to_the_models_vocabulary(governor: dict[str, Any]) -> None:
    assert governor.get("realis", "actual") in REALIS
    assert governor.get("polarity", "affirmed") in POLARITIES
    assert governor.get("certainty", "certain") in CERTAINTIES
    assert all(status in STATUSES[kind] for kind, status in governor.get("status", {}).items())
    assert twice(governor["words"]) == []


def test_governors_are_told_apart_by_their_names() -> None:
    assert twice([governor["name"] for governor in GOVERNORS]) == []


def test_a_word_of_saying_is_taken_as_one() -> None:
    by_word = lexicon.load().governors
    assert [
        word for governor in GOVERNORS if governor.get("speech") for word in governor["words"]
        if not by_word[word].speech
    ] == []  # fmt: skip


def test_words_and_cues_are_lower_case() -> None:
    known = lexicon.load()
    shown = [word for words in (*known.words.values(), *known.cues.values()) for word in words]
    assert [word for word in shown if word != word.lower() or word != word.strip()] == []


def test_the_rules_ask_only_for_words_and_cues_that_the_files_hold() -> None:
    known = lexicon.load()
    for path in READING.iterdir():
        if path.name.endswith(".py"):
            code = path.read_text(encoding="utf-8")
            assert {*re.findall(r'words\["([a-z_]+)"\]', code)} <= known.words.keys(), path.name
            assert {*re.findall(r'cues\["([a-z_.]+)"\]', code)} <= known.cues.keys(), path.name


def test_an_irregular_form_leads_to_its_lemma_unless_it_is_a_word_of_its_own() -> None:
    base_forms = lexicon.load().base_forms
    assert base_forms["sold"] == "sell"
    assert base_forms["built"] == "build"
    assert "found" not in base_forms


# ---------------------------------------------------------------- a broken row

SOUND = {
    "name": "barter", "kind": "transfer", "verbs": ["barter"], "status": "delivered",
    "roles": {"supplier": ["subj"], "system": ["obj"]}, "needs": ["system"],
}  # fmt: skip


def load_with(monkeypatch: pytest.MonkeyPatch, name: str, rows: dict[str, Any]) -> lexicon.Lexicon:
    """The lexicon with one file's content replaced."""
    monkeypatch.setattr(lexicon, "table", lambda asked: rows if asked == name else table(asked))
    return lexicon.load.__wrapped__()


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"kind": "barter"}, "kind 'barter'"),
        ({"status": "lifted"}, "'lifted'"),
        ({"roles": {"visitor": ["subj"]}}, "'visitor'"),
        ({"needs": ["visitor"]}, "'visitor'"),
        ({"any": ["visitor"]}, "'visitor'"),
        ({"realis": "likely"}, "'likely'"),
    ],
)
def test_a_broken_frame_is_refused_by_file_and_name(
    monkeypatch: pytest.MonkeyPatch, broken: dict[str, Any], says: str
) -> None:
    with pytest.raises(CatalogError) as refused:
        load_with(monkeypatch, "frames.toml", {"frame": [{**SOUND, **broken}]})
    message = str(refused.value)
    assert message.startswith("frames.toml") and "barter" in message and says in message


def test_a_broken_governor_is_refused_by_file_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"name": "dither", "words": ["dither"], "status": {"transfer": "lifted"}}
    with pytest.raises(CatalogError, match=r"governors\.toml.*'dither'.*'lifted'"):
        load_with(monkeypatch, "governors.toml", {"governor": [row]})


def test_a_sound_row_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    known = load_with(monkeypatch, "frames.toml", {"frame": [SOUND]})
    (frame,) = known.verb_frames["barter"]
    assert (frame.kind, frame.status, frame.needs) == ("transfer", "delivered", ("system",))
    assert known.noun_frames == {}
