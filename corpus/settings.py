"""Where the corpus lives: the only place of this stage that reads the environment (`DROGOWSKAZ_*`)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class _Desktop(BaseSettings):
    """The XDG base directory of user data."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    xdg_data_home: Path | None = None


def user_data_folder() -> Path:
    """The user's data folder for Drogowskaz (XDG Base Directory Specification 0.8)."""
    home = _Desktop().xdg_data_home
    base = home if home is not None and home.is_absolute() else Path.home() / ".local" / "share"
    return base / "drogowskaz"


class CorpusSettings(BaseSettings):
    """All state lives in the one folder `data`; several may exist side by side."""

    model_config = SettingsConfigDict(env_prefix="DROGOWSKAZ_", env_ignore_empty=True, extra="ignore", frozen=True)

    data: Path = Field(default_factory=user_data_folder)
    """The data folder (`DROGOWSKAZ_DATA`); made when the store is opened."""
    database_url: str | None = None
    """SQLAlchemy address of the database (`DROGOWSKAZ_DATABASE_URL`); None means SQLite in the data folder."""

    @property
    def database(self) -> str:
        """The address of the database that is meant."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'drogowskaz.sqlite'}"

    @property
    def archive(self) -> Path:
        """Folder of the WARC files with everything fetched."""
        return self.data / "archive"

    @property
    def index(self) -> Path:
        """Folder of the generations of the search index."""
        return self.data / "index"

    @property
    def crawl(self) -> Path:
        """Folder of the crawler's resumable state."""
        return self.data / "crawl"
