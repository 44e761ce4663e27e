"""Events that another one already tells."""

from armsledger.reading.events import Event
from armsledger.reading.syntax import Tree


def without_echoes(tree: Tree, found: list[Event]) -> list[Event]:
    """The events without the instruments, measures, inner nouns and twin verbs of others."""
    kept: list[Event] = []
    for event in found:
        if not any(_echoes(tree, event, other) for other in found) and not any(
            _twins(tree, event, k) for k in kept
        ):
            kept.append(event)
    return kept


def _echoes(tree: Tree, event: Event, other: Event) -> bool:
    """The predicate guides the other ("signed an agreement") or holds it ("a contract for the supply")."""
    if other is event:
        return False
    same = other.frame.kind == event.frame.kind
    guided = event.predicate in other.tokens() - {other.predicate}
    held = same and other.predicate not in event.tokens() and _holds(tree, event, other)
    return (guided and (same or other.frame.kind == "restriction")) or held


def _holds(tree: Tree, outer: Event, inner: Event) -> bool:
    if tree.is_verb(outer.predicate) or tree.is_verb(inner.predicate):
        return False
    return tree.tokens[inner.predicate].rel == "nmod" and tree.tokens[inner.predicate].head == outer.predicate


def _twins(tree: Tree, event: Event, other: Event) -> bool:
    """ "Hunted and downed", "designed and built": two verbs of one kind with one object are one deed."""
    if event.frame.kind != other.frame.kind or not tree.is_verb(event.predicate):
        return False
    token = tree.tokens[event.predicate]
    if token.rel == "acl:relcl" and token.head == other.predicate and event.frame.kind == "use":
        return "target" in other.roles  # "an attack on a port that killed three": what came of it
    heads = [h for role in ("system", "recipient", "target") for h in event.heads.get(role, [])]
    theirs = {h for hs in other.heads.values() for h in hs}
    return token.rel == "conj" and token.head == other.predicate and bool(heads) and theirs.issuperset(heads)
