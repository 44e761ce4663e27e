"""Text to claims."""

from armsledger.reading.grammar import read, reader_version

__all__ = ["read", "reader_version"]
