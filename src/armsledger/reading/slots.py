"""The logical slots of a predicate: who stands as its subject, object, owner, or behind which preposition."""

from armsledger.reading.syntax import Argument, Tree
from armsledger.reading.tokens import RELATIVISERS

_OF_THE_VERB = ("to", "from", "with", "against", "on", "between", "for", "in", "at")
"""Prepositions of a verb that may say something of its object or subject: "production began in Iran"."""
_PLACES = ("in", "at", "on", "between")
_PROVOKING = frozenset(
    {
        "raise",
        "cause",
        "spark",
        "prompt",
        "trigger",
        "draw",
        "provoke",
        "fuel",
        "stir",
        "arouse",
        "alarm",
        "anger",
    }
)
Slots = dict[str, list[Argument]]
"""Arguments by slot: subj and obj (logical), iobj, poss, compound, amod, nsubj, host, or a preposition."""


def slots_of(tree: Tree, index: int) -> Slots:
    """The slots of a verb or a noun, with what the parser hung beside it brought home; read once a token."""
    if index not in tree.slots:
        verbal = tree.is_verb(index) or tree.tokens[index].upos == "ADJ"
        tree.slots[index] = _verb_slots(tree, index) if verbal else _noun_slots(tree, index)
    return tree.slots[index]


def _verb_slots(tree: Tree, index: int) -> Slots:
    slots: Slots = {}
    passive = tree.is_passive(index)
    strayed = tree.strayed_object(index)
    if strayed is not None and not passive:
        slots["obj"] = [Argument(strayed[0], "object")]
    given = _given_to(tree, index)
    if given is not None:
        slots["iobj"] = [Argument(given, "indirect object")]
    for argument in tree.subjects(index):
        slots.setdefault("obj" if passive else "subj", []).append(argument)
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.rel in ("obj", "iobj"):
            slots.setdefault(token.rel, []).append(Argument(child, "object"))
        elif token.base_rel in ("obl", "nmod") or (token.rel == "advcl" and tree.has(child, "case")):
            _add_oblique(tree, slots, child, passive)
    if passive and len(slots.get("obj", ())) > 1:
        slots["given"] = [slots["obj"].pop(0)]  # "Russia was given a number": the subject is who is given
    _add_gap(tree, slots, index, passive)
    _add_lifted(tree, slots, index)
    _share_conjunct_slots(tree, slots, index)
    return slots


def _given_to(tree: Tree, index: int) -> int | None:
    """ "Sold Ukraine drones": a state right after the verb that the model took for a part of the object."""
    following = index + 1
    if following >= len(tree.tokens) or tree.tokens[following].base_rel not in ("compound", "nmod", "nummod"):
        return None
    token = tree.tokens[following]
    objects = tree.children(index, "obj")
    if not objects or token.head != objects[0] or token.upos != "PROPN":
        return None
    after = tree.tokens[following + 1] if following + 1 < len(tree.tokens) else token
    state = (
        token.name is not None
        and (token.name.entry.is_state or token.name.entry.type == "group")
        and token.name.form != "demonym"
    )
    return following if state or (token.name is None and after.upos == "NUM") else None


def _add_oblique(tree: Tree, slots: Slots, child: int, passive: bool) -> None:
    prepositions = tree.prepositions(child)
    agent = tree.tokens[child].rel == "obl:agent" or (passive and prepositions == ("by",))
    if agent:
        slots.setdefault("subj", []).append(Argument(child, "agent of the passive"))
        return
    for preposition in prepositions:
        target = child
        if tree.tokens[child].lower in RELATIVISERS:
            owner = tree.tokens[tree.clause(child)].head
            target = owner if owner >= 0 else child
        slots.setdefault(preposition, []).append(Argument(target, f"{preposition} phrase"))


def _add_gap(tree: Tree, slots: Slots, index: int, passive: bool) -> None:
    """The object of a relative clause without one is the noun that it modifies."""
    token = tree.tokens[index]
    if token.rel == "acl:relcl" and not passive and "obj" not in slots and tree.has(index, "nsubj"):
        subject = tree.children(index, "nsubj")[0]
        if tree.tokens[subject].lower not in RELATIVISERS:
            slots["obj"] = [Argument(token.head, "relative clause")]
    for argument in slots.get("obj", []):
        if tree.tokens[argument.token].lower in ("which", "that", "whom") and token.rel == "acl:relcl":
            slots["obj"] = [Argument(token.head, "relative clause")]
    if token.rel == "acl" and tree.is_infinitive(index) and "obj" not in slots:
        slots["obj"] = [Argument(token.head, "noun it modifies")]


def _add_lifted(tree: Tree, slots: Slots, index: int) -> None:
    """Phrases the parser hung on the object ("sold drones to Iran") serve the predicate as well."""
    for child in tree.children(index, "obl"):
        if tree.prepositions(child) == ("as",):
            for inner in tree.children(child, "nmod"):
                for preposition in tree.prepositions(inner):
                    if preposition in ("from", "to", "by"):
                        slots.setdefault(preposition, []).append(
                            Argument(inner, f"{preposition} phrase within")
                        )
    agents = [a for a in slots.get("subj", []) if a.how == "agent of the passive"]
    for argument in agents:
        for child in tree.children(argument.token, "nmod"):
            for preposition in tree.prepositions(child):
                if preposition in ("on", "against", "at", "to"):
                    slots.setdefault(preposition, []).append(Argument(child, f"{preposition} phrase within"))
    for argument in [*slots.get("obj", []), *slots.get("for", [])]:
        if argument.how not in ("object", "for phrase", "subject"):
            continue
        for holder in tree.conjuncts(argument.token):
            measured = [
                c for c in tree.children(holder, "nmod") if tree.prepositions(c) in (("of",), ("in",))
            ]
            for child in [c for h in (holder, *measured) for c in tree.children(h, "nmod")]:
                if tree.tokens[child].rel == "nmod:poss":
                    continue
                for preposition in tree.prepositions(child):
                    if preposition != "of":
                        lifted = Argument(child, f"{preposition} phrase of the object")
                        slots.setdefault(preposition, []).append(lifted)


def _share_conjunct_slots(tree: Tree, slots: Slots, index: int) -> None:
    """ "designed and built drones": a first conjunct without an object shares the last one's."""
    token = tree.tokens[index]
    later = [c for c in tree.children(index, "conj") if tree.is_verb(c)]
    if "obj" not in slots and later and not tree.is_passive(index) and later[0] - index <= 3:
        objects = tree.children(later[-1], "obj")
        if objects:
            slots["obj"] = [Argument(objects[0], "shared object")]
    if token.rel == "conj" and "obj" not in slots and token.index - token.head <= 3:
        objects = tree.children(token.head, "obj") if tree.is_verb(token.head) else []
        if objects and objects[0] > index:
            slots["obj"] = [Argument(objects[0], "shared object")]


def _noun_slots(tree: Tree, index: int) -> Slots:
    slots: Slots = {}
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.rel == "nmod:poss":
            slots.setdefault("poss", []).append(Argument(child, "owner"))
        elif token.base_rel in ("nmod", "obl"):
            for preposition in tree.prepositions(child) or ("unmarked",):
                slots.setdefault(preposition, []).append(Argument(child, f"{preposition} phrase"))
        elif token.base_rel == "compound":
            slots.setdefault("compound", []).append(Argument(child, "compound"))
        elif token.rel == "amod":
            slots.setdefault("amod", []).append(Argument(child, "adjective"))
            for inner in tree.children(child, "compound", "obl:npmod", "obl", "nmod", "advmod"):
                slots.setdefault("amod", []).append(Argument(inner, "adjective"))
        if token.lemma in ("worth", "value") and token.base_rel in ("amod", "acl"):
            for inner in tree.children(child, "obl", "nmod"):
                for preposition in tree.prepositions(inner):
                    slots.setdefault(preposition, []).append(Argument(inner, f"{preposition} phrase within"))
        elif token.rel in ("appos", "nsubj", "nsubj:outer"):
            slots.setdefault(token.base_rel, []).append(Argument(child, token.rel))
    if "nsubj" not in slots and tree.has(index, "cop"):
        slots["nsubj"] = tree.subjects(index)
    _lift_from_nouns(tree, slots, index)
    if tree.tokens[index].rel == "conj" and "nsubj" not in slots and "poss" not in slots:
        for subject in tree.children(tree.first_conjunct(index), "nsubj"):
            slots["nsubj"] = [Argument(subject, "shared subject")]
        if "of" not in slots:
            shared = [c for c in tree.children(tree.first_conjunct(index), "nmod") if c > index]
            slots["of"] = [Argument(c, "shared phrase") for c in shared if tree.prepositions(c) == ("of",)]
    if tree.tokens[index].rel == "appos":
        slots.setdefault("host", []).append(Argument(tree.tokens[index].head, "apposition"))
    return slots


def _lift_from_nouns(tree: Tree, slots: Slots, index: int) -> None:
    """ "the sale of drones to Iran": the parser may hang "to Iran" on "drones" or on the verb above."""
    for argument in [a for name in ("of", "with", "from", "to", "for") for a in slots.get(name, [])]:
        for child in tree.children(argument.token, "nmod"):
            for preposition in tree.prepositions(child):
                if preposition in ("to", "from", "by", "with", "against", "on", "in", "for"):
                    slots.setdefault(preposition, []).append(Argument(child, f"{preposition} phrase within"))
    head = tree.tokens[index].head
    if head >= 0 and tree.tokens[index].base_rel in ("obj", "nsubj") and tree.is_verb(head):
        caused = tree.tokens[index].rel == "nsubj" and tree.tokens[head].lemma in _PROVOKING
        for child in tree.children(head, "obl"):
            for preposition in tree.prepositions(child):
                if caused and preposition in _PLACES:
                    continue  # "the sale caused alarm in Paris"
                if preposition in _OF_THE_VERB and child > index:
                    slots.setdefault(preposition, []).append(
                        Argument(child, f"{preposition} phrase of the verb")
                    )
            for inner in tree.children(child, "nmod"):
                if "for" in tree.prepositions(inner) and child > index:
                    slots.setdefault("for", []).append(Argument(inner, "for phrase within"))
