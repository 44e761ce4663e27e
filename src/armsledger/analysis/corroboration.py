"""The Admiralty grade of a case: how reliable its best source is, and how well what it says is confirmed.

The code is that of NATO's AJP-2.1; the rules by which letters and figures are given are ours, told in
docs/reference/cases.md. F and 6 say that there is nothing to judge by, and are never averaged into others.
"""

from collections.abc import Mapping, Sequence

from armsledger.analysis.kinship import Kinship
from armsledger.model.case import Credibility, Grade, Origin, Reliability, Witness

_BY_TYPE: dict[str, tuple[Reliability, str]] = {
    "body": ("B", "international bodies are taken as usually reliable"),
    "research": ("B", "research institutes are taken as usually reliable"),
    "medium": ("C", "media that are not a state's are taken as fairly reliable"),
    "company": ("C", "companies are taken as fairly reliable on what they themselves sell and make"),
    "state": ("C", "states are taken as fairly reliable: they know, and they have their reasons"),
    "territory": ("C", "states are taken as fairly reliable: they know, and they have their reasons"),
    "group": ("D", "armed groups are taken as not usually reliable"),
}
_MANY, _TWO = 3, 2


def reliability(
    key: str, kinship: Kinship, given: Mapping[str, Reliability], record: Mapping[str, Reliability]
) -> tuple[Reliability, str]:
    """How reliable an origin is and why: as a person has set it, by its record here, or by what it is."""
    if key in given:
        return given[key], "set by a person"
    if key in record:
        return record[key], "by its record in this ledger"
    entry = kinship.catalog.get(key)
    if entry is None:
        return "F", "nothing is known of it"
    return _BY_TYPE.get(entry.type, ("F", "nothing is known of its reliability"))


def grade(
    origins: Sequence[Origin],
    witnesses: Sequence[Witness],
    kinship: Kinship,
    given: Mapping[str, Reliability],
    record: Mapping[str, Reliability],
) -> Grade:
    """The grade of a case that these origins assert and deny."""
    asserting = [origin for origin in origins if origin.asserts]
    against = [origin for origin in origins if not origin.asserts]
    voices = [(origin.key, origin.name, bool(origin.asserts)) for origin in origins]
    letter, because = best_letter(voices, kinship, given, record)
    credibility, why = _credibility(asserting, against, witnesses)
    return Grade(letter, credibility, (because, f"{credibility}: {why}"))


def best_letter(
    voices: Sequence[tuple[str, str, bool]],
    kinship: Kinship,
    given: Mapping[str, Reliability],
    record: Mapping[str, Reliability],
) -> tuple[Reliability, str]:
    """The letter of a case, and why, from its origins: the key, the name, and whether it asserts the case."""
    some = [voice for voice in voices if voice[2]] or voices
    letters = sorted((*reliability(key, kinship, given, record), name) for key, name, _ in some)
    letter, because, name = letters[0] if letters else ("F", "there is no source", "nobody")
    return letter, f"{letter}: its best source is {name}, and {because}"


def _credibility(
    asserting: Sequence[Origin], against: Sequence[Origin], witnesses: Sequence[Witness]
) -> tuple[Credibility, str]:
    said = [one.claim for one in witnesses if one.claim.polarity == "affirmed"]
    n, m = len(asserting), len(against)
    if not said:
        return (
            "5",
            f"nobody asserts it, and {_sources(m)} deny it"
            if m > 1
            else "nobody asserts it and one source denies it",
        )
    if all(claim.realis in ("conditional", "predicted") for claim in said):
        return "6", "it is only foreseen, so that there is nothing yet to be so or not"
    if all(claim.certainty == "possible" for claim in said) and not m:
        return "6", "nobody says more than that it may be so"
    if m >= n:
        return ("5" if m > n else "4"), f"{_sources(n)} assert it and {_sources(m)} deny it"
    if m:
        return "3", f"{_sources(n)} assert it, but {_sources(m)} deny it"
    if n >= _MANY:
        return "1", f"{_sources(n)} independent of one another assert it, and none denies it"
    if n == _TWO:
        return "2", "two sources independent of one another assert it, and none denies it"
    if any(claim.certainty == "certain" for claim in said):
        return "3", "one source alone asserts it, without reserve, and none denies it"
    return "4", "one source alone asserts it, and not for certain"


def _sources(count: int) -> str:
    return "one source" if count == 1 else f"{count} sources"
