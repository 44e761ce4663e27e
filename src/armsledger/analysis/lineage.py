"""Whom each claim of a case goes back to: twelve papers that repeat one agency are one origin.

The rules, as docs/reference/cases.md tells them: a state, its officials, ministries, forces, state-owned
firms and state media are one origin; so are a medium and those who cite or copy it; a source without a name
is its medium's; what nobody is cited for is the publisher's own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.traces import OFFICIAL, Trace
from armsledger.analysis.wording import is_copy
from armsledger.catalog import Entry
from armsledger.catalog.folding import fold
from armsledger.model import Claim, ClaimSource
from armsledger.model.case import Met

_SLUG = re.compile(r"[\W_]+")
_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [A-Z]\.| [A-Z][\w'’-]+| (?:al|bin|de|van|von))+")
_SCHOLAR = "expert"  # the kind of post of those who hold none: scholars, journalists
_ARTICLE = re.compile(r"^(the|a|an)-")
_FORM = re.compile(
    r"-(plc|ltd|limited|inc|corp|corporation|co|company|ag|sa|gmbh|as|ab|llc|jsc|pjsc|bhd|spa|nv|oyj)$"
)
"""The legal form at the end of a company's name, which most who name it leave out."""
_UNION = "EU"  # its council, commission and parliament speak as one
_STATE_BODY = ("office", "post", "demonym", "name", "capital", "metonym", "alias")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim with what its lineage is read from."""

    claim: Claim
    met: Met
    trace: Trace


class Traced(NamedTuple):
    """The origin of a claim: its key, what it is called, and in words why it is that one."""

    key: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Root:
    """Whom a claim goes back to by its own document alone. `cited` is the medium that it was taken from,
    where it was; `is_own` says that the document tells it of itself."""

    origin: Traced
    cited: str | None = None
    is_own: bool = False


class Lineage:
    """Finds origins; what a name means is asked once."""

    def __init__(self, kinship: Kinship) -> None:
        self.kinship = kinship
        self.catalog = kinship.catalog
        self._named: dict[tuple[str | None, str | None], str | None] = {}
        self._persons: dict[str, str] = {}

    def origins(self, spoken: Sequence[Spoken]) -> list[Traced]:
        """For each claim of one case the origin that it goes back to."""
        order = sorted(range(len(spoken)), key=lambda number: _place(spoken[number]))
        roots = {number: self.root(spoken[number]) for number in order}
        publishers: dict[str, list[int]] = {}
        for number in order:
            publishers.setdefault(self.publisher(spoken[number].met, None), []).append(number)
        tracing = _Tracing(spoken, roots, publishers, order)
        return [tracing.trace(number, frozenset()) for number in range(len(spoken))]

    def root(self, spoken: Spoken) -> Root:
        """Whom a claim goes back to by its own document alone."""
        claim, met, trace = spoken.claim, spoken.met, spoken.trace
        chain = [source for source in claim.sources if source.kind != "document"]
        if not chain:
            return self._own(met, trace.home)
        source = chain[-1]
        outer = [one for one in chain[:-1] if one.kind == "named"]
        state = self._state_of(source) or self._told_state(source, trace)
        said = self._called(source)
        if source.kind == "named" or (source.kind == "anonymous" and state):
            key = state or self._of_organisation(source, trace) or self._actor(source)
            if state:
                name = self.name(state)
                for_it = "" if said == name else f", for {name}"
                return Root(Traced(state, name, f"said by {said}{for_it}"))
            if key is not None:
                verb = "told" if self._is_medium(source, key) else "said"
                return Root(Traced(key, self._known(key) or said, f"{verb} by {said}"), key)
        if outer:
            key = self._state_of(outer[-1]) or self._actor(outer[-1])
            if key is not None:
                medium = self._called(outer[-1])
                why = f"by sources of {medium} that it does not name"
                return Root(Traced(key, self._known(key) or medium, why), key)
        own = self._own(met, trace.home).origin
        why = f"by {said or 'sources'}, not named, whom {own.name} tells of"
        return Root(own._replace(why=why), None, True)

    def _told_state(self, source: ClaimSource, trace: Trace) -> str | None:
        """The state that the text says a speaker speaks for, where the catalogue does not know him
        otherwise."""
        entry = self.catalog.get(source.entity) if source.entity else None
        return trace.speaks_for if entry is None or entry.type == "person" else None

    def _of_organisation(self, source: ClaimSource, trace: Trace) -> str | None:
        """The firm or body that a person whom the catalogue does not know is said to speak for."""
        known = source.entity is not None and self.catalog.get(source.entity) is not None
        return self._key(None, trace.of) if trace.of and not known else None

    def publisher(self, met: Met, home: str | None) -> str:
        """The key of who wrote a document: the state that it is of, the agency that its text names, or its
        publisher."""
        if home is not None:
            return home
        name = met.wire or met.publisher
        if not name:
            return met.document_id
        return self._key(None, name) or _slug(name)

    def _own(self, met: Met, home: str | None) -> Root:
        key = self.publisher(met, home)
        name = met.wire or met.publisher or met.title or Path(met.path or key).name
        return Root(Traced(key, self._known(key) or name, "told in its own voice"), None, True)

    def _known(self, key: str) -> str | None:
        entry = self.catalog.get(key)
        return entry.name if entry is not None else None

    def name(self, key: str) -> str:
        """What an origin is called."""
        return self._known(key) or key

    def _called(self, source: ClaimSource) -> str:
        """Its words, or its name where the words are a pronoun or describe it."""
        entry = self.catalog.get(source.entity) if source.entity else None
        text = source.text or ""
        return entry.name if entry is not None and text[1:].islower() and " " not in text else text

    def _is_medium(self, source: ClaimSource, key: str) -> bool:
        entry = self.catalog.get(source.entity or key)
        return entry is None or entry.type == "medium"

    def _state_of(self, source: ClaimSource) -> str | None:
        entry = self.catalog.get(source.entity) if source.entity else None
        if entry is not None:
            if entry.type == "person":
                return self._office(entry)
            state = self.kinship.is_of_state(entry.id)
            if state is not None and entry.is_state and source.kind == "anonymous":
                return state if source.text and OFFICIAL.search(source.text) else None
            return None if self._is_private(source, entry) else state
        if not source.text or not OFFICIAL.search(source.text):
            return None
        return self._state_in(source.text)

    def _is_private(self, source: ClaimSource, entry: Entry) -> bool:
        """Whether a person is named who is only told to be of a nation: "the Israeli journalist …"."""
        text = source.text or ""
        return entry.is_state and bool(_PERSON.fullmatch(text)) and not self.kinship.names_in(text)

    def _state_in(self, text: str) -> str | None:
        for name in self.kinship.names_in(text):
            if name.entry.is_state and name.form not in _STATE_BODY:
                continue
            if (state := self.kinship.is_of_state(name.entry.id)) is not None:
                return state
        return None

    def _office(self, person: Entry) -> str | None:
        """The state whose office a person ever held, else None: a scholar speaks for himself."""
        if person.id not in self._persons:
            states = [
                self.kinship.is_of_state(post.organisation)
                for post in self.catalog.posts(person=person.id)
                if post.kind != _SCHOLAR
            ]
            self._persons[person.id] = next((state for state in states if state), "")
        return self._persons[person.id] or None

    def _actor(self, source: ClaimSource) -> str | None:
        if source.entity is not None:
            entry = self.catalog.get(source.entity)
            if entry is not None and entry.type == "person":
                posts = [one for one in self.catalog.posts(person=entry.id) if one.kind != _SCHOLAR]
                return posts[0].organisation if posts else entry.id
            if entry is not None and entry.type == "body" and self.kinship.state(entry.id) == _UNION:
                return _UNION
            if entry is None or not self._is_private(source, entry):
                return source.entity
        return self._key(None, source.text) if source.text else None

    def _key(self, entity: str | None, text: str) -> str | None:
        asked = (entity, text)
        if asked not in self._named:
            self._named[asked] = self._look_up(text)
        return self._named[asked]

    def _look_up(self, text: str) -> str | None:
        names = self.kinship.names_in(text)
        whole = [name for name in names if len(name.text) >= len(text.strip()) - 4]
        if whole:
            id = whole[0].entry.id
            return self.kinship.is_of_state(id) or id
        if OFFICIAL.search(text):
            state = self._state_in(text)
            if state is not None:
                return state
        return _slug(text) or None


class _Tracing:
    """Follows claims of one case back through those that they cite or copy."""

    def __init__(
        self,
        spoken: Sequence[Spoken],
        roots: Mapping[int, Root],
        publishers: Mapping[str, Sequence[int]],
        order: Sequence[int],
    ) -> None:
        self.spoken, self.roots, self.publishers, self.order = spoken, roots, publishers, order

    def trace(self, number: int, asked: frozenset[int]) -> Traced:
        """The origin of a claim; `asked` are those that led to it, so that nothing runs in a circle."""
        root = self.roots[number]
        asked |= {number}
        mine = self.spoken[number].met.document_id
        if root.cited is not None:
            found = [
                one
                for one in self.publishers.get(root.cited, ())
                if one not in asked and self.spoken[one].met.document_id != mine
            ]
            alike = [one for one in found if _is_like(self.spoken[one], self.spoken[number])] or found
            return self._through(alike[0], root.origin.why, asked) if alike else root.origin
        copied = self._copied(number, asked) if root.is_own else None
        if copied is None:
            return root.origin
        met = self.spoken[copied].met
        where = f"in the words of {met.publisher or met.title or met.document_id}"
        return self._through(copied, f"{where}, {met.published}" if met.published else where, asked)

    def _through(self, other: int, why: str, asked: frozenset[int]) -> Traced:
        found = self.trace(other, asked)
        return found._replace(why=f"{why}; there {found.why}")

    def _copied(self, number: int, asked: frozenset[int]) -> int | None:
        """The earliest claim of another document whose words it repeats."""
        mine = self.spoken[number]
        for other in self.order:
            theirs = self.spoken[other]
            if _place(theirs) > _place(mine):
                return None
            is_another = theirs.met.document_id != mine.met.document_id and other not in asked
            if is_another and is_copy(theirs.trace.wording, mine.trace.wording):
                return other
        return None


def _slug(name: str) -> str:
    return _FORM.sub("", _ARTICLE.sub("", _SLUG.sub("-", fold(name).casefold()).strip("-")))


def _place(one: Spoken) -> tuple[int, str, int]:
    published = one.met.published.toordinal() if one.met.published else 0
    return published, one.met.document_id, one.claim.quote.start


def _is_like(one: Spoken, other: Spoken) -> bool:
    return one.claim.kind == other.claim.kind and one.claim.polarity == other.claim.polarity
