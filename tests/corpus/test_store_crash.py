"""Killing a process at any moment loses nothing that was acknowledged; several processes may write at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.documents import document_id
from corpus.store import Store
from tests.corpus.pages import document

ROOT = Path(__file__).parents[2]


def start(address: str, archive: Path, series: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.corpus.writer", address, str(archive), series]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str], at_least: int) -> list[int]:
    """Read until so many documents are acknowledged, kill, and read what was acknowledged meanwhile."""
    assert process.stdout is not None
    with process, process.stdout:
        found = [int(process.stdout.readline()) for _ in range(at_least)]
        process.kill()
        return found + [int(line) for line in process.stdout if line.endswith("\n")]


@pytest.mark.parametrize("moment", [1, 2, 5, 11, 23])
def test_killing_a_writer_loses_nothing_acknowledged(address: str, archive: Path, moment: int) -> None:
    Store.open(address, archive=archive).close()
    numbers = acknowledged(start(address, archive, "a"), moment)
    with Store.open(address, archive=archive) as store:
        for number in numbers:
            name = document_id(f"https://a.example/{number}", b"")
            read, snapshot = store.document(name), store.snapshot(name)
            assert read is not None
            assert snapshot is not None
            assert read == document(snapshot, read.text)
            assert f"a {number}." in read.text
        unfinished = [*store.unsettled(), *store.pending_extraction("1"), *store.dirty_keys()]
        assert len(unfinished) <= 1
        for kept in store.unsettled():
            store.archive.read(kept.pointer)
        told = {mention for p in store.programmes(limit=100).programmes for mention in p.documents}
        assert len(told) >= len(numbers) - 1


def test_several_processes_write_at_once(address: str, archive: Path) -> None:
    Store.open(address, archive=archive).close()
    processes = {series: start(address, archive, series) for series in "abc"}
    numbers = {series: acknowledged(process, 10) for series, process in processes.items()}
    with Store.open(address, archive=archive) as store:
        for series, stored in numbers.items():
            for number in stored:
                snapshot = store.snapshot(document_id(f"https://{series}.example/{number}", b""))
                assert snapshot is not None
                assert snapshot.url == f"https://{series}.example/{number}"
        counters = [change.counter for change in store.changes_since(0)]
        assert counters == sorted(set(counters))
        assert counters[-1] <= store.counter()
