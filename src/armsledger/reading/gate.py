"""Which sentences are worth analysing: those that can hold a claim."""

import re
from collections.abc import Sequence
from functools import cache

from armsledger.catalog import Name
from armsledger.reading import lexicon
from armsledger.reading.segmentation import Sentence, split

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Classes of arms whose names civil life shares.
_CIVIL_TOO = frozenset(
    {
        "uav",
        "aircraft",
        "helicopter",
        "engine",
        "radar",
        "sensor",
        "satellite",
        "component",
        "transport-aircraft",
        "balloon",
    }
)
_LETTERS_ALONE = bytes(
    code if chr(code).isalpha() or code == ord("-") or code > 127 else ord(" ") for code in range(256)
)
"""For UTF-8: what ends a word becomes a space."""
_MARKS = "’‘“”«»—–…\u00a0"
"""What ends a word and is no ASCII."""
# A text of a sentence or two has no room to say what it is about.
_SHORT_WORDS, _SHORT_TEXT = 45, 700
# A text of a page or two that names a system, or arms in every third sentence, is about them throughout.
_WHOLE_TEXT = 6_000
_MILITARY = re.compile(
    r"(?:surveillance|reconnaissance|combat|armed|attack|military|strike|spy)\b", re.IGNORECASE
)
_ACTORS = frozenset({"state", "force", "group", "ministry"})


def choose(sentences: Sequence[Sentence], text: str, names: Sequence[Name]) -> list[bool]:
    """For each sentence of a document about arms, whether to analyse it.

    So everywhere in a short one that speaks of arms throughout, and elsewhere where arms or defence are named
    in its paragraph, the one after, or one of the two before.
    """
    flags = _arms_flags(sentences, text, names)
    if len(text) <= _WHOLE_TEXT and (names_a_system(names) or 3 * sum(flags) >= len(flags)):
        return [True] * len(sentences)
    named = {s.paragraph for s, flag in zip(sentences, flags, strict=True) if flag}
    near = {paragraph + step for paragraph in named for step in (-1, 0, 1, 2)}
    return [sentence.paragraph in near for sentence in sentences]


def _arms_flags(sentences: Sequence[Sentence], text: str, names: Sequence[Name]) -> list[bool]:
    flags, at, cues = [], 0, _cue_forms("weapon_cue")
    for sentence in sentences:
        flag = False
        while at < len(names) and names[at].start < sentence.end:
            kind = names[at].entry.type
            sure = kind in ("system", "class", "regime") and not names[at].ambiguous
            flag = flag or (sure and names[at].start >= sentence.start)
            at += 1
        words = _WORD.findall(text[sentence.start : sentence.end])
        flags.append(flag or any(word.lower() in cues for word in words))
    return flags


def is_about_arms(text: str, names: Sequence[Name]) -> bool:
    """Whether the document as a whole is about arms: tanks hold water and drones are bees elsewhere.

    Most documents of the world are not, so this takes no longer than finding the names.
    """
    if names_a_system(names):
        return True
    actors = {name.entry.id for name in names if name.entry.type in _ACTORS}
    firm, faint, civil = _cue_counts(text)
    if civil > 1 and civil > firm:
        return False
    short = len(text) <= _SHORT_TEXT and len(_WORD.findall(text)) <= _SHORT_WORDS
    if short and not civil:
        return firm > 0 or (faint > 0 and bool(names)) or _traded(text, names, parties=1)
    warlike = [name for name in names if name.entry.id not in _CIVIL_TOO and not name.ambiguous]
    if short and _traded(text, warlike, parties=1):
        return True
    classes = [name for name in names if name.entry.type == "class" and not name.ambiguous]
    if firm > 1 or (firm and (actors or classes)):
        return True
    if any(_MILITARY.match(name.text) for name in names if name.entry.type == "class"):
        return True
    hard = any(name.entry.id not in _CIVIL_TOO for name in classes)
    return (hard and len(actors) > 1) or (faint > 1 and hard) or _traded(text, names)


def names_a_system(names: Sequence[Name]) -> bool:
    """Whether a weapon system is among the names, beyond doubt."""
    return any(name.entry.type == "system" and not name.ambiguous for name in names)


def _traded(text: str, names: Sequence[Name], parties: int = 2) -> bool:
    """Whether some sentence names a class of arms beside as many states, forces or groups."""
    if not any(name.entry.type == "class" for name in names):
        return False
    for sentence in split(text):
        inside = [name for name in names if sentence.start <= name.start < sentence.end]
        actors = {name.entry.id for name in inside if name.entry.type in _ACTORS}
        if len(actors) >= parties and any(name.entry.type == "class" for name in inside):
            return True
    return False


def _cue_counts(text: str) -> tuple[int, int, int]:
    """How many different firm, faint and civil cues a text holds."""
    lower = text.lower()
    for mark in _MARKS:
        lower = lower.replace(mark, " ")
    words = set(lower.encode(errors="replace").translate(_LETTERS_ALONE).split())
    found = [
        {_cue_bytes(n)[w] for w in words & _cue_bytes(n).keys()}
        for n in ("firm_cue", "faint_cue", "civil_cue")
    ]
    firm, faint, civil = map(len, found)
    return firm, faint, civil


@cache
def _cue_bytes(name: str) -> dict[bytes, str]:
    return {form.encode(): word for form, word in _cue_forms(name).items()}


@cache
def _cue_forms(name: str) -> dict[str, str]:
    return {form: word for word in lexicon.load().words[name] for form in lexicon.inflections(word)}
