"""The catalogue: what is known of states, actors, weapon systems, places and regimes, each row sourced."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from armsledger.catalog.checking import check
from armsledger.catalog.entry import Entry, Form, Match, Name
from armsledger.catalog.facts import (
    OPEN_STATUSES,
    DatedName,
    Fact,
    Measure,
    Membership,
    Post,
    Relation,
    Stage,
    Transfer,
)
from armsledger.catalog.folding import fold
from armsledger.catalog.gazetteer import FILE as GAZETTEER
from armsledger.catalog.gazetteer import Gazetteer
from armsledger.catalog.names import NamesIndex, Spelling, spell
from armsledger.catalog.rows import DATA, OFFICES, Row, entry, fact, read_offices, read_rows
from armsledger.catalog.schema import ENTRIES, FACTS, TABLES, UNCREWED, UNVERIFIED, Table
from armsledger.errors import CatalogError, UsageError
from armsledger.model.dates import Interval

if TYPE_CHECKING:
    from armsledger.catalog.similarity import SimilarNames

__all__ = [
    "OFFICES", "OPEN_STATUSES", "Catalog", "DatedName", "Entry", "Fact", "Form", "Interval", "Match",
    "Measure", "Membership", "Name", "Post", "Relation", "Row", "Stage", "Table", "Transfer", "check", "load",
    "tables",
]  # fmt: skip

_Fact = TypeVar("_Fact", bound=Fact)


class Catalog:
    """The catalogue of one or more folders of data files.

    A row of a later folder takes the place of the row with its id, and else is added. Raises CatalogError,
    with file and line, where a file cannot be read or a row cannot be taken; `load` also proves the rest.
    """

    def __init__(self, folders: Sequence[Path] = (DATA,)) -> None:
        self.folders = tuple(folders)
        self._rows: dict[str, dict[str, Row]] = {}
        self._made: dict[type[Fact], Sequence[Fact]] = {}
        self._entries: dict[str, Entry] = {}
        for table in ENTRIES:
            for row in self.rows(table.name).values():
                made = entry(row, table)
                self._entries[made.id] = made
        self._gazetteer = Gazetteer(DATA)
        self.offices = read_offices(self.folders)
        """The phrases that make a state's name an office or a post of it: `office` or `post` by phrase."""
        offices = (_office(phrase, form) for phrase, form in self.offices.items())
        self._index = NamesIndex(chain(self._spellings(), offices), self._gazetteer)

    def __len__(self) -> int:
        return len(self._entries)

    @cached_property
    def version(self) -> str:
        """A short fingerprint of the files: the same for the same names and facts."""
        digest = blake2b(digest_size=4)
        names = sorted([*(table.file for table in TABLES.values()), OFFICES, GAZETTEER])
        for path in (folder / name for folder in self.folders for name in names):
            if path.exists():
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    @cached_property
    def checked_through(self) -> date:
        """The last day on which a row was checked; of later days the catalogue knows nothing."""
        days = (row.cells["checked"] for table in TABLES for row in self.rows(table).values())
        return date.fromisoformat(max(day for day in days if day != UNVERIFIED))

    def rows(self, table: str) -> dict[str, Row]:
        """The rows of one file by id, as they stand there. Raises UsageError for a file that is none."""
        if table not in TABLES:
            raise UsageError(f"there is no file {table} in the catalogue; they are {', '.join(TABLES)}.")
        if table not in self._rows:
            self._rows[table] = read_rows(self.folders, TABLES[table])
        return self._rows[table]

    def get(self, id: str) -> Entry | None:
        """The entry with this id, or None."""
        return self._entries.get(id) or self._gazetteer.get(id)

    def entries(self, type: str | None = None) -> Iterable[Entry]:
        """All entries, or those of one type, in the order of the files; towns of the gazetteer left out."""
        return (entry for entry in self._entries.values() if type is None or entry.type == type)

    def towns(self) -> Iterable[Entry]:
        """The towns of the gazetteer, the largest first."""
        return self._gazetteer.entries()

    def located(self, place: Entry) -> tuple[float, float] | None:
        """Latitude and longitude of the settlement nearest to a place, in degrees, or None."""
        town = self._gazetteer.get(place.near) if place.near else place
        return None if town is None or town.latitude is None or town.longitude is None else (
            town.latitude, town.longitude
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How much there is of each kind; actors without persons, uavs with loitering munitions."""
        types = dict.fromkeys(("state", "territory", "person", "system", "place", "class", "regime"), 0)
        actors = uavs = 0
        for known in self._entries.values():
            if known.type in types:
                types[known.type] += 1
                uavs += known.type == "system" and known.parent in UNCREWED
            else:
                actors += 1
        return {
            "states": types["state"] + types["territory"],
            "actors": actors,
            "persons": types["person"],
            "systems": types["system"],
            "uavs": uavs,
            "places": types["place"] + len(self._gazetteer),
            "regimes": types["regime"],
            **{table.name: len(self.rows(table.name)) for table in FACTS},
        }

    @property
    def name_count(self) -> int:
        """How many names are searched for, each spelling and way of writing it counted."""
        return len(self._index)

    def names_in(self, text: str) -> list[Name]:
        """Every name in `text`, in order and without overlaps; offsets count code points of `text`."""
        return self._index.names_in(text)

    def posts(
        self, *, person: str | None = None, organisation: str | None = None, on: date | None = None
    ) -> list[Post]:
        """The offices that a person held, or the holders of an organisation's or state's offices.

        Here and below `on` leaves what can have held on that day, though its beginning or end be known to the
        year alone or not at all; `Fact.is_sure_on` tells what surely held. An unknown id has nothing.
        """
        return [
            post
            for post in self._facts(Post)
            if person in (None, post.person)
            and organisation in (None, post.organisation)
            and post.holds_on(on)
        ]

    def relations(self, id: str | None = None, *, on: date | None = None) -> list[Relation]:
        """All relations, or what an entry is part of, owned or backed by, and what stands so to it."""
        return [
            relation
            for relation in self._facts(Relation)
            if id in (None, relation.subject, relation.object) and relation.holds_on(on)
        ]

    def memberships(
        self, *, member: str | None = None, bloc: str | None = None, on: date | None = None
    ) -> list[Membership]:
        """The blocs, regimes and treaties of a member, or the members of one."""
        return [
            membership
            for membership in self._facts(Membership)
            if member in (None, membership.member)
            and bloc in (None, membership.bloc)
            and membership.holds_on(on)
        ]

    def names_of(self, id: str, *, on: date | None = None) -> list[DatedName]:
        """The dated names of an entry."""
        return [name for name in self._facts(DatedName) if name.entity == id and name.holds_on(on)]

    def name_on(self, id: str, day: date) -> str | None:
        """The name that the entry bore on that day, or None for an unknown id."""
        known = self.get(id)
        former = [name for name in self.names_of(id, on=day) if name.form == "former" and name.until]
        return former[0].name if former else known.name if known else None

    def measure(self, id: str) -> Measure | None:
        """The measure with this id, or None."""
        return next((measure for measure in self._facts(Measure) if measure.id == id), None)

    def measures(self, *, target: str | None = None, on: date | None = None) -> list[Measure]:
        """The measures, or those about one target; how each stood on a day is told by `Measure.status_on`."""
        return [
            measure
            for measure in self._facts(Measure)
            if (target is None or target in measure.target) and measure.holds_on(on)
        ]

    def stages(self, bill: str) -> list[Stage]:
        """The way of a bill, in the order of its days."""
        return sorted(
            (stage for stage in self._facts(Stage) if stage.bill == bill),
            key=lambda stage: stage.since or "",
        )

    def transfers(self) -> list[Transfer]:
        """The baseline of reported transfers."""
        return self._facts(Transfer)

    def _facts(self, kind: type[_Fact]) -> list[_Fact]:
        """All facts of a kind, made when they are first asked for."""
        if kind not in self._made:
            table = next(table for table in FACTS if table.fact is kind)
            self._made[kind] = [fact(row, table) for row in self.rows(table.name).values()]
        return [made for made in self._made[kind] if isinstance(made, kind)]

    def find(self, name: str, limit: int = 10) -> list[Match]:
        """The entries that `name` may mean, best first: by id, by name, then by similar names."""
        found: dict[str, Match] = {}
        if known := self.get(name) or self.get(name.lower()) or self.get(name.upper()):
            found[known.id] = Match(known, 100.0, "its id")
        for spelling in self._index.spellings(name):
            if spelling.entry is not None and spelling.entry.id not in found:
                found[spelling.entry.id] = Match(spelling.entry, 100.0, f"its {spelling.form} {name}")
        if len(found) < limit:
            for score, similar_name, similar in self._similar.like(name):
                found.setdefault(similar.id, Match(similar, score, f"similar to its name {similar_name}"))
        return list(found.values())[:limit]

    @cached_property
    def _similar(self) -> "SimilarNames":
        # Imported here: only a look-up by a person needs it, and it would double the time to load.
        from armsledger.catalog.similarity import SimilarNames

        return SimilarNames(
            (name, entry) for entry in self.entries() for name in (entry.name, *entry.aliases)
        )

    def _spellings(self) -> Iterator[Spelling]:
        for known in self._entries.values():
            for spelling in spell(known):
                state = self._entries.get(known.parent or "") if known.is_seat else None
                if state is not None:
                    yield Spelling(spelling.folded, state, "capital", spelling.ambiguous, known.id)
                yield spelling
        for row in self.rows("names").values():
            bearer = self._entries.get(row.cells["entity"])
            if bearer is not None and row.cells["name"] not in (bearer.name, *bearer.aliases):
                yield Spelling(fold(row.cells["name"]), bearer, "alias", False, None)


def tables() -> tuple[Table, ...]:
    """What the files of the catalogue hold."""
    return (*ENTRIES, *FACTS)


def _office(phrase: str, form: str) -> Spelling:
    return Spelling(fold(phrase), None, "post" if form == "post" else "office", False, None)


def load(*folders: Path) -> Catalog:
    """The catalogue that comes with armsledger, with the user's own `folders` over it.

    Read once, and again when a file of the user's has changed. Raises CatalogError, naming file and line, for
    the first thing wrong with the user's files.
    """
    paths = tuple(Path(folder) for folder in folders)
    return _load(paths, tuple(_stamps(path) for path in paths))


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """When each file of the folder was last changed."""
    files = (path for path in folder.glob("*.csv") if path.is_file())
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], stamps: tuple[tuple[tuple[str, int], ...], ...]) -> Catalog:
    catalog = Catalog((DATA, *folders))
    faults = check(*folders) if folders else []
    if faults:
        more = f" And {len(faults) - 1} more; `armsledger catalog check` shows all." if faults[1:] else ""
        raise CatalogError(f"{faults[0]}{more}")
    return catalog
