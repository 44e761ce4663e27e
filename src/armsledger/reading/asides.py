"""Who says it, told in an aside: between commas, or at the sentence's end, however the parser hung it."""

from collections.abc import Callable

from armsledger.reading.syntax import Tree


def inserted_speakers(tree: Tree, is_speech: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Speakers and verbs put between commas ("Pakistan, some analysts say, may have")."""
    tokens = tree.tokens
    found = []
    for verb in range(2, len(tokens) - 1):
        if tokens[verb + 1].text != "," or not is_speech(verb) or tree.has(verb, "ccomp"):
            continue
        for subject in tree.children(verb, "nsubj"):
            first = min(tree.subtree(subject))
            if subject < verb and first > 0 and tokens[first - 1].text == ",":
                found.append((subject, verb))
    return [(s, v) for s, v in found if tokens[s].xpos not in ("WDT", "WP")]


def closing_speaker(tree: Tree, is_speech: Callable[[int], bool]) -> tuple[int, int] | None:
    """Speaker and verb of a sentence that ends on who says it ("..., Haaretz reported")."""
    tokens = tree.tokens
    for verb in range(len(tokens) - 1, max(len(tokens) - 12, 0), -1):
        if not is_speech(verb) or tokens[verb].xpos not in ("VBD", "VBZ", "VBP"):
            continue
        if tree.has(verb, "ccomp", "xcomp", "mark"):
            return None
        subjects = tree.children(verb, "nsubj")
        if not subjects or tokens[subjects[-1]].xpos == "WDT":
            return None
        first = min(verb, *(i for s in subjects for i in tree.subtree(s)))
        closed = first > 2 and tokens[first - 1].text in (",", "”", '"', ",”")
        objects = [c for c in tree.children(verb, "obj") if tokens[c].upos in ("NOUN", "PRON")]
        return (subjects[-1], verb) if closed and (not objects or tokens[verb].lemma == "tell") else None
    return None
