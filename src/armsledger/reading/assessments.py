"""Assessments: the clauses of a sentence that judge, compare or forecast."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from armsledger.model import Claim
from armsledger.reading import judging
from armsledger.reading.events import Event, Judgement
from armsledger.reading.judging import Clause
from armsledger.reading.lexicon import Lexicon, bare_frame
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.syntax import Tree

SAME = 0.5
"""The share of their union from which two clauses say the same."""
_REASONS = 3
_ABOUT = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class _Judged:
    """A clause that judges, how likely, what shows it, and how likely the spotter finds it."""

    probability: float
    clause: Clause
    features: Mapping[str, float]
    spotted: float | None


class AssessmentReader:
    """Finds the judgements of one sentence."""

    def __init__(self, tree: Tree, text: str, reader: PhraseReader, lexicon: Lexicon) -> None:
        self.tree, self.text, self.reader, self.lexicon = tree, text, reader, lexicon
        self.known = judging.load()

    def events(self, claims: Sequence[Claim]) -> list[Event]:
        """The judgements beside the sentence's other claims, in the order of the text."""
        kept: list[_Judged] = []
        for judged in sorted(self._judged(claims), key=lambda judged: -judged.probability):
            if all(judging.overlap(judged.clause.span, other.clause.span) < SAME for other in kept):
                kept.append(judged)
        return [self._event(judged) for judged in sorted(kept, key=lambda judged: judged.clause.span[0])]

    def candidates(self, claims: Sequence[Claim]) -> Iterator[tuple[Clause, Mapping[str, float]]]:
        """Every clause that may judge, and its features."""
        quotes = [(claim.quote.start, claim.quote.end) for claim in claims]
        for clause in judging.clauses(self.tree, self.lexicon, self.known.words):
            yield clause, judging.features(self.tree, clause, self.text, quotes, self.lexicon)

    def _judged(self, claims: Sequence[Claim]) -> Iterator[_Judged]:
        for clause, features in self.candidates(claims):
            spotted = self.spotted(clause)
            probability = self.known.probability(features, spotted)
            if probability >= self.known.least:
                yield _Judged(probability, clause, features, spotted)

    def spotted(self, clause: Clause) -> float | None:
        """How likely the spotter finds it that a word of the clause judges."""
        spots = self.tree.spots
        if spots is None:
            return None
        return spots.probability([token.index for token in clause.tokens], "assessment")

    def _event(self, judged: _Judged) -> Event:
        clause, features = judged.clause, judged.features
        topic, stance = judging.leaning(self.tree, clause, negated="negation" in features)
        event = Event(bare_frame("judgement", "assessment"), clause.head)
        event.judgement = Judgement(
            *clause.span, round(self.known.confidence(judged.probability), 2), topic, stance
        )
        words = dict.fromkeys(f"'{token.text}'" for token, _ in clause.judging)
        if words:
            event.why.append(f"judges by {', '.join(words)}")
        if judged.spotted is not None:
            event.why.append(f"the spotter: {judged.spotted:.2f}")
        weighed = sorted(features, key=lambda name: -self.known.weights.get(name, 0.0) * features[name])
        event.why.append(f"shows in {', '.join(name for name in weighed[:_REASONS])}")
        self._add_about(event, clause)
        return event

    def _add_about(self, event: Event, clause: Clause) -> None:
        """The actors and systems of the clause; after "than" it is what they are compared with."""
        for token in clause.tokens:
            if token.upos not in _ABOUT or token.base_rel in ("compound", "flat"):
                continue
            role = "comparand" if "than" in self.tree.prepositions(token.index) else "about"
            for phrase in self.reader.read(token.index):
                known = {p.entity for phrases in event.roles.values() for p in phrases}
                if phrase.entity and phrase.entity not in known and phrase.is_a("actor", "arms"):
                    event.roles.setdefault(role, []).append(phrase)
        about = event.roles.get("about", [])
        if any(phrase.is_a("arms") and not phrase.generic for phrase in about):
            event.roles["about"] = [p for p in about if not (p.is_a("arms") and p.generic)]
