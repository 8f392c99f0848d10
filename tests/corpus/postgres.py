"""A PostgreSQL server of our own, where its binaries are installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of the newest server's binaries; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Start a server that listens on a socket in a temporary folder; gives the folder, which is the `host`.

    PostgreSQL refuses to run as root, so root starts it as another user.
    """
    user = _user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="drogowskaz-pg-"))
    data = folder / "data"
    if user is not None:
        os.chown(folder, user, -1)
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off"
    try:
        _run(
            user, programs / "initdb", "-D", data, "-U", "drogowskaz", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield str(folder)
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> int:
    names = [name for name in ("postgres", "nobody") if any(entry.pw_name == name for entry in pwd.getpwall())]
    return pwd.getpwnam(names[0]).pw_uid


def _run(user: int | None, *command: object) -> None:
    subprocess.run(
        [str(part) for part in command],
        user=user,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
