"""Reads arms-transfer reporting into a ledger of attributed claims.

    import armsledger as al

    document = al.open("article.html")
    reading = al.read(document)
    al.to_frame(reading)

Everything public stands here, in one flat namespace (docs/reference/api.md); a name's module is
imported when the name is first asked for, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armsledger.catalog import (
        Catalog,
        DatedName,
        Entry,
        Fact,
        Match,
        Measure,
        Membership,
        Name,
        Post,
        Relation,
        Stage,
        Transfer,
    )
    from armsledger.catalog import load as load_catalog
    from armsledger.errors import (
        ArmsledgerError,
        CatalogError,
        LedgerBusy,
        LedgerError,
        LedgerTooNew,
        NotALedger,
        SourceError,
        SourceTooLarge,
        SourceUnreachable,
        SourceUnreadable,
        UsageError,
    )
    from armsledger.ledger import ClaimFilter, Ledger
    from armsledger.model import (
        Appearance,
        Claim,
        ClaimSource,
        ClaimTime,
        Document,
        Filler,
        PageBox,
        Problem,
        Quantity,
        Quote,
        Reading,
        SourceRange,
        Span,
        Value,
    )
    from armsledger.model.case import Case, Disagreement, Grade, Met, Origin, Range, Stand, Step, Witness
    from armsledger.model.judgement import Correction
    from armsledger.publish.claims_json import claim_as_json
    from armsledger.publish.frame import to_frame
    from armsledger.publish.page import render as to_page
    from armsledger.reading import read
    from armsledger.sources import open_source as open
    from armsledger.sources import read_bytes as from_bytes
    from armsledger.workflow.answers import case, cases, register, totals
    from armsledger.workflow.casing import AsKnown, CaseFilter
    from armsledger.workflow.judging import Judge
    from armsledger.workflow.registering import Total

__version__ = "0.1.0"

_HOMES = {
    "Appearance": "armsledger.model",
    "ArmsledgerError": "armsledger.errors",
    "AsKnown": "armsledger.workflow.casing",
    "Case": "armsledger.model.case",
    "CaseFilter": "armsledger.workflow.casing",
    "Catalog": "armsledger.catalog",
    "CatalogError": "armsledger.errors",
    "Claim": "armsledger.model",
    "ClaimFilter": "armsledger.ledger",
    "ClaimSource": "armsledger.model",
    "ClaimTime": "armsledger.model",
    "Correction": "armsledger.model.judgement",
    "DatedName": "armsledger.catalog",
    "Disagreement": "armsledger.model.case",
    "Document": "armsledger.model",
    "Entry": "armsledger.catalog",
    "Fact": "armsledger.catalog",
    "Filler": "armsledger.model",
    "Grade": "armsledger.model.case",
    "Judge": "armsledger.workflow.judging",
    "Ledger": "armsledger.ledger",
    "LedgerBusy": "armsledger.errors",
    "LedgerError": "armsledger.errors",
    "LedgerTooNew": "armsledger.errors",
    "Match": "armsledger.catalog",
    "Measure": "armsledger.catalog",
    "Membership": "armsledger.catalog",
    "Met": "armsledger.model.case",
    "Name": "armsledger.catalog",
    "NotALedger": "armsledger.errors",
    "Origin": "armsledger.model.case",
    "PageBox": "armsledger.model",
    "Post": "armsledger.catalog",
    "Problem": "armsledger.model",
    "Quantity": "armsledger.model",
    "Quote": "armsledger.model",
    "Range": "armsledger.model.case",
    "Reading": "armsledger.model",
    "Relation": "armsledger.catalog",
    "SourceError": "armsledger.errors",
    "SourceRange": "armsledger.model",
    "SourceTooLarge": "armsledger.errors",
    "SourceUnreachable": "armsledger.errors",
    "SourceUnreadable": "armsledger.errors",
    "Span": "armsledger.model",
    "Stage": "armsledger.catalog",
    "Stand": "armsledger.model.case",
    "Step": "armsledger.model.case",
    "Total": "armsledger.workflow.registering",
    "Transfer": "armsledger.catalog",
    "UsageError": "armsledger.errors",
    "Value": "armsledger.model",
    "Witness": "armsledger.model.case",
    "case": "armsledger.workflow.answers",
    "cases": "armsledger.workflow.answers",
    "claim_as_json": "armsledger.publish.claims_json",
    "from_bytes": "armsledger.sources:read_bytes",
    "load_catalog": "armsledger.catalog:load",
    "open": "armsledger.sources:open_source",
    "read": "armsledger.reading",
    "register": "armsledger.workflow.answers",
    "to_frame": "armsledger.publish.frame",
    "to_page": "armsledger.publish.page:render",
    "totals": "armsledger.workflow.answers",
}
"""Where each public name lives, and under what name where that is another one."""

__all__ = [  # noqa: RUF022  # in the order of the reference: what one does, then what one gets
    "open", "from_bytes", "read", "to_frame", "to_page", "claim_as_json",
    "load_catalog", "Catalog", "Ledger", "ClaimFilter",
    "cases", "case", "register", "totals", "CaseFilter", "AsKnown", "Judge", "Correction",
    "Entry", "Name", "Match", "Fact", "Post", "Relation", "Membership", "DatedName", "Measure", "Stage",
    "Transfer",
    "Case", "Witness", "Met", "Origin", "Grade", "Range", "Disagreement", "Stand", "Step", "Total",
    "Document", "Appearance", "SourceRange", "PageBox", "Span",
    "Reading", "Claim", "Filler", "ClaimSource", "ClaimTime", "Quantity", "Value", "Quote", "Problem",
    "ArmsledgerError", "UsageError", "SourceError", "SourceUnreachable", "SourceUnreadable",
    "SourceTooLarge", "LedgerError", "NotALedger", "LedgerTooNew", "LedgerBusy", "CatalogError",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'armsledger' has no attribute {name!r}")
    home, _, other_name = _HOMES[name].partition(":")
    value = getattr(import_module(home), other_name or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
