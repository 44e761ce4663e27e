"""What sort of source a phrase makes: somebody named, somebody kept unnamed, or hearsay."""

from collections.abc import Mapping

from armsledger.model import ClaimSource
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.syntax import Tree

_NOBODY = frozenset({"some", "many", "others", "several"})
_ARTICLES = frozenset({"The", "A", "An"})


def source_of(phrase: Phrase, said: Phrase, tree: Tree, words: Mapping[str, frozenset[str]]) -> ClaimSource:
    """The source that `phrase` is, where the text says `said` (the same, or what points at it)."""
    if phrase.entry is not None and phrase.entry.type in ("class", "system", "place", "regime"):
        return ClaimSource("unspecified", phrase.text, phrase.start, phrase.end)
    if said.text.lower() in _NOBODY:
        return ClaimSource("anonymous", phrase.text, phrase.start, phrase.end)
    kind = _kind(phrase, said, tree, words)
    if kind == "anonymous":
        return ClaimSource("anonymous", phrase.text, phrase.start, phrase.end, phrase.entity)
    return ClaimSource("named", phrase.text, phrase.start, phrase.end, phrase.entity)


def _kind(phrase: Phrase, said: Phrase, tree: Tree, words: Mapping[str, frozenset[str]]) -> str:
    head = tree.tokens[said.token]
    if said.generic and not said.pronoun and phrase is said:
        known = words["voices" if said.plural else "voice"]
        voiced = head.lemma in known and not _is_indefinite(tree, said.token)
        acting = head.lemma in words["actor"] - words["people"]
        return "named" if voiced or acting or _is_titled(phrase, said) else "anonymous"
    crowd = said.plural and head.lemma in words["people"] and head.name is None
    return "anonymous" if crowd and phrase.entity is not None else "named"


def _is_titled(phrase: Phrase, said: Phrase) -> bool:
    """A proper name stands in a phrase with a common head ("River Front militia")."""
    own = phrase.text.split()[1 if phrase.owner else 0 :]
    return not said.plural and any(word[:1].isupper() and word not in _ARTICLES for word in own)


def _is_indefinite(tree: Tree, index: int) -> bool:
    articles = (tree.tokens[c].lower for c in tree.children(index, "det", "nummod"))
    return any(word in ("a", "an", "one", "another") for word in articles)
