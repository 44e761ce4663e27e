"""A document's own names of systems, learnt before its sentences are read."""

import re

from armsledger.model import CORE_ROLES
from armsledger.reading.phrases import PhraseReader

_NUMBERED = re.compile(r"[A-Z]{1,4}-\d{1,4}[A-Z]{0,2}$")
_NICKNAME = re.compile(r"[A-Z][a-z]{3,}$")
# What sets a version of a weapon apart from the others of its name.
_VARIANT = re.compile(r"(?: (?:[IVX]+|[A-Z]{1,3}|Mk|Block|\d+[A-Z]?))+$")
_NAME = re.compile(r"[A-Z]\w*-?\w{2}")
_LEARNT_LEAST = 0.7
"""From which probability a name that fills a system's role is remembered as a system's."""


class NameLearner(PhraseReader):
    """Looks through one sentence for names that only the document itself shows to be a system's."""

    def learn(self) -> None:
        """Remember names that stand beside a weapon word or that the spotter takes for a deed's system."""
        self._learn_spotted()
        for token in self.tree.tokens:
            name = token.name
            if (
                name is not None
                and name.ambiguous
                and name.entry.type == "system"
                and self._believed(name, token.head)
            ):
                self.learned.add(name.entry.id)
            if name is not None and not name.ambiguous and name.entry.type == "system":
                self.learned.add(name.entry.id)
            self._learn_nickname(token.index)
            if not self._weapon_word(token.index) and token.lemma not in self.words["goods"]:
                continue
            unknown = self._unknown_system(token.index)
            if unknown is not None:
                self.learned |= {unknown.text, _VARIANT.sub("", unknown.text)}
            head = token.head
            if token.rel == "appos" and head >= 0 and self._bare_name(head):
                self.learned.add(self.tree.tokens[head].text)
            for subject in self.tree.children(token.index, "nsubj"):
                if self._bare_name(subject) and self.tree.has(token.index, "cop"):
                    self.learned.add(self.tree.tokens[subject].text)

    def _learn_nickname(self, index: int) -> None:
        """ "The MRH-90 Taipan": the name that follows a designation is the same thing's."""
        following = self.tree.tokens[index + 1 : index + 2]
        if not _NUMBERED.match(self.tree.tokens[index].text) or not following:
            return
        named = following[0]
        if named.name is None and named.upos == "PROPN" and _NICKNAME.match(named.text):
            self.learned |= {named.text, f"{self.tree.tokens[index].text} {named.text}"}

    def _bare_name(self, index: int) -> bool:
        token = self.tree.tokens[index]
        return token.upos == "PROPN" and token.name is None and not self.tree.has(index, "flat", "compound")

    def _learn_spotted(self) -> None:
        spots = self.tree.spots
        tokens = self.tree.tokens
        names = [t.index for t in tokens if t.upos == "PROPN" and t.name is None and _NAME.match(t.text)]
        if spots is None or not names:
            return
        for number, kind in enumerate(spots.names.kinds):
            if "system" not in CORE_ROLES.get(kind, ()):
                continue
            for word in (spots.kinds[:, number] >= 0).nonzero()[0].tolist():
                fillers = spots.fillers(word, kind, _LEARNT_LEAST).get("system", [])
                self.learned |= {self._singular(at) for at, _ in fillers if at in names}

    def _singular(self, word: int) -> str:
        token = self.tree.tokens[word]
        plural = token.xpos == "NNPS" and token.text.endswith("s")
        return token.text[:-1] if plural else token.text
