"""Turn a drafted annotation into the gold form: offsets filled in, everything checked.

    python -m evals.anchoring [FOLDER or NNN-slug.jsonl ...]

An annotation is drafted in shorthand (evals/README.md), with each anchor given by its words. Running
this rewrites it in place in the gold form, claims in the order of the text; running it again changes
nothing. A file with a fault is left as it is, each fault is printed, and the exit status is 1.
"""

import argparse
import json
import re
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pycountry

from armsledger.model import (
    CERTAINTIES,
    CORE_ROLES,
    KINDS,
    OTHER_ROLES,
    POLARITIES,
    REALIS,
    SOURCE_KINDS,
    STATUSES,
)

PASSAGES = Path(__file__).parent / "passages"
HEADER_FIELDS = ("document", "title", "publisher", "published", "style", "synthetic", "events")
EVENTS = ("public-record", "invented", "offtopic")
CLAIM_FIELDS = (
    "kind", "status", "roles", "time", "place", "quantity", "value", "polarity", "certainty", "realis",
    "sources", "anchor",
)  # fmt: skip
LINK_FIELDS = ("cases", "origin")
"""What claims of `evals/cases` have besides: the cases they are evidence of, and whom they go back to."""
STATES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
BODIES = {"UN", "EU"}
SLUG = re.compile(r"[a-z0-9]+([-+.][a-z0-9]+)*")
WORDS = range(60, 451)


class DraftError(Exception):
    """A draft that cannot become gold; says what is wrong with which claim."""


def spread(fillers: str | list[Any]) -> list[list[str]]:
    """Fillers in full, each a list of alternatives, from "A | a" (one) or ["A | a", "B"] (two)."""
    listed = [fillers] if isinstance(fillers, str) else fillers
    return [
        [part.strip() for part in filler.split("|")] if isinstance(filler, str) else list(filler)
        for filler in listed
    ]


def spread_time(time: str | list[str | None] | None) -> list[str | None] | None:
    """[from, until] from "2022", "2022-05", "2022-05-11", "A..B", "A.." or "..B"."""
    if time is None or isinstance(time, list):
        ends = time
    else:
        since, dots, until = time.partition("..")
        ends = [_bound(since, last=False), _bound(until if dots else since, last=True)]
    for end in ends or []:
        if end is not None:
            date.fromisoformat(end)
    if ends and ends[0] and ends[1] and ends[0] > ends[1]:
        raise DraftError(f"the time {time!r} ends before it starts")
    return ends


def _bound(text: str, *, last: bool) -> str | None:
    if not text:
        return None
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    month = month or (12 if last else 1)
    day = day or (monthrange(year, month)[1] if last else 1)
    return date(year, month, day).isoformat()


def spread_sources(sources: str | list[Any] | None) -> list[dict[str, Any]]:
    """Sources in full from "anonymous", "named: a | b" or a list of such, outermost first."""
    listed = ["document"] if sources is None else [sources] if isinstance(sources, str) else sources
    return [_spread_source(source) if isinstance(source, str) else source for source in listed]


def _spread_source(source: str) -> dict[str, Any]:
    kind, _, entity = source.partition(":")
    return {"kind": kind.strip()} | ({"entity": spread(entity)[0]} if entity.strip() else {})


def locate(anchor: str | list[Any] | dict[str, Any], text: str) -> dict[str, Any]:
    """The anchor with its offsets. "words", or ["words", 2] for their second occurrence."""
    words, wanted, near = anchor, 1, None
    if isinstance(anchor, list):
        words, wanted = anchor
    elif isinstance(anchor, dict):
        words, near = anchor["text"], anchor["start"]
    starts = [match.start() for match in re.finditer(re.escape(str(words)), text)]
    if not starts:
        raise DraftError(f"the anchor {words!r} is not in the text")
    if near is not None:
        start = min(starts, key=lambda candidate: abs(candidate - near))
    elif len(starts) > 1 and not isinstance(anchor, list):
        raise DraftError(f"the anchor {words!r} occurs {len(starts)} times: give [words, which]")
    elif wanted > len(starts):
        raise DraftError(f"the anchor {words!r} occurs only {len(starts)} times")
    else:
        start = starts[wanted - 1]
    return {"text": words, "start": start, "end": start + len(str(words))}


def complete(draft: dict[str, Any], text: str) -> dict[str, Any]:
    """The gold claim that a drafted one stands for. Raises `DraftError` on the first fault."""
    unknown = set(draft) - set(CLAIM_FIELDS) - set(LINK_FIELDS)
    if unknown:
        raise DraftError(f"unknown fields {sorted(unknown)}")
    if draft.get("kind") not in KINDS:
        raise DraftError(f"unknown kind {draft.get('kind')!r}")
    kind = draft["kind"]
    given = {role: spread(fillers) for role, fillers in draft.get("roles", {}).items()}
    claim = {
        "kind": kind,
        "status": draft.get("status"),
        "roles": {role: [] for role in CORE_ROLES[kind]} | given,
        "time": spread_time(draft.get("time")),
        "place": spread(draft["place"]) if draft.get("place") else None,
        "quantity": draft.get("quantity"),
        "value": draft.get("value"),
        "polarity": draft.get("polarity", "affirmed"),
        "certainty": draft.get("certainty", "certain"),
        "realis": draft.get("realis", "actual"),
        "sources": spread_sources(draft.get("sources")),
        "anchor": locate(draft["anchor"], text),
        **{field: draft[field] for field in LINK_FIELDS if field in draft},
    }
    for fault in faults_of(claim, text):
        raise DraftError(f"{kind} at {claim['anchor']['text']!r}: {fault}")
    return claim


def faults_of(claim: dict[str, Any], text: str) -> Iterator[str]:
    """What breaks the claim format in a completed claim."""
    kind, status = claim["kind"], claim["status"]
    yield from (
        f"no role {role!r}" for role in claim["roles"] if role not in CORE_ROLES[kind] + OTHER_ROLES[kind]
    )
    for field, allowed in (("polarity", POLARITIES), ("certainty", CERTAINTIES), ("realis", REALIS)):
        if claim[field] not in allowed:
            yield f"{field} cannot be {claim[field]!r}"
    if status is not None and status not in STATUSES[kind]:
        yield f"status cannot be {status!r}"
    if STATUSES[kind] and (status is None) != (claim["polarity"] == "denied"):
        yield "a denied claim has no status and any other has one"
    for filler in [*[f for fillers in claim["roles"].values() for f in fillers], *(claim["place"] or [])]:
        yield from _name_faults(filler, text)
    for source in claim["sources"]:
        if source["kind"] not in SOURCE_KINDS:
            yield f"source cannot be {source['kind']!r}"
        if (source["kind"] == "named") != bool(source.get("entity")):
            yield "a named source has entities and no other has"
        yield from _name_faults(source.get("entity") or [], text)
    value = claim["value"]
    if value is not None and not (
        set(value) >= {"amount", "currency"} and pycountry.currencies.get(alpha_3=value["currency"])
    ):
        yield f"not an amount with its currency: {value}"


def _name_faults(alternatives: list[str], text: str) -> Iterator[str]:
    """Each alternative is a state's code, a body's, a slug, or words of the passage."""
    for name in alternatives:
        if not (name in STATES | BODIES or SLUG.fullmatch(name) or name.casefold() in text.casefold()):
            yield f"{name!r} is no state, slug or words of the text"


def check_header(header: dict[str, Any], text: str, name: str) -> None:
    """Raise `DraftError` where the first line does not describe the passage."""
    missing = [field for field in HEADER_FIELDS if field not in header]
    if missing:
        raise DraftError(f"the first line lacks {', '.join(missing)}")
    if header["document"] != name:
        raise DraftError(f"the first line describes {header['document']!r}")
    date.fromisoformat(header["published"])
    if header["events"] not in EVENTS or header["synthetic"] is not True:
        raise DraftError("`events` must be one of " + ", ".join(EVENTS) + " and `synthetic` true")
    if header["events"] == "public-record" and not header.get("facts"):
        raise DraftError("events of the public record need `facts`: the addresses that tell them")
    if len(text.split()) not in WORDS:
        raise DraftError(f"{len(text.split())} words; a passage has {WORDS.start} to {WORDS.stop - 1}")


def anchor_file(path: Path) -> list[str]:
    """The gold lines of one annotation file. Raises `DraftError` with every fault of the file."""
    text_path = path.with_suffix(".txt")
    if not text_path.exists():
        raise DraftError(f"there is no {text_path.name} beside it")
    text = text_path.read_text(encoding="utf-8")
    header: dict[str, Any] = {}
    claims: list[dict[str, Any]] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else {}
            if number == 1:
                header = row
                check_header(header, text, text_path.name)
            elif row:
                claims.append(complete(row, text))
        except (DraftError, ValueError, KeyError) as fault:
            faults.append(f"line {number}: {fault}")
    if header.get("events") == "offtopic" and claims:
        faults.append("an off-topic passage has no claims")
    if faults:
        raise DraftError("\n  ".join(faults))
    claims.sort(key=lambda claim: (claim["anchor"]["start"], claim["anchor"]["end"]))
    return [json.dumps(row, ensure_ascii=False) for row in (header, *claims)]


def annotations(paths: list[Path]) -> list[Path]:
    """The annotation files that the paths name, folders searched, in order."""
    found = [sorted(path.rglob("[0-9]*.jsonl")) if path.is_dir() else [path] for path in paths]
    return [path for group in found for path in group]


def main(arguments: list[str] | None = None) -> int:
    """Anchor what the command line names; 1 where a file has a fault."""
    parser = argparse.ArgumentParser(prog="evals.anchoring", description="Fill in and check annotations.")
    parser.add_argument("paths", nargs="*", type=Path, default=[PASSAGES])
    faulty = False
    for path in annotations(parser.parse_args(arguments).paths):
        try:
            lines = anchor_file(path)
        except DraftError as fault:
            faulty = True
            print(f"{path}:\n  {fault}", file=sys.stderr)
            continue
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
