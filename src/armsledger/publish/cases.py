"""Cases for people to read: one line each in a list, and one of them whole."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from armsledger.analysis.comparing import Evidence
from armsledger.model import Claim
from armsledger.model.case import Case, Range, Witness
from armsledger.publish.table import KIND_STYLES, as_words, heading, line, plain_table
from armsledger.publish.terminal import plain, visible
from armsledger.publish.wording import attribution, interval, period, statement

_PATTERNS: dict[str, tuple[tuple[str, str, str | None], ...]] = {
    "transfer": (("", "supplier", "?"), (" → ", "recipient", "?"), (": ", "system", None)),
    "technology_transfer": (("", "supplier", "?"), (" → ", "recipient", "?"), (": ", "subject", "know-how")),
    "production": (("", "producer", "?"), (" makes ", "system", "?"), (" in ", "host", None)),
    "agreement": (("", "party", "?"), (" agree on ", "subject", None)),
    "meeting": (("", "visitor", "?"), (" meets ", "host", "?")),
    "display": (("", "exhibitor", "?"), (" shows ", "system", "?"), (" at ", "venue", None)),
    "use": (("", "user", "?"), (" uses ", "system", "?"), (" against ", "target", None)),
    "loss": (("", "operator", "?"), (" loses ", "system", "?"), (" to ", "by", None)),
    "derivation": (("", "developer", "?"), (" derives ", "system", "a system"), (" from ", "original", "?")),
    "restriction": (("", "imposer", "?"), (" restricts ", "target", "?"), (": ", "measure", None)),
    "holding": (("", "holder", "?"), (" has ", "system", "?")),
}  # fmt: skip
_SHOWN = 3
"""How many fillers of a role a headline names."""
_QUOTE_LIMIT = 200

Named = Callable[[str], str]


def headline(kind: str, roles: Mapping[str, Sequence[str]], named: Named, number: Range | None = None) -> str:
    """What a case is about, in a line: `Turkey → Poland: 24 × Bayraktar TB2`."""
    parts = []
    for before, role, unsaid in _PATTERNS[kind]:
        ids = roles.get(role, ())
        words = ", ".join(named(id) for id in ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")
        if role == "system" and words and number is not None:
            words = f"{bracketed(number)} × {words}"
        if words or unsaid:
            parts.append(before + (words or unsaid or ""))
    return "".join(parts)


def bracketed(number: Range | None) -> str:
    """A number as SIPRI prints it: `24`; in brackets where it is uncertain: `(24)`, `(6 to 9)`, `(..)`."""
    if number is None:
        return "(..)"
    low, high, best = number.low, number.high, number.preferred
    if best is not None and low == high == best:
        return f"{best:,.15g}"
    if best is not None:
        return f"({best:,.15g})"
    if low is not None and high is not None:
        return f"({low:,.15g} to {high:,.15g})"
    return f"({low:,.15g}+)" if low is not None else f"(up to {high:,.15g})" if high is not None else "(..)"


def listed(row: Mapping[str, Any], named: Named) -> dict[str, str]:
    """One case, as its JSON, in the cells of a list."""
    number = row["number"] and Range(**row["number"])
    said = [row["status"] or ("denied" if not row["origins"] else "")]
    said = [word for word in said if word]
    if row["disagreements"]:
        said.append("disputed: " + ", ".join(one["about"] for one in row["disagreements"]))
    return {
        "case": row["case"],
        "kind": row["kind"].replace("_", " "),
        "what": headline(row["kind"], row["roles"], named, number),
        "said": "; ".join(said),
        "when": interval(_day(row["from"]), _day(row["until"])),
        "origins": f"{row['origins']}"
        + (f" against {row['origins_against']}" * bool(row["origins_against"])),
        "grade": row["grade"],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def case_view(case: Case, named: Named) -> RenderableType:
    """Everything about one case: its history, its evidence by origin, where they disagree, its grade and
    why."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, told in _facts(case, named):
        facts.add_row(name, as_words(told))
    title = as_words(headline(case.kind, case.roles, named, case.number), KIND_STYLES.get(case.kind, "bold"))
    parts: list[RenderableType] = [title, Text(), facts, heading("How it went")]
    parts.append(Padding(_history(case), (0, 0, 0, 2)))
    parts.append(heading("Who says so"))
    for origin in case.origins:
        against = "" if origin.asserts else ", against it"
        count = len(origin.asserts) + len(origin.denies)
        parts.append(line(f"{origin.name}{against} ({count} claim{'s' * (count != 1)})", "bold"))
        parts += (_evidence(one) for one in case.witnesses if one.origin == origin.key)
    spoken = {origin.key: origin.name for origin in case.origins}
    for one in case.disagreements:
        parts.append(heading(f"They disagree: {one.about}"))
        for stand in one.values:
            names = dict.fromkeys(
                spoken[witness.origin] for witness in case.witnesses if witness.claim.id in stand.claims
            )
            told = ", ".join(map(named, stand.value.split(", ")))
            parts.append(line(f"{told}: {', '.join(names)}  [{', '.join(stand.claims)}]"))
    parts.append(heading(f"Grade {case.grade}"))
    parts += (line(why) for why in case.grade.why)
    return Group(*parts)


def _facts(case: Case, named: Named) -> list[tuple[str, str]]:
    told = [
        ("case", case.id),
        ("kind", case.kind.replace("_", " ")),
        ("status", case.status or ("" if case.asserting else "denied")),
    ]
    told += [(role, ", ".join(map(named, ids))) for role, ids in case.roles.items() if ids]
    for name, number in (("ordered", case.ordered), ("delivered", case.delivered), ("number", case.number)):
        if number is not None:
            told.append((name, bracketed(number)))
    told.append(("when", interval(case.since, case.until)))
    documents = len({one.claim.document_id for one in case.witnesses})
    independent = f"{len(case.asserting)} independent origin{'s' * (len(case.asserting) != 1)}"
    against = f", {len(case.against)} against" if case.against else ""
    told.append(
        (
            "rests on",
            f"{len(case.witnesses)} claim{'s' * (len(case.witnesses) != 1)} in {documents} "
            f"document{'s' * (documents != 1)}: {independent}{against}",
        )
    )
    return [(name, words) for name, words in told if words]


def _history(case: Case) -> RenderableType:
    table = plain_table()
    for name in ("When", "Stage", "First said", "By"):
        table.add_column(name, overflow="fold")
    names = {one.claim.id: one.met.publisher or one.met.document_id for one in case.witnesses}
    for step in case.history:
        by = dict.fromkeys(names[id] for id in step.claims)
        table.add_row(
            as_words(interval(step.since, step.until) or "–"),
            as_words(step.status.replace("_", " ")),
            as_words(str(step.published or "")),
            as_words(", ".join(by)),
        )
    return table


def _evidence(one: Witness) -> RenderableType:
    claim = one.claim
    met = " · ".join(str(part) for part in (one.met.publisher, one.met.published) if part)
    text = Text().append(plain(statement(claim)), style="bold red" if claim.polarity == "denied" else "")
    text.append(f"\n“{plain(claim.quote.text, limit=_QUOTE_LIMIT)}”", style="dim")
    text.append(f"\n{claim.id}  {plain(met)}: {plain(one.lineage)}", style="dim")
    return Padding(text, (0, 0, 0, 4))


def comparison_view(
    claims: tuple[Claim, Claim],
    evidence: Sequence[Evidence],
    needed: float,
    together: bool,
    judged: str | None,
) -> RenderableType:
    """Two claims, the reasons for and against their being of one case, and the outcome in words."""
    parts: list[RenderableType] = []
    for claim in claims:
        text = as_words(f"{claim.id}  {claim.kind.replace('_', ' ')}: {statement(claim)}", "bold")
        parts += [text.append(f"\n“{plain(claim.quote.text, limit=_QUOTE_LIMIT)}”\n", style="dim")]
    table = plain_table()
    table.add_column("Points", justify="right")
    table.add_column("Because of", overflow="fold")
    for reason in sorted(evidence, key=lambda one: -one.points):
        table.add_row(f"{reason.points:+.1f}", as_words(reason.words))
    total = sum(reason.points for reason in evidence)
    table.add_row(f"{total:+.1f}", as_words(f"together; {needed:g} are needed", "bold"))
    outcome = "They are of one case" if together else "They are of different cases"
    if judged is not None:
        because = "as a person has judged."
    elif together and total < needed:
        because = "though not by each other alone: other claims of the case connect them."
    elif not together and total >= needed:
        because = "though these two would fit: the rest of their cases does not."
    else:
        because = "as their evidence says."
    return Group(*parts, table, Text(), as_words(f"{outcome}, {because}"))


def doubt_view(claim: Claim, before: str, after: str, case: str, reasons: Sequence[str]) -> RenderableType:
    """A claim to be judged: what it was read as, between the words around it, and why it is asked about."""
    text = Text().append(visible(before), style="dim")
    text.append(visible(claim.quote.text), style="bold reverse").append(visible(after), style="dim")
    put = f"{claim.status or claim.kind}, {claim.polarity}, {claim.certainty}, {claim.realis}"
    when = f"; when: {period(claim.time)}" if claim.time else ""
    return Group(
        as_words(f"{claim.kind.replace('_', ' ')}: {statement(claim)}", "bold"),
        as_words(f"{put}{when}; said by {attribution(claim)}"),
        Text(),
        Padding(text, (0, 0, 0, 2)),
        Text(),
        as_words(f"its case: {case}"),
        as_words(f"asked because {' and '.join(reasons)}", "dim"),
    )
