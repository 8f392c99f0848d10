"""The command line: what people type, and what goes wrong."""

import csv
import io
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from openpyxl import load_workbook

from api.cli import main
from api.settings import api_settings
from corpus.settings import CorpusSettings
from search.index import Index
from tests.api.announcements import NYSA, SIERADZ

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: its exit code and what it printed."""

    def run(*arguments: str, data: CorpusSettings | None = None) -> SimpleNamespace:
        if data is not None:
            monkeypatch.setenv("DROGOWSKAZ_DATA", str(data.data))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        out, err = capsysbinary.readouterr()
        return SimpleNamespace(code=ended.value.code, out=out.decode("utf-8", "replace"), err=err.decode(), bytes=out)

    return run


COMMANDS = [
    "extract", "ingest", "crawl", "sources", "search", "similar", "compare", "export", "forget", "reindex", "serve",
    "worker", "sample", "evaluate", "review",
]  # fmt: skip


def test_help_shows_every_command(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in shown.out
        assert run(command, "--help").code == 0


def test_help_loads_no_stage() -> None:
    heavy = "('spacy', 'sqlalchemy', 'numpy', 'fastapi', 'torch')"
    code = f"import sys, api.cli; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert loaded.stdout.strip() == "[]"


def test_search_loads_neither_the_extractor_nor_the_server(reading: CorpusSettings) -> None:
    heavy = "('spacy', 'torch', 'fastapi', 'trafilatura', 'scrapy', 'sentence_transformers')"
    code = (
        "import sys\nfrom api.cli import _run\n"
        "assert _run(['search', 'seniorzy']) == 0\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    environment = {"DROGOWSKAZ_DATA": str(reading.data), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=environment)
    assert loaded.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("search", "--nosuch"),
        ("search", "--limit", "0"),
        ("search", "--limit", "x"),
        ("extract",),
        ("compare",),
        ("export", "--format", "pdf"),
        ("sample", "--part", "nosuch"),
        ("evaluate", "--gold", "x"),
        ("evaluate", "nosuch"),
        ("evaluate", "search", "--among", "everything"),
        ("evaluate", "search", "--documents", "x"),
        ("evaluate", "--part", "measure", "--errors"),
        ("extract", ""),
        ("forget", " "),
        ("search", "x", "--municipality", "Nibylandia"),
        ("search", "x", "--from", "wczoraj"),
        ("search", "x", "--from", "2023-02-29"),
        ("search", "x", "--target-group", "nobody"),
        ("export", "--output", "/no/such/folder/x.csv"),
        ("export", "--output", "/"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("drogowskaz: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("similar", "nosuch"),
        ("forget", "nosuch"),
        ("extract", "ftp://example.com/a.html"),
        ("extract", "http://192.168.1.1/"),
        ("ingest", "/no/such/path"),
        ("crawl", "nosuch"),
        ("sources", "check", "nosuch"),
        ("sources", "add", "http://127.0.0.1/"),
        ("sources", "add", "not an address"),
        ("worker",),
    ],
)
def test_what_fails_is_one_line_and_exit_code_1(run: Run, reading: CorpusSettings, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, data=reading)
    assert ended.code == 1
    assert ended.err.startswith("drogowskaz: ")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err


def test_a_comparison_needs_two_municipalities_of_the_register(run: Run, reading: CorpusSettings) -> None:
    for names in (["Nysa"], ["Nysa", "Nysa"], ["Nysa", "Nibylandia"]):
        assert run("compare", *names, data=reading).code == 2
    assert "did you mean Nysa?" in run("compare", "Mielec", "Nyssa", data=reading).err


@pytest.mark.parametrize("command", [("search", "x"), ("sources", "list"), ("serve", "--port", "0")])
def test_a_data_folder_that_cannot_be_used_is_one_line_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    for folder in ("/dev/null/impossible", str(tmp_path / "file")):
        monkeypatch.setenv("DROGOWSKAZ_DATA", folder)
        ended = run(*command)
        assert ended.code == 1
        assert ended.err.count("\n") == 1
        assert "DROGOWSKAZ_DATA" in ended.err


@pytest.mark.parametrize("command", [("search", "x"), ("reindex",), ("serve", "--port", "0")])
def test_a_damaged_database_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "drogowskaz.sqlite").write_text("no database", "utf-8")
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path))
    ended = run(*command)
    assert ended.code == 1
    assert ended.out == ""
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(("name", "value"), [("DROGOWSKAZ_JOBS", "many"), ("DROGOWSKAZ_DEBUG", "perhaps")])
def test_a_wrong_setting_is_named(
    run: Run, reading: CorpusSettings, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    api_settings.cache_clear()
    ended = run("ingest", str(reading.data), data=reading)
    api_settings.cache_clear()
    assert ended.code == 1
    assert ended.err.startswith(f"drogowskaz: {name}: ")
    assert ended.err.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(run: Run, reading: CorpusSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run("serve", "--port", str(taken.getsockname()[1]), data=reading)
    assert ended.code == 1
    assert ended.out == ""
    assert "choose another --port" in ended.err


def test_serve_answers_at_the_address_it_prints(reading: CorpusSettings) -> None:
    environment = {"DROGOWSKAZ_DATA": str(reading.data), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        try:
            with urlopen(f"{address}/healthz", timeout=60) as answer:
                assert json.load(answer)["status"] == "ok"
        finally:
            server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=60)
    assert said == ""
    assert server.returncode == 0


def test_a_name_that_is_no_text_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(NYSA, "utf-8")
    ended = run("extract", "no\udcffsuch.html", str(page), "--jsonl")
    assert [set(json.loads(line)) for line in ended.out.splitlines()] == [
        {"file", "error"},
        {"file", "document", "programmes"},
    ]


def test_extract_prints_a_line_a_document(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    (folder / "deeper").mkdir(parents=True)
    (folder / "2.txt").write_text(SIERADZ, "utf-8")
    (folder / "1.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "deeper" / "0.html").write_text(NYSA, "utf-8")
    single = tmp_path / "a.html"
    single.write_text(NYSA, "utf-8")
    ended = run("extract", str(single), str(folder), "/no/such/file", "--jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["file"] for line in lines] == [
        str(single),
        str(folder / "1.pdf"),
        str(folder / "2.txt"),
        str(folder / "deeper" / "0.html"),
        "/no/such/file",
    ]
    assert [set(line) for line in lines] == [
        {"file", "document", "programmes"},
        {"file", "error"},
        {"file", "document", "programmes"},
        {"file", "document", "programmes"},
        {"file", "error"},
    ]
    assert lines[0]["document"]["url"] == "https://ops-nysa.example.pl/zlota-jesien/"
    assert lines[0]["document"]["source"] == str(single)
    (programme,) = lines[0]["programmes"]
    proof = programme["evidence"]["name"]
    assert lines[0]["document"]["text"][proof["start"] : proof["end"]] == proof["text"] == "Złota jesień"
    assert ended.code == 1
    assert ended.err.count("\n") == 2


def test_extract_stores_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path / "data"))
    page = tmp_path / "nysa.html"
    page.write_text(NYSA, "utf-8")
    shown = run("extract", str(page))
    assert shown.code == 0
    assert "Złota jesień" in shown.out
    assert not (tmp_path / "data").exists()


def test_search_similar_and_compare(run: Run, reading: CorpusSettings) -> None:
    shown = run("search", "asystent", "dla", "osób", "z", "niepełnosprawnościami", data=reading)
    assert shown.code == 0
    assert "Asystent na co dzień" in shown.out
    answer = json.loads(run("search", "złota jesień", "--json", "--limit", "1", data=reading).out)
    identity = answer["hits"][0]["programme"]["id"]
    assert answer["hits"][0]["programme"]["municipality"]["name"] == "Nysa"
    assert identity not in {one["programme"]["id"] for one in json.loads(run("similar", identity, "--json").out)}
    towns = json.loads(run("compare", "Nysa", "Mielec", "--json", data=reading).out)["municipalities"]
    assert [town["name"] for town in towns] == ["Nysa", "Mielec"]
    assert "Wartość programów" in run("compare", "Nysa", "Mielec", data=reading).out


def test_nothing_found_is_said(run: Run, reading: CorpusSettings) -> None:
    shown = run("search", "chromodynamika", "kwantowa", data=reading)
    assert shown.code == 0
    assert "Nic nie znaleziono" in shown.out


def test_export_in_every_format(run: Run, reading: CorpusSettings, tmp_path: Path) -> None:
    text = run("export", "--format", "csv", data=reading).bytes.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["municipality"] for row in rows} == {"Grudziądz", "Mielec", "Nysa", "Sieradz"}
    lines = run("export", "--format", "jsonl", "--municipality", "Nysa", data=reading).out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Złota jesień"]
    assert len(json.loads(run("export", "--format", "json", "--fund", "solidarity_fund", data=reading).out)) == 1
    file = tmp_path / "all.xlsx"
    assert run("export", "--format", "xlsx", "--output", str(file), data=reading).code == 0
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet.max_row == 5


def test_forgetting_an_address_ahead_says_that_nothing_was_stored(run: Run, writing: CorpusSettings) -> None:
    ended = run("forget", "https://nothing.example.pl/", data=writing)
    assert ended.code == 0
    assert ended.out == "nothing was stored under this address; it will not be taken in again\n"


def test_forget_and_reindex(run: Run, writing: CorpusSettings) -> None:
    assert run("forget", "https://ops-nysa.example.pl/zlota-jesien/", data=writing).code == 0
    assert json.loads(run("search", "--json", data=writing).out)["total"] == 3
    assert "indexed 3 programmes" in run("reindex", data=writing).out
    assert "Złota jesień" not in run("export", "--format", "csv", data=writing).out


def test_a_model_that_cannot_be_loaded_is_named_and_nothing_is_done(run: Run, reading: CorpusSettings) -> None:
    before = Index(reading.index).generation()
    ended = run("reindex", "--model", "/no/such/model", data=reading)
    assert ended.code == 1
    assert ended.err.startswith("drogowskaz: cannot load the embedding model /no/such/model")
    assert Index(reading.index).generation() == before


def test_a_reader_that_goes_away_is_no_error(reading: CorpusSettings) -> None:
    environment = {"DROGOWSKAZ_DATA": str(reading.data), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    command = f"{sys.executable} -m api.cli search --json | head -c 1"
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, env=environment, check=True)
    assert ended.stdout == "{"
    assert ended.stderr == ""


def test_evaluate_search_sets_simpler_rankings_beside_ours(run: Run, made: Path, tmp_path: Path) -> None:
    files = {path.stem for path in (made / "files").iterdir()}
    queries = [
        {"id": "a", "q": "Nysa seniorzy", "kind": "city", "relevant": dict.fromkeys(files, 1)},
        {"id": "b", "q": "asfalt na ulicy Prusa", "kind": "nothing", "relevant": {}},
    ]
    (tmp_path / "queries.json").write_text(json.dumps(queries), "utf-8")
    asked = ("evaluate", "search", "--documents", str(made / "files"), "--queries", str(tmp_path / "queries.json"))
    shown = run(*asked)
    assert shown.code == 0
    rows = [line.split("|")[1].strip() for line in shown.out.splitlines() if line.startswith("| ")]
    assert rows == ["ranking", "drogowskaz", "BM25, words", "BM25, lemmas", "dense"]
    figures = json.loads(run(*asked, "--json").out)["search"]
    assert [figure["ranking"] for figure in figures] == rows[1:]
    assert all(0 < figure["ndcg10"] <= 1 for figure in figures)
