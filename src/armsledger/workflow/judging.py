"""Settling what claims and cases are: every judgement is appended at once, with who made it, when and why."""

from collections.abc import Sequence
from datetime import datetime

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.lineage import Lineage
from armsledger.catalog import Catalog
from armsledger.errors import UsageError
from armsledger.ledger import Ledger, StoredClaim
from armsledger.model import Claim
from armsledger.model.case import RELIABILITIES, Met
from armsledger.model.judgement import ClaimRef, Correction, Judgement
from armsledger.workflow import casing
from armsledger.workflow.correcting import check


class Judge:
    """One person's hand on one ledger. Every method appends a judgement and returns its number.

    Raises UsageError for a claim, case, field or judgement that there is not, and LedgerBusy where another
    process writes for longer than the ledger waits; nothing is appended then.
    """

    def __init__(
        self, ledger: Ledger, catalog: Catalog, *, who: str, made_at: datetime, why: str | None = None
    ) -> None:
        if not who.strip():
            raise UsageError("a judgement needs a name: give --by, or set ARMSLEDGER_REVIEWER.")
        self.ledger, self.catalog, self.who, self.made_at, self.why = ledger, catalog, who, made_at, why

    def accept(self, claims: Sequence[str]) -> int:
        """The claims are read rightly."""
        return self._append(Judgement("accept", self.who, self.made_at, self.why, self._refs(claims)))

    def reject(self, claims: Sequence[str]) -> int:
        """The claims are not what their text says: they count for nothing."""
        return self._append(Judgement("reject", self.who, self.made_at, self.why, self._refs(claims)))

    def correct(self, claim: str, corrections: Sequence[Correction]) -> int:
        """The claim says something else: what each correction says."""
        stored = self._claim(claim)
        for one in corrections:
            check(stored.claim, one)
        return self._append(
            Judgement(
                "correct", self.who, self.made_at, self.why, (_ref(stored),), corrections=tuple(corrections)
            )
        )

    def link(self, claims: Sequence[str]) -> int:
        """The claims are all of one case."""
        if len(set(claims)) < 2:
            raise UsageError("link at least two claims.")
        return self._append(Judgement("link", self.who, self.made_at, self.why, self._refs(claims)))

    def unlink(self, claim: str, others: Sequence[str]) -> int:
        """The claim is of another case than the others."""
        return self._append(
            Judgement(
                "unlink", self.who, self.made_at, self.why, self._refs([claim]), others=self._refs(others)
            )
        )

    def merge(self, cases: Sequence[str]) -> int:
        """The cases are one."""
        made = [casing.case(self.ledger, self.catalog, id) for id in cases]
        if len({case.id for case in made}) < 2:
            raise UsageError("merge at least two cases.")
        return self._append(
            Judgement(
                "link", self.who, self.made_at, self.why,
                tuple(_ref_of(one.claim) for case in made for one in case.witnesses),
            )
        )  # fmt: skip

    def split(self, case_id: str, claims: Sequence[str]) -> int:
        """The claims are of another case than the rest of the one that they are in."""
        case = casing.case(self.ledger, self.catalog, case_id)
        parted = {self._claim(id).claim.id for id in claims}
        inside = {one.claim.id for one in case.witnesses}
        if not parted <= inside:
            raise UsageError(f"claim {min(parted - inside)} is not of case {case.id}.")
        rest = inside - parted
        if not rest:
            raise UsageError(f"these are all the claims of case {case.id}; name those to part from the rest.")
        return self._append(
            Judgement(
                "unlink", self.who, self.made_at, self.why, self._refs(sorted(parted)),
                others=self._refs(sorted(rest)),
            )
        )  # fmt: skip

    def reliability(self, source: str, grade: str) -> int:
        """The source is as reliable as the letter says, whatever it is taken for otherwise."""
        letter = grade.upper()
        if letter not in RELIABILITIES:
            raise UsageError(f"{grade!r} is no reliability; use one of {', '.join(RELIABILITIES)}.")
        key = Lineage(Kinship(self.catalog)).publisher(Met("", source), None)
        return self._append(
            Judgement("reliability", self.who, self.made_at, self.why, source=key, grade=letter)
        )

    def undo(self, number: int) -> int:
        """The judgement no longer counts."""
        return self._append(Judgement("undo", self.who, self.made_at, self.why, undoes=number))

    def _append(self, judgement: Judgement) -> int:
        return self.ledger.judge(judgement)

    def _refs(self, claims: Sequence[str]) -> tuple[ClaimRef, ...]:
        return tuple(_ref(self._claim(id)) for id in dict.fromkeys(claims))

    def _claim(self, id: str) -> StoredClaim:
        stored = self.ledger.claim(id)
        if stored is None:
            raise UsageError(
                f"there is no claim {id} in this ledger; `armsledger claims` lists those there are."
            )
        return stored


def _ref(stored: StoredClaim) -> ClaimRef:
    return _ref_of(stored.claim)


def _ref_of(claim: Claim) -> ClaimRef:
    return ClaimRef(claim.id, claim.document_id, claim.kind, claim.quote.start, claim.quote.end)
