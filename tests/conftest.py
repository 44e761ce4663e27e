"""A PostgreSQL server of the tests' own, where the system has one or a wheel brings one."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

_OLDEST = 15
_NOBODY = "nobody"  # a server refuses to run as root


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes empty databases: each call gives the address of a new one. Skips where no server can be had."""
    programs = _programs()
    if programs is None or find_spec("psycopg") is None:
        pytest.skip("no PostgreSQL server here, or no driver")
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        owner = _NOBODY if os.geteuid() == 0 else None
        if owner is not None:
            os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [str(programs / program), *arguments],
                check=True, user=owner, cwd=folder, timeout=120, stdout=subprocess.DEVNULL,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": name},
            )  # fmt: skip

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={name} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        numbers = count(1)

        def new_database() -> str:
            database = f"ledger{next(numbers)}"
            run("createdb", "-h", name, "-U", "ledger", database)
            return f"postgresql://ledger@/{database}?host={name}"

        try:
            yield new_database
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _programs() -> Path | None:
    """The folder of a server's programs, the newest of those that will do."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = find_spec("pgserver")
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((folder for folder in folders if _will_do(folder)), None)


def _will_do(folder: Path) -> bool:
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "createdb")):
        return False
    said = subprocess.run(
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False, timeout=60
    ).stdout
    return any(word.split(".")[0].isdigit() and int(word.split(".")[0]) >= _OLDEST for word in said.split())
