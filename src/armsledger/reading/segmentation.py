"""Splitting a document's text into paragraphs, sentences and words, by rules of our own.

Words follow the Universal Dependencies treebanks of English, which the model was trained on (clitics and
hyphenated compounds apart, prefixes whole), but for designations ("F-16", "Shahed-136"), kept whole because
a weapon's name is one thing to everything that reads the words. Work is linear in the text's length: the
text is walked once, in chunks between spaces no longer than MAX_CHUNK, and no pattern looks beyond a chunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

MAX_WORDS = 400  # of a sentence; a longer one is cut at a stop, or failing that anywhere
MAX_CHUNK = 1000  # characters between spaces taken together
WRAP_WIDTHS = range(40, 121)  # line lengths, in characters, that hard-wrapped text is believed to have
WRAP_SAMPLE = 2000  # lines looked at to tell whether a text is hard-wrapped
CACHE_CHUNKS = 100_000  # chunks whose words are remembered before the memory is emptied


@dataclass(frozen=True, slots=True)
class Word:
    """One word: code points in the document's text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: from its first word's start to its last word's end; `paragraph` counts from 0."""

    start: int
    end: int
    words: tuple[Word, ...]
    paragraph: int


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def split(text: str) -> list[Sentence]:
    """The text's sentences in order, none without words. Never raises; words never overlap."""
    found: list[Sentence] = []
    number = 0
    for start, end in _paragraphs(text):
        before = len(found)
        _split_paragraph(text, start, end, number, found)
        number += len(found) > before
    return found


# ---------------------------------------------------------------- paragraphs

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LIST_MARK = re.compile(r"(?:[-*•–·▪◦‣●■]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_KEY = re.compile(r"[A-Z][\w '/()&-]{0,30}:\s")
_FIRST_WORD = re.compile(r"\S{1,40}")
_CLOSED = (".", "!", "?", ":", ";", '."', ".”", ".'", ".’", "!”", "?”", '!"', '?"')
_Span = tuple[int, int]


def _paragraphs(text: str) -> Iterator[_Span]:
    """Spans of paragraphs: lines, but the lines of hard-wrapped text joined; blank lines always part."""
    block: list[_Span] = []
    last = 0
    wrapped = _is_wrapped(text)
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            yield from _joined(text, block, wrapped)
            block = []
        else:
            if block and _has_gap(text, last, match.start()):
                yield from _joined(text, block, wrapped)
                block = []
            block.append((start, end))
        last = match.end()
    yield from _joined(text, block, wrapped)


def _has_gap(text: str, start: int, end: int) -> bool:
    """Whether the line breaks between two lines are more than one."""
    return text[start:end] not in ("\n", "\r\n", "\r", "\u2028", "\x85")


def _is_wrapped(text: str) -> bool:
    """Whether the text looks hard-wrapped: lines often go on in lower case, and few are over-long."""
    lines = [match[0].strip() for match in islice(_LINE.finditer(text), WRAP_SAMPLE)]
    lines = [line for line in lines if line]
    pairs = [(a, b) for a, b in pairwise(lines) if len(a) in WRAP_WIDTHS]
    carried = sum(b[0].islower() and not a.endswith(_CLOSED) for a, b in pairs)
    long = sum(len(line) > WRAP_WIDTHS[-1] for line in lines)
    return len(lines) > 2 and carried * 4 > len(lines) and long * 10 < len(lines)


def _joined(text: str, block: list[_Span], wrapped: bool) -> Iterator[_Span]:
    """A block's paragraphs: a line is joined to the next where it was broken for want of room."""
    if not block:
        return
    width = max(end - start for start, end in block)
    if len(block) == 2:
        width -= 10  # two lines tell the text's width less well
    begin, finish = block[0]
    for start, end in block[1:]:
        if width in WRAP_WIDTHS and _runs_on(text, (begin, finish), (start, end), width, wrapped):
            finish = end
        else:
            yield begin, finish
            begin, finish = start, end
    yield begin, finish


def _runs_on(text: str, above: _Span, below: _Span, width: int, wrapped: bool) -> bool:
    """Whether the line below goes on with the paragraph above."""
    if _LIST_MARK.match(text, *below):
        return False
    line = max(text.rfind("\n", above[0], above[1]), text.rfind("\r", above[0], above[1])) + 1 or above[0]
    length = above[1] - max(line, above[0])
    word = _FIRST_WORD.match(text, *below)
    full = length + 1 + (word.end() - word.start() if word else 0) > width
    carried = text[below[0]].islower() and not text.endswith(_CLOSED, above[0], above[1])
    if carried and length >= WRAP_WIDTHS[0] // 2 and not _KEY.match(text, *above):
        return True
    return wrapped and full and not _KEY.match(text, *below)


# ---------------------------------------------------------------- sentences

# Chinese and Japanese stops end a chunk: no space follows them.
_CHUNK = re.compile(rf"[^\s\u200b\u2060\ufeff。！？]{{1,{MAX_CHUNK}}}[。！？]{{0,9}}|[。！？]{{1,9}}")
_END_CHARACTERS = frozenset(".!?…。！？\"'”’)]»*")
_END = re.compile(r"([.!?…。！？]+)((?:[\"'”’)\]»*]|\[\d{1,3}\])*)$")
_OPENING = "\"'“‘«([{*•-–—¿¡„"
# Words that start sentences and hardly ever follow an abbreviation within one.
_STARTERS = _set(
    "The This That These Those There Then They Their He She It Its We Our You Your I His Her In On At By For "
    "From To With Without After Before Since While When Where Why What Who How If As Although Though However "
    "But And Or So Yet Nor An Another Both Each Every Some Many Most Several All No Not Now Also Meanwhile "
    "Moreover Furthermore According Despite During Under Between Among Because Earlier Later Last Two Three "
    "Only Such Today Yesterday Tomorrow Officials Analysts Here My One Until Once Instead"
)
_TITLES = _set(  # never end a sentence
    "mr mrs ms messrs dr prof gen maj lt col sgt cpl pvt capt cmdr cdr adm brig rear-adm vice-adm lt-gen "
    "lt.-gen maj.-gen brig.-gen lt.-col sen sens rep reps gov hon rev fr pres amb st ft mt supt insp det "
    "eng vs v cf viz e.g i.e eg approx est incl mme mlle ven gens cols sgts msgt tsgt ssgt mgr dir asst assoc"
)
_MONTHS = _set("jan feb mar apr jun jul aug sep sept oct nov dec")
_BEFORE_NUMBER = _MONTHS | _set("no nos art arts sec secs fig figs p pp vol vols ch para paras ca c res op")
_MAYBE_LAST = _set(  # end one only before a word that starts one
    "inc co corp ltd llc plc bros jr sr etc esq dept univ ave blvd rd ph.d m.sc b.sc u.s u.k u.n u.a.e e.u "
    "d.c a.m p.m al cie s.a sq ext mfg intl natl govt assn calif conn fla ga mich minn pa tenn tex va wis "
    "ariz ala colo kan ky neb nev okla ore dist max yr yrs hr hrs km lb lbs oz tues wed thurs fri"
)
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+-?[^\W\d_]{1,2}")
_INNER = re.compile(
    r"(?<=[a-z0-9)][a-z)%][.!?…])(?:[\"”’)]|\[\d{1,3}\]){0,9}"
    rf"(?=[\"“‘(]?(?:{'|'.join(sorted(_STARTERS))})(?:[,’']|$))"
)
_Chunk = tuple[int, str]


def _split_paragraph(text: str, start: int, end: int, number: int, found: list[Sentence]) -> None:
    chunks: list[_Chunk] = []
    for match in _CHUNK.finditer(text, start, end):
        chunk = match[0]
        if ("." in chunk or "…" in chunk) and (inner := _INNER.search(chunk)):
            chunks.append((match.start(), chunk[: inner.end()]))
            chunks.append((match.start() + inner.end(), chunk[inner.end() :]))
        else:
            chunks.append((match.start(), chunk))
    begin, last = 0, len(chunks) - 1
    for i, (_, chunk) in enumerate(chunks):
        if i == last or (chunk[-1] in _END_CHARACTERS and _ends(chunk, chunks[i + 1][1], i == begin)):
            _emit(chunks[begin : i + 1], number, found)
            begin = i + 1


def _ends(chunk: str, following: str, first: bool) -> bool:
    """Whether a sentence ends after the chunk, given the next and whether the chunk is its first."""
    match = _END.search(chunk)
    if not match:
        return False
    opened = following.lstrip(_OPENING)
    if opened[:1].islower() or (not opened and following[0] not in '"“‘('):
        return False
    if match[1] != ".":
        return match.start() > 0 or not first
    body = chunk[: match.start()].lstrip(_OPENING)
    if first and not match[2] and (body.isdigit() or len(body) == 1):
        return False  # "1." or "b." before a list's item
    low = body.lower()
    if low in _TITLES:
        return False
    if low in _BEFORE_NUMBER and not match[2]:
        return not opened[:1].isdigit()
    if low in _MAYBE_LAST or (len(body) == 1 and body.isupper()) or _LETTERS.fullmatch(body):
        return opened.rstrip(",.’'").partition("’")[0] in _STARTERS
    return True


def _emit(chunks: list[_Chunk], number: int, found: list[Sentence]) -> None:
    words: list[Word] = []
    last = len(chunks) - 1
    for i, (at, chunk) in enumerate(chunks):
        for start, end in _words(chunk, i == last):
            words.append(Word(at + start, at + end))
            if len(words) >= MAX_WORDS:
                # Cut after a stop of the last quarter if the chunk ends on one, else here.
                found.append(Sentence(words[0].start, words[-1].end, tuple(words), number))
                words = []
            elif len(words) > MAX_WORDS * 3 // 4 and chunk[-1] in ",;:" and end == len(chunk):
                found.append(Sentence(words[0].start, words[-1].end, tuple(words), number))
                words = []
    if words:
        found.append(Sentence(words[0].start, words[-1].end, tuple(words), number))


# ---------------------------------------------------------------- words

_LEADING = frozenset("\"'“”‘’«»([{<*•–—‒―-…|/\\`„·▪¿¡~=+.,;:!?")
_TRAILING = frozenset("\"'”’“‘)]}»>,;:!?…%*|/\\–—―-`~=€£¥+°。！？、，")
_SAME = frozenset(".!?-*=_~'`")  # a run of one of these is one word
_CLITIC = re.compile(r"(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_LONE = re.compile(
    r"['’](?:s|re|ve|ll|d|m|\d0s)|n['’]t|[:;=]['’]?-?[()DPp]+|<3|-+>|[-+]\d[\d.,]*", re.IGNORECASE
)
_FUSED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "lemme": 3, "gimme": 3}  # where they are cut
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}|[@#]\w+"
    r"|[\w-]+(?:\.[\w-]+){0,8}\.(?:com|org|net|gov|mil|edu|int|info|io|uk|ir|ru|tr|il|de|fr|pdf|docx?|txt"
    r"|xlsx?|html?|jpg|png)(?:/\S*)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\d{1,4}(?:[-/.]\d{1,2}){2}|\d{4}-\d\d-\d\d\S*|(?:\d-)?\d{3}-\d{3,4}(?:-\d{4})?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d+(?:[.,:]\d+)*[^\W\d_]*|(?:[^\W\d_]\.)+[^\W\d_]{0,2}\.?|[A-Z]&[A-Z]|[cwnb]/[oac]|N/A|Ph\.D\.?"
    r"|\w+['’]n",
    re.IGNORECASE,
)
_PREFIXES = (
    "[Nn]on|[Aa]nti|[Cc]o|[Rr]e|[Pp]re|[Pp]ost|[Pp]ro|[Mm]id|[Ee]x|[Ss]emi|[Ss]ub|[Mm]ulti|[Cc]ounter|[Cc]ross|"
    "[Oo]ver|[Nn]eo|[Mm]ini|[Mm]icro|[Ii]nter|[Ii]ntra|[Uu]n|[Dd]e|[Aa]rch|[Pp]seudo|[Qq]uasi|[Uu]ltra|[Ee]xtra|"
    "[Hh]yper|[Ss]ocio|[Tt]rans|[Bb]i|[Tt]ri|[Ii]nfra|[Ee]"
)
_INSIDE = re.compile(
    r"(?:US|C|CA|A|AU|HK|NZ|S|R|NT)?[$€£¥₹₺₩₽₪₴₦]"
    # designations: F-16s, MQ-9B, Shahed-136, Mi-17V-5, SS-N-22, F/A-18, AN/TPQ-53, 9M133-1
    r"|(?:[A-Z]{1,4}/)?[A-Z][A-Za-z]{0,11}(?:-[A-Z]{1,2})?-\d{1,4}[A-Za-z]{0,5}\d{0,2}(?:-\d{1,3}[A-Z]?)?"
    r"(?:/[A-Z])?(?![^\W_])"
    r"|\d{1,4}[A-Z][A-Z\d]{0,5}-\d{1,3}[A-Z]?(?![^\W_])"
    rf"|(?:{_PREFIXES})-(?!the\b|to\b|and\b)(?:(?:[A-Z]\.){{2,}}|[^\W_]+)"
    r"|(?:[^\W\d_]\.){2,}(?=-)"
    r"|\d+(?:[.,:]\d+)*[^\W_]*"
    r"|\w+(?:['’ʼ‘&]\w+)*"
    r"|--+|\.\.+|\S"
)
_Cuts = tuple[_Span, ...]
_remembered: tuple[dict[str, _Cuts], dict[str, _Cuts]] = ({}, {})


def _words(chunk: str, last: bool) -> _Cuts:
    """The chunk's words as spans in it, at least one; `last` says that the sentence ends with it."""
    memory = _remembered[last]
    cuts = memory.get(chunk)
    if cuts is None:
        cuts = ((0, len(chunk)),) if chunk.isalpha() and chunk.lower() not in _FUSED else _cut(chunk, last)
        if len(memory) >= CACHE_CHUNKS:
            memory.clear()
        memory[chunk] = cuts
    return cuts


def _cut(chunk: str, last: bool) -> _Cuts:
    low, high = 0, len(chunk)
    front: list[_Span] = []
    back: list[_Span] = []
    while high > low:
        size = _trailing(chunk[low:high], last and not back)
        if not size:
            break
        back.append((high - size, high))
        high -= size
    while low < high and chunk[low] in _LEADING and not _LONE.fullmatch(chunk, low, high):
        size = _run(chunk[low:high])
        front.append((low, low + size))
        low += size
    return (*front, *_core(chunk, low, high), *reversed(back))


def _run(part: str) -> int:
    """How many of the part's first characters are one mark: a run of the same stop, or one character."""
    if part[0] not in _SAME:
        return 1
    return len(part) - len(part.lstrip(part[0]))


def _trailing(part: str, last: bool) -> int:
    """How many characters at the part's end are a word of their own; 0 where the end belongs to a word."""
    if _LONE.fullmatch(part):
        return 0
    final = part[-1]
    if final == ".":
        if not part.endswith("..") and _keeps_stop(part, last):
            return 0
    elif final not in _TRAILING or (final in "/-_=" and _WEB.fullmatch(part)):
        return 0
    return _run(part[::-1])


def _keeps_stop(part: str, last: bool) -> bool:
    """Whether the part's final stop belongs to it: an abbreviation, an initial, a list's number."""
    body = part[:-1].lstrip(_OPENING)
    low = body.lower()
    if _LETTERS.fullmatch(body) or low in _TITLES or low in _MAYBE_LAST or low in _MONTHS - {"mar"}:
        return not (last and len(low) == 1)
    if last:
        return False
    return low in _BEFORE_NUMBER or (len(body) == 1 and body.isalpha()) or (body.isdigit() and len(body) < 3)


def _core(chunk: str, low: int, high: int) -> list[_Span]:
    """The words of a chunk's middle, its outer marks already taken off."""
    if low >= high:
        return []
    part = chunk[low:high]
    if part.lower() in _FUSED:
        cut = low + _FUSED[part.lower()]
        return [(low, cut), (cut, high)]
    if _LONE.fullmatch(part) or _WEB.fullmatch(part) or _WHOLE.fullmatch(part):
        return [(low, high)]
    if part.endswith(".") and _keeps_stop(part, False) and "/" not in part:
        return [(low, high)]
    clitic = _CLITIC.search(part)
    if clitic and clitic.start():
        middle = low + clitic.start()
        return [*_core(chunk, low, middle), (middle, high)]
    return [(low + m.start(), low + m.end()) for m in _INSIDE.finditer(part)]
