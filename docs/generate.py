"""Writes the reference pages that are made from the code: `python docs/generate.py`.

A test makes the same pages and holds them against those in docs/reference, so that none can be out of date.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import click

import armsledger as al
from armsledger.catalog import tables
from armsledger.catalog.schema import Column
from armsledger.cli.running import armsledger
from armsledger.model import CORE_ROLES, OTHER_ROLES, STATUSES

REFERENCE = Path(__file__).parent / "reference"
_MADE = "<!-- Made by docs/generate.py from the code: change that, not this. -->"
_WIDTH = 100
_LONGEST_DEFAULT = 20
_PARAGRAPH = "\n\n"

_AROUND_THE_COMMANDS = """\
Data goes to standard output, talk to standard error.

| exit code | meaning |
| --- | --- |
| 0 | clean |
| 1 | problems found: each was told in one line, and the rest was done |
| 2 | wrong usage |
| 3 | failure: nothing further was done |
| 130 | ended by Ctrl-C |
| 141 | the reader of the output went away |

| variable | meaning |
| --- | --- |
| `ARMSLEDGER_LEDGER` | the ledger, where `--ledger` is not given |
| `ARMSLEDGER_DEBUG` | if set, an unexpected error shows where it arose |
| `NO_COLOR` | if set, tables have no colours |"""

_AROUND_THE_API = """\
`import armsledger as al`: one flat namespace, every name below is `al.NAME`. Values are frozen. What stops
work is an exception, one class for each way to recover; what is wrong with data is a `Problem`."""


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {"cli.md": _cli(), "api.md": _api(), "kinds.md": _kinds(), "catalogue.md": _catalogue()}


def _cli() -> str:
    parts = ["# The command line", _MADE, _AROUND_THE_COMMANDS]
    for context in _contexts(armsledger, "armsledger", None):
        shown = context.get_help().replace("\b\n", "")
        parts.append(f"## `{context.command_path}`\n\n```text\n{shown}\n```")
    return "\n\n".join(parts) + "\n"


def _contexts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
    context = command.make_context(name, [], parent, resilient_parsing=True, terminal_width=_WIDTH)
    yield context
    if isinstance(command, click.Group):
        for sub_name, sub_command in sorted(command.commands.items()):
            yield from _contexts(sub_command, sub_name, context)


def _api() -> str:
    parts = ["# The Python API", _MADE, _AROUND_THE_API]
    for name in al.__all__:
        value = getattr(al, name)
        parts += [f"## `{name}`", *_call(name, value), inspect.getdoc(value) or "", *_members(value)]
    return "\n\n".join(parts) + "\n"


def _members(value: object) -> list[str]:
    """The methods and properties of a class, each with the first paragraph of its docstring."""
    if not inspect.isclass(value) or issubclass(value, Exception):
        return []
    lines = []
    for name, member in vars(value).items():
        told = inspect.getdoc(_function(member)) if not name.startswith("_") else None
        if told and callable(_function(member)):
            lines.append(f"- `{name}{_signature(member)}`: {' '.join(told.split(_PARAGRAPH)[0].split())}")
    return ["\n".join(lines)] if lines else []


def _function(member: object) -> object:
    """What a method, class method or property was written as."""
    if isinstance(member, property):
        return member.fget
    return getattr(member, "__func__", member)


def _call(name: str, value: object) -> list[str]:
    """How a name is called, as a block of code; each parameter on its own line where there are many."""
    call = name + _signature(value)
    if call == name:
        return []
    if len(call) > _WIDTH:
        call = re.sub(r"(?<=[(,]) ?(?=\w+:|\*,)|(?=\)(?: ->|$))", "\n    ", call)
        call = re.sub(r"\n +\)", ",\n)", call)
    return [f"```python\n{call}\n```"]


def _signature(value: object) -> str:
    """Parameters and result as the source has them, but for modules; empty for what nobody calls."""
    made_elsewhere = inspect.isclass(value) and not is_dataclass(value)
    function = _function(value)
    if isinstance(value, property) or made_elsewhere or not callable(function):
        return ""
    signature = inspect.signature(function)
    parameters = [
        parameter.replace(default=_ELLIPSIS) if _is_long(parameter.default) else parameter
        for parameter in signature.parameters.values()
        if parameter.name not in ("self", "cls")
    ]
    result = inspect.Signature.empty if inspect.isclass(value) else signature.return_annotation
    shown = str(inspect.Signature(parameters, return_annotation=result))
    shown = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z]|date\b|datetime\b)", "", shown)
    return re.sub(r"'([A-Z]\w+)'", r"\1", re.sub(r"Literal\[[^]]*]", "str", shown))


def _is_long(default: object) -> bool:
    return default is not inspect.Parameter.empty and len(repr(default)) > _LONGEST_DEFAULT


class _Ellipsis:
    def __repr__(self) -> str:
        return "..."


_ELLIPSIS = _Ellipsis()


def _kinds() -> str:
    rows = [
        f"| `{kind}` | {_coded(core)} | {_coded(OTHER_ROLES[kind])} | {_coded(STATUSES[kind])} |"
        for kind, core in CORE_ROLES.items()
    ]
    table = "\n".join(
        ["| kind | core roles | further roles | statuses |", "| --- | --- | --- | --- |", *rows]
    )
    return "\n\n".join([
        "# Kinds of claim",
        _MADE,
        "The core roles of a kind decide what a claim is about. Any of them may have several fillers, or none"
        " where the text leaves it open. What the kinds and statuses mean is told in [the claim format]"
        "(claim-format.md).",
        table,
    ]) + "\n"  # fmt: skip


_AROUND_THE_CATALOGUE = """\
The catalogue is plain CSV in UTF-8, one file for each kind of row, in `src/armsledger/catalog/data` and in
any folder given with `--catalog`. A cell of several values parts them with `;`. A date is `2007`, `2007-03`
or `2007-03-24`, as far as the source says; both ends of an interval are included. Every row has an `id`
that never changes, a `source` with its locator, and in `checked` the day on which it was held against that
source, or `unverified`: then the source says where to look. Columns in **bold** must be filled.

Two further files have rules of their own: `offices.csv` (phrases that make a state's name an office of it),
which a folder of yours may hold too, and `gazetteer.csv` (towns of 50,000 or more from GeoNames, located to
0.1 degrees; made by `making/gazetteer.py`), which only comes with armsledger."""


def _catalogue() -> str:
    parts = ["# The catalogue's files", _MADE, _AROUND_THE_CATALOGUE]
    for table in tables():
        rows = [f"| {_bold(column)} | {column.meaning}{_allowed(column)} |" for column in table.columns]
        parts.append(f"## `{table.file}`\n\n{table.meaning}")
        parts.append("\n".join(["| column | what it holds |", "| --- | --- |", *rows]))
    return _PARAGRAPH.join(parts) + "\n"


def _bold(column: Column) -> str:
    return f"**`{column.name}`**" if column.required else f"`{column.name}`"


def _allowed(column: Column) -> str:
    if not column.allowed:
        return ""
    words = ", ".join(f"`{word}`" for word in sorted(column.allowed))
    return f" (an id of: {words})" if column.kind in ("ref", "refs") else f" ({words})"


def _coded(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "–"


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for file_name, page in pages().items():
        (REFERENCE / file_name).write_text(page, encoding="utf-8")
