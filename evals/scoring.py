"""Score readings (claims in the public JSON form) against annotations (the gold form) of the same documents.

A prediction answers a gold claim when the kinds agree and quote and anchor overlap by at least 15% of
their union; each gold claim is answered once, the best-filled pairs first. All shares are of the found
factual claims; `assessment` is counted apart, and kinds that the format does not score are passed over.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from armsledger.model import CORE_ROLES

Row = Mapping[str, Any]

SCORED_CORE = {kind: roles for kind, roles in CORE_ROLES.items() if kind != "relation"}
DEEDS = tuple(kind for kind in SCORED_CORE if kind != "assessment")
SHARES = ("status", "put", "source", "chain", "time", "amount", "invented")
LEAST_OVERLAP = 0.15
_ARTICLE = re.compile(r"^(the|a|an|its|their|his|her)-")
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of the predicted and of the gold claims were right; shares of nothing are 0."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Right among the predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among the gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """Counts over any number of documents. `misses` tells each fault of a factual claim in one line."""

    counts: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """The confidence of each predicted claim that has one, and whether it is right."""

    @property
    def found(self) -> Hits:
        """Claims whose kind and place in the text agree."""
        return Hits(self.counts["found"], self.counts["predicted"], self.counts["gold"])

    @property
    def core(self) -> Hits:
        """Found claims with every core role filled as in gold."""
        return Hits(self.counts["core"], self.counts["predicted"], self.counts["gold"])

    @property
    def assessment(self) -> Hits:
        """Assessments whose place in the text agrees."""
        return Hits(*(self.counts[f"assessment {side}"] for side in ("found", "predicted", "gold")))

    def share(self, what: str) -> float:
        """One of `SHARES`: of the found claims that it applies to (`invented`: of their core fillers)."""
        return self.counts[what] / self.counts[f"{what} of"] if self.counts[f"{what} of"] else 0.0

    @property
    def calibration_error(self) -> float:
        """Expected calibration error: by tenths of confidence, how far it is from the share that is right.

        Right is a claim whose place in the text and every core role agree. The measure is that of Naeini
        et al., 2015.
        """
        error = sum(count * abs(sure - right) for count, sure, right in self.tenths())
        return error / len(self.judged) if self.judged else 0.0

    def tenths(self) -> Iterator[tuple[int, float, float]]:
        """For each tenth of confidence that has claims: how many, their mean confidence, the share right."""
        for tenth in range(10):
            inside = [(sure, right) for sure, right in self.judged if min(int(10 * sure), 9) == tenth]
            if inside:
                count = len(inside)
                yield (
                    count,
                    sum(sure for sure, _ in inside) / count,
                    sum(right for _, right in inside) / count,
                )

    def add(self, predicted: Iterable[Row], gold: Iterable[Row]) -> None:
        """Count one document's reading against its annotation."""
        mine = [claim for claim in predicted if claim["kind"] in SCORED_CORE]
        theirs = [claim for claim in gold if claim["kind"] in SCORED_CORE]
        for side, claims in (("predicted", mine), ("gold", theirs)):
            for claim in claims:
                self.counts[f"assessment {side}" if claim["kind"] == "assessment" else side] += 1
                self._of_kind(claim)[side] += 1
        pairs = match(mine, theirs)
        right = right_ones(mine, theirs, pairs)
        self.judged += [(c["confidence"], i in right) for i, c in enumerate(mine) if "confidence" in c]
        for i, j in pairs:
            self._count_pair(mine[i], theirs[j])
        self._tell_unanswered(mine, theirs, pairs)

    def _of_kind(self, claim: Row) -> Counter[str]:
        return self.by_kind.setdefault(claim["kind"], Counter())

    def _count_pair(self, mine: Row, gold: Row) -> None:
        whole = core_share(mine, gold) == 1
        self._of_kind(gold)["found"] += 1
        self._of_kind(gold)["core"] += whole
        if gold["kind"] == "assessment":
            self.counts["assessment found"] += 1
            return
        self.counts["found"] += 1
        self.counts["core"] += whole
        verdicts = dict(judge(mine, gold))
        for what, right in verdicts.items():
            self.counts[f"{what} of"] += 1
            self.counts[what] += right
        for role, fillers in fillers_by_role(mine).items():
            if role in SCORED_CORE[gold["kind"]]:
                self.counts["invented of"] += len(fillers)
                self.counts["invented"] += 0 if gold["roles"].get(role) else len(fillers)
        wrong = ([] if whole else ["core"]) + [what for what, right in verdicts.items() if not right]
        if wrong:
            self.misses.append(
                f"WRONG {gold['kind']} ({', '.join(wrong)}): {_shown(gold['anchor'])}\n{_both(mine, gold)}"
            )

    def _tell_unanswered(self, mine: list[Row], gold: list[Row], pairs: list[tuple[int, int]]) -> None:
        answering, answered = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, claim in enumerate(gold):
            if j not in answered and claim["kind"] != "assessment":
                self.misses.append(f"MISS  {claim['kind']}: {_shown(claim['anchor'])}")
        for i, claim in enumerate(mine):
            if i not in answering and claim["kind"] != "assessment":
                self.misses.append(f"EXTRA {claim['kind']}: {_shown(claim['quote'])}")

    def figures(self) -> dict[str, float]:
        """Every headline figure by name, each between 0 and 1."""
        hits = {
            f"{name}_{figure}": getattr(getattr(self, name), figure)
            for name in ("found", "core", "assessment")
            for figure in ("precision", "recall", "f1")
        }
        return hits | {what: self.share(what) for what in SHARES} | {"ece": self.calibration_error}


def judge(mine: Row, gold: Row) -> Iterable[tuple[str, bool]]:
    """Whether the found claim is right in each respect that applies to it."""
    if gold.get("status"):
        yield "status", mine.get("status") == gold["status"]
    yield "put", all(mine.get(part) == gold[part] for part in ("polarity", "certainty", "realis"))
    yield "source", sources_agree(mine, gold)
    yield "chain", len(mine.get("sources") or [1]) == len(gold["sources"])
    if gold.get("time") or _dated(mine.get("time")):
        yield "time", times_agree(mine.get("time"), gold["time"])
    if any(_amounts(mine)) or any(_amounts(gold)):
        yield "amount", amounts_agree(mine, gold)


def match(predicted: list[Row], gold: list[Row]) -> list[tuple[int, int]]:
    """Pairs of indices, each claim in one at most: fullest core first, then largest overlap, then order."""
    ranked = sorted(
        (-core_share(mine, theirs), -overlap(mine, theirs), i, j)
        for i, mine in enumerate(predicted)
        for j, theirs in enumerate(gold)
        if mine["kind"] == theirs["kind"] and overlap(mine, theirs) > 0
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in ranked:
        if all(i != taken and j != answered for taken, answered in pairs):
            pairs.append((i, j))
    return pairs


def right_ones(predicted: Sequence[Row], gold: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> set[int]:
    """The indices of the predicted claims whose place and every core role agree with their partner's."""
    return {i for i, j in pairs if core_share(predicted[i], gold[j]) == 1}


def overlap(mine: Row, gold: Row) -> float:
    """Quote and anchor: intersection over union, 0 where that is under `LEAST_OVERLAP`."""
    quote, anchor = mine["quote"], gold["anchor"]
    shared = min(quote["end"], anchor["end"]) - max(quote["start"], anchor["start"])
    joined = max(quote["end"], anchor["end"]) - min(quote["start"], anchor["start"])
    return float(shared / joined) if shared >= LEAST_OVERLAP * joined > 0 else 0.0


def core_share(mine: Row, gold: Row) -> float:
    """The share of the kind's core roles that agree; a role that gold leaves empty agrees."""
    had, wanted = fillers_by_role(mine), SCORED_CORE[gold["kind"]]
    agreed = [role_agrees(had.get(role, []), gold["roles"].get(role) or []) for role in wanted]
    return sum(agreed) / len(agreed) if agreed else 1.0


def role_agrees(mine: list[Row], gold: list[list[str]]) -> bool:
    """At least half of gold's fillers are had, and at least half of the predicted are right."""
    if not gold:
        return True
    had = sum(any(is_one_of(filler, names) for filler in mine) for names in gold)
    right = sum(any(is_one_of(filler, names) for names in gold) for filler in mine)
    return bool(mine) and 2 * had >= len(gold) and 2 * right >= len(mine)


def is_one_of(filler: Row, names: Iterable[str]) -> bool:
    """True where the filler's entity or its words are one of the names, case and leading article aside."""
    return bool(
        ({fold(filler.get("entity")), fold(filler.get("text"))} - {""}) & {fold(name) for name in names}
    )


def fold(name: str | None) -> str:
    """Lower case, all but ASCII letters and digits a hyphen, one leading article or possessive dropped."""
    return _ARTICLE.sub("", re.sub(r"[^a-z0-9]+", "-", (name or "").lower()).strip("-"))


def fillers_by_role(claim: Row) -> dict[str, list[Row]]:
    """A predicted claim's fillers, listed by role."""
    listed: dict[str, list[Row]] = {}
    for filler in claim.get("roles") or []:
        listed.setdefault(filler["role"], []).append(filler)
    return listed


def sources_agree(mine: Row, gold: Row) -> bool:
    """The innermost sources: kind, and identity where named; anonymous and unspecified count as one."""
    had, wanted = (mine.get("sources") or [{"kind": "document"}])[-1], gold["sources"][-1]
    if wanted["kind"] == "named":
        return had["kind"] == "named" and is_one_of(had, wanted["entity"])
    if wanted["kind"] in ("anonymous", "unspecified"):
        return had["kind"] in ("anonymous", "unspecified")
    return bool(had["kind"] == wanted["kind"])


def times_agree(mine: Row | None, gold: list[str | None] | None) -> bool:
    """The two intervals share at least half of their union; an open end is far away."""
    if not gold or mine is None or not _dated(mine):
        return False
    start, end = _days(mine.get("from"), mine.get("until"))
    gold_start, gold_end = _days(*gold)
    shared, joined = min(end, gold_end) - max(start, gold_start), max(end, gold_end) - min(start, gold_start)
    return shared > 0 and 2 * shared >= joined


def _days(since: str | None, until: str | None) -> tuple[int, int]:
    start = date.fromisoformat(since) if since else _FIRST_DAY
    end = date.fromisoformat(until) if until else _LAST_DAY
    return start.toordinal(), end.toordinal() + 1


def _dated(time: Row | None) -> bool:
    return bool(time) and any(time.get(end) for end in ("from", "until"))  # type: ignore[union-attr]  # bool(time)


def amounts_agree(mine: Row, gold: Row) -> bool:
    """Both or neither have a quantity, they share a figure, and the amounts of money are equal."""
    (numbers, money), (gold_numbers, gold_money) = _amounts(mine), _amounts(gold)
    shared = not gold_numbers or bool(set(numbers) & set(gold_numbers))
    return bool(numbers) == bool(gold_numbers) and shared and money == gold_money


def _amounts(claim: Row) -> tuple[list[float], float | None]:
    quantity, value = claim.get("quantity"), claim.get("value")
    if isinstance(quantity, int | float):
        quantity = {"value": quantity}
    numbers = (
        [quantity[part] for part in ("value", "low", "high") if quantity.get(part) is not None]
        if quantity
        else []
    )
    return numbers, (value or {}).get("amount")


def _shown(span: Row) -> str:
    return repr(span.get("text") or f"{span['start']}-{span['end']}")


def _both(mine: Row, gold: Row) -> str:
    def put(claim: Row, time: Any) -> str:
        return f"{claim.get('status')} {claim['polarity']} {claim['certainty']} {claim['realis']} {time}"

    had = [f"{filler['role']}={filler['text']}[{filler.get('entity')}]" for filler in mine.get("roles") or []]
    time = mine.get("time") or {}
    sources = [
        (source["kind"], source.get("entity") or source.get("text")) for source in mine.get("sources") or []
    ]
    gold_sources = [(source["kind"], source.get("entity")) for source in gold["sources"]]
    return (
        f"      gold {gold['roles']} {put(gold, gold['time'])} {_amounts(gold)} {gold_sources}\n"
        f"      read {had} {put(mine, [time.get('from'), time.get('until')])} {_amounts(mine)} {sources}"
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The claims of a JSON lines file; a gold file's first line, which describes the document, left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if "kind" in row]
