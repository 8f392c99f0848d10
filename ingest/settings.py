"""The only place of this stage that reads the environment (`DROGOWSKAZ_INGEST_*`)."""

import os
from functools import cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """Bounds on what is fetched and read. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(env_prefix="DROGOWSKAZ_INGEST_", frozen=True)

    max_bytes: int = 20_000_000
    """The largest file or response taken in."""
    max_pages: int = 500
    """PDF: pages read; the rest is left out."""
    read_seconds: float = 120
    """Reading one document in a worker process."""
    read_memory: int = 1_500_000_000
    """Address space that reading one document may add to a worker process."""
    workers: int = 2
    """Worker processes that read documents."""
    connect_seconds: float = 10
    fetch_seconds: float = 60
    """One response with all its redirects."""
    max_redirects: int = 5
    user_agent: str = "Drogowskaz/0.1 (+https://github.com/drogowskaz; katalog lokalnych programow spolecznych)"
    allowed_hosts: frozenset[str] = frozenset()
    """Hosts, as `name` or `name:port`, that may be fetched although they are not public (for tests)."""
    ocr_command: str = "tesseract"
    ocr_language: str = "pol"
    ocr_seconds: float = 40
    """Recognising one page."""
    ocr_pages: int = 40
    """Scanned pages recognised per document; the rest is left out."""
    crawl_delay: float = 1.0
    """Least pause between two requests to one host."""
    crawl_pages: int = 500
    """Documents taken from one source per visit."""
    crawl_seconds: float = 1800
    """One visit to one source."""


@cache
def settings() -> IngestSettings:
    """The settings of this process, read once."""
    return IngestSettings()


def child_environment() -> dict[str, str]:
    """The environment for programs that this stage starts: its own, with one thread for each of them."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}  # noqa: TID251 - this is the settings module
