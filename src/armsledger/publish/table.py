"""Tables for people to read on a terminal. Text of documents is shown as it is, never obeyed."""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from armsledger.model import Claim, Document, Reading
from armsledger.publish.terminal import plain
from armsledger.publish.wording import attribution, period, statement, status

QUOTE_LIMIT = 240
"""Characters of a quote that a table shows; `show` gives all of it."""

KIND_STYLES = {
    "transfer": "bold cyan",
    "technology_transfer": "bold blue",
    "production": "bold green",
    "agreement": "bold magenta",
    "meeting": "magenta",
    "display": "yellow",
    "use": "bold red",
    "loss": "red",
    "restriction": "bold yellow",
    "derivation": "green",
    "holding": "cyan",
}
_CERTAINTY_STYLES = {"certain": "", "probable": "yellow", "possible": "dark_orange"}


def claims_table(claims: Iterable[Claim]) -> Table:
    """One row a claim: what kind and how far along, who did what to whom, when, and who says so."""
    table = _table()
    table.add_column("Claim", width=12, overflow="fold")
    table.add_column("Who, what, to whom", ratio=3, overflow="fold")
    table.add_column("When", width=10, overflow="fold")
    table.add_column("Who says it", ratio=1, overflow="fold")
    for claim in claims:
        table.add_row(_kind(claim), _said(claim), _words(period(claim.time)), _source(claim))
    return table


def reading_view(document: Document, reading: Reading) -> RenderableType:
    """What a document says of itself, and its claims."""
    head = _words(document.title or document.address or "Untitled document", "bold")
    published = document.published or reading.published
    facts = (document.publisher, document.author, str(published) if published else None)
    count = len(reading.claims)
    told = [*filter(None, facts), f"{count} claim{'' if count == 1 else 's'}"]
    head.append(f"\n{plain(' · '.join(told))}\n", style="dim")
    return Group(head, claims_table(reading.claims)) if count else head


def rows_table(headings: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Table:
    """A plain table; the first column keeps its width, figures are set to the right."""
    rows = list(rows)
    table = _table()
    for number, heading in enumerate(headings):
        figures = bool(rows) and all(isinstance(row[number], int) for row in rows)
        table.add_column(heading, justify="right" if figures else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_words("" if cell is None else str(cell)) for cell in row))
    return table


def as_text(shown: RenderableType, *, width: int, colour: bool) -> str:
    """What a terminal of `width` columns shows of a table, with its colours or without."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(shown)
    lines = capture.get().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _table() -> Table:
    return Table(
        box=SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        show_edge=False,
        collapse_padding=True,
        header_style="bold",
    )


def _words(text: str, style: str = "") -> Text:
    """A cell of a document's words: `Text` takes no mark-up, so that none in them can act."""
    return Text().append(plain(text), style=style)


def _kind(claim: Claim) -> Text:
    cell = _words(claim.kind.replace("_", " "), KIND_STYLES.get(claim.kind, ""))
    if told := status(claim):
        cell.append(f"\n{told}")
    return cell.append(f"\n{claim.id}\n", style="dim")


def _said(claim: Claim) -> Text:
    cell = _words(statement(claim), "bold red" if claim.polarity == "denied" else "bold")
    return cell.append(f"\n“{plain(claim.quote.text, limit=QUOTE_LIMIT)}”\n", style="dim")


def _source(claim: Claim) -> Text:
    cell = _words(attribution(claim))
    return cell.append(f"\n{claim.certainty}", style=_CERTAINTY_STYLES[claim.certainty])
