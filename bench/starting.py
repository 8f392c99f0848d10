"""Start-up: commands from a cold process, and a server until its first answer."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

ROUNDS = 3
PATIENCE = 60.0


def commands(folder: Path) -> list[tuple[str, str]]:
    """Wall time of commands in fresh processes, the shortest of several."""
    lines = {
        "drogowskaz --help": ["--help"],
        "drogowskaz search, cold process": ["search", "warsztaty dla rodzin zastępczych", "--limit", "3"],
    }
    rows = [(what, f"{fastest(arguments, folder):.2f} s") for what, arguments in lines.items()]
    started = time.perf_counter()
    with Served(folder):
        rows.append(("drogowskaz serve until its first answer", f"{time.perf_counter() - started:.2f} s"))
    return rows


def fastest(arguments: list[str], folder: Path) -> float:
    """The shortest of several runs of a command, seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run(_command(arguments), env=_environment(folder), check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return min(times)


def _command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "api.cli", *arguments]


def _environment(folder: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # noqa: TID251
    return {**given, "DROGOWSKAZ_DATA": str(folder)}  # with bytecode, as any installed program has it


class Served:
    """`drogowskaz serve` on a free port of loopback, from its first answer until the block ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        """Start the server and wait until it answers a query."""
        arguments = _command(["serve", "--port", str(self._port)])
        self._process = subprocess.Popen(
            arguments, env=_environment(self._folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.address}/api/v1/search?q=senior", timeout=10).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.02)
            else:
                return self
        self._process.kill()
        raise TimeoutError("the server did not answer in time")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the server."""
        self._process.terminate()
        self._process.wait(timeout=20)

    def memory(self) -> float:
        """Resident memory of the server's process, MiB (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
