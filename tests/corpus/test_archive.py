"""The archive of fetched bytes: lossless, standard, crash-safe, and able to let go."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from corpus.archive import Archive
from corpus.documents import Snapshot
from corpus.errors import ArchiveError
from corpus.gzip_members import SMALLEST, blank, pack, unpack
from tests.corpus.pages import page

texts = st.text(st.characters(codec="utf-8"), max_size=40)
snapshots = st.builds(
    Snapshot,
    source=texts,
    url=st.none() | texts.map(lambda path: f"https://gmina.example/{path}"),
    body=st.binary(max_size=400),
    media_type=st.none() | texts,
    charset=st.none() | texts,
    fetched_at=st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    status=st.integers(100, 999),
    headers=st.lists(st.tuples(texts, texts), max_size=4).map(tuple),
)


@given(content=st.binary(), spare=st.integers(0, 300))
def test_members_keep_their_content_and_blanks_their_length(content: bytes, spare: int) -> None:
    assert unpack(pack(content)) == content == gzip.decompress(pack(content))
    assert len(blank(SMALLEST + spare)) == SMALLEST + spare
    assert gzip.decompress(blank(SMALLEST + spare)) == b""


@given(several=st.lists(snapshots, min_size=1, max_size=4))
def test_what_is_written_is_read_back(several: list[Snapshot], tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    pointers = [archive.write(snapshot, sync=False) for snapshot in several]
    assert [archive.read(pointer) for pointer in pointers] == several


def test_other_programs_read_the_files(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(page())
    archive.write(Snapshot(source="ulotka.pdf", body=b"%PDF-1.7", fetched_at=page().fetched_at))
    with (tmp_path / "00001.warc.gz").open("rb") as file:
        records = [(r.rec_type, r.rec_headers["WARC-Target-URI"], r.raw_stream.read()) for r in ArchiveIterator(file)]
    assert [kind for kind, _, _ in records] == ["response", "resource"]
    assert records[0][1:] == (page().url, page().body)


def test_an_erased_record_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    pages = [page(f"https://gmina.example/{number}", f"wiadomość numer {number} " * 20) for number in range(5)]
    pointers = [archive.write(one) for one in pages]
    archive.erase(pointers[1], pointers[3])
    archive.erase(pointers[1])
    with pytest.raises(ArchiveError, match="erased"):
        archive.read(pointers[1])
    assert [archive.read(pointers[kept]) for kept in (0, 2, 4)] == [pages[kept] for kept in (0, 2, 4)]
    content = gzip.decompress((tmp_path / "00001.warc.gz").read_bytes())
    assert "wiadomość numer 1 ".encode() not in content
    assert "wiadomość numer 2 ".encode() in content
    assert archive.read(archive.write(pages[1])) == pages[1]


@pytest.mark.parametrize("kept", [0.0, 0.02, 0.5, 0.999])
def test_a_record_cut_off_by_a_crash_is_removed_by_the_next_write(tmp_path: Path, kept: float) -> None:
    first = Archive(tmp_path)
    whole = first.write(page())
    cut = first.write(page("https://gmina.example/druga"))
    path = tmp_path / whole.file
    path.write_bytes(path.read_bytes()[: cut.offset + int(cut.length * kept)])
    after = Archive(tmp_path)
    pointer = after.write(page("https://gmina.example/trzecia"))
    assert pointer.offset == cut.offset
    assert after.read(whole) == page()
    assert [one.offset for one in after.pointers_after({})] == [whole.offset, pointer.offset]


def test_zeros_left_by_a_power_cut_are_removed(tmp_path: Path) -> None:
    pointer = Archive(tmp_path).write(page())
    with (tmp_path / pointer.file).open("ab") as file:
        file.write(b"\0" * 5000)
    assert Archive(tmp_path).write(page()).offset == pointer.length


def test_two_writers_share_a_folder(tmp_path: Path) -> None:
    one, other = Archive(tmp_path), Archive(tmp_path)
    pointers = []
    for number in range(6):
        writer = one if number % 2 else other
        pointers.append(writer.write(page(f"https://gmina.example/{number}")))
        if number == 3:
            one.erase(pointers[0])
    assert [one.read(pointer).url for pointer in pointers[1:]] == [f"https://gmina.example/{n}" for n in range(1, 6)]


def test_a_full_file_is_followed_by_a_new_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path, file_size=100)
    assert [archive.write(page()).file for _ in range(3)] == ["00001.warc.gz", "00002.warc.gz", "00003.warc.gz"]


def test_pointers_do_not_leave_the_folder(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    pointer = archive.write(page()).model_copy(update={"file": "../secret"})
    with pytest.raises(ArchiveError, match="no file of the archive"):
        archive.read(pointer)


def test_a_folder_that_cannot_be_written_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(ArchiveError, match="cannot be written"):
        Archive(tmp_path / "archive").write(page())
