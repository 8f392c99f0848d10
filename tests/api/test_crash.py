"""`drogowskaz ingest` killed at random moments: no stored document is lost, and the next start repairs the rest."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from api.library import Library
from api.questions import Question
from corpus.settings import CorpusSettings
from corpus.store import Store
from tests.api.conftest import settings_for

KILLS = 20
DOCUMENTS = 30
TOWNS = ["Mielec", "Sieradz", "Nysa", "Grudziądz", "Piła", "Krosno"]


def write_documents(folder: Path) -> None:
    folder.mkdir()
    for number in range(DOCUMENTS):
        town = TOWNS[number % len(TOWNS)]
        (folder / f"{number:02}.txt").write_text(
            f"Projekt „Przystanek {number}”\n\nMiejski Ośrodek Pomocy Społecznej prowadzi projekt „Przystanek {number}” "
            f"dla seniorów. Projekt realizuje Miasto {town}.\nOkres realizacji: 2023-2024. "
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


def test_killing_ingest_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    write_documents(folder)
    calm = settings_for(tmp_path / "calm")
    begun = time.monotonic()
    process = start(calm, folder)
    assert process.communicate()[1] == b""
    assert process.returncode == 0
    whole = time.monotonic() - begun

    settings = settings_for(tmp_path / "data")
    chance = random.Random(20240511)
    safe: set[str] = set()
    for _ in range(KILLS):
        process = start(settings, folder)
        time.sleep(chance.uniform(0.02, 1.05) * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = stored(settings)
        assert safe <= now, "a stored document was lost"
        safe = now

    process = start(settings, folder)
    assert process.wait() == 0
    process.communicate()
    assert len(stored(settings)) == DOCUMENTS
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
