"""What a person has settled about claims and cases: appended, never changed, undone by another judgement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Act = Literal["accept", "reject", "correct", "link", "unlink", "reliability", "undo", "forget"]
ACTS: tuple[str, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim as a judgement names it: by id, and by where it stands, so that it is found again when its
    document is read anew and its id is another. `start` and `end` are those of its quote."""

    claim: str
    document: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What a claim should say instead. `field` is `status`, `polarity`, `certainty`, `realis`, `time`,
    `number`, `source`, or a role's name; `value` its value as text (for time `2022`,
    `2022-05-11..2022-05-20`), None to empty it. Role and source values are entities' ids or names."""

    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: what (`act`), by whom, when and why.

    `accept`, `reject` and `correct` are about each of `claims`; `link` says that they are all of one case,
    `unlink` that those of `claims` are of another case than those of `others`. `reliability` sets that of the
    origin `source` to `grade`, A to F. `undoes` is the number of the judgement that an `undo` takes back.
    `forget` is about the document with the id `document`, whose text is gone; it alone cannot be undone.
    """

    act: Act
    who: str
    made_at: datetime
    why: str | None = None
    claims: tuple[ClaimRef, ...] = ()
    others: tuple[ClaimRef, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source: str | None = None
    grade: str | None = None
    undoes: int | None = None
    document: str | None = None
