"""The text cut into paragraphs, and each paragraph into pieces that lie under the same claims."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from armsledger.model import Claim
from armsledger.publish.page.cards import Card

_LONGEST_WRAPPED_LINE = 120  # characters; a text wrapped at a margin has no longer lines
_WRAPPED_SHARE = 0.75  # of a block's lines that end where the next word no longer fitted
_LONGEST_HEADING = 90
_DEEPEST_NESTING = 5  # claims drawn one by one over the same words; any more share the innermost mark
_LANES = 3  # heights at which the line under a claim is drawn, so that lines of overlapping claims stay apart


@dataclass(frozen=True, slots=True)
class Mark:
    """The highlight of a claim over one piece; of several claims where too many lie over the same words."""

    cards: tuple[Card, ...]
    lane: int

    @property
    def numbers(self) -> str:
        """The claims' numbers, for the attribute that the script finds them by."""
        return " ".join(str(card.number) for card in self.cards)


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph under the same claims and parts throughout.

    `marks` run from the longest claim to the shortest; `parts` are the claims' numbers and what the
    words are to each (a role, "time", "said by"); `ending` are the claims whose last words these are.
    """

    text: str
    marks: tuple[Mark, ...]
    parts: tuple[tuple[int, str], ...]
    ending: list[Card] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """A paragraph, with the cards of the claims that begin in it."""

    start: int
    end: int
    is_heading: bool
    pieces: list[Piece] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    card: Card
    label: str | None  # None for the claim's quote, else what the words are to the claim


def passages_of(text: str, cards: Sequence[Card]) -> list[Passage]:
    """The whole text in paragraphs, every claim highlighted, its card beside the paragraph it begins in."""
    passages = [Passage(start, end, heading) for start, end, heading in _paragraphs(text)]
    _cut(text, passages, [stretch for card in cards for stretch in _stretches(card)], _lanes(cards))
    ends = [passage.end for passage in passages]
    for card in cards:
        passages[min(bisect_right(ends, card.claim.quote.start), len(passages) - 1)].cards.append(card)
    return passages


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it reads as a heading, of each paragraph; only white space lies between them."""
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        lines = list(re.finditer(r"[^\n]*\S[^\n]*", block.group()))
        runs_on = _runs_on([line.group() for line in lines])
        first = 0
        for last, line in enumerate(lines):
            if not runs_on[last]:
                heads = first == last and _reads_as_heading(line.group())
                yield block.start() + lines[first].start(), block.start() + line.end(), heads
                first = last + 1


def _runs_on(lines: list[str]) -> list[bool]:
    """Of each line, whether it ends at a margin rather than at the end of its paragraph."""
    margin = max(map(len, lines))
    full = [
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > margin for line, following in pairwise(lines)
    ]
    wrapped = margin <= _LONGEST_WRAPPED_LINE and sum(full) >= _WRAPPED_SHARE * len(full)
    return [*(wrapped and is_full for is_full in full), False]


def _reads_as_heading(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= _LONGEST_HEADING and bare[-1:].isalnum() and not bare[:1].islower()


def _stretches(card: Card) -> Iterator[_Stretch]:
    claim: Claim = card.claim
    yield _Stretch(claim.quote.start, claim.quote.end, card, None)
    for filler in (*claim.roles, *claim.place):
        yield _Stretch(filler.start, filler.end, card, filler.role)
    for label, figure in (("quantity", claim.quantity), ("value", claim.value), ("time", claim.time)):
        if figure is not None:
            yield _Stretch(figure.start, figure.end, card, label)
    for source in claim.sources:
        if source.start is not None and source.end is not None:
            yield _Stretch(source.start, source.end, card, "said by")


def _lanes(cards: Sequence[Card]) -> dict[int, int]:
    """A lane for each claim, apart from those of the claims it overlaps as far as lanes go."""
    lanes: dict[int, int] = {}
    busy_until = [0] * _LANES
    for card in sorted(cards, key=lambda card: (card.claim.quote.start, -card.claim.quote.end, card.number)):
        quote = card.claim.quote
        free = (lane for lane, end in enumerate(busy_until) if end <= quote.start)
        lane = next(free, _LANES - 1)
        busy_until[lane] = max(busy_until[lane], quote.end)
        lanes[card.number] = lane
    return lanes


def _cut(text: str, passages: list[Passage], stretches: list[_Stretch], lanes: dict[int, int]) -> None:
    """Fill the passages' pieces: one sweep over all places where a passage or a stretch begins or ends."""
    opening, closing = defaultdict(list), defaultdict(list)
    for stretch in stretches:
        opening[stretch.start].append(stretch)
        closing[stretch.end].append(stretch)
    edges = {edge for passage in passages for edge in (passage.start, passage.end)}
    points = sorted(edges | opening.keys() | closing.keys())
    open_now: dict[_Stretch, None] = {}
    last_piece: dict[int, Piece] = {}
    following = iter(passages)
    passage = next(following, None)
    for start, end in pairwise(points):
        for stretch in closing[start]:
            open_now.pop(stretch, None)
        open_now.update(dict.fromkeys(opening[start]))
        while passage is not None and passage.end <= start:
            passage = next(following, None)
        if passage is not None and passage.start <= start:
            piece = _piece(text[start:end], open_now, lanes)
            passage.pieces.append(piece)
            last_piece.update((stretch.card.number, piece) for stretch in open_now if stretch.label is None)
    quoted = {stretch.card.number: stretch.card for stretch in stretches}
    for number, card in quoted.items():
        last_piece[number].ending.append(card)


def _piece(text: str, open_now: dict[_Stretch, None], lanes: dict[int, int]) -> Piece:
    quotes = sorted(
        (stretch for stretch in open_now if stretch.label is None),
        key=lambda stretch: (stretch.start - stretch.end, stretch.card.number),
    )
    cards = [stretch.card for stretch in quotes]
    single, pooled = cards[: _DEEPEST_NESTING - 1], tuple(cards[_DEEPEST_NESTING - 1 :])
    groups = [*((card,) for card in single), *([pooled] if pooled else [])]
    marks = tuple(Mark(group, lanes[group[0].number]) for group in groups)
    parts = sorted((stretch.card.number, stretch.label) for stretch in open_now if stretch.label is not None)
    return Piece(text, marks, tuple(parts))
