"""However a run ends, it ends with one sentence and the documented exit code."""

import os
import signal
import subprocess
import sys
import time

import click
import pytest

from armsledger.cli import running

COMMAND = [sys.executable, "-m", "armsledger"]
HEAVY = ("numpy", "onnxruntime", "sqlalchemy", "polars", "rich", "trafilatura", "jinja2", "msgspec", "lxml")


def commands():
    """Every command with the words that lead to it."""
    found = [((), running.armsledger)]
    for words, command in found:
        if isinstance(command, click.Group):
            found.extend(((*words, name), sub) for name, sub in command.commands.items())
    return found


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_help_teaches_with_examples(run, words) -> None:
    ended = run(*words, "--help")
    assert ended.code == 0
    assert "Usage: armsledger" in ended.out
    if words != ("catalog",):
        assert "Examples:" in ended.out


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from armsledger.cli import main; main(['--help']);"
        f"print(sorted(set(sys.modules) & set({HEAVY})))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments", [("fly",), ("read",), ("claims", "--kind", "gift"), ("read", "x", "--format", "xml")]
)
def test_wrong_usage(run, arguments) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert "Error:" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", [("claims",), ("register",), ("show", "abc")])
def test_asking_a_ledger_that_is_not_there_makes_none(run, tmp_path, command) -> None:
    ended = run(*command, "--ledger", tmp_path / "none.db")
    assert ended.code == 3
    assert "There is no ledger at" in ended.err
    assert not (tmp_path / "none.db").exists()


def test_what_nobody_foresaw_is_one_sentence_and_with_debug_a_traceback(run, article, monkeypatch) -> None:
    def fail(*_, **__):
        raise ZeroDivisionError("of a kind\n\x1b[31m")

    monkeypatch.setattr("armsledger.workflow.reading.read", fail)
    ended = run("read", article)
    assert ended.code == 3
    assert ended.err.count("\n") == 1
    assert "ZeroDivisionError: of a kind" in ended.err and "\x1b" not in ended.err
    with pytest.raises(ZeroDivisionError):
        run("--debug", "read", article)
    monkeypatch.setenv("ARMSLEDGER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("read", article)


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_reader_that_goes_away_is_not_complained_of(tmp_path) -> None:
    file = tmp_path / "long.txt"
    sentence = "In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland.\n\n"
    file.write_text(sentence * 300, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "read", str(file), "--format", "jsonl", "--published", "2021"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
        assert process.wait(60) == 141
    assert complaint == b""


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_ctrl_c_ends_quietly_with_130() -> None:
    with subprocess.Popen(
        [*COMMAND, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(1.5)  # until it waits for its input
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_standard_input_is_read(article) -> None:
    ended = subprocess.run(
        [*COMMAND, "read", "-", "--published", "2021-08-15", "--format", "jsonl"],
        input=article.read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert len(ended.stdout.splitlines()) == 3
