"""What only a document's text tells of whom its claims go back to: its words, and whom its speakers speak
for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.wording import Wording, wording
from armsledger.model import Claim

OFFICIAL = re.compile(
    r"\b(?:official|officer|soldier|ministr|minister|army|military|navy|air force|government|authorit|spokes|"
    r"general|colonel|major|admiral|commander|command|forces|embassy|ambassador|diplomat|president|premier|"
    r"chancellor|parliament|intelligence|defen[cs]e|coast guard|police|customs|cabinet|secretary|envoy|"
    r"presidency|palace|treasury|department|guard|aide|adviser|king|emir|sultan|prince|state (?:media|"
    r"television|tv|news|radio|broadcaster|agency)|state-(?:run|owned|controlled)|national news agency)",
    re.IGNORECASE,
)
"""Words for those who speak for a state, where its name stands beside them."""
_OF_STATE = re.compile(r"\b(?:State|National|Ministry|Government|Armed Forces|Presidency|Embassy)\b")
_DATELINE = re.compile(
    r"(?:^|\n)\s*([A-Z][A-ZÀ-Ý' -]{2,30})(?:,[^\n]{0,40}?)?(?: \([^)\n]{2,60}\))? ?(?:[-–—.:]|--)"
)
_STOP = re.compile(r"[.!?]\s|\n")
_BEFORE, _AFTER, _REACH, _HEAD, _MEETINGS = 70, 90, 300, 300, 3


class Trace(NamedTuple):
    """What the text tells of one claim: the sketch of its sentence, the state that its speaker is said to
    speak for, and the state that the document itself is of, where its publisher is a state's. None where it
    does not say."""

    wording: Wording = ()
    speaks_for: str | None = None
    home: str | None = None


def traces(text: str, publisher: str | None, claims: Iterable[Claim], kinship: Kinship) -> dict[str, Trace]:
    """What a document's text tells of each of its claims, by their ids."""
    dateline = _dateline_state(text, kinship)
    home = None
    if publisher and _OF_STATE.search(publisher):
        home = _state_in(publisher, kinship) or dateline
    sketches: dict[tuple[int, int], Wording] = {}
    speakers: dict[str, str | None] = {}
    found: dict[str, Trace] = {}
    for claim in claims:
        stretch = _sentence(text, claim.quote.start, claim.quote.end)
        if stretch not in sketches:
            sketches[stretch] = wording(text[stretch[0] : stretch[1]])
        speaker = claim.source.text
        if speaker and speaker not in speakers:
            speakers[speaker] = _speaks_for(text, speaker, dateline, kinship)
        found[claim.id] = Trace(sketches[stretch], speakers[speaker] if speaker else None, home)
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a quote, near enough: from a full stop or line to the next."""
    lowest = max(0, start - _REACH)
    first = max(text.rfind(". ", lowest, start) + 1, text.rfind("\n", lowest, start) + 1, lowest)
    stops = (text.find(stop, end, end + _REACH) for stop in (". ", "\n"))
    return first, min((stop for stop in stops if stop >= 0), default=min(len(text), end + _REACH))


def _speaks_for(text: str, speaker: str, dateline: str | None, kinship: Kinship) -> str | None:
    """The state whose office stands beside a speaker; of an official of no stated state, the dateline's."""
    start = text.find(speaker)
    for _ in range(_MEETINGS):
        if start < 0:
            break
        end = start + len(speaker)
        before = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
        after = _STOP.split(text[end : end + _AFTER])[0]
        beside = [before[-_BEFORE:] + speaker]
        if after.startswith((",", " of ", " from ", " at ")):
            beside.append(speaker + " " + after.split(" said")[0].split(" told")[0])
        for words in beside:
            if OFFICIAL.search(words):
                state = _state_in(words, kinship)
                if state is not None:
                    return state
        start = text.find(speaker, end)
    return dateline if not speaker[:1].isupper() and OFFICIAL.search(speaker) else None


def _dateline_state(text: str, kinship: Kinship) -> str | None:
    found = _DATELINE.search(text[:_HEAD])
    return _state_in(found[1].title(), kinship) if found is not None else None


def _state_in(text: str, kinship: Kinship) -> str | None:
    for name in reversed(kinship.catalog.names_in(text)):
        if name.entry.is_state:
            return name.entry.id
        if name.entry.type == "place" and name.entry.state:
            return name.entry.state
    return None
