"""The command line in this process: fast, because the model and the catalogue are loaded once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from armsledger.cli import main

SYNTHETIC = """\
In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland.

Denmark has never sold missiles to Iceland. Last month Sweden ordered two Bayraktar TB2 drones from Turkey.
"""
"""Invented: none of this has happened."""


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ended]:
    """Runs `armsledger` with these arguments in an empty folder, 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("ARMSLEDGER_LEDGER", "ARMSLEDGER_DEBUG"):
        monkeypatch.delenv(variable, raising=False)

    def _run(*arguments: object) -> Ended:
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ended(code, out.decode(), err.decode())

    return _run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text of three claims, two of them with times, one of these relative."""
    file = tmp_path / "article.txt"
    file.write_text(SYNTHETIC, encoding="utf-8")
    return file
