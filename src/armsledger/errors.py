"""The one exception tree: one class for each way a caller can recover.

A message says where, what is wrong and what to do, in one sentence fit for a user. Bad *data* is not
an exception but a value: see `armsledger.model.Problem`.
"""


class ArmsledgerError(Exception):
    """Anything armsledger raises on purpose. The command line prints it and exits with 3."""


class UsageError(ArmsledgerError):
    """The call itself is wrong (a bad date, an unknown filter value). The command line exits with 2."""


class SourceError(ArmsledgerError):
    """A document cannot be had or read; other documents of the same run are unaffected (exit 1)."""


class SourceUnreachable(SourceError):
    """The address or file does not answer, does not exist, or may not be asked."""


class SourceUnreadable(SourceError):
    """The bytes are there but hold no text that can be read (encrypted, truncated, binary, empty)."""


class SourceTooLarge(SourceError):
    """The document is over a stated bound of size or time."""


class LedgerError(ArmsledgerError):
    """The ledger file cannot be used as it is. Nothing in it has been changed."""


class NotALedger(LedgerError):
    """The file exists and is something else than a ledger."""


class LedgerTooNew(LedgerError):
    """A newer armsledger wrote the ledger."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger's write lock for longer than the stated wait."""


class CatalogError(ArmsledgerError):
    """A catalogue file breaks its own rules (a duplicate id, a row without a source)."""
