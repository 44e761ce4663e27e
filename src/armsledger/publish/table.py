"""Tables for people to read on a terminal. Text of documents is shown as it is, never obeyed."""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from armsledger.model import Claim, Document, Filler, Reading, Span
from armsledger.publish.terminal import plain, visible
from armsledger.publish.wording import attribution, figure, period, reason, statement, status

QUOTE_LIMIT = 240
"""Characters of a quote that a table shows; `claim_view` gives all of it."""

_ORDINARY_WORD = 17
_BESIDE = 11
"""Columns of the width that those beside the widest take, where their words are no longer."""

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
    "assessment": "bright_black",
}
_CERTAINTY_STYLES = {"certain": "", "probable": "yellow", "possible": "bright_yellow"}


def reading_view(document: Document, reading: Reading) -> RenderableType:
    """What a document says of itself, and its claims."""
    facts = (document.publisher, document.author, document.published or reading.published)
    return document_view(document.title or document.address, facts, reading.claims)


def document_view(title: str | None, facts: Sequence[object], claims: Sequence[Claim]) -> RenderableType:
    """A heading for the document and one row a claim; `facts` that are None are passed over."""
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    told = " · ".join([*(str(fact) for fact in facts if fact is not None), count])
    head = as_words(title or "Untitled document", "bold underline").append(f"\n{plain(told)}", style="dim")
    return Group(head, Text(), claims_table(claims)) if claims else head


def together(views: Iterable[RenderableType]) -> RenderableType:
    """Several views, one below the other."""
    return Group(*views)


def claims_table(claims: Iterable[Claim]) -> Table:
    """One row a claim: what kind and how far along, who did what to whom, when, and who says so."""
    table = plain_table()
    table.add_column("Claim", width=13, overflow="fold")
    table.add_column("Who, what, to whom", ratio=3, overflow="fold")
    table.add_column("When", width=10, overflow="fold")
    table.add_column("Who says it", ratio=1, overflow="fold")
    for claim in claims:
        table.add_row(_kind(claim), _said(claim), as_words(period(claim.time)), _source(claim))
    return table


def rows_table(
    headings: Sequence[str], rows: Iterable[Sequence[str | int | float | None]], widest: str | None = None
) -> Table:
    """A plain table, its columns no narrower than their words where the words are of ordinary length.

    The column with the heading `widest` takes what the others leave.
    """
    cells = [["" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    table = plain_table()
    for number, heading in enumerate(headings):
        column = [row[number] for row in (headings, *cells)]
        least = min(_ORDINARY_WORD, max((len(word) for cell in column for word in cell.split()), default=1))
        if heading == widest:
            table.add_column(heading, ratio=1, overflow="fold")
        elif widest is not None:
            longest = max(map(len, column), default=1)
            table.add_column(heading, width=min(longest, max(least, _BESIDE)), overflow="fold")
        else:
            table.add_column(heading, min_width=least, overflow="fold")
    for row in cells:
        table.add_row(*(as_words(cell) for cell in row))
    return table


def claim_view(
    claim: Claim,
    text: str,
    sentences: tuple[Span | None, Span, Span | None],
    origins: Sequence[str],
    neighbours: Sequence[Claim],
) -> RenderableType:
    """Everything about one claim: its parts, its sentence between the next ones, its source, its reasons."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, told in _facts(claim):
        facts.add_row(name, as_words(told))
    parts: list[RenderableType] = [
        as_words(statement(claim), "bold"),
        Text(),
        facts,
        heading("In the text"),
        Padding(_passage(claim, text, sentences), (0, 0, 0, 2)),
        heading("Met as"),
        *(line(origin) for origin in origins),
    ]
    if neighbours:
        parts += [
            heading("Beside it"),
            *(line(f"{one.id}  {one.kind}: {statement(one)}") for one in neighbours),
        ]
    parts += [heading("Why it was read so"), *(line(reason(why)) for why in claim.why)]
    return Group(*parts)


def as_text(shown: RenderableType, *, width: int, colour: bool) -> str:
    """What a terminal of `width` columns shows, with colours or without."""
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
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n") + "\n"


def _facts(claim: Claim) -> list[tuple[str, str]]:
    facts = [("id", claim.id), ("kind", claim.kind.replace("_", " ")), ("status", status(claim))]
    facts += [(filler.role, _named(filler)) for filler in claim.roles]
    if claim.quantity:
        facts.append(("quantity", f"{figure(claim.quantity)} (“{claim.quantity.text}”)"))
    if claim.value:
        facts.append(("value", f"{claim.value.amount:,.15g} {claim.value.currency} (“{claim.value.text}”)"))
    if claim.time:
        facts.append(("when", f"{period(claim.time)} (“{claim.time.text}”)"))
    facts += [("where", _named(place)) for place in claim.place]
    facts += [
        ("how put", f"{claim.polarity}, {claim.certainty}, {claim.realis}"),
        ("who says it", attribution(claim)),
        ("quote", f"“{claim.quote.text}”"),
        ("read by", f"{claim.reader}, sure to {claim.confidence:.0%}"),
    ]
    return [(name, told) for name, told in facts if told]


def _named(filler: Filler) -> str:
    return f"{filler.text}  [{filler.entity}]" if filler.entity else filler.text


def _passage(claim: Claim, text: str, sentences: tuple[Span | None, Span, Span | None]) -> Text:
    before, sentence, after = sentences
    first, last = (before or sentence).start, (after or sentence).end
    passage = Text(visible(text[first:last]), style="dim")
    passage.stylize("not dim", sentence.start - first, sentence.end - first)
    passage.stylize("bold reverse", claim.quote.start - first, claim.quote.end - first)
    return passage


def heading(text: str) -> Text:
    """A heading, an empty line before it."""
    return Text(f"\n{text}", style="bold")


def line(text: str, style: str = "") -> Padding:
    """A line under a heading."""
    return Padding(as_words(text, style), (0, 0, 0, 2))


def plain_table() -> Table:
    """A table without columns yet, in the style of all of them."""
    return Table(
        box=SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        show_edge=False,
        collapse_padding=True,
        header_style="bold",
    )


def as_words(text: str, style: str = "") -> Text:
    """A cell of a document's words: `Text` takes no mark-up, so that none in them can act."""
    return Text().append(plain(text), style=style)


def _kind(claim: Claim) -> Text:
    cell = as_words(claim.kind.replace("_", " "), KIND_STYLES.get(claim.kind, ""))
    if told := status(claim):
        cell.append(f"\n{told}")
    return cell.append(f"\n{claim.id}\n", style="dim")


def _said(claim: Claim) -> Text:
    cell = as_words(statement(claim), "bold red" if claim.polarity == "denied" else "bold")
    return cell.append(f"\n“{plain(claim.quote.text, limit=QUOTE_LIMIT)}”\n", style="dim")


def _source(claim: Claim) -> Text:
    cell = as_words(attribution(claim))
    return cell.append(f"\n{claim.certainty}", style=_CERTAINTY_STYLES[claim.certainty])
