"""The words of number and money, read once from `data/amounts.toml`."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

DATA: dict[str, Any] = tomllib.loads(
    resources.files("armsledger.reading").joinpath("data/amounts.toml").read_text(encoding="utf-8")
)
