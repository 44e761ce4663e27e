"""What only a document's text tells of whom its claims go back to: its words, and whom its speakers speak
for."""

import re
from collections.abc import Iterable, Iterator
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
_PRIVATE = re.compile(
    r"\b(?:analyst|expert|scholar|journalist|author|editor|researcher|fellow|correspondent|professor|commentator"
    r"|historian|writer|columnist|blogger|former|ex-|retired)",
    re.IGNORECASE,
)
"""Words for those who speak for themselves, whatever they speak about."""
_OF_STATE = re.compile(r"\b(?:State|National|Ministry|Government|Armed Forces|Presidency|Embassy)\b")
_DATELINE = re.compile(
    r"(?:^|\n)\s*([A-Z][A-ZÀ-Ý' -]{2,30})(?:,[^\n]{0,40}?)?(?: \([^)\n]{2,60}\))? ?(?:[-–—.:]|--)"
)
_STOP = re.compile(r"[.!?]\s|\n")
_SAYING = re.compile(r"[;:()\"“”]|\b(?:and|that|said|says|told|tells|who|by)\b")
_CLAUSE = re.compile(rf",|{_SAYING.pattern}")
_POSSESSIVE = re.compile(r"\b(?:its|his|her|their|(?:the|his|her) country['’]s|that country['’]s)\b")
_AGAIN = re.compile(r"[Tt]he (?:same )?(?:[\w-]+ )?(\w+)")
_ROLE = (
    r"(?:directors?|director general|chief executives?|CEO|heads?|founders?|chair(?:man|woman|person)?"
    r"|managers?|spokes\w+|presidents?|owners?|analysts?|researchers?|representatives?|engineers?)"
)
_NAME = r"(?P<name>[A-Z][\w&-]+(?: (?:of |and )?[A-Z][\w&-]+)*)"
_BEFORE, _AFTER, _REACH, _HEAD, _MEETINGS, _SENTENCE = 70, 90, 300, 300, 3, 200


class Trace(NamedTuple):
    """What the text tells of one claim: the sketch of its sentence, the state that its speaker is said to
    speak for, the state that the document itself is of, where its publisher is a state's, and the name of the
    firm or body that its speaker is said to be of. None where it does not say."""

    wording: Wording = ()
    speaks_for: str | None = None
    home: str | None = None
    of: str | None = None


def traces(text: str, publisher: str | None, claims: Iterable[Claim], kinship: Kinship) -> dict[str, Trace]:
    """What a document's text tells of each of its claims, by their ids."""
    dateline = _dateline_state(text, kinship)
    home = None
    if publisher and _OF_STATE.search(publisher):
        home = _state_in(publisher, kinship) or dateline
    sketches: dict[tuple[int, int], Wording] = {}
    speakers: dict[str, tuple[str | None, str | None]] = {}
    last: str | None = None  # who spoke before, by name
    found: dict[str, Trace] = {}
    for claim in sorted(claims, key=lambda one: one.quote.start):
        stretch = _sentence(text, claim.quote.start, claim.quote.end)
        if stretch not in sketches:
            sketches[stretch] = wording(text[stretch[0] : stretch[1]])
        speaker = claim.source.text
        if speaker and speaker not in speakers:
            state = _speaks_for(text, speaker, dateline, kinship)
            speakers[speaker] = state, None if state else _organisation(text, speaker, last)
        if claim.source.kind == "named" and speaker and (speakers[speaker][1] is None):
            last = claim.source.entity or speaker
        state, organisation = speakers[speaker] if speaker else (None, None)
        found[claim.id] = Trace(sketches[stretch], state, home, organisation)
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a quote, near enough: from a full stop or line to the next."""
    lowest = max(0, start - _REACH)
    first = max(text.rfind(". ", lowest, start) + 1, text.rfind("\n", lowest, start) + 1, lowest)
    stops = (text.find(stop, end, end + _REACH) for stop in (". ", "\n"))
    return first, min((stop for stop in stops if stop >= 0), default=min(len(text), end + _REACH))


def _organisation(text: str, speaker: str, last: str | None) -> str | None:
    """The firm or body whose director, spokesman or the like a named speaker is said to be; `last` is who
    spoke before, whom "its director" is of."""
    if not speaker[:1].isupper():
        return None
    name = re.escape(speaker)
    if last is not None and re.search(rf"\b(?:its|the (?:company|firm|group)['’]s) {_ROLE},? {name}", text):
        return last
    for pattern in (
        rf"{name}, (?:[\w’'-]+ ){{0,4}}?{_ROLE} (?:of|at|for|with) (?:the )?{_NAME}",
        rf"{_NAME}(?:['’]s)? (?:[\w-]+ ){{0,2}}?{_ROLE},? {name}",
        rf"{_ROLE} (?:of|at|for) (?:the )?{_NAME}, {name}",
    ):
        found = re.search(pattern, text)
        if found is not None:
            return found["name"]
    return None


def _speaks_for(text: str, speaker: str, dateline: str | None, kinship: Kinship) -> str | None:
    """The state whose office stands beside a speaker; of an official of no stated state, the dateline's."""
    again = _AGAIN.fullmatch(speaker)
    if again is not None:  # "the same officer": whoever was met as "an officer of the navy" before
        first = re.search(rf"\b(?:[Aa]n?|[Oo]ne|another) (?:[\w-]+ ){{0,3}}?{re.escape(again[1])}\b", text)
        if first is not None and first.start() < text.find(speaker):
            return _speaks_for(text, first[0], dateline, kinship)
    is_named = speaker[:1].isupper() and again is None
    start = text.find(speaker)
    for _ in range(_MEETINGS):
        if start < 0:
            break
        end = start + len(speaker)
        sentence = _STOP.split(text[max(0, start - _SENTENCE) : start])[-1]
        before = (_SAYING if is_named else _CLAUSE).split(sentence[-_BEFORE:])[-1]
        after = _STOP.split(text[end : end + _AFTER])[0]
        beside = [before + speaker]
        if after.startswith((" of ", " from ", " at ", " in ")) or (is_named and after.startswith(",")):
            beside.append(speaker + _CLAUSE.split(after.replace(",", " ", 1))[0])
        for words in beside:
            if OFFICIAL.search(words) and not _PRIVATE.search(words):
                state = _state_in(words, kinship)
                if state is None and _POSSESSIVE.search(words):
                    state = next(_states_in(sentence, kinship), None)
                if state is not None:
                    return state
        start = text.find(speaker, end)
    return dateline if not is_named and OFFICIAL.search(speaker) else None


def _dateline_state(text: str, kinship: Kinship) -> str | None:
    found = _DATELINE.search(text[:_HEAD])
    return _state_in(found[1].title(), kinship) if found is not None else None


def _state_in(text: str, kinship: Kinship) -> str | None:
    """The state that is named last."""
    return next(reversed(list(_states_in(text, kinship))), None)


def _states_in(text: str, kinship: Kinship) -> Iterator[str]:
    for name in kinship.names_in(text):
        state = name.entry.state if name.entry.type == "place" else kinship.is_of_state(name.entry.id)
        if state:
            yield state
