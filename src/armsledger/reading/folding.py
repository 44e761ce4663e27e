"""Catalogue names taken as single words, so that the parser meets plain English in their place."""

from collections.abc import Sequence
from functools import cache

from armsledger.catalog import Name
from armsledger.reading import lexicon
from armsledger.reading.datelines import lead_end
from armsledger.reading.segmentation import Sentence
from armsledger.reading.segmentation import Word as Span

Word = tuple[int, int, str, Name | None]
_PLAIN = {
    "uav": "drone",
    "loitering-munition": "drone",
    "missile": "missile",
    "air-defence": "system",
    "arms": "weapon",
    "aircraft": "aircraft",
    "helicopter": "helicopter",
    "tank": "tank",
    "ship": "ship",
}


def fold(text: str, sentence: Sentence, names: Sequence[Name]) -> tuple[list[Word], list[str]]:
    """The sentence's words with each catalogue name as one word, and the forms to give the parser.

    A weapon system's designation is given as a plain noun ("drones" for "Bayraktar TB2s"), any other name of
    several words by its last: both were measured to help the parser.
    """
    words: list[Word] = []
    forms: list[str] = []
    shouted = _shouted(text, sentence)
    at, number = 0, 0
    begin = lead_end(text, sentence.start, sentence.end)
    items = [word for word in sentence.words if word.start >= begin]
    while number < len(items):
        word = items[number]
        while at < len(names) and names[at].end <= word.start:
            at += 1
        name = names[at] if at < len(names) and names[at].start < word.end else None
        if name is None:
            last = _hyphenated(text, items, number)
            if last > number:
                shown = text[word.start : items[last].end]
                words.append((word.start, items[last].end, shown, None))
                forms.append(shown)
                number = last + 1
                continue
            words.append((word.start, word.end, text[word.start : word.end], None))
            forms.append(_quietly(text[word.start : word.end]) if shouted else text[word.start : word.end])
            number += 1
            continue
        last = number
        while last + 1 < len(items) and items[last + 1].start < name.end:
            last += 1
        start, end = word.start, items[last].end
        words.append((start, end, text[start:end], name))
        follower = text[items[last + 1].start : items[last + 1].end] if last + 1 < len(items) else ""
        form = _form(text[start:end], name, text[items[last].start : end], last > number, follower)
        loud = shouted and form.isupper()
        forms.append((form.lower() if name.entry.type == "class" else form.capitalize()) if loud else form)
        number = last + 1
    return words, forms


def _shouted(text: str, sentence: Sentence) -> bool:
    """A headline in capitals, which the parser would take for names throughout."""
    letters = [c for c in text[sentence.start : sentence.end] if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _quietly(word: str) -> str:
    """A shouted word in the case it would have: lower where it is a common word of the lexicon."""
    lower = word.lower()
    common = lower in triggers_by_form() or lower in _word_forms() or len(lower) < 4
    return lower if common or not word.isalpha() else word.capitalize()


@cache
def triggers_by_form() -> frozenset[str]:
    """Every inflected form of every frame's verbs and nouns, in lower case."""
    known = lexicon.load()
    return lexicon.forms_of(word.partition(" ")[0] for word in {*known.verb_frames, *known.noun_frames})


@cache
def _word_forms() -> frozenset[str]:
    return lexicon.forms_of(word for words in lexicon.load().words.values() for word in words)


def _hyphenated(text: str, items: Sequence[Span], number: int) -> int:
    """The last word of a hyphenated word that the lexicon knows whole ("know-how", "reverse-engineered")."""
    last = number
    while (
        last + 2 < len(items)
        and items[last + 1].start == items[last].end
        and text[items[last + 1].start : items[last + 1].end] in ("-", "‑")
        and items[last + 2].start == items[last + 1].end
    ):
        last += 2
        if text[items[number].start : items[last].end].lower().replace("‑", "-") in whole_words():
            return last
    return number


@cache
def whole_words() -> frozenset[str]:
    """Every form of the lexicon's hyphenated words."""
    known = lexicon.load()
    lemmas = {*known.verb_frames, *known.noun_frames, *(w for words in known.words.values() for w in words)}
    return lexicon.forms_of(lemma for lemma in lemmas if "-" in lemma)


def _form(shown: str, name: Name, last: str, several: bool, follower: str) -> str:
    if name.entry.type == "system":
        plain = _PLAIN.get(name.entry.parent or "", "weapon")
        if follower.lower().rstrip("s") in lexicon.load().words["weapon"] | {"system"}:
            return last if several else shown
        plural = shown.endswith("s") and not shown.endswith("ss") and name.form != "class"
        return plain + "s" if plural and plain != "aircraft" else plain
    if not several:
        return shown
    if name.form in ("office", "post"):
        return "government" if name.form == "office" else "minister"
    if name.entry.type == "class":
        plural = shown.lower().endswith("s")
        shape = _PLAIN.get(name.entry.id)
        return last if shape is None else shape + ("s" if plural and shape != "aircraft" else "")
    if last.isnumeric():  # "Resolution 1929" is a resolution, not a number
        return next((word for word in reversed(shown.split()) if word.isalpha()), last)
    return last
