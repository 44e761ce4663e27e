"""What was wrong with data, as a value."""

from dataclasses import dataclass

from armsledger.model.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that did not stop the work.

    `where` names the file, address or document; `what` says what is wrong and what was done or can be
    done about it, in one sentence; `span` is the place in the document's text, where there is one.
    """

    where: str
    what: str
    span: Span | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
