"""The grammar's knowledge, loaded from data/*.toml and checked: frames, governors, words, cues."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from armsledger.errors import CatalogError
from armsledger.model import CERTAINTIES, CORE_ROLES, KINDS, OTHER_ROLES, REALIS, STATUSES

# Irregular forms that are also words of their own.
_SHARED_FORMS = frozenset({"found", "founded", "left", "had", "has", "ground"})
_VOWELS = frozenset("aeiou")
# Roles that guide a frame without being roles of the claim it makes.
GUIDE_ROLES = frozenset({"instrument", "measure", "trade", "law", "facility", "subject", "venue", "place"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of some predicates: the kind of claim they make and where its roles stand."""

    name: str
    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    status: str | None = None
    realis: str = "actual"
    armed: bool = False
    agent: str | None = None
    strict: bool = False
    intransitive: bool = False
    bill: bool = False
    denied: bool = False
    recalls: bool = False


@cache
def bare_frame(name: str, kind: str, status: str | None = None, realis: str = "actual") -> Frame:
    """The frame of what is told without one of the lexicon."""
    none: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    return Frame(name, kind, frozenset(), frozenset(), none, status=status, realis=realis)


@dataclass(frozen=True, slots=True)
class Governor:
    """What a predicate does to the claim below it."""

    name: str
    words: frozenset[str]
    status: Mapping[str, str]
    realis: str | None = None
    polarity: str | None = None
    speech: bool = False
    reverse: bool = False
    forbids: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of the grammar's knowledge; `words` and `cues` are sets of lower-case lemmas by name."""

    verb_frames: Mapping[str, tuple[Frame, ...]]
    noun_frames: Mapping[str, tuple[Frame, ...]]
    governors: Mapping[str, Governor]
    words: Mapping[str, frozenset[str]]
    cues: Mapping[str, frozenset[str]]
    irregular: Mapping[str, tuple[str, ...]]
    base_forms: Mapping[str, str]
    """The lemmas of those irregular forms that no other word has."""


@cache
def load() -> Lexicon:
    """The lexicon of the package; `CatalogError` where a data file breaks its rules."""
    frames = tuple(_frame(row) for row in table("frames.toml")["frame"])
    governors = tuple(_governor(row) for row in table("governors.toml")["governor"])
    by_word: dict[str, Governor] = {}
    for governor in governors:
        for word in governor.words:
            by_word[word] = governor if word not in by_word or governor.speech else by_word[word]
    irregular = {word: tuple(forms) for word, forms in table("irregular.toml")["forms"].items()}
    words = {name: frozenset(values) for name, values in table("words.toml").items()}
    return Lexicon(
        _index(frames, "verbs"), _index(frames, "nouns"), MappingProxyType(by_word),
        MappingProxyType(words), MappingProxyType(_cues(table("cues.toml"))),
        MappingProxyType(irregular), MappingProxyType(_base_forms(irregular)),
    )  # fmt: skip


def inflections(word: str) -> set[str]:
    """The regular and irregular English forms of a lemma; a superset is harmless to a gate."""
    forms = {word, word + "s", word + "ed", word + "ing", *load().irregular.get(word, ())}
    stem, last = word[:-1], word[-1]
    if last == "e":
        forms |= {word + "d", stem + "ing"}
    elif last == "y":
        forms |= {stem + "ies", stem + "ied"}
    elif last in "sxzh":
        forms.add(word + "es")
    if len(word) > 2 and last not in _VOWELS | set("wxy") and word[-2] in _VOWELS:
        forms |= {word + last + "ed", word + last + "ing"}
    return forms


@cache
def verbs() -> frozenset[str]:
    """Every verb that makes a frame, governs one or says something."""
    known = load()
    spoken = (known.cues[f"speech.{certainty}"] for certainty in CERTAINTIES)
    return frozenset(phrase.split()[0] for phrase in (*known.verb_frames, *known.governors)).union(*spoken)


@cache
def participles() -> Mapping[str, str]:
    """The lemma of each form of the lexicon's verbs that may be a participle."""
    verbs = {phrase.partition(" ")[0] for phrase in load().verb_frames}
    return {
        form: verb
        for verb in verbs
        for form in inflections(verb)
        if form.endswith(("ed", "en", "wn", "ld", "nt"))
    }


def forms_of(words: Iterable[str]) -> frozenset[str]:
    """Every form of every word."""
    return frozenset(form for word in words for form in inflections(word))


def _base_forms(irregular: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, forms in irregular.items():
        found.update({form: word for form in forms if form not in irregular and form not in _SHARED_FORMS})
    return found


def table(name: str) -> dict[str, Any]:
    """A file of reading/data, as it stands there."""
    text = resources.files("armsledger.reading").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _index(frames: tuple[Frame, ...], field: str) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for word in sorted(getattr(frame, field)):
            found[word] = (*found.get(word, ()), frame)
    return MappingProxyType(found)


def _frame(row: dict[str, Any]) -> Frame:
    name, kind = row["name"], row["kind"]
    if kind not in KINDS:
        raise CatalogError(f"frames.toml: frame '{name}' has the unknown kind '{kind}'")
    allowed = {*CORE_ROLES[kind], *OTHER_ROLES[kind], *GUIDE_ROLES}
    unknown = [role for role in row["roles"] if role not in allowed]
    unknown += [role for role in (*row.get("needs", ()), *row.get("any", ())) if role not in allowed]
    if unknown:
        raise CatalogError(f"frames.toml: frame '{name}' of kind '{kind}' has no role '{unknown[0]}'")
    status = row.get("status")
    if status is not None and status not in STATUSES[kind]:
        raise CatalogError(f"frames.toml: frame '{name}': '{status}' is no status of '{kind}'")
    if row.get("realis", "actual") not in REALIS:
        raise CatalogError(f"frames.toml: frame '{name}': '{row['realis']}' is no realis")
    return Frame(
        name=name, kind=kind, verbs=frozenset(row.get("verbs", ())), nouns=frozenset(row.get("nouns", ())),
        roles=MappingProxyType({role: tuple(slots) for role, slots in row["roles"].items()}),
        needs=tuple(row.get("needs", ())), any=tuple(row.get("any", ())), status=status,
        realis=row.get("realis", "actual"), armed=row.get("armed", False), agent=row.get("agent"),
        strict=row.get("strict", False), intransitive=row.get("intransitive", False),
        bill=row.get("bill", False), denied=row.get("denied", False),
        recalls=row.get("recalls", False),
    )  # fmt: skip


def _governor(row: dict[str, Any]) -> Governor:
    status = row.get("status", {})
    for kind, value in status.items():
        if value not in STATUSES[kind]:
            raise CatalogError(f"governors.toml: '{row['name']}': '{value}' is no status of '{kind}'")
    return Governor(
        row["name"], frozenset(row["words"]), MappingProxyType(status), row.get("realis"),
        row.get("polarity"),
        row.get("speech", False), row.get("reverse", False), row.get("forbids", False),
    )  # fmt: skip


def _cues(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {
        f"{section}.{name}": frozenset(values)
        for section, entries in table.items()
        for name, values in entries.items()
    }
