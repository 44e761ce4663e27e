"""Who puts a claim: the chain of sources from the document down to whom the claim goes back to."""

from dataclasses import dataclass, field
from functools import cached_property

from armsledger.model import CERTAINTIES, ClaimSource
from armsledger.reading.asides import closing_speaker, inserted_speakers
from armsledger.reading.discourse import Discourse
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.slots import slots_of
from armsledger.reading.speakers import Speakers
from armsledger.reading.syntax import Tree
from armsledger.reading.voices import source_of

_SAID_BELOW = frozenset(
    {"ccomp", "xcomp", "parataxis", "obj", "csubj", "nsubj:pass", "csubj:pass", "obl", "advcl", "acl"}
)


@dataclass
class Attribution:
    """The sources found, innermost first, the doubt they bring, and how they were found."""

    inner_first: list[ClaimSource] = field(default_factory=list)
    certainty: str = "certain"
    speech_tokens: list[int] = field(default_factory=list)
    tail_start: int | None = None
    why: list[str] = field(default_factory=list)

    @property
    def sources(self) -> tuple[ClaimSource, ...]:
        """Outermost first, as the claim format has it; the document where nobody is cited."""
        return tuple(reversed(self.inner_first)) or (ClaimSource("document"),)

    def add(self, source: ClaimSource | None, reason: str) -> None:
        """Add the next source outwards, unless it repeats the last."""
        if source is None:
            return
        last = self.inner_first[-1] if self.inner_first else None
        if last is not None and (last.entity, last.text, last.kind) == (
            source.entity,
            source.text,
            source.kind,
        ):
            return
        if source.kind == "unspecified" and any(s.kind != "unspecified" for s in self.inner_first):
            return
        self.inner_first.append(source)
        self.why.append(reason)


class Attributor:
    """Finds the sources of the claims of one sentence."""

    def __init__(
        self, tree: Tree, reader: PhraseReader, lexicon: Lexicon, discourse: Discourse, speakers: Speakers
    ) -> None:
        self.tree, self.reader, self.discourse, self.speakers = tree, reader, discourse, speakers
        self.cues, self.words, self.governors = lexicon.cues, lexicon.words, lexicon.governors
        self.deeds = lexicon.noun_frames

    def attribute(self, predicate: int) -> Attribution:
        """The sources of the claim that a predicate carries."""
        found = Attribution()
        tail = self.tail
        if tail is not None and predicate < tail[0]:
            found.tail_start = self.tree.tokens[tail[0]].start
        at = predicate
        self._beside(at, found)
        self._claimed(at, found)
        for _ in range(14):
            head = self.tree.tokens[at].head
            if head < 0:
                break
            self._above(at, head, found)
            self._beside(head, found, without=at)
            at = head
        if tail is not None and predicate < tail[0] and tail[1] not in found.speech_tokens:
            self._say(tail[0], tail[1], found)
        for subject, verb in self.inserted:
            if verb not in found.speech_tokens and predicate not in (subject, verb):
                self._say(subject, verb, found)
        self._from_quotation(predicate, found)
        return found

    @cached_property
    def inserted(self) -> list[tuple[int, int]]:
        """Speakers and verbs put between commas, as `inserted_speakers` finds them."""
        return inserted_speakers(self.tree, self._is_speech)

    @cached_property
    def tail(self) -> tuple[int, int] | None:
        """Speaker and verb that the sentence ends on, as `closing_speaker` finds them."""
        return closing_speaker(self.tree, self._is_speech)

    # -- what stands above -------------------------------------------------

    def _above(self, below: int, above: int, found: Attribution) -> None:
        token, verb = self.tree.tokens[below], self.tree.tokens[above]
        if token.base_rel in ("parataxis", "conj") and above < below and self._parted(above, below):
            return
        hearsay = verb.lemma in self.cues["speech.hearsay"] and self.tree.is_passive(above)
        if not self._is_speech(above) and not hearsay:
            self._speech_noun(below, above, found)
            return
        if token.base_rel not in {r.partition(":")[0] for r in _SAID_BELOW} or token.rel == "acl:relcl":
            return
        if token.base_rel in ("obl", "advcl") and not self._accusing(above, below):
            return
        subject = self._speaker_token(above)
        if self.tree.is_passive(above):
            self._hearsay(above, found)
            return
        if subject is None or subject == below:
            return
        governor = self.governors.get(verb.lemma)
        denied = governor is not None and governor.polarity == "denied"
        denies = denied and token.lemma in self.cues["speech.nouns"]
        if token.base_rel == "obj" and not denies and not self._doer_may_say(verb.lemma):
            return
        self._say(subject, above, found)

    def _parted(self, first: int, second: int) -> bool:
        """A semicolon ends what is said."""
        return any(t.text == ";" for t in self.tree.tokens[first:second])

    def _accusing(self, verb: int, below: int) -> bool:
        governor = self.governors.get(self.tree.tokens[verb].lemma)
        return governor is not None and governor.reverse and self.tree.is_verb(below)

    def _doer_may_say(self, lemma: str) -> bool:
        """Verbs whose bare object can be a deed that is told ("announced the delivery")."""
        return lemma in self.words["telling_of"]

    def _is_speech(self, index: int) -> bool:
        lemma = self.tree.tokens[index].lemma
        if not self.tree.is_verb(index):
            return False
        governor = self.governors.get(lemma)
        speaking = governor is not None and governor.speech
        return speaking or any(lemma in self.cues[f"speech.{c}"] for c in CERTAINTIES)

    def _speaker_token(self, verb: int) -> int | None:
        arguments = self.tree.subjects(verb)
        return arguments[0].token if arguments else None

    def _hearsay(self, verb: int, found: Attribution) -> None:
        """ "is said to have sold", "it was reported that", "was accused by X of selling"."""
        for argument in slots_of(self.tree, verb).get("subj", []):
            self._say(argument.token, verb, found)
            return
        lemma = self.tree.tokens[verb].lemma
        if lemma in self.cues["speech.hearsay"] and lemma not in self.cues["speech.firm_hearsay"]:
            token = self.tree.tokens[verb]
            found.add(
                ClaimSource("unspecified", token.text, token.start, token.end), f"hearsay: '{token.text}'"
            )
            self._doubt(found, "probable")

    def _say(self, subject: int, verb: int, found: Attribution) -> None:
        governor = self.governors.get(self.tree.tokens[verb].lemma)
        if governor is not None and governor.polarity == "denied":
            # Who denies a report speaks for themselves; the report's own hearsay is what they deny.
            found.inner_first = [s for s in found.inner_first if s.kind != "unspecified"]
            found.certainty = "certain" if not found.inner_first else found.certainty
        tree, lemma = self.tree, self.tree.tokens[verb].lemma
        found.speech_tokens.append(verb)
        if any(tree.tokens[c].lower in self.cues["adverbs.negation"] for c in tree.children(verb, "advmod")):
            found.why.append(f"'{tree.tokens[verb].text}' is negated: nobody says it")
            return
        if tree.tokens[subject].lemma == "report" and tree.tokens[subject].name is None:
            self._doubt(found, "probable")
        if tree.tokens[subject].lemma in self.cues["sources.evidence"] and tree.tokens[subject].name is None:
            self._doubt(found, "probable")
            found.why.append(f"seen, not told: '{tree.tokens[subject].text}'")
            return
        if tree.tokens[subject].lower in ("i", "we"):
            return
        if self._is_deed(subject):
            found.why.append(f"shown, not told: '{tree.tokens[subject].text}'")
            return
        if not found.inner_first:
            for certainty in ("probable", "possible"):
                if lemma in self.cues[f"speech.{certainty}"] and lemma not in self.cues["speech.certain"]:
                    self._doubt(found, certainty)
        self._cited(verb, found)
        for clause in tree.children(subject, "acl", "advcl"):
            if tree.tokens[clause].lemma in self.cues["speech.citing"]:
                self._add_cited(clause, found)
        subject = self._author_of(subject)
        for source in self.sources_of(subject):
            found.add(source, f"said by '{source.text}' ({lemma})")
            outside = self.speakers.quotation(tree.tokens[verb].start) is None
            for child in tree.children(verb, "ccomp", "parataxis", "obj"):
                self.speakers.learn(tree.tokens[child].start, tree.paragraph, source, outside)
            self.speakers.learn(tree.tokens[verb].start, tree.paragraph, source, outside)
            break
        if lemma in ("tell", "inform"):
            self._told_medium(verb, found)

    def _is_deed(self, subject: int) -> bool:
        """ "The inauguration indicates", "the sale suggests": a deed says nothing."""
        token = self.tree.tokens[subject]
        speaking = any(token.lemma in self.words[who] for who in ("people", "government", "actor", "title"))
        return token.upos == "NOUN" and token.name is None and token.lemma in self.deeds and not speaking

    def _author_of(self, subject: int) -> int:
        """ "A report by the Herald said": the Herald did."""
        if self.tree.tokens[subject].lemma not in (
            "report",
            "statement",
            "account",
            "article",
            "study",
            "communique",
        ):
            return subject
        owners = self.tree.children(subject, "nmod:poss")
        owners += [
            c for c in self.tree.children(subject, "nmod", "compound")
            if self._names_someone(c) and not {"on", "about", "into"} & {*self.tree.prepositions(c)}
        ]  # fmt: skip
        return owners[0] if owners else subject

    def _told_medium(self, verb: int, found: Attribution) -> None:
        """ "A diplomat told the Herald": the medium is the outer source."""
        for child in self.tree.children(verb, "obj", "iobj"):
            for phrase in self.reader.read(child):
                token = self.tree.tokens[phrase.token]
                titled = token.upos == "NOUN" and token.text[:1].isupper() and phrase.entity is None
                unknown = phrase.is_a("unknown") and not phrase.is_a("person")
                if phrase.is_a("medium") or unknown or titled:
                    found.add(
                        ClaimSource("named", phrase.text, phrase.start, phrase.end, phrase.entity),
                        f"told to '{phrase.text}'",
                    )

    def _cited(self, verb: int, found: Attribution) -> None:
        """ "reported, citing two officials": whom the speaker cites stands within."""
        for child in self.tree.children(verb, "advcl", "xcomp", "conj", "obl"):
            if self.tree.tokens[child].lemma in self.cues["speech.citing"]:
                for told in self.tree.children(child, "obj")[:1]:
                    self._add_all(told, found, "cited")
            elif {"citing", "quoting"} & {*self.tree.prepositions(child)}:
                self._add_all(child, found, "cited")
            elif self.tree.tokens[child].lemma == "reference":
                for told in self.tree.children(child, "nmod")[:1]:
                    self._add_all(told, found, "cited")

    def _add_cited(self, citing: int, found: Attribution) -> None:
        for told in self.tree.children(citing, "obj"):
            self._add_all(told, found, "cited")

    def _add_all(self, token: int, found: Attribution, how: str) -> None:
        for source in self.sources_of(token)[:1]:
            found.add(source, f"{how}: '{source.text}'")

    def _speech_noun(self, below: int, above: int, found: Attribution) -> None:
        """ "reports that", "Tehran's claim that", "reports of"."""
        token, noun = self.tree.tokens[below], self.tree.tokens[above]
        if noun.lemma not in self.cues["speech.nouns"] or noun.upos != "NOUN":
            return
        if token.base_rel not in ("acl", "ccomp", "nmod", "dep") or (
            token.rel == "acl:relcl" and not self._detailing(below) and not self.tree.has(below, "mark")
        ):
            return
        owners = self.tree.children(above, "nmod:poss")
        owners += [
            c for c in self.tree.children(above, "nmod") if {"by", "from"} & {*self.tree.prepositions(c)}
        ]
        if owners:
            self._add_all(owners[0], found, f"{noun.text} of")
            return
        found.add(ClaimSource("unspecified", noun.text, noun.start, noun.end), f"hearsay: '{noun.text}'")
        self._doubt(found, "probable")

    def _detailing(self, index: int) -> bool:
        return self.tree.tokens[index].lemma in (
            "say",
            "detail",
            "allege",
            "claim",
            "show",
            "describe",
            "suggest",
        )

    # -- what stands beside ------------------------------------------------

    def _beside(self, index: int, found: Attribution, without: int = -1) -> None:
        tree = self.tree
        inserted = [c for s in tree.children(index, "nsubj") for c in tree.children(s, "parataxis")]
        inserted += [c for a in tree.children(index, "obl:agent") for c in tree.children(a, "advmod")]
        for child in (*tree.below[index], *inserted):
            if child == without:
                continue
            token = tree.tokens[child]
            if token.base_rel in ("advmod", "amod") and self._adverb(token.lower, token.base_rel):
                source = ClaimSource("unspecified", token.text, token.start, token.end)
                found.add(source, f"hearsay: '{token.text}'")
            prepositions = tree.prepositions(child)
            account = "by" in prepositions and token.lemma in (
                "account",
                "reckoning",
                "admission",
                "estimate",
            )
            if account or any(p in self.cues["speech.prepositions"] for p in prepositions):
                self._according(child, found)
            elif (
                token.rel in ("parataxis", "advcl")
                and self._is_speech(child)
                and not tree.has(child, "ccomp")
            ):
                self._beside_speech(child, found)
            elif token.rel == "advcl" and token.lemma in self.cues["speech.citing"]:
                self._add_cited(child, found)

    def _claimed(self, index: int, found: Attribution) -> None:
        """ "A strike …, which was claimed by X"."""
        for child in self.tree.subtree(index) if self.tree.tokens[index].upos == "NOUN" else []:
            if (
                self.tree.tokens[child].lemma == "claim"
                and self.tree.tokens[child].base_rel == "acl"
                and self.tree.is_passive(child)
            ):
                for argument in slots_of(self.tree, child).get("subj", []):
                    self._add_all(argument.token, found, "claimed by")

    def _beside_speech(self, child: int, found: Attribution) -> None:
        """ "..., Haaretz reported" and "as Haaretz reported"."""
        marked = any(self.tree.tokens[c].lower == "as" for c in self.tree.children(child, "mark", "advmod"))
        if self.tree.tokens[child].rel == "advcl" and not marked:
            return
        subject = self.tree.children(child, "nsubj")
        if subject:
            self._say(subject[0], child, found)

    def _according(self, child: int, found: Attribution) -> None:
        token = self.tree.tokens[child]
        for clause in self.tree.children(child, "acl:relcl", "acl"):
            if self.tree.tokens[clause].lemma in self.cues["speech.citing"]:
                self._add_cited(clause, found)
        evidence = token.lemma in self.cues["sources.evidence"] and token.name is None
        if evidence and not self.reader.read(child)[0].is_a("medium"):
            self._doubt(found, "probable")
            return
        if token.lemma in ("report", "statement") and not self.tree.has(child, "nmod:poss"):
            owners = [c for c in self.tree.children(child, "nmod", "compound") if self._names_someone(c)]
            owners += [a for c in self.tree.children(child, "acl", "acl:relcl") for a in self._agents(c)]
            if owners:
                self._add_all(owners[0], found, "according to")
                return
        read = self.reader.read(child)
        someone = token.upos == "PROPN" or any(p.is_a("actor", "person", "medium", "unknown") for p in read)
        if token.lemma not in ("report", "statement", "account") and not someone:
            return
        owners = (
            self.tree.children(child, "nmod:poss")
            if token.lemma in ("report", "statement", "account")
            else []
        )
        self._add_all(owners[0] if owners else child, found, "according to")

    def _agents(self, verb: int) -> list[int]:
        return [a.token for a in slots_of(self.tree, verb).get("subj", []) if a.how.startswith("agent")]

    def _names_someone(self, index: int) -> bool:
        token = self.tree.tokens[index]
        return (token.name is not None and token.name.entry.type != "place") or token.upos == "PROPN"

    def _adverb(self, word: str, rel: str) -> bool:
        if rel == "amod":
            return word in self.cues["adverbs.adjectives_unspecified"]
        return word in self.cues["adverbs.unspecified"]

    def _doubt(self, found: Attribution, certainty: str) -> None:
        found.certainty = max(found.certainty, certainty, key=CERTAINTIES.index)

    def _from_quotation(self, predicate: int, found: Attribution) -> None:
        token = self.tree.tokens[predicate]
        told = [s for s in found.inner_first if s.kind in ("named", "anonymous")]
        if told:
            return
        source = self.speakers.at(token.start, self.tree.paragraph)
        if source is not None:
            found.add(source, f"within a quotation of '{source.text}'")

    # -- who a phrase makes the source -------------------------------------

    def sources_of(self, token: int) -> list[ClaimSource]:
        """The source that a phrase names, or an empty list where it names none."""
        tree = self.tree
        found: list[ClaimSource] = []
        for phrase in self.reader.read_all(token):
            resolved = self.discourse.resolve(phrase, tree.number, tree.paragraph, self._want(phrase))
            found.extend(source_of(p, phrase, self.tree, self.words) for p in resolved)
            if phrase.pronoun and not resolved and phrase.text.lower() in ("they", "he", "she"):
                crowd = phrase.text.lower() == "they"
                found.append(
                    ClaimSource("anonymous" if crowd else "named", phrase.text, phrase.start, phrase.end)
                )
        return found

    def _want(self, phrase: Phrase) -> str:
        return "person" if phrase.text.lower() in ("he", "she", "his", "her") else "actor"
