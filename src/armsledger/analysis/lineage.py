"""Whom each claim of a case goes back to: twelve papers that repeat one agency are one origin.

The rules, as docs/reference/cases.md tells them: a state, its officials, ministries, forces, state-owned firms
and state media are one origin; so are a medium and those who cite or copy it; a source without a name is its
medium's; what nobody is cited for is the publisher's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.wording import Wording, is_copy
from armsledger.catalog import Entry
from armsledger.catalog.folding import fold
from armsledger.model import Claim, ClaimSource
from armsledger.model.case import Met

_OFFICIAL = re.compile(
    r"\b(official|ministr|minister|army|military|navy|air force|government|authorit|spokes|general|colonel|"
    r"major|admiral|commander|command|forces|embassy|ambassador|diplomat|president|premier|chancellor|parliament|"
    r"intelligence|state (media|television|tv|news|radio|broadcaster)|state-(run|owned|controlled)|defen[cs]e|"
    r"coast guard|police|customs|cabinet|secretary|envoy|presidency|palace|treasury|department|state agency|"
    r"national news agency|guard|service)",
    re.IGNORECASE,
)  # fmt: skip
_SLUG = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(the|a|an)-")
_FORM = re.compile(
    r"-(plc|ltd|limited|inc|corp|corporation|co|company|ag|sa|gmbh|as|ab|llc|jsc|pjsc|bhd|spa|nv|oyj)$"
)
"""The legal form at the end of a company's name, which most who name it leave out."""
_STATE_BODY = ("office", "post", "demonym", "name", "capital", "metonym", "alias")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim with what its lineage is read from."""

    claim: Claim
    met: Met
    wording: Wording


@dataclass(frozen=True, slots=True)
class Root:
    """Whom a claim goes back to, and why in words. `cited` is the medium it was taken from, where it was."""

    key: str
    why: str
    cited: str | None = None
    is_own: bool = False


class Lineage:
    """Finds origins; what a name means is asked once."""

    def __init__(self, kinship: Kinship) -> None:
        self.kinship = kinship
        self.catalog = kinship.catalog
        self._named: dict[tuple[str | None, str | None], str | None] = {}
        self._persons: dict[str, str] = {}

    def origins(self, spoken: Sequence[Spoken]) -> list[tuple[str, str]]:
        """For each claim of one case the origin's key and why it is that one, in words."""
        order = sorted(range(len(spoken)), key=lambda number: _place(spoken[number]))
        roots = {number: self.root(spoken[number].claim, spoken[number].met) for number in order}
        publishers: dict[str, list[int]] = {}
        for number in order:
            publisher = self.publisher(spoken[number].met)
            publishers.setdefault(publisher, []).append(number)
        settled: dict[int, tuple[str, str]] = {}
        for number in order:
            settled[number] = self._settle(number, spoken, roots, publishers, order, set())
        return [settled[number] for number in range(len(spoken))]

    def _settle(
        self,
        number: int,
        spoken: Sequence[Spoken],
        roots: dict[int, Root],
        publishers: dict[str, list[int]],
        order: list[int],
        asked: set[int],
    ) -> tuple[str, str]:
        root = roots[number]
        if number in asked:
            return root.key, root.why
        asked = asked | {number}
        if root.cited is not None:
            found = [one for one in publishers.get(root.cited, ()) if one not in asked]
            told = [one for one in found if _is_like(spoken[one], spoken[number])] or found
            if told:
                key, why = self._settle(told[0], spoken, roots, publishers, order, asked)
                return key, f"{root.why}; there {why}"
            return root.key, root.why
        if not root.is_own:
            return root.key, root.why
        mine = spoken[number]
        for other in order:
            theirs = spoken[other]
            if other in asked or theirs.met.document_id == mine.met.document_id:
                continue
            if _place(theirs) > _place(mine):
                break
            if is_copy(theirs.wording, mine.wording):
                key, why = self._settle(other, spoken, roots, publishers, order, asked)
                title = theirs.met.publisher or theirs.met.document_id
                return key, f"in the words of {title} of {theirs.met.published}; there {why}"
        return root.key, root.why

    def root(self, claim: Claim, met: Met) -> Root:
        """Whom a claim goes back to by its own document alone."""
        chain = [source for source in claim.sources if source.kind != "document"]
        if not chain:
            return self._own(met)
        source = chain[-1]
        outer = [one for one in chain[:-1] if one.kind == "named"]
        state = self._state_of(source)
        said = self._called(source)
        if source.kind == "named" or (source.kind == "anonymous" and state):
            key = state or self._actor(source)
            if key is not None:
                if state:
                    is_itself = source.entity in (state, None) and said == self.name(key)
                    return Root(key, f"said by {said}" + f", for {self.name(key)}" * (not is_itself))
                is_medium = self._is_medium(source, key)
                return Root(key, f"told by {said}" if is_medium else f"said by {said}", key)
        if outer:
            key = self._state_of(outer[-1]) or self._actor(outer[-1])
            if key is not None:
                return Root(key, f"by sources of {outer[-1].text} that it does not name", key)
        own = self._own(met)
        return Root(own.key, f"by {said or 'sources'}, not named, whom {own.why}", None, True)

    def publisher(self, met: Met) -> str:
        """The key of who wrote a document: its agency where the text names one, else its publisher."""
        name = met.wire or met.publisher
        if not name:
            return met.document_id
        return self._key(None, name) or _slug(name)

    def _own(self, met: Met) -> Root:
        key = self.publisher(met)
        return Root(
            key, f"{self.name(key) if met.publisher is None else met.publisher} tells of itself", None, True
        )

    def name(self, key: str) -> str:
        """What an origin is called."""
        entry = self.catalog.get(key)
        return entry.name if entry is not None else key

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
                return state if source.text and _OFFICIAL.search(source.text) else None
            return state
        if not source.text or not _OFFICIAL.search(source.text):
            return None
        return self._state_in(source.text)

    def _state_in(self, text: str) -> str | None:
        for name in self.catalog.names_in(text):
            if name.entry.is_state and name.form in _STATE_BODY:
                return name.entry.id
        return None

    def _office(self, person: Entry) -> str | None:
        """The state whose office a person ever held, else None: a scholar speaks for himself."""
        if person.id not in self._persons:
            states = [
                self.kinship.is_of_state(post.organisation) for post in self.catalog.posts(person=person.id)
            ]
            self._persons[person.id] = next((state for state in states if state), "")
        return self._persons[person.id] or None

    def _actor(self, source: ClaimSource) -> str | None:
        if source.entity is not None:
            entry = self.catalog.get(source.entity)
            if entry is not None and entry.type == "person":
                posts = self.catalog.posts(person=entry.id)
                return posts[0].organisation if posts else entry.id
            return source.entity
        return self._key(None, source.text) if source.text else None

    def _key(self, entity: str | None, text: str) -> str | None:
        asked = (entity, text)
        if asked not in self._named:
            self._named[asked] = self._look_up(text)
        return self._named[asked]

    def _look_up(self, text: str) -> str | None:
        names = self.catalog.names_in(text)
        whole = [name for name in names if len(name.text) >= len(text.strip()) - 4]
        if whole:
            id = whole[0].entry.id
            return self.kinship.is_of_state(id) or id
        if _OFFICIAL.search(text):
            state = self._state_in(text)
            if state is not None:
                return state
        return _slug(text) or None


def _slug(name: str) -> str:
    return _FORM.sub("", _ARTICLE.sub("", _SLUG.sub("-", fold(name).casefold()).strip("-")))


def _place(one: Spoken) -> tuple[int, str, int]:
    published = one.met.published.toordinal() if one.met.published else 0
    return published, one.met.document_id, one.claim.quote.start


def _is_like(one: Spoken, other: Spoken) -> bool:
    return one.claim.kind == other.claim.kind and one.claim.polarity == other.claim.polarity
