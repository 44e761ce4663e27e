"""Which phrases may fill which role."""

from dataclasses import replace

from armsledger.reading.discourse import Discourse
from armsledger.reading.lexicon import GUIDE_ROLES, Lexicon
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.syntax import Argument, Tree

WANTED: dict[str, tuple[str, ...]] = {
    "supplier": ("actor",),
    "recipient": ("actor",),
    "producer": ("actor",),
    "partner": ("actor",),
    "party": ("actor",),
    "visitor": ("actor",),
    "exhibitor": ("actor",),
    "user": ("actor",),
    "operator": ("actor",),
    "by": ("actor",),
    "developer": ("actor",),
    "imposer": ("actor", "bill"),
    "holder": ("actor",),
    "via": ("actor", "place"),
    "system": ("arms",),
    "original": ("arms", "technology"),
    "host": ("state", "place", "actor"),
    "target": ("actor", "facility", "place", "other"),
    "subject": ("technology",),
    "facility": ("facility",),
    "measure": ("measure", "bill", "list"),
    "instrument": ("agreement",),
    "trade": ("trade", "arms"),
    "law": ("bill",),
    "items": ("arms",),
    "venue": ("venue", "place", "other"),
}
"""The sorts of phrase that each role takes; `other` stands for anything that is named, `any` for all."""

GUIDES = GUIDE_ROLES - {"subject", "place"}
"""Roles that lead to a claim without being roles of it, of whatever kind it is."""

_DOER_SLOTS = frozenset({"subj", "obj", "iobj", "by", "to", "from", "with"})
_INTO = frozenset({"to", "into", "for"})
_NEVER_VAGUE = frozenset({"imposer", "party", "visitor", "host"})


class FillerReader:
    """Reads the phrases that stand in a slot as fillers of a role."""

    def __init__(self, tree: Tree, reader: PhraseReader, lexicon: Lexicon, discourse: Discourse) -> None:
        self.tree, self.reader, self.words, self.discourse = tree, reader, lexicon.words, discourse

    def fillers(
        self,
        argument: Argument,
        role: str,
        slot: str,
        wanted: tuple[str, ...] = (),
        barred: frozenset[int] = frozenset(),
    ) -> list[Phrase]:
        """The phrases of an argument that may fill `role`, pronouns and descriptions resolved.

        `wanted` overrides the sorts that the role takes.
        """
        wanted = wanted or WANTED[role]
        found: list[Phrase] = []
        sort = self.tree.tokens[argument.token].upos
        if sort == "SYM" or (self.tree.is_verb(argument.token) and sort != "NOUN"):
            return found
        for phrase in self.reader.read_all(argument.token):
            want = "arms" if wanted[0] == "arms" else "actor"
            if want == "arms" and phrase.is_a("carrier") and self.tree.has(phrase.token, "nummod"):
                phrase = replace(phrase, definite=True)
            speaker = self._speaker(argument.token) if phrase.pronoun and want == "actor" else []
            resolved = speaker or self.discourse.resolve(
                phrase, self.tree.number, self.tree.paragraph, want, barred
            )
            if (
                role == "measure"
                and phrase.pronoun
                and phrase.text.lower() in ("it", "them")
                and self.discourse.measure
            ):
                return [replace(phrase, pronoun=False, definite=True, sorts=frozenset({"measure"}))]
            if not resolved and phrase.pronoun and role in ("system", "subject"):
                continue
            found.extend(p for p in resolved if self._fits(p, wanted, role, slot))
        return found

    def _speaker(self, pronoun: int) -> list[Phrase]:
        """ "Tehran denied that it had sent any": the speaker, where the pronoun can be the speaker."""
        tree = self.tree
        clause = tree.tokens[pronoun].head
        if tree.tokens[pronoun].base_rel != "nsubj" or clause < 0 or tree.tokens[clause].base_rel != "ccomp":
            return []
        subjects = tree.subjects(tree.tokens[clause].head)
        lower = tree.tokens[pronoun].lower
        person = lower in ("he", "she")
        if (
            lower not in ("it", "they", "he", "she")
            or not subjects
            or tree.tokens[subjects[0].token].upos == "PRON"
        ):
            return []
        return [
            replace(p, token=pronoun) for p in self.reader.read(subjects[0].token)
            if p.is_a("person") == person and p.is_a("actor", "unknown") and p.plural == (lower == "they")
        ]  # fmt: skip

    def _fits(self, phrase: Phrase, wanted: tuple[str, ...], role: str, slot: str) -> bool:
        if "any" in wanted:
            return not phrase.pronoun
        if phrase.pronoun or phrase.is_a("medium", "research"):
            return False  # who reports a deed did not do it
        if slot in ("amod", "compound") and "actor" in wanted:
            return phrase.entry is not None and phrase.is_a("state", "company", "body", "group", "force")
        if role == "recipient" and slot in _INTO and phrase.is_a("place") and phrase.entry is not None:
            return True
        if phrase.is_a(*wanted):
            return not (phrase.is_a("arms") and "arms" not in wanted)
        if role == "by" and slot == "subj" and phrase.is_a("arms"):
            return True  # "a JF-17 destroyed a battery"
        if role == "supplier" and slot == "subj" and phrase.is_a("facility"):
            return True  # "a factory in Plovdiv exported them"
        struck = role == "target" and "other" in wanted and slot in ("obj", "on", "at", "against")
        if struck and phrase.is_a("arms"):
            return True
        vague = (
            not phrase.is_a("facility")
            and role != "target"
            and "actor" in wanted
            and self._doer(phrase, slot, role)
        )
        if "other" in wanted or vague:
            return not phrase.is_a(
                "arms", "technology", "measure", "agreement", "trade"
            ) and not self._is_time(phrase)
        return False

    def _doer(self, phrase: Phrase, slot: str, role: str) -> bool:
        """A common noun that may name someone ("a naval patrol") where only someone can stand."""
        if slot not in _DOER_SLOTS or not phrase.generic or role in _NEVER_VAGUE:
            return False
        return self.tree.tokens[phrase.token].lemma not in self.words["abstract"]

    def _is_time(self, phrase: Phrase) -> bool:
        return self.tree.tokens[phrase.token].lemma in self.words["no_target"] or phrase.text[:4].isdigit()

    def owner_of(self, phrase: Phrase) -> Phrase:
        """The words that make a state the owner of a phrase ("Iranian" of "Iranian drones")."""
        head = self.tree.tokens[phrase.token].head
        noun = head if head >= 0 and not self.tree.is_verb(head) else phrase.token
        for i in dict.fromkeys([*self.tree.subtree(phrase.token), *self.tree.subtree(noun)]):
            name = self.tree.tokens[i].name
            if name is not None and name.entry.id == phrase.owner:
                return self.reader.read(i)[0]
        return replace(phrase, entity=phrase.owner)
