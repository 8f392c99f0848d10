"""Files, folders and addresses in one stream."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.documents import Snapshot
from ingest.errors import EmptyFile, FileFailure, NotFound, Refused, Truncated, WrongType
from ingest.files import snapshots
from ingest.stream import documents
from tests.ingest.conftest import Site
from tests.ingest.reading import page
from tests.ingest.test_isolate import small_pdf

HTML = page("<main><h1>Klub rodzica</h1><p>Spotkania dla rodziców w każdy czwartek o szesnastej.</p></main>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".ukryty").mkdir()
    (tmp_path / ".ukryty" / "x.txt").write_text("nie")
    (tmp_path / ".schowany.txt").write_text("nie")
    (tmp_path / "b" / "2.html").write_text(HTML)
    (tmp_path / "a.txt").write_text("Gmina zaprasza na zajęcia.")
    (tmp_path / "c.pdf").write_bytes(small_pdf())
    return tmp_path


def test_a_folder_is_all_files_in_it_sorted_without_hidden_ones(folder: Path) -> None:
    found = list(snapshots([folder]))
    assert [Path(one.source).name for one in found if isinstance(one, Snapshot)] == ["a.txt", "c.pdf", "2.html"]
    assert all(one.url is None for one in found if isinstance(one, Snapshot))


def test_paths_keep_the_form_they_were_given_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [one.source for one in snapshots(["./a.txt", "b"]) if isinstance(one, Snapshot)] == ["./a.txt", "b/2.html"]


def test_what_cannot_be_opened_stands_in_its_place(folder: Path, configure: Callable[..., None]) -> None:
    configure(max_bytes=300)
    (folder / "leer").mkdir()
    os.mkfifo(folder / "rura")
    given = [folder / "brak.txt", folder / "c.pdf", folder / "leer", folder / "rura", folder / "a.txt"]
    *failures, last = snapshots(given)
    assert all(isinstance(failure, FileFailure) for failure in failures)
    assert [failure.path for failure in failures if isinstance(failure, FileFailure)] == [
        str(path) for path in given[:4]
    ]
    assert all("\n" not in str(failure) for failure in failures)
    assert isinstance(last, Snapshot)


def test_nothing_stops_the_stream(folder: Path, site: Site) -> None:
    (folder / "d_pusty.html").write_bytes(b"")
    (folder / "e_obraz.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "f_uciety.pdf").write_bytes(b"%PDF-1.5\n1 0 obj")
    site.page("/a", HTML)
    inputs = [str(folder), site.address("/a"), site.address("/brak"), "http://10.0.0.1/", str(folder / "nie-ma")]
    results = list(documents(inputs))
    assert [type(result.error) for result in results] == [
        type(None), type(None), EmptyFile, WrongType, Truncated, type(None), type(None), NotFound, Refused, FileFailure,
    ]  # fmt: skip
    assert all((result.document is None) == (result.error is not None) for result in results)
    fetched = results[6]
    assert fetched.document is not None
    assert (fetched.source, fetched.document.url, fetched.document.source) == (site.address("/a"),) * 3


def test_a_local_page_has_the_address_that_it_states(tmp_path: Path) -> None:
    stated = page(
        "<main><p>Spotkania dla rodziców w każdy czwartek.</p></main>",
        head='<link rel=canonical href="https://a.example.pl/x">',
    )
    (tmp_path / "x.html").write_text(stated)
    (tmp_path / "y.html").write_text(HTML)
    urls = [result.document.url for result in documents([str(tmp_path)]) if result.document]
    assert urls == ["https://a.example.pl/x", None]


def test_a_caller_may_stop_early(folder: Path) -> None:
    stream = documents([str(folder)] * 50)
    assert next(stream).document is not None
    stream.close()


def test_the_debugging_command(folder: Path) -> None:
    command = [sys.executable, "-m", "ingest", str(folder / "a.txt"), str(folder / "brak")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Gmina zaprasza na zajęcia." in done.stdout
    assert "brak" in done.stderr
