"""The catalogue: what is known of states, actors, weapon systems and places, each row with its source."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from armsledger.catalog.entry import Entry, Form, Match, Name
from armsledger.catalog.folding import fold
from armsledger.catalog.names import NamesIndex, Spelling, spell
from armsledger.catalog.rows import DATA, read_entries, read_offices

__all__ = ["Catalog", "Entry", "Form", "Match", "Name", "load"]

_SIMILAR_FROM = 75.0
"""The least similarity, of 100, at which `find` offers a name."""
_LONGEST_QUERY = 200

Words = Sequence[Hashable]  # what rapidfuzz calls a text


class Catalog:
    """The catalogue of one folder of data files. Raises CatalogError where a file breaks the rules."""

    def __init__(self, folder: Path = DATA) -> None:
        self._entries = read_entries(folder)
        self._index = NamesIndex([*self._spellings(), *_offices(folder)])

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, id: str) -> Entry | None:
        """The entry with this id, or None."""
        return self._entries.get(id)

    def entries(self, type: str | None = None) -> Iterable[Entry]:
        """All entries, or those of one type, in the order of the files."""
        return (entry for entry in self._entries.values() if type is None or entry.type == type)

    def names_in(self, text: str) -> list[Name]:
        """Every name in `text`, in order and without overlaps; offsets count code points of `text`."""
        return self._index.names_in(text)

    def find(self, name: str, limit: int = 10) -> list[Match]:
        """The entries that `name` may mean, best first: by id, by name, then by similar names."""
        found: dict[str, Match] = {}
        if entry := self.get(name) or self.get(name.lower()) or self.get(name.upper()):
            found[entry.id] = Match(entry, 100.0, "its id")
        for spelling in self._index.spellings(name):
            if spelling.entry is not None and spelling.entry.id not in found:
                found[spelling.entry.id] = Match(spelling.entry, 100.0, f"its {spelling.form} {name}")
        if len(found) < limit:
            for match in self._similar(name, limit):
                found.setdefault(match.entry.id, match)
        return list(found.values())[:limit]

    def _similar(self, name: str, limit: int) -> list[Match]:
        # Imported here: only a look-up by a person needs it, and it would double the time to load.
        from rapidfuzz import fuzz, process, utils

        def similarity(query: Words, known: Words, /, *, score_cutoff: float | None = None) -> float:
            # The same words in another order or among others count for nine tenths.
            return max(fuzz.ratio(query, known), 0.9 * fuzz.token_set_ratio(query, known))

        names = [(known, entry) for entry in self.entries() for known in (entry.name, *entry.aliases)]
        ranked = process.extract(
            fold(name)[:_LONGEST_QUERY], [fold(known) for known, _ in names], scorer=similarity,
            processor=utils.default_process, limit=limit * 4, score_cutoff=_SIMILAR_FROM,
        )  # fmt: skip
        best: dict[str, Match] = {}
        for _, score, at in ranked:
            known, entry = names[at]
            # 99: what is only similar never scores like a name that is the same.
            match = Match(entry, min(round(score, 1), 99.0), f"similar to its name {known}")
            best.setdefault(entry.id, match)
        return list(best.values())

    def _spellings(self) -> Iterator[Spelling]:
        for entry in self._entries.values():
            for spelling in spell(entry):
                state = self._entries.get(entry.parent or "") if entry.is_seat else None
                if state is not None:
                    yield Spelling(spelling.folded, state, "capital", spelling.ambiguous, entry.id)
                yield spelling


def _offices(folder: Path) -> Iterator[Spelling]:
    for phrase, form in read_offices(folder):
        yield Spelling(phrase, None, "post" if form == "post" else "office", False, None)


@cache
def load() -> Catalog:
    """The catalogue that comes with armsledger, read once."""
    return Catalog()
