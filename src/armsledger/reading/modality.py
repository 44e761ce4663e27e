"""How a claim is put: polarity, certainty, realis, status, by auxiliaries, adverbs and governing words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from armsledger.model import CERTAINTIES
from armsledger.reading.lexicon import Governor, Lexicon
from armsledger.reading.syntax import Tree
from armsledger.reading.tokens import Token

_TRUE = frozenset({"true", "correct", "right", "accurate", "case"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "confirmation", "suggestion"})
_STEPS = 8
_OF = frozenset({"of", "from", "for", "to", "on", "out of", "away from"})
_SUPERLATIVE = frozenset({"first", "second", "third", "last", "only", "latest", "next"})
_CARRIERS = frozenset({"licence", "license", "permit", "application", "request", "proposal"})
_THROUGH = frozenset(
    {
        "csubj",
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "obj",
        "nmod",
        "obl",
        "nsubj:pass",
        "nsubj",
        "conj",
        "parataxis",
    }
)


@dataclass
class Manner:
    """What is put on a claim, filled in as the sentence is walked upward from its predicate."""

    polarity: str = "affirmed"
    certainty: str = "certain"
    realis: str = "actual"
    status: dict[str, str] = field(default_factory=dict)
    status_word: str = ""
    governors: list[tuple[int, Governor]] = field(default_factory=list)
    purpose: bool = False
    generic: bool = False
    forbidden: bool = False
    announced: bool = False
    """Whether it is what somebody said would be done."""
    why: list[str] = field(default_factory=list)

    def doubt(self, certainty: str, reason: str) -> None:
        """Lower the certainty; it is never raised."""
        if CERTAINTIES.index(certainty) > CERTAINTIES.index(self.certainty):
            self.certainty = certainty
            self.why.append(f"{certainty}: {reason}")

    def put(self, realis: str, reason: str) -> None:
        """Set the realis where nothing nearer to the predicate has; a condition holds for a plan too."""
        if self.realis == "actual" or (realis == "conditional" and self.realis == "planned"):
            self.realis = realis
            self.why.append(f"{realis}: {reason}")

    def deny(self, reason: str) -> None:
        """Negate; a second negation of the same kind does not affirm again ("never denied" is no claim)."""
        self.polarity = "denied"
        self.why.append(f"denied: {reason}")


def read_manner(tree: Tree, predicate: int, lexicon: Lexicon) -> Manner:
    """Walk from the predicate up to the root, gathering how the claim is put."""
    manner = Manner()
    if tree.tokens[predicate].rel == "root" and tree.is_verb(predicate) and tree.is_infinitive(predicate):
        manner.put("planned", "an infinitive as in headlines")
    _own(tree, predicate, lexicon, manner)
    at: int | None = predicate
    for _ in range(_STEPS):
        if at is None or tree.tokens[at].head < 0:
            break
        at = _step(tree, at, lexicon, manner)
    return manner


def refuses(tree: Tree, index: int, lexicon: Lexicon) -> bool:
    """Whether a word itself says that something was not so: "denies", "was turned down"."""
    governor = _governor(tree, tree.tokens[index], lexicon)
    return governor is not None and governor.polarity == "denied"


def _step(tree: Tree, at: int, lexicon: Lexicon, manner: Manner) -> int | None:
    """Take what the next token above puts on the claim; that token, or None where the walk ends."""
    token = tree.tokens[at]
    above = tree.tokens[token.head]
    if token.rel == "acl:relcl" or token.base_rel not in _THROUGH:
        return None
    denied = _says_untrue(tree, token, above, lexicon, manner)
    if denied:
        return None
    if token.rel == "conj":
        _shared(tree, at, manner, lexicon)
        return above.index
    if token.base_rel == "advcl":
        _under_clause(tree, at, above, lexicon, manner)
        return above.index if above.upos == "NOUN" and above.lemma in lexicon.governors else None
    if token.base_rel == "nmod" and above.lemma in _CARRIERS and token.upos == "NOUN":
        return above.index
    if token.base_rel in ("nmod", "obl", "nsubj") and not (token.upos == "NOUN" or tree.is_verb(at)):
        return None
    if token.base_rel == "nsubj" and token.rel != "nsubj:pass" and tree.is_verb(above.index):
        for child in tree.children(above.index, "aux", "cop"):
            _auxiliary(tree, above.index, tree.tokens[child].lower, lexicon, manner)
    _weigh(tree, token, above, lexicon, manner)
    if (
        above.upos == "NOUN"
        and above.lemma in lexicon.cues["speech.nouns"]
        and token.base_rel in ("acl", "ccomp")
    ):
        if _is_called_false(tree, above.index, lexicon):
            manner.deny(f"'{above.text}' is called false")
        return above.index
    if not _governed(tree, token, above, lexicon, manner):
        return None
    if tree.is_verb(above.index) or tree.has(above.index, "cop"):
        _own(tree, above.index, lexicon, manner)
    return above.index


def _says_untrue(tree: Tree, token: Token, above: Token, lexicon: Lexicon, manner: Manner) -> bool:
    """ "It is not true that", "it is false that", "there is no evidence that"."""
    if token.base_rel not in ("ccomp", "csubj", "acl", "advcl"):
        return False
    untrue = above.lemma in lexicon.words["falsity"]
    if untrue or (above.lemma in _TRUE and _negated(tree, above.index, lexicon)):
        manner.deny(f"'{above.text}' of the whole")
        return True
    no_evidence = above.lemma in _EVIDENCE and any(
        tree.tokens[c].lower in ("no", "little") for c in tree.children(above.index, "det", "amod")
    )
    manner.generic = manner.generic or no_evidence
    return no_evidence


def _weigh(tree: Tree, token: Token, above: Token, lexicon: Lexicon, manner: Manner) -> None:
    """Whether what stands above makes the deed a mere possibility, or says that nothing was said."""
    if (
        above.upos == "NOUN"
        and above.lemma in lexicon.words["possibility"]
        and token.base_rel in ("acl", "nmod")
    ):
        manner.generic = True
    if above.lemma in lexicon.words["telling"] and _negated(tree, above.index, lexicon):
        manner.generic = True
    on_it = {"about", "on", "over"} & {*tree.prepositions(token.index)}
    if above.lemma in lexicon.words["asking"] and token.base_rel in ("obl", "nmod", "advcl") and on_it:
        manner.generic = True  # "asked about the sale", "declined to comment on it": nothing is said


def _governed(tree: Tree, token: Token, above: Token, lexicon: Lexicon, manner: Manner) -> bool:
    """Apply the governor above, if it is one; False where nothing further up governs."""
    if above.lemma == "have" and tree.is_infinitive(token.index) and _is_yet(tree, token.index, above.index):
        manner.deny("'yet to'")
        return True
    governor = _governor(tree, above, lexicon)
    if governor is not None and _governs(tree, token.index, above.index, lexicon):
        _apply(manner, governor, above.index, above.text)
        return True
    if token.base_rel in ("nmod", "obl", "nsubj"):
        return False
    if token.rel != "acl":
        return True
    if not tree.is_infinitive(token.index):
        return False
    if above.rel == "root" and above.name is not None:
        manner.put("planned", "an infinitive as in headlines")
        return False
    if not _superlative(tree, above):
        manner.purpose = True
        manner.put("planned", f"infinitive on '{above.text}'")
    return True


def _under_clause(tree: Tree, at: int, above: Token, lexicon: Lexicon, manner: Manner) -> None:
    """An adverbial infinitive or gerund: what a governor wants or forbids, or a mere purpose."""
    governor = _governor(tree, above, lexicon) or _of_its_object(tree, at, above, lexicon)
    infinitive = tree.is_infinitive(at)
    marked = any(
        tree.tokens[c].lower in ("from", "of", "for", "in", "at", "to", "on", "about", "over")
        for c in tree.children(at, "mark", "case")
    )
    if _is_against(tree, at, above):
        manner.deny(f"'{above.text}' against or short of it")
    elif governor is not None and (infinitive or marked):
        _apply(manner, governor, above.index, above.text)
        _own(tree, above.index, lexicon, manner)
    elif any(tree.tokens[c].lower in ("without", "instead") for c in tree.children(at, "mark", "case")):
        manner.deny(f"'{tree.tokens[tree.children(at, 'mark', 'case')[0]].lower}'")
    elif any(tree.tokens[c].lower == "in" for c in tree.children(at, "mark", "case")):
        manner.generic = True
    elif infinitive and above.lemma == "use" and tree.has(above.index, "obj"):
        return  # "used the opening day to unveil": it did
    elif infinitive and not _superlative(tree, above) and not _is_to(tree, at):
        manner.purpose = True
        manner.put("planned", f"purpose of '{above.text}'")


def _of_its_object(tree: Tree, at: int, above: Token, lexicon: Lexicon) -> Governor | None:
    """ "Held talks on building it": the noun before the clause governs, wherever the parser hung it."""
    marks = [tree.tokens[c].lower for c in tree.children(at, "mark", "case")]
    nouns = [c for c in tree.children(above.index, "obj", "obl") if c < at and tree.tokens[c].upos == "NOUN"]
    if not nouns or not {"on", "about", "over", "for"} & {*marks}:
        return None
    return lexicon.governors.get(tree.tokens[nouns[-1]].lemma)


def _is_against(tree: Tree, at: int, above: Token) -> bool:
    """ "Decided against buying", "stopped short of selling": it was not done."""
    marks = [tree.tokens[c].lower for c in tree.children(at, "mark", "case")]
    return "against" in marks or (above.lower == "short" and "of" in marks)


def _is_yet(tree: Tree, index: int, above: int) -> bool:
    """ "Has yet to receive": has not."""
    return any(tree.tokens[c].lower == "yet" for i in (index, above) for c in tree.children(i, "advmod"))


def _is_to(tree: Tree, index: int) -> bool:
    """ "While the army is to get eight": finite, whatever clause it stands in."""
    return tree.has(index, "nsubj", "nsubj:pass") and any(
        tree.tokens[c].lemma == "be" for c in tree.children(index, "aux", "cop")
    )


def _negated(tree: Tree, index: int, lexicon: Lexicon) -> bool:
    """ "Could not confirm", "nobody said": then nothing is said."""
    negation = lexicon.cues["adverbs.negation"]
    if any(tree.tokens[c].lower in negation for c in tree.children(index, "advmod", "cc")):
        return True
    heads = [index, *tree.children(index, "conj")]
    subjects = [s for h in heads for s in tree.children(h, "nsubj")]
    words = [tree.tokens[i].lower for s in subjects for i in (s, *tree.children(s, "cc", "det"))]
    return any(word in ("nobody", "none", "neither", "no-one", "no") for word in words)


def _is_called_false(tree: Tree, index: int, lexicon: Lexicon) -> bool:
    """ "The accusation that … was completely wrong"."""
    head = tree.tokens[index].head
    false = head >= 0 and tree.tokens[head].lemma in lexicon.words["falsity"]
    return tree.tokens[index].base_rel == "nsubj" and false


def _superlative(tree: Tree, token: Token) -> bool:
    """ "The first country to buy" has bought."""
    heads = [token.index, *tree.children(token.index, "xcomp", "obj")]
    near = [tree.tokens[i] for h in heads for i in (h, *tree.children(h, "amod", "nummod"))]
    return any(t.lemma in _SUPERLATIVE for t in near)


def _governor(tree: Tree, token: Token, lexicon: Lexicon) -> Governor | None:
    """What a word does to the claim below it; "called off" and "put on hold" before the word alone."""
    turns = [f"{token.lemma} {tree.particle(token.index)}"]
    for child in tree.children(token.index, "obl"):
        for case in tree.prepositions(child):
            turns += [f"{token.lemma} {case} {tree.tokens[child].lemma}", f"{token.lemma} {case.split()[0]}"]
    phrasal = next((lexicon.governors[turn] for turn in turns if turn in lexicon.governors), None)
    return phrasal or lexicon.governors.get(token.lemma)


def _governs(tree: Tree, below: int, above: int, lexicon: Lexicon) -> bool:
    """A subject does not stand under its verb's meaning, but for a passive's ("the sale was approved")."""
    token = tree.tokens[below]
    if token.base_rel == "obl" and refuses(tree, above, lexicon) and tree.prepositions(below) == ("as",):
        return True  # "dismissed as fake reports that"
    if token.base_rel in ("nmod", "obl"):
        return tree.is_verb(below) or bool(_OF & {*tree.prepositions(below)})
    if token.rel == "nsubj":
        governor = lexicon.governors.get(tree.tokens[above].lemma)
        return governor is not None and governor.name in ("start", "stop", "go on", "schedule")
    return True


def _apply(manner: Manner, governor: Governor, index: int, word: str) -> None:
    manner.governors.append((index, governor))
    begun = manner.governors[-2][1].name == "start" if len(manner.governors) > 1 else False
    cancelled = governor.name == "call off"
    if governor.status and (not manner.status or begun or cancelled):
        manner.status = dict(governor.status)
        manner.status_word = word
    if governor.realis is not None and manner.realis == "actual" and governor.realis != "actual":
        manner.put(governor.realis, f"under '{word}'")
    if governor.polarity == "denied":
        manner.deny(f"under '{word}'")
    if governor.forbids:
        manner.generic = manner.forbidden = True
    if manner.forbidden and word.lower().startswith("fail"):
        # "Failed to prevent the transfer": it happened.
        manner.generic, manner.polarity = False, "affirmed"


def _own(tree: Tree, index: int, lexicon: Lexicon, manner: Manner) -> None:
    """Auxiliaries, negation, adverbs and conjunctions of one predicate."""
    cues = lexicon.cues
    if _is_inverted(tree, index):
        manner.put("conditional", "an if-clause")
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.base_rel == "aux":
            _auxiliary(tree, index, token.lower, lexicon, manner)
        elif token.base_rel in ("mark", "case") and token.lower == "due":
            _apply(manner, lexicon.governors["due"], child, token.text)
        elif token.base_rel == "mark" and token.lower == "whether":
            manner.generic = True
        elif token.base_rel == "mark" and token.lower in cues["modals.conditional_marks"]:
            manner.put("conditional", f"'{token.lower}'")
        elif token.base_rel == "advcl" and _is_condition(tree, child, cues["modals.conditional_marks"]):
            manner.put("conditional", "an if-clause")
        negation = _negation(tree, index, token, lexicon)
        if negation:
            manner.deny(f"'{negation}'")
        elif token.base_rel in ("advmod", "amod"):
            _hedge(token.lower, cues, manner, token.base_rel)


def _auxiliary(tree: Tree, index: int, word: str, lexicon: Lexicon, manner: Manner) -> None:
    cues = lexicon.cues
    perfect = any(tree.tokens[c].lemma == "have" for c in tree.children(index, "aux"))
    if word in cues["modals.possible"]:
        manner.doubt("possible", f"'{word}'")
        if not tree.has(index, "aux:pass") and not perfect:
            manner.put("predicted", f"'{word}' of what is not yet")
    elif word in ("is", "are", "was", "were") and tree.is_infinitive(index):
        manner.put("planned", f"'{word} to'")
    elif word == "would" and _is_announced(tree, index, lexicon):
        manner.announced = True
        manner.put("planned", f"'{word}' of what was announced")
    elif word in cues["modals.conditional"] and tree.tokens[index].lemma not in cues["modals.wishing"]:
        manner.put("conditional", f"'{word}'")
    elif word in cues["modals.predicted"] and not (perfect and word == "must"):
        manner.put("predicted", f"'{word}'")


def _is_announced(tree: Tree, index: int, lexicon: Lexicon) -> bool:
    """ "Announced that it would buy": the past of "will", where no condition is told."""
    token = tree.tokens[index]
    above = tree.tokens[token.head] if token.base_rel == "ccomp" and token.head >= 0 else None
    marks = lexicon.cues["modals.conditional_marks"]
    perfect = any(tree.tokens[c].lemma == "have" for c in tree.children(index, "aux"))
    if above is None or perfect or any(_is_condition(tree, c, marks) for c in tree.children(index, "advcl")):
        return False
    return above.lemma in lexicon.cues["speech.certain"] and above.xpos in ("VBD", "VBN")


def _negation(tree: Tree, index: int, token: Token, lexicon: Lexicon) -> str:
    """The words that negate a predicate, where a child of it does; else nothing."""
    if token.lower == "longer" and any(tree.tokens[c].lower == "no" for c in tree.below[token.index]):
        return "no longer"
    if token.base_rel in ("advmod", "det", "cc") and token.lower in lexicon.cues["adverbs.negation"]:
        return token.lower
    if token.base_rel == "advmod" and any(tree.tokens[c].lower == "never" for c in tree.below[token.index]):
        return "never"  # "has never before built"
    if token.base_rel in ("obj", "nsubj") and tree.is_verb(index):
        determiners = [tree.tokens[c].lower for c in tree.children(token.index, "det")]
        if "no" in determiners:
            return "no"
        if token.lower in ("nothing", "none", "nobody", "neither"):
            return token.lower
        return _none_of(tree, token.index)
    return ""


def _none_of(tree: Tree, noun: int) -> str:
    """ "Not a single missile", "no more drones", "neither the guns nor the shells": what it opens with."""
    first = tree.subtree(noun)[0]
    opens, follows = tree.tokens[first].lower, tree.tokens[min(first + 1, noun)].lower
    if opens == "neither" or (opens == "not" and follows in ("a", "an", "one", "even")):
        return opens
    if opens == "no" and follows in ("more", "further", "other", "new", "additional", "such"):
        return f"{opens} {follows}"
    return ""


def _hedge(word: str, cues: Mapping[str, frozenset[str]], manner: Manner, rel: str) -> None:
    group = "adverbs.adjectives_" if rel == "amod" else "adverbs."
    for certainty in ("probable", "possible"):
        if word in cues[group + certainty]:
            manner.doubt(certainty, f"'{word}'")
    if rel == "amod" and word in (
        "planned",
        "proposed",
        "pending",
        "future",
        "upcoming",
        "potential",
        "possible",
    ):
        manner.put("planned", f"'{word}'")


def _is_condition(tree: Tree, index: int, marks: frozenset[str]) -> bool:
    marked = any(tree.tokens[c].lower in marks - {"once", "whether"} for c in tree.children(index, "mark"))
    return marked or _is_inverted(tree, index)


def _is_inverted(tree: Tree, index: int) -> bool:
    """ "Had Germany not blocked it", "should the talks fail": an if-clause without its if."""
    subjects = tree.children(index, "nsubj", "nsubj:pass")
    leads = [
        c for c in tree.children(index, "aux", "cop") if tree.tokens[c].lower in ("had", "were", "should")
    ]
    return tree.tokens[index].base_rel == "advcl" and bool(subjects and leads) and leads[0] < subjects[0]


def _shared(tree: Tree, index: int, manner: Manner, lexicon: Lexicon) -> None:
    """A conjunct without a subject of its own shares the first one's auxiliaries and adverbs."""
    if tree.is_verb(index) and tree.has(index, "nsubj", "nsubj:pass"):
        return
    if not tree.is_verb(index):
        return
    _own(tree, tree.tokens[index].head, lexicon, manner)
