"""Where the corpus lives."""

from pathlib import Path

import pytest

from corpus.settings import CorpusSettings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DROGOWSKAZ_DATA", "DROGOWSKAZ_DATABASE_URL", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_the_users_data_folder_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert CorpusSettings().data == tmp_path / ".local" / "share" / "drogowskaz"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert CorpusSettings().data == tmp_path / "xdg" / "drogowskaz"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert CorpusSettings().data == tmp_path / ".local" / "share" / "drogowskaz"


def test_everything_lies_in_the_folder_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path / "miasto"))
    settings = CorpusSettings()
    assert settings.database == f"sqlite:///{tmp_path / 'miasto' / 'drogowskaz.sqlite'}"
    assert {settings.archive, settings.index, settings.crawl} == {
        tmp_path / "miasto" / name for name in ("archive", "index", "crawl")
    }


def test_a_database_server_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROGOWSKAZ_DATABASE_URL", "postgresql://drogowskaz@db.example/corpus")
    assert CorpusSettings().database == "postgresql://drogowskaz@db.example/corpus"
