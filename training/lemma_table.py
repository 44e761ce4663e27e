"""Building the lemmatiser's table: every form of the treebanks whose lemma the rules miss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import product  # noqa: F401  (must come before anything of armsledger)
from armsledger.reading.english.lemmas import Lemmas, rule
from conllu import Tree

Table = dict[str, dict[str, str]]

# Verbs of the product's subject that the treebanks hardly hold; their forms are checked like all others.
TRADE_VERBS = (
    "acquire airlift assemble authorise authorize calibrate co-develop co-produce commission decommission "
    "deploy donate embargo equip escort export finance gift intercept lease licence license manufacture "
    "mothball negotiate outfit overhaul procure purchase re-export reexport refit refurbish resupply retire "
    "retrofit sanction seize ship shoulder station stockpile transfer transship tranship unveil upgrade"
)
# Irregular verbs, "base past participle": enough of them are rare in the treebanks to be given outright.
IRREGULAR = (
    "arise arose arisen|bear bore borne|begin began begun|bid bid bid|bind bound bound|bleed bled bled|"
    "blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built|"
    "buy bought bought|cast cast cast|choose chose chosen|cling clung clung|deal dealt dealt|dig dug dug|"
    "draw drew drawn|drive drove driven|fall fell fallen|feed fed fed|fight fought fought|flee fled fled|"
    "fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|"
    "forgo forwent forgone|freeze froze frozen|give gave given|grow grew grown|hang hung hung|"
    "hide hid hidden|hold held held|lay laid laid|lead led led|lend lent lent|mislead misled misled|"
    "outbid outbid outbid|overcome overcame overcome|override overrode overridden|oversee oversaw overseen|"
    "overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|rebuild rebuilt rebuilt|"
    "repay repaid repaid|resell resold resold|ride rode ridden|rise rose risen|seek sought sought|"
    "sell sold sold|send sent sent|shoot shot shot|shrink shrank shrunk|sing sang sung|sink sank sunk|"
    "speak spoke spoken|spend spent spent|spin spun spun|spread spread spread|steal stole stolen|"
    "strike struck struck|swear swore sworn|sweep swept swept|take took taken|teach taught taught|"
    "tear tore torn|throw threw thrown|undergo underwent undergone|undertake undertook undertaken|"
    "uphold upheld upheld|weave wove woven|wear wore worn|win won won|withdraw withdrew withdrawn|"
    "withhold withheld withheld|write wrote written"
)
# Tags whose words keep their form: what the treebanks change there (numbers spelt out, names corrected)
# would only surprise a reader of the ledger.
_AS_THEY_ARE = frozenset({"GW", "ADD", "NFP", "NNP", "CD", "FW", "LS", "SYM", "$", ",", ".", ":", "``", "''"})


def build(trees: Iterable[Tree]) -> Table:
    """The table {tag: {lower-cased form: lemma}} of the majority lemmas that the rules do not give."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    verbs, nouns = set(TRADE_VERBS.split()), set()
    for tree in trees:
        for word, lemma, upos, xpos in zip(tree.words, tree.lemma, tree.upos, tree.xpos, strict=True):
            if lemma == "_" or xpos in _AS_THEY_ARE:
                continue
            counts[xpos, word.replace("’", "'").lower()][lemma, upos] += 1
            if lemma.isalpha() and lemma.islower():
                verbs |= {lemma} if upos == "VERB" else set()
                nouns |= {lemma} if xpos in ("NN", "NNS") else set()
    table: Table = defaultdict(dict)
    _inflect(verbs, nouns, table)
    for (xpos, form), found in counts.items():
        (lemma, upos), often = found.most_common(1)[0]
        if rule(form, "X", xpos).lower() == lemma.lower():
            table[xpos].pop(form, None)
        elif _worth(form, lemma, upos, often):
            table[xpos][form] = lemma
    for verb in IRREGULAR.split("|"):
        base, past, participle = verb.split()
        for tag, form in (("VBD", past), ("VBN", participle)):
            if rule(form, "VERB", tag) != base:
                table[tag][form] = base
    return {tag: dict(sorted(forms.items())) for tag, forms in sorted(table.items()) if forms}


def _worth(form: str, lemma: str, upos: str, often: int) -> bool:
    """Whether an exception is worth its room: not a misspelling put right once, nor a name seen once."""
    if upos == "PROPN":
        return often > 1
    return often > 1 or form[:1] == lemma[:1].lower()


def _inflect(verbs: set[str], nouns: set[str], table: Table) -> None:
    """Regular forms of known words, where the rules would not find the way back."""
    for verb in sorted(verbs):
        if len(verb) < 3:
            continue
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
        for stem_of, doubled in ((stem, False), (verb + verb[-1], True)):
            if doubled and (verb[-1] in "aeiouwxyhsc" or verb[-2] not in "aeiou" or verb[-3:-2] in "aeiou"):
                continue
            for ending, tags in (("ing", ("VBG",)), ("ed", ("VBD", "VBN"))):
                form = stem_of + ending
                if rule(form, "VERB", tags[0]) != verb:
                    for tag in tags:
                        table[tag].setdefault(form, verb)
        third = verb + "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else verb + "s"
        if not verb.endswith("y") and rule(third, "VERB", "VBZ") != verb:
            table["VBZ"].setdefault(third, verb)
    for noun in sorted(nouns):
        plural = noun + "es" if noun.endswith(("s", "x", "z", "ch", "sh")) else noun + "s"
        if len(noun) > 2 and not noun.endswith("y") and rule(plural, "NOUN", "NNS") != noun:
            table["NNS"].setdefault(plural, noun)


def accuracy(table: Table, trees: Sequence[Tree]) -> float:
    """The share of words, gold tags given, whose lemma comes out as annotated (case aside)."""
    lemmas = Lemmas(table)
    right = total = 0
    for tree in trees:
        for word, lemma, upos, xpos in zip(tree.words, tree.lemma, tree.upos, tree.xpos, strict=True):
            total += 1
            right += lemmas.of(word, upos, xpos).lower() == lemma.lower()
    return right / total
