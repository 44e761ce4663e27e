"""The public namespace: flat, pinned, typed, and cheap to import."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import armsledger as al
from armsledger import errors

SOURCE = Path(al.__file__)

PUBLIC = [
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
"""Change this only with a line in CHANGELOG.md: somebody's notebook uses every one of these names."""


def test_the_namespace_is_what_it_was() -> None:
    assert al.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(al, name)
    assert inspect.getdoc(value)
    assert name in dir(al)


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        alias.asname or alias.name: f"{node.module}:{alias.name}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    lazily = {name: home if ":" in home else f"{home}:{name}" for name, home in al._HOMES.items()}
    assert typed == lazily
    assert set(typed) == set(PUBLIC)


def test_all_exceptions_are_public() -> None:
    tree = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert tree <= set(PUBLIC)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        al.opne  # noqa: B018


def test_importing_costs_nothing_until_a_name_is_used() -> None:
    program = "import armsledger, sys; print([name for name in sys.modules if name.startswith('armsledger')])"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ast.literal_eval(ended.stdout) == ["armsledger"]


def test_the_package_says_that_it_is_typed() -> None:
    assert (SOURCE.parent / "py.typed").exists()
