"""`drogowskaz ingest` killed at random moments: no stored document is lost, and the next start repairs the rest."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.library import Library
from api.questions import Question
from corpus.settings import CorpusSettings
from corpus.store import Store
from tests.api.conftest import settings_for, take_in

KILLS = 20
PER_ROUND = 2
"""Documents added before each start, so that there is work to be killed in."""
DOCUMENTS = KILLS * PER_ROUND
TOWNS = ["Mielec", "Sieradz", "Nysa", "Grudziądz", "Piła", "Krosno"]


def write_documents(folder: Path, first: int, last: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        town = TOWNS[number % len(TOWNS)]
        (folder / f"{number:02}.txt").write_text(
            f"Projekt „Przystanek {number}”\n\nMiejski Ośrodek Pomocy Społecznej prowadzi projekt "
            f"„Przystanek {number}” dla seniorów. Projekt realizuje Miasto {town}.\nOkres realizacji: 2023-2024. "
            f"Wartość projektu: {100 + number} 000,00 zł.\n",
            "utf-8",
        )


def start(settings: CorpusSettings, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "api.cli", "ingest", str(folder)]
    return subprocess.Popen(
        command,
        env={"DROGOWSKAZ_DATA": str(settings.data), "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def stored(settings: CorpusSettings) -> set[str]:
    with Store.open(settings) as store:
        return {version.source for version in store.documents(limit=1000)}


def changes(settings: CorpusSettings) -> tuple[float, ...]:
    """When the archive and the database were last written to."""
    return tuple(
        path.stat().st_mtime for path in sorted(settings.data.rglob("*")) if path.suffix in {".gz", ".sqlite-wal"}
    )


@pytest.mark.timeout(900)
def test_killing_ingest_loses_nothing(tmp_path: Path) -> None:
    folder, settings = tmp_path / "files", settings_for(tmp_path / "data")
    chance = random.Random(20240511)
    working = 1.0
    safe: set[str] = set()
    for turn in range(KILLS):
        write_documents(folder, turn * PER_ROUND, (turn + 1) * PER_ROUND)
        before = changes(settings)
        process = start(settings, folder)
        if turn % 5:  # most are killed while they work; starting takes longer and is safe
            while process.poll() is None and changes(settings) == before:
                time.sleep(0.005)
        time.sleep(chance.uniform(0, 1.2 * working))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = stored(settings)
        assert safe <= now, "a stored document was lost"
        safe = now

    process = start(settings, folder)
    assert process.communicate()[1].count(b"drogowskaz:") == 0
    assert process.returncode == 0
    assert len(stored(settings)) == DOCUMENTS
    calm = settings_for(tmp_path / "calm")
    take_in(calm, folder)
    assert content(settings) == content(calm)


def content(settings: CorpusSettings) -> dict[str, object]:
    """Everything that can be asked for, less ids of snapshots and moments."""
    library = Library.open(settings)
    try:
        found = library.search(Question(), limit=100)
        assert found.total == len(found.items) == DOCUMENTS
        assert {kept.source for kept in library.store.unsettled()} == set()
        for version in library.store.documents(limit=1000):
            snapshot = library.store.snapshot(version.document_id)
            assert snapshot is not None
            assert snapshot.body == Path(snapshot.source).read_bytes()
        return {item.programme.id: item.programme.model_dump() for item in found.items}
    finally:
        library.close()
