"""dev.py: one program, the standard library, and an environment that is set up once."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py as a module whose repository is an empty folder, and which starts no program of its own."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "INSTALLED", tmp_path / ".venv" / "armsledger-installed.json")
    monkeypatch.setattr(module, "_usable", lambda: (tmp_path / ".venv").is_dir())
    monkeypatch.setattr(module, "_make_environment", lambda: (tmp_path / ".venv").mkdir())
    return module


@pytest.fixture
def installs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The extras of every installation that dev.py would make."""
    made: list[list[str]] = []
    monkeypatch.setattr(dev, "_install", made.append)
    return made


def test_it_imports_only_the_standard_library() -> None:
    parsed = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(parsed) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= sys.stdlib_module_names


def test_the_product_alone_is_installed_once(dev: ModuleType, installs: list[list[str]]) -> None:
    dev.prepare(set())
    dev.prepare(set())
    assert installs == [[]]


def test_extras_are_added_to_what_is_there_and_kept(dev: ModuleType, installs: list[list[str]]) -> None:
    dev.prepare({"dev"})
    dev.prepare({"bench"})
    dev.prepare(set())
    assert installs == [["dev"], ["bench", "dev"]]


def test_a_changed_pyproject_installs_again(dev: ModuleType, installs: list[list[str]]) -> None:
    dev.prepare({"dev"})
    (dev.ROOT / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    dev.prepare(set())
    assert installs == [["dev"], ["dev"]]


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"extras": ["dev"]}'])
def test_a_marker_that_says_too_little_installs_again(
    dev: ModuleType, installs: list[list[str]], content: str
) -> None:
    dev.VENV.mkdir()
    dev.INSTALLED.write_text(content, encoding="utf-8")
    dev.prepare(set())
    assert len(installs) == 1
    assert json.loads(dev.INSTALLED.read_text(encoding="utf-8"))["root"] == str(dev.ROOT)


def test_a_failed_installation_is_one_sentence_with_its_code_and_is_tried_again(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.VENV.mkdir()
    dev.INSTALLED.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(
        dev.subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, int("install" in command)),
    )
    assert dev.main(["setup"]) == 1
    assert "dev.py: pip could not install what pyproject.toml asks for" in capsys.readouterr().err
    assert not dev.INSTALLED.exists()


def test_exit_codes_pass_through(dev: ModuleType) -> None:
    assert dev.run(sys.executable, "-c", "raise SystemExit(5)") == 5
    if sys.platform != "win32":
        assert dev.run(sys.executable, "-c", "import os; os.kill(os.getpid(), 9)") == 137


def test_test_leaves_campaigns_out_unless_all(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "prepare", lambda extras: None)
    monkeypatch.setattr(dev, "run", lambda *command: commands.append(tuple(map(str, command[1:]))) or 0)
    assert dev.main(["test", "-k", "span"]) == 0
    assert dev.main(["test", "--all"]) == 0
    assert commands == [("-m", "pytest", "-m", "not campaign", "-k", "span"), ("-m", "pytest")]


@pytest.mark.parametrize("arguments", [[], ["fly"], ["demo", "--fast"], ["bench", "nothing"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    found = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments], capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert "usage: dev.py" in found.stderr


def test_ci_runs_the_three_with_the_tests_last() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert [line for line in lines if line.startswith("python3")] == [
        "python3 dev.py check", "python3 dev.py gate", "python3 dev.py test",
    ]  # fmt: skip


def test_an_old_python_is_told_in_one_sentence() -> None:
    program = (
        "import sys; sys.version_info = (3, 9, 1);"
        f"path = {str(ROOT / 'dev.py')!r}; exec(compile(open(path).read(), path, 'exec'))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert found.stderr.startswith("dev.py: armsledger needs Python 3.11 or newer and this is Python 3.9;")
    assert found.stderr.count("\n") == 1
