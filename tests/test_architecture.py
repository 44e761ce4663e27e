"""The house: imports run downwards only, modules stay small, and one package is one floor's room."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
PACKAGE = SRC / "armsledger"
FLOORS = {
    "errors": 0,
    "model": 1,
    "catalog": 2,
    "sources": 2,
    "reading": 3,
    "ledger": 3,
    "analysis": 3,
    "publish": 4,
    "workflow": 5,
    "bulk": 6,
    "web": 6,
    "cli": 7,
}
LONGEST_MODULE = 420
LONGEST_FUNCTION = 50
NO_HOMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
IMPURE_BELOW_WORKFLOW = {
    "time.time",
    "datetime.now",
    "date.today",
    "datetime.utcnow",
    "os.environ",
    "os.getenv",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def room(module: str) -> str | None:
    """The room of a module of ours: `armsledger.ledger.store` is in `ledger`; the package itself in none."""
    parts = module.split(".")
    return parts[1] if parts[0] == "armsledger" and len(parts) > 1 else None


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every import of a module, wherever it stands, with its line; relative ones made absolute."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            yield node.lineno, target
            if target == "armsledger":  # `from armsledger import model` names a room
                yield from ((node.lineno, f"armsledger.{alias.name}") for alias in node.names)


def test_there_is_a_house() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_run_downwards(path: Path) -> None:
    here = room(module_name(path))
    if here is None or here == "__main__":
        return  # the public face: it points at every floor, and nothing below imports it
    assert here in FLOORS, f"{here} is no room of the house: give it a floor, here and in ARCHITECTURE.md"
    upwards = [
        f"line {line} imports {target}"
        for line, target in imports(path)
        if (there := room(target)) in FLOORS and there != here and FLOORS[there] >= FLOORS[here]
    ]
    assert not upwards


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_room_imports_the_public_face(path: Path) -> None:
    if room(module_name(path)) in (None, "__main__"):
        return
    public = [
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "armsledger"
        for alias in node.names
        if alias.name not in FLOORS and alias.name != "__version__"
    ]
    assert not public, f"take {', '.join(public)} from the module that makes it"


def test_the_model_needs_only_the_standard_library() -> None:
    foreign = [
        f"{module_name(path)}: {target}"
        for path in (PACKAGE / "model").rglob("*.py")
        for _, target in imports(path)
        if target.split(".")[0] not in sys.stdlib_module_names and room(target) not in ("model", "errors")
    ]
    assert not foreign


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_clock_randomness_or_environment_below_workflow(path: Path) -> None:
    floor = FLOORS.get(room(module_name(path)) or "", 9)
    if floor >= FLOORS["workflow"]:
        return
    assert not [target for _, target in imports(path) if target in ("random", "secrets", "uuid")]
    impure = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in IMPURE_BELOW_WORKFLOW
    ]
    assert not impure


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_and_functions_hold_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((SRC.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=]", one)[0].replace("-", "_") for one in project["dependencies"]}
    imported = {target.split(".")[0] for path in MODULES for _, target in imports(path)}
    assert imported - sys.stdlib_module_names - {"armsledger"} == declared


def test_every_dependency_has_a_range_not_a_pin() -> None:
    project = tomllib.loads((SRC.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    for one in [*project["dependencies"], *(one for extra in extras for one in extra)]:
        assert re.fullmatch(r"[a-z0-9-]+(\[binary\])?>=[\d.]+(,<\d+)?(; .+)?", one), one


def test_every_module_is_named_for_what_it_holds() -> None:
    assert not [module_name(path) for path in MODULES if NO_HOMES & set(module_name(path).split("."))]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


def test_the_rooms_stand_in_the_guide_to_the_house() -> None:
    guide = (PACKAGE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {found for path in MODULES if (found := room(module_name(path))) in FLOORS}
    assert not [found for found in sorted(rooms) if f"`{found}" not in guide]
