"""What each file of the catalogue holds: its columns, what may stand in them and what they mean.

Reading, checking, export and the reference page all go by this one description.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from armsledger.catalog import facts
from armsledger.catalog.facts import Fact

ColumnKind = Literal[
    "id", "text", "names", "date", "number", "count", "choice", "choices", "ref", "refs", "source",
    "checked",
]  # fmt: skip

Value = str | int | float | tuple[str, ...]

STATES = frozenset({"state", "territory"})
GOVERNMENT = frozenset({"ministry", "agency", "legislature", "court"})
ACTORS = GOVERNMENT | {"body", "force", "group", "company", "medium", "research"}
PARTIES = ACTORS | STATES

UNVERIFIED = "unverified"


def parted(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several; empty ones are passed over."""
    return tuple(value for value in map(str.strip, cell.split(";")) if value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `allowed` are the words of a choice, or the types of entry that a reference may meet."""

    name: str
    kind: ColumnKind
    meaning: str
    required: bool = False
    allowed: frozenset[str] = frozenset()

    @property
    def field(self) -> str:
        """The field of the value made from a row: `from` is a word of Python's own."""
        return "since" if self.name == "from" else self.name

    def value(self, cell: str) -> Value:
        """What a cell of this column that is not empty means. Raises ValueError for what is no figure."""
        if self.is_many:
            return parted(cell)
        return float(cell) if self.kind == "number" else int(cell) if self.kind == "count" else cell

    @property
    def is_many(self) -> bool:
        """True for a cell of several values parted by `;`."""
        return self.kind in ("names", "refs", "choices")


@dataclass(frozen=True, slots=True)
class Table:
    """One file. `type` is the type of all its entries, empty where each row says its own in `type`; `fact`
    is the class of its rows where they are no entries."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    fact: type[Fact] | None = None
    type: str = ""
    may_be_unverified: bool = True

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def values(self, cells: Mapping[str, str]) -> Iterator[tuple[Column, Value]]:
        """What the cells of a row mean, by column; those that are not there or empty are passed over."""
        return ((column, column.value(cells[column.name])) for column in self.columns if column.name in cells)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _choice(name: str, words: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "choice", meaning, required, _words(words))


def _ref(name: str, types: frozenset[str], meaning: str, *, required: bool = False) -> Column:
    return Column(name, "ref", meaning, required, types)


_ID = Column("id", "id", "stable id: a lower-case slug, for states and territories ISO 3166-1 alpha-3", True)
_NAME = Column("name", "text", "the name to show", True)
_ALIASES = Column("aliases", "names", "further names and spellings, parted by `;`")
_AMBIGUOUS = Column("ambiguous", "names", "those of its names that are also common words or others' names")
_STATE = _ref("state", STATES, "the state it belongs to")
_SOURCE = Column(
    "source", "source", "publication and locator that the row was or is to be held against", True
)
_CHECKED = Column("checked", "checked", "the day it was held against the source, or `unverified`", True)
_FROM = Column("from", "date", "when it began: YYYY, YYYY-MM or YYYY-MM-DD")
_UNTIL = Column("until", "date", "when it ended, that day included; empty where it holds or is not known")
_END = (_SOURCE, _CHECKED)
_NAMED = (_ID, _NAME, _ALIASES, _AMBIGUOUS)

POSTS = (
    "head-of-state head-of-government foreign-minister defence-minister other-minister chief-of-staff"
    " service-chief commander company-head agency-head body-head spokesperson legislator ambassador envoy"
    " group-leader designer expert official"
)
ONE_SEAT = _words("head-of-state head-of-government foreign-minister defence-minister chief-of-staff")
"""The kinds of office that one person holds at a time."""
RELATIONS = "part_of subsidiary_of owned_by joint_venture_of successor_of backed_by derived_from produced_by"
UNCREWED = frozenset({"uav", "loitering-munition", "target-drone"})
"""The generic classes whose systems are uncrewed aircraft or loitering munitions."""
UNCREWED_KINDS = frozenset(
    {
        "HALE", "MALE", "tactical", "small tactical", "mini", "micro", "tactical VTOL", "mini VTOL",
        "multirotor", "FPV", "unmanned combat aircraft", "collaborative combat aircraft", "flying wing",
        "loitering munition",
        "one-way attack", "target", "target and attack", "decoy", "cargo", "missile drone", "interceptor",
        "high-altitude pseudo-satellite", "high-speed reconnaissance", "reconnaissance", "unknown",
    }
)  # fmt: skip
SIPRI_CATEGORIES = frozenset(
    {
        "Aircraft", "Air defence systems", "Armoured vehicles", "Artillery", "Engines", "Missiles",
        "Naval weapons", "Other", "Satellites", "Sensors", "Ships",
    }
)  # fmt: skip
ITEMS = (
    "all-arms unroca-I unroca-II unroca-III unroca-IV unroca-V unroca-VI unroca-VII small-arms ammunition"
    " mtcr-I mtcr-II missiles uav uav-components dual-use repression-equipment technical-assistance training"
    " financing military-services nuclear asset-freeze travel-ban"
)

ENTRIES: tuple[Table, ...] = (
    Table(
        "states",
        "States, territories, and states that are no more.",
        (
            _ID,
            _choice("type", "state territory", "what it is", required=True),
            _NAME,
            _ALIASES,
            Column("demonyms", "names", "adjectives and nationals"),
            Column("metonyms", "names", "what else stands for its government"),
            _AMBIGUOUS,
            Column("alpha2", "text", "ISO 3166-1 alpha-2, where it has one"),
            _ref("state", STATES, "the state a territory belongs to"),
            *_END,
        ),
    ),
    Table(
        "places",
        "Capitals, and the regions, straits, ports, fields and plant towns that the field names.",
        (
            *_NAMED,
            _STATE,
            _ref("parent", STATES, "the state whose government the name also stands for"),
            Column("near", "text", "the gazetteer's id of the nearest settlement, which locates it"),
            *_END,
        ),
        type="place",
    ),
    Table(
        "bodies",
        "International bodies, blocs, courts of many states, expert panels.",
        (*_NAMED, _STATE, *_END),
        type="body",
    ),
    Table(
        "government",
        "Ministries, agencies, legislatures and courts.",
        (_ID, _choice("type", " ".join(GOVERNMENT), "what it is", required=True), *_NAMED[1:], _STATE, *_END),
    ),
    Table("forces", "Armed forces and their services.", (*_NAMED, _STATE, *_END), type="force"),
    Table(
        "groups",
        "Armed groups that are no state's forces.",
        (*_NAMED, _STATE, Column("area", "text", "where it operates"), *_END),
        type="group",
    ),
    Table("companies", "Arms makers and traders.", (*_NAMED, _STATE, *_END), type="company"),
    Table(
        "media",
        "Media and research bodies.",
        (
            _ID,
            _choice("type", "medium research", "what it is", required=True),
            *_NAMED[1:],
            _STATE,
            _choice("ownership", "state party private public nonprofit", "who owns it"),
            Column("language", "text", "the language or languages it publishes in"),
            *_END,
        ),
    ),
    Table(
        "persons", "People; the offices they held are in `posts`.", (*_NAMED, _STATE, *_END), type="person"
    ),
    Table(
        "systems",
        "Weapon systems: designations and classes, never how a thing is built.",
        (
            *_NAMED,
            _ref(
                "maker",
                frozenset({"company", "agency", "ministry", "group", "force", "research"}),
                "who makes it, or the successor of who made it",
            ),
            _STATE,
            Column("partners", "refs", "further makers and states of origin", allowed=PARTIES),
            _ref("parent", frozenset({"class"}), "its generic class", required=True),
            Column(
                "kind", "text", "what it is in the field's terms: MALE, loitering munition, main battle tank"
            ),
            _choice("nato_class", "I II III", "NATO class of uncrewed aircraft by take-off weight"),
            _choice("armed", "yes no", "whether it carries weapons or is one"),
            _choice("mtcr", "I II", "MTCR category, where published"),
            Column("range_km", "number", "range in kilometres, as published"),
            Column("payload_kg", "number", "payload in kilograms, as published"),
            Column("first_flight", "date", "first flight"),
            Column("first_seen", "date", "first shown or reported"),
            _ref("family", frozenset({"system"}), "the system whose variant or descendant it is"),
            Column("sipri", "choice", "SIPRI's weapon category", allowed=SIPRI_CATEGORIES),
            _choice("unroca", "I II III IV-a IV-b V VI VII-a VII-b", "UN Register category"),
            *_END,
        ),
        type="system",
    ),
    Table(
        "classes",
        "Generic classes of weapon systems.",
        (*_NAMED, _ref("parent", frozenset({"class"}), "the broader class"), *_END),
        type="class",
    ),
    Table(
        "regimes",
        "Embargoes, sanctions, export controls, treaties, acts and bills, as texts name them.",
        (
            *_NAMED,
            _choice(
                "kind", "embargo sanctions export-control treaty act bill policy agreement list", "what it is"
            ),
            _ref("issuer", PARTIES, "who made it"),
            *_END,
        ),
        type="regime",
    ),
)
"""The files of entries, in the order in which they are read; where two share a name, the earlier wins."""

FACTS: tuple[Table, ...] = (
    Table(
        "posts",
        "Who held which office, from when to when.",
        (
            _ID,
            _ref("person", frozenset({"person"}), "who", required=True),
            Column("role", "text", "the office in words", True),
            _choice("kind", POSTS, "its kind", required=True),
            _ref("organisation", PARTIES, "the body or state it is an office of", required=True),
            _FROM,
            _UNTIL,
            *_END,
        ),
        fact=facts.Post,
    ),
    Table(
        "relations",
        "Who is part of, owned by, backed by whom; what derives from what.",
        (
            _ID,
            _ref("subject", PARTIES | {"system"}, "of whom it is said", required=True),
            _choice("relation", RELATIONS, "what it is to the object", required=True),
            _ref("object", PARTIES | {"system"}, "to whom", required=True),
            _FROM,
            _UNTIL,
            Column("according_to", "text", "who says so, where that is not the source itself"),
            *_END,
        ),
        fact=facts.Relation,
    ),
    Table(
        "names",
        "Names that an entry bore in its time; texts are searched for them too.",
        (
            _ID,
            _ref("entity", frozenset(), "whose name", required=True),
            Column("name", "text", "the name", True),
            _choice("form", "former official renamed", "what kind of name", required=True),
            _FROM,
            _UNTIL,
            *_END,
        ),
        fact=facts.DatedName,
    ),
    Table(
        "memberships",
        "Which bloc, regime or treaty had which member.",
        (
            _ID,
            _ref("member", PARTIES, "who belongs", required=True),
            _ref("bloc", ACTORS | {"regime"}, "to what", required=True),
            _choice(
                "status", "member observer associate suspended signatory adherent", "as what", required=True
            ),
            _FROM,
            _UNTIL,
            *_END,
        ),
        fact=facts.Membership,
    ),
    Table(
        "measures",
        "One rule of a regime a row: who is bound to do what towards whom, from when to when.",
        (
            _ID,
            _ref("regime", frozenset({"regime"}), "the regime it is of", required=True),
            _NAME,
            _ref("issuer", PARTIES, "who made it", required=True),
            Column("bound", "refs", "who must obey it", True, PARTIES | {"regime"}),
            Column("target", "refs", "what it is about", allowed=PARTIES),
            _choice(
                "target_kind",
                "state government non-state persons territory all",
                "kind of target",
                required=True,
            ),
            _choice(
                "direction",
                "to from both within",
                "which transfers: to, from, within the target",
                required=True,
            ),
            Column("items", "choices", "what it covers", True, _words(ITEMS)),
            Column("exemptions", "text", "what is left free, and on whose word"),
            Column("instrument", "text", "the text that says so", True),
            Column("paragraph", "text", "where in it"),
            Column("from", "date", "the day it took effect", True),
            Column("until", "date", "the day it ended"),
            _choice(
                "status",
                "in-force unclear superseded lapsed terminated suspended disputed",
                "how it stood on `verified_through`",
                required=True,
            ),
            Column("dispute", "text", "who sees its status otherwise, and why"),
            Column("note", "text", "what else one must know: how it binds, what its dates rest on"),
            Column("verified_through", "date", "the last day for which the source shows this", True),
            Column("predecessor", "names", "the measures it took the place of"),
            Column("successor", "names", "the measures that took its place"),
            *_END,
        ),
        fact=facts.Measure,
        may_be_unverified=False,
    ),
    Table(
        "stages",
        "The way of a bill.",
        (
            _ID,
            _ref("bill", frozenset({"regime"}), "the bill", required=True),
            _choice(
                "stage",
                "introduced reported passed enacted vetoed died incorporated notified blocked withdrawn",
                "what happened",
                required=True,
            ),
            Column("chamber", "text", "where", True),
            Column("date", "date", "when", True),
            *_END,
        ),
        fact=facts.Stage,
        may_be_unverified=False,
    ),
    Table(
        "transfers",
        "Publicly reported transfers, licences and co-productions of uncrewed aircraft, one report a row.",
        (
            _ID,
            _ref("supplier", PARTIES, "from whom", required=True),
            _ref("recipient", PARTIES, "to whom", required=True),
            _ref("system", frozenset({"system", "class"}), "what", required=True),
            _choice(
                "type", "transfer order gift lease licence co-production technology", "how", required=True
            ),
            _choice(
                "status",
                "delivered ordered planned offered reported cancelled denied produced halted",
                "how far it went",
                required=True,
            ),
            Column("ordered", "date", "when ordered"),
            Column("delivered", "date", "when delivered"),
            Column("number_low", "count", "the least number reported"),
            Column("number_high", "count", "the greatest number reported"),
            Column("number_text", "text", "the number in words"),
            Column("reported_by", "text", "who reports it", True),
            *_END,
        ),
        fact=facts.Transfer,
        may_be_unverified=False,
    ),
)
"""The files of dated facts about the entries."""

TABLES = {table.name: table for table in (*ENTRIES, *FACTS)}
