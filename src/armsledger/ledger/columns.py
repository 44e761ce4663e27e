"""Kinds of column that two database systems keep in two ways."""

from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.types import NullType

_ESCAPE = "\U0010fffe"  # no character, and none that a text would hold


class _AnyText(TypeDecorator[str]):
    """PostgreSQL's text holds no null character: it is kept as two others."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or not ("\0" in value or _ESCAPE in value):
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace("\0", _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + "0", "\0").replace(_ESCAPE + "1", _ESCAPE)


class _WrittenFigure(TypeDecorator[float]):
    """A number as it is written: whole or a fraction, as it came."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> str | None:
        return None if value is None else repr(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> float | None:
        if value is None:
            return None
        return int(value) if value.lstrip("-").isdigit() else float(value)


TEXT = Text().with_variant(_AnyText(), "postgresql")
"""Any text at all."""
FIGURE: Any = NullType().with_variant(_WrittenFigure(), "postgresql")
"""A whole number or a fraction, each as it came; SQLite's columns without a type do that."""
