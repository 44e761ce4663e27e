"""The grammar reader: gate, parse, frames, attribution, manner, time and grounding, in that order."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from armsledger.catalog import Catalog, Name, load
from armsledger.errors import UsageError
from armsledger.model import CORE_ROLES, Claim, ClaimSource, ClaimTime, Document, Problem, Reading
from armsledger.reading import confidence, english, gate, lexicon, settling
from armsledger.reading.amounts import find_counts, find_money
from armsledger.reading.assembly import Assembler, Surroundings
from armsledger.reading.assessments import AssessmentReader
from armsledger.reading.attribution import Attributor
from armsledger.reading.datelines import labels
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.folding import Word, fold
from armsledger.reading.frames import FrameMatcher
from armsledger.reading.grounding import ground
from armsledger.reading.learning import NameLearner
from armsledger.reading.nounphrases import Phrase, sorts_of
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.proposals import SPOTTED, known_kinds
from armsledger.reading.relations import RelationReader
from armsledger.reading.segmentation import Sentence, split
from armsledger.reading.speakers import Speakers
from armsledger.reading.spotting import Spotter, Spotting, sort_of
from armsledger.reading.spotting import load as load_spotter
from armsledger.reading.syntax import Tree
from armsledger.reading.times import TimeExpression, chronology, find_times, log_headings

GRAMMAR = "grammar.1"
_JUDGES = 0.6
"""How likely a clause judges for nothing to be spotted in it."""
_Placed = TypeVar("_Placed", Name, TimeExpression)
_BULLET = re.compile(r"(?:[-*•–●·▪○]|\(?(?:[a-z]|\d{1,2})[.)])\s{1,3}")
_ENTRY = re.compile(r"\s?(?:[:–—]|\.(?=\s))\s?")
_YEAR_HOLDS = 900
"""How many characters a year of a chronology holds for, unless the next comes first."""
_OPENS = re.compile(r"\s?(?:[:–—]|-\s|\.\s|\n)")


def read(document: Document, published: date | None = None, catalog: Catalog | None = None) -> Reading:
    """The claims of a document, in the order of its text.

    `published` is used where the document does not give its own date; without either, relative times stay
    unresolved and the reading says so in a problem. `catalog` is the one to find names in, by default that
    which comes with armsledger. Raises UsageError where `published` is no date.
    """
    if published is not None and not isinstance(published, date):
        raise UsageError(f"published is {published!r}, which is no date; give a datetime.date.")
    assumed = document.published or published
    catalog = catalog or load()
    names = catalog.names_in(document.text)
    claims: list[Claim] = []
    problems: list[Problem] = []
    if gate.is_about_arms(document.text, names):
        sentences = split(document.text)
        chosen = gate.choose(sentences, document.text, names)
        times = find_times(_nameless(document.text, names), assumed)
        grammar = _Grammar(document, names, times, catalog, reader_version(catalog))
        read_ones = settling.headed(document, grammar.claims(sentences, chosen, load_spotter()))
        read_ones = settling.settled(read_ones)
        weighed = (confidence.weighed(claim) for claim in read_ones)
        claims = settling.believed(document, list(weighed), gate.names_a_system(names))
        problems = _undated(document, assumed, claims)
    claims.sort(key=lambda claim: (claim.quote.start, claim.quote.end, claim.kind, claim.id))
    return Reading(document.id, reader_version(catalog), assumed, tuple(claims), tuple(problems))


def reader_version(catalog: Catalog | None = None) -> str:
    """What a reading is keyed by: the versions of the grammar, of the English model, and of the catalogue."""
    models = f"{english.load().version}+{load_spotter().names.version}"
    return f"{GRAMMAR}+{models}+{(catalog or load()).version}"


def _undated(document: Document, assumed: date | None, claims: Sequence[Claim]) -> list[Problem]:
    if assumed is not None or not any(
        c.time and c.time.since is None and c.time.until is None for c in claims
    ):
        return []
    where = document.address or document.id
    return [
        Problem(
            where,
            "no publication date is known, so relative times stay unresolved; give one with --published",
        )
    ]


def _starting(items: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """Those of `items`, which are in the order of the text, that start from `start` to before `end`."""
    at = attrgetter("start")
    return items[bisect_left(items, start, key=at) : bisect_left(items, end, key=at)]


def _within_judgement(spotted: Claim, judgement: Claim) -> bool:
    """Whether what was spotted stands in a clause that rather judges."""
    quote, judged = spotted.quote, judgement.quote
    shared = min(quote.end, judged.end) - max(quote.start, judged.start)
    return judgement.confidence >= _JUDGES and 2 * shared >= quote.end - quote.start


def _nameless(text: str, names: Sequence[Name]) -> str:
    """The text with x's for the weapons' names, of the same length: "Mirage 2000s" is no decade."""
    parts, at = [], 0
    for name in names:
        if name.entry.type == "system" and name.start >= at:
            parts += [text[at : name.start], "x" * (name.end - name.start)]
            at = name.end
    return "".join([*parts, text[at:]])


def _shifted(time: TimeExpression, by: int) -> TimeExpression:
    return replace(time, start=time.start + by, end=time.end + by)


def _is_common(text: str, name: Name) -> bool:
    """Whether a town's name is a common word here: "the Union"."""
    town = name.entry.type == "place" and " " not in name.text
    return town and text[max(0, name.start - 4) : name.start].casefold() == "the "


def _phrase_of(name: Name) -> Phrase:
    """A name as a phrase of no sentence."""
    sorts = frozenset(sorts_of(name.entry))
    return Phrase(-1, name.start, name.end, name.text, name.entry.id, sorts, name.entry)


class _Grammar:
    """One document's way through the grammar."""

    def __init__(
        self,
        document: Document,
        names: Sequence[Name],
        times: Sequence[TimeExpression],
        catalog: Catalog,
        version: str = GRAMMAR,
    ) -> None:
        self.catalog, self.version = catalog, version
        self.document, self.text = document, document.text
        self.names = [name for name in names if not _is_common(document.text, name)]
        self.times = times
        self.headings = log_headings(document.text, times)
        self.years = chronology(document.text)
        self.lexicon = lexicon.load()
        self.discourse = Discourse()
        self.speakers = Speakers(document.text)
        self.told: list[Claim] = []
        self.systems: set[str] = set()
        self.opened: dict[int, int] = {}

    def folded(
        self, sentences: Sequence[Sentence], chosen: Sequence[bool]
    ) -> dict[int, tuple[list[Word], list[str]]]:
        """The words of the chosen sentences with their names as one word each, and the parser's forms."""
        return {
            number: fold(self.text, sentence, self._names_within(sentence))
            for number, sentence in enumerate(sentences)
            if chosen[number]
        }

    def trees(
        self, sentences: Sequence[Sentence], chosen: Sequence[bool], spotter: Spotter | None
    ) -> dict[int, Tree]:
        """The chosen sentences parsed, by number, and looked through by the spotter if there is one."""
        folded = self.folded(sentences, chosen)
        sorts = [[sort_of(name and name.entry.type) for *_, name in words] for words, _ in folded.values()]
        spotting = Spotting(spotter, sorts) if spotter is not None else None
        parses = english.load().parse([forms for _, forms in folded.values()], spotting)
        trees: dict[int, Tree] = {}
        for place, ((number, (words, _)), parse) in enumerate(zip(folded.items(), parses, strict=True)):
            spots = spotting.of(place) if spotting is not None else None
            trees[number] = tree = Tree.build(words, parse, number, sentences[number].paragraph, spots)
            if spots is not None:
                spots.kinds += known_kinds(tree, spots.names.kinds) @ spots.names.known
        return trees

    def claims(
        self, sentences: Sequence[Sentence], chosen: Sequence[bool], spotter: Spotter | None = None
    ) -> list[Claim]:
        trees = self.trees(sentences, chosen, spotter)
        self._note_entries(sentences)
        for paragraph, (start, end) in labels(self.text, sentences).items():
            if paragraph in self.discourse.entries:
                continue
            self.speakers.label(paragraph, ClaimSource("named", self.text[start:end], start, end))
        for tree in trees.values():
            NameLearner(tree, self.text, self.lexicon, self.systems).learn()
        for number, sentence in enumerate(sentences):
            self._resume_log(sentence, number)
            if number in trees:
                self.told.extend(self._read_sentence(trees[number], sentence))
            else:
                self._note_names(sentence, number)
        return self.told

    def _note_entries(self, sentences: Sequence[Sentence]) -> None:
        """Whom the entries of a list are about: a state or force that stands alone before its colon."""
        opened: set[int] = set()
        for sentence in sentences:
            first = sentence.paragraph not in opened
            opened.add(sentence.paragraph)
            begin = _BULLET.match(self.text, sentence.start)
            start = begin.end() if begin else sentence.start
            name = next(iter(_starting(self.names, start, start + 1)), None) if first else None
            if name is None or not (name.entry.is_state or name.entry.type in ("force", "group")):
                continue
            if _ENTRY.match(self.text, name.end):
                self.discourse.entries[sentence.paragraph] = _phrase_of(name)

    def _resume_log(self, sentence: Sentence, number: int) -> None:
        """Under a log's heading, what is told without a date of its own is of the heading's day."""
        while len(self.headings) > 1 and self.headings[1].end <= sentence.start:
            del self.headings[0]
        if not self.headings or self.headings[0].end > sentence.start:
            return
        day, told = self.headings[0], self.discourse.told_at
        if told is None or told[2] != sentence.paragraph or told[0].start == day.start:
            time = ClaimTime(day.text, day.start, day.end, day.since, day.until)
            self.discourse.told_at = (time, number, sentence.paragraph)

    def _names_within(self, span: Sentence) -> list[Name]:
        return [name for name in _starting(self.names, span.start, span.end) if name.end <= span.end]

    def _read_sentence(self, tree: Tree, sentence: Sentence) -> list[Claim]:
        times = _starting(self.times, sentence.start, sentence.end)
        dates = [t for t in times if t.kind != "duration"]
        timed = frozenset(
            token.index
            for token in tree.tokens
            for t in dates
            if t.start <= token.start and token.end <= t.end
        )
        reader = PhraseReader(tree, self.text, self.lexicon, self.systems, timed)
        self._note(tree, reader)
        attributor = Attributor(tree, reader, self.lexicon, self.discourse, self.speakers)
        segment = self.text[sentence.start : sentence.end]
        around = Surroundings(
            [t for t in times if t.end <= sentence.end],
            find_counts(segment, offset=sentence.start, times=[_shifted(t, -sentence.start) for t in times]),
            find_money(segment, offset=sentence.start),
            self._line_time(sentence),
        )
        assembler = Assembler(
            self.document.id,
            self.text,
            tree,
            reader,
            self.lexicon,
            self.discourse,
            attributor,
            around,
            self.catalog,
            self.version,
        )
        events = FrameMatcher(tree, reader, self.lexicon, self.discourse).events()
        found: list[Claim] = []
        for event in (e for e in events if e.frame.name != SPOTTED):
            grounded = self._grounded(assembler, event)
            if grounded is not None and not self._back_reference(tree, event, grounded, [*self.told, *found]):
                found.append(grounded)
                self._note_deal(tree, event)
        proposed = [e for e in events if e.frame.name == SPOTTED]
        judged = self._judged(tree, reader, assembler, found) if proposed else []
        for event in proposed:
            spotted = self._grounded(assembler, event)
            if spotted is not None and not any(_within_judgement(spotted, judgement) for judgement in judged):
                found.append(spotted)
                self._note_deal(tree, event)
        found += self._judged(tree, reader, assembler, found)
        related = RelationReader(tree, reader, self.discourse).events()
        found += self._all_grounded(assembler, related)
        self._learn_speakers(tree, attributor)
        return found

    def _judged(
        self, tree: Tree, reader: PhraseReader, assembler: Assembler, found: Sequence[Claim]
    ) -> list[Claim]:
        """What is judged in the sentence, beside the deeds found."""
        events = AssessmentReader(tree, self.text, reader, self.lexicon).events(found)
        return self._all_grounded(assembler, events)

    def _note_deal(self, tree: Tree, event: Event) -> None:
        """Remember a transfer's parties, for "the deal" and "the sale" that follow."""
        if event.frame.kind == "transfer":
            self.discourse.deal_told = tree.number
            told = ("supplier", "recipient", "system")
            self.discourse.deal = {role: event.roles[role] for role in told if event.roles.get(role)}

    def _all_grounded(self, assembler: Assembler, events: Iterable[Event]) -> list[Claim]:
        claims = (self._grounded(assembler, event) for event in events)
        return [claim for claim in claims if claim is not None]

    def _grounded(self, assembler: Assembler, event: Event) -> Claim | None:
        """The claim of an event, where there is one and it stands in the text."""
        claim = assembler.claim(event)
        return ground(claim, self.text) if claim is not None else None

    def _back_reference(self, tree: Tree, event: Event, claim: Claim, told: Sequence[Claim]) -> bool:
        """A noun that only takes up a deed told before ("the inauguration marks…") is no new claim."""
        if tree.is_verb(event.predicate) or claim.time or claim.value or claim.quantity:
            return False
        mine = {(f.role, f.entity) for f in claim.roles if f.entity and f.role in CORE_ROLES[claim.kind]}
        return len(mine) > 1 and any(
            mine <= {(f.role, f.entity) for f in other.roles}
            for other in told
            if other.kind == claim.kind and other.status == claim.status
        )

    def _learn_speakers(self, tree: Tree, attributor: Attributor) -> None:
        """Sentences that only introduce a speaker teach who speaks in the quotation that follows."""
        for token in tree.tokens:
            if tree.is_verb(token.index) and token.lemma in self.lexicon.cues["speech.certain"]:
                attributor.attribute(
                    next(iter(tree.children(token.index, "ccomp", "parataxis")), token.index)
                )

    def _note(self, tree: Tree, reader: PhraseReader) -> None:
        for token in tree.tokens:
            if token.upos in ("NOUN", "PROPN", "NUM") and token.base_rel not in ("compound", "flat"):
                for phrase in reader.read(token.index):
                    crowd = (
                        phrase.generic and phrase.plural and phrase.is_a("person")
                    )  # "reporters" are nobody's "he"
                    told = phrase.is_a("person", "unknown", "arms", "facility") and not crowd
                    if phrase.entity is not None or told:
                        self.discourse.note(
                            phrase, tree.number, tree.paragraph, self._rank(tree, token.index)
                        )

    def _line_time(self, sentence: Sentence) -> ClaimTime | None:
        """The date that opens a timeline's line ("10 February 2018: ..."), which holds for its paragraph."""
        opened = self.opened.get(sentence.paragraph)
        if opened is None:
            opened = self.opened[sentence.paragraph] = sentence.start
        for time in _starting(self.times, opened, opened + 5):
            if time.kind in ("absolute", "relative") and _OPENS.match(self.text, time.end):
                return ClaimTime(time.text, time.start, time.end, time.since, time.until)
        return self._entry_time(sentence)

    def _entry_time(self, sentence: Sentence) -> ClaimTime | None:
        """The year under which a chronology tells a sentence."""
        number = bisect_left(self.years, sentence.end, key=attrgetter("start")) - 1
        if number < 0 or sentence.start - self.years[number].end > _YEAR_HOLDS:
            return None
        year = self.years[number]
        return ClaimTime(year.text, year.start, year.end, year.since, year.until)

    def _rank(self, tree: Tree, index: int) -> int:
        token = tree.tokens[index]
        if token.base_rel != "nsubj":
            return 0
        return 2 if tree.tokens[token.head].rel == "root" else 1

    def _note_names(self, sentence: Sentence, number: int) -> None:
        for name in self._names_within(sentence):
            self.discourse.note(_phrase_of(name), number, sentence.paragraph)
