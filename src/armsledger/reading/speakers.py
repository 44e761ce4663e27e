"""A document's quotations and labels: who speaks where."""

from bisect import bisect_right

from armsledger.model import ClaimSource


class Speakers:
    """The document's quotation marks and who speaks within them."""

    def __init__(self, text: str) -> None:
        self.spans = quoted_spans(text)
        self._starts = [start for start, _ in self.spans]
        self._speaker: dict[int, ClaimSource] = {}
        self._last: dict[int, ClaimSource] = {}
        self._labelled: dict[int, ClaimSource] = {}

    def quotation(self, start: int) -> int | None:
        """The number of the quotation that holds an offset, or None."""
        number = bisect_right(self._starts, start) - 1
        return number if number >= 0 and start < self.spans[number][1] else None

    def learn(self, start: int, paragraph: int, source: ClaimSource, outside: bool) -> None:
        """Remember who was said to speak at an offset, and in a paragraph."""
        number = self.quotation(start)
        if number is not None:
            self._speaker.setdefault(number, source)
        if outside:
            self._last[paragraph] = source

    def label(self, paragraph: int, source: ClaimSource) -> None:
        """A transcript's label: who speaks throughout a paragraph."""
        self._labelled[paragraph] = source

    def at(self, start: int, paragraph: int) -> ClaimSource | None:
        """Who speaks at an offset within a quotation, as far as the paragraph tells."""
        number = self.quotation(start)
        if number is None:
            return self._labelled.get(paragraph)
        return self._speaker.get(number) or self._last.get(paragraph)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Stretches between double quotation marks, long enough to be a clause (over 30 code points)."""
    found, opened = [], -1
    for at, char in enumerate(text):
        if char == "“" or (char == '"' and opened < 0):
            opened = at
        elif char in '”"' and opened >= 0:
            if at - opened > 30:
                found.append((opened + 1, at))
            opened = -1
        elif char == "\n" and opened >= 0 and at - opened > 3000:
            opened = -1
    return found
