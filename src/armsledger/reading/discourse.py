"""What the document has named so far, and what its pronouns and descriptions point at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from armsledger.model import ClaimTime, Filler
from armsledger.reading.nounphrases import Phrase

_PLURAL = frozenset({"they", "them", "their", "theirs"})
_PERSON = frozenset({"he", "him", "his", "she", "her"})
_SPEAKING = frozenset({"i", "we", "my", "our", "me", "us", "you", "your"})
# Classes by which a system of a narrower one may be called again.
_WIDE_CLASSES = frozenset({"aircraft", "arms"})
_MEMORY = 400
_NEW = 1.5
"""How much likelier a class is that the last sentence brought up."""
_REACH_SENTENCES = 6
_REACH_TWO = 12
"""How many sentences back the two countries may have been named."""
_LEDE = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One earlier mention: its phrase and sentence, and its rank (2 main subject, 1 subject, 0 else)."""

    phrase: Phrase
    sentence: int
    paragraph: int
    rank: int


class Discourse:
    """Earlier mentions in text order; resolves what later phrases refer to."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []
        self._barred: frozenset[int] = frozenset()
        self._full_names: dict[str, Phrase] = {}
        self.told_at: tuple[ClaimTime, int, int] | None = None
        """The time of the last deed told in the plain past, its sentence and paragraph."""
        self.entries: dict[int, Phrase] = {}
        """By paragraph, whom an entry of a list is about: "Namibia: two helicopters landed"."""
        self.measure: list[Filler] = []
        """Imposer and target of the last restriction told, for "the bill" and "the embargo" that follow."""
        self.deal_told = 0
        """The sentence that the last transfer was told in."""
        self.deal: dict[str, list[Phrase]] = {}
        """The roles of the last transfer told, for "the deal" and "the sale" that follow."""

    def note(self, phrase: Phrase, sentence: int, paragraph: int, rank: int = 0) -> None:
        """Remember a mention."""
        if phrase.pronoun:
            return
        self._mentions.append(Mention(phrase, sentence, paragraph, rank))
        del self._mentions[:-_MEMORY]
        words = phrase.text.split()
        if phrase.is_a("person", "unknown") and len(words) >= 2:
            self._full_names.setdefault(words[-1], phrase)
            if phrase.entry is not None:
                self._full_names.setdefault(words[0], phrase)

    def resolve(
        self, phrase: Phrase, sentence: int, paragraph: int, want: str, barred: frozenset[int] = frozenset()
    ) -> list[Phrase]:
        """What a phrase stands for; itself where it names something or nothing earlier fits.

        `want` is the sort that the role needs: actor, arms or person. `barred` are the starts of phrases that
        fill other roles of the clause: "Israel said it" may be Israel, "Israel sold it" may not.
        """
        lower = phrase.text.lower()
        self._barred = barred
        if phrase.pronoun:
            return self._pronoun(phrase, lower, sentence, paragraph, want)
        if want == "actor" and phrase.entity is None:
            two = self._two(lower, phrase, sentence)
            if two:
                return two
            surname = self._full_names.get(phrase.text.split()[-1]) if phrase.text[:1].isupper() else None
            if surname is not None and surname.text != phrase.text and len(phrase.text.split()) <= 2:
                return [_pointing(phrase, surname)]
            if phrase.definite and phrase.is_a("country") and not phrase.plural and phrase.owner is None:
                return self._as(phrase, sentence, lambda p: p.is_a("state")) or [phrase]
            if phrase.definite and phrase.is_a("company") and not phrase.plural and phrase.owner is None:
                sort = "group" if lower.endswith("group") else "company"
                return self._as(phrase, sentence, lambda p: p.is_a(sort)) or [phrase]
        if want == "arms" and phrase.definite and phrase.entity is None and phrase.is_a("carrier"):
            return self._arms(phrase, sentence, paragraph) or [phrase]
        return [phrase]

    def latest_arms(self, token: int) -> list[Phrase]:
        """The weapon named last, for a delivery or a contract that names none."""
        for mention in reversed(self._mentions):
            if mention.phrase.is_a("arms") and mention.phrase.entity is not None:
                return [replace(mention.phrase, token=token)]
        return []

    def resolve_all(
        self, phrases: Iterable[Phrase], sentence: int, paragraph: int, want: str
    ) -> list[Phrase]:
        """As `resolve`, for each of several phrases."""
        return [found for phrase in phrases for found in self.resolve(phrase, sentence, paragraph, want)]

    def _pronoun(self, phrase: Phrase, lower: str, sentence: int, paragraph: int, want: str) -> list[Phrase]:
        if lower in _SPEAKING and want == "actor":
            return [replace(phrase, pronoun=False, sorts=frozenset({"actor"}))]
        if lower in ("who", "which", "that", "this", "it") and want == "person":
            return []
        if lower in _PERSON:
            return self._as(phrase, sentence, lambda p: p.is_a("person"))
        if want == "arms":
            return self._arms(phrase, sentence, paragraph)
        if lower in ("it", "its", "itself"):
            found = self._as(phrase, sentence, _may_be_it)
            return [p for p in found if not p.is_a("facility")]
        if lower in _PLURAL:
            return self._as(phrase, sentence, lambda p: p.is_a("actor") and (p.plural or not p.is_a("state")))
        return []

    def _arms(self, phrase: Phrase, sentence: int, paragraph: int) -> list[Phrase]:
        """The weapon meant: one that has a name or a class before mere goods, and the likeliest of those."""
        if phrase.text.lower() in ("both", "the two"):
            return self._two_arms(phrase, sentence)
        for known in (_is_known_weapon, _is_weapon):
            near = self._near(phrase, sentence, known)
            if near:
                led = {m.phrase.entity for m in self._mentions if m.sentence < _LEDE} - {None}
                latest = near[0].sentence
                chosen = max(near, key=lambda m: _likeness(m, sentence, paragraph, led, latest))
                return [_pointing(phrase, self._specific(chosen.phrase))]
        return []

    def _two_arms(self, phrase: Phrase, sentence: int) -> list[Phrase]:
        """ "Used both in the war": the last two weapons named."""
        found: dict[str | None, Phrase] = {}
        for mention in self._near(phrase, sentence, _is_known_weapon):
            found.setdefault(mention.phrase.entity or mention.phrase.text, mention.phrase)
        return [replace(known, token=phrase.token) for known in reversed(list(found.values())[:2])]

    def _two(self, lower: str, phrase: Phrase, sentence: int) -> list[Phrase]:
        """ "The two countries", "both sides": the last two states named."""
        if not phrase.plural or not phrase.is_a("actor", "country"):
            return []
        described = any(
            word in lower for word in ("countries", "nations", "sides", "parties", "neighbours", "capitals")
        )
        bare = lower in ("two", "both")
        if (
            not bare
            and not (phrase.definite and (phrase.dual or described))
            and not (phrase.dual and described)
        ):
            return []
        if phrase.owner is not None:
            return []
        told: dict[int, dict[str, Phrase]] = {}
        for mention in reversed(self._mentions):
            if sentence - mention.sentence > _REACH_TWO:
                break
            if _may_be_a_state(mention.phrase):
                told.setdefault(mention.sentence, {}).setdefault(_named(mention.phrase), mention.phrase)
        # Two states told of in one sentence are a pair, before any two that were named last.
        pair = next((states for states in told.values() if len(states) == 2), None)
        if pair is None:
            pair = {}
            for states in told.values():
                pair |= {name: known for name, known in states.items() if name not in pair}
        found = [replace(known, token=phrase.token) for known in list(pair.values())[:2]]
        return list(reversed(found)) if len(found) == 2 else []

    def _as(
        self,
        phrase: Phrase,
        sentence: int,
        fits: Callable[[Phrase], bool],
    ) -> list[Phrase]:
        near = self._near(phrase, sentence, fits)
        if not near:
            return []
        ranked = [m for m in near if m.sentence == near[0].sentence]
        chosen = max(ranked, key=lambda m: m.rank)
        return [_pointing(phrase, self._specific(chosen.phrase))]

    def _near(self, phrase: Phrase, sentence: int, fits: Callable[[Phrase], bool]) -> list[Mention]:
        """The mentions of the last sentences that a phrase may point back at, the latest first."""
        return [
            m for m in reversed(self._mentions)
            if (m.sentence < sentence or m.phrase.end <= phrase.start)
            and m.phrase.start not in self._barred
            and sentence - m.sentence <= _REACH_SENTENCES
            and fits(m.phrase)
        ]  # fmt: skip

    def _specific(self, known: Phrase) -> Phrase:
        """ "The drones" that a pronoun points at are the system named before, if it is of their class."""
        if not (known.definite and known.entry is not None and known.entry.type == "class"):
            return known
        for mention in reversed(self._mentions):
            entry = mention.phrase.entry
            if entry is None or entry.type != "system" or mention.phrase.start >= known.start:
                continue
            if known.entry.id == entry.parent or known.entry.id in _WIDE_CLASSES:
                return mention.phrase
        return known


def _likeness(mention: Mention, sentence: int, paragraph: int, led: set[str | None], latest: int) -> float:
    """How likely a weapon named before is the one meant: near, of a name of its own, of the text's beginning.

    The weights are those of a conditional logit fitted on 252 such words of `evals/passages/dev`. New is a
    class that the last sentence brought up ("several hundred drones"), and no name taken up again.
    """
    phrase, away = mention.phrase, sentence - mention.sentence
    of_class = phrase.entry is not None and phrase.entry.type == "class"
    named = not of_class and not (phrase.entry is None and phrase.generic)
    wide = of_class and phrase.entity in _WIDE_CLASSES
    new = of_class and not wide and mention.sentence == latest and not phrase.definite
    return (
        0.8 * (away == 0) - 0.35 * away - 0.55 * (mention.paragraph != paragraph)
        + 1.65 * named
        - 1.25 * wide
        - 0.6 * phrase.definite + 0.45 * (phrase.entity in led)
        + _NEW * new
    )  # fmt: skip


def _is_weapon(phrase: Phrase) -> bool:
    return phrase.is_a("arms")


def _is_known_weapon(phrase: Phrase) -> bool:
    return phrase.is_a("arms") and (phrase.entry is not None or not phrase.generic)


def _may_be_a_state(phrase: Phrase) -> bool:
    """A state, or a name that the catalogue lacks and nothing makes anybody's or a firm's."""
    if phrase.entry is not None:
        return phrase.entry.is_state
    return phrase.entity is None and phrase.is_a("unknown") and not phrase.is_a("person", "company")


def _named(phrase: Phrase) -> str:
    return phrase.entity or phrase.text


def _may_be_it(phrase: Phrase) -> bool:
    """Somebody that is no person, or a plant: "it" is then not who runs it."""
    somebody = (
        phrase.is_a("actor") and not phrase.is_a("person") and not (phrase.plural and phrase.entry is None)
    )
    return somebody or phrase.is_a("facility")


def _pointing(phrase: Phrase, known: Phrase) -> Phrase:
    """The earlier phrase in the place of the later: what it names, where the later stands.

    The words are the later's, unless the antecedent is known by nothing but its own.
    """
    if known.entity is None:
        return replace(known, token=phrase.token)
    return replace(known, token=phrase.token, start=phrase.start, end=phrase.end, text=phrase.text)
