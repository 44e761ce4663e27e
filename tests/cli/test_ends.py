"""However a run ends, it ends with one sentence and the documented exit code."""

import os
import shlex
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
        [*COMMAND, "read", str(file), "--format", "jsonl", "--published", "2021-12-31"],
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


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_disk_is_a_failure_in_one_sentence(article) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [*COMMAND, "read", str(article), "--published", "2021-12-31"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr == b"armsledger: standard output cannot be written: No space left on device.\n"


def test_help_is_shown_where_only_ascii_is_known() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run([*COMMAND, "read", "--help"], env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_on_a_terminal_there_is_a_progress_bar_and_problems_stand_on_lines_of_their_own(
    tmp_path, article
) -> None:
    import pty

    (tmp_path / "empty.txt").write_bytes(b"")
    control, terminal = pty.openpty()
    ended = subprocess.run(
        [*COMMAND, "add", "article.txt", "empty.txt", "--ledger", "bar.db"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=terminal, check=False,
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    while piece := _read_on(control):
        shown += piece
    os.close(control)
    assert ended.returncode == 1 and ended.stdout == b""
    assert "━".encode() in shown
    assert b"\x1b[2Karmsledger: empty.txt" in shown


def _read_on(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # what Linux says at the end of a terminal that was closed
        return b""


@pytest.mark.skipif(os.name == "nt", reason="redirections of a POSIX shell")
def test_closed_streams_are_no_reason_for_a_traceback(tmp_path, article) -> None:
    command = f"{shlex.join([*COMMAND, 'read', str(article), '--published', '2021-12-31'])}"
    ended = subprocess.run(f"{command} >&-", shell=True, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    ended = subprocess.run(
        f"{command} -o {tmp_path}/none/x 2>&-", shell=True, stdout=subprocess.PIPE, check=False
    )
    assert (ended.returncode, ended.stdout) == (3, b"")
