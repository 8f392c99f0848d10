"""Settings of the api stage; nothing else in it reads the environment."""

import os
from functools import cache

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.settings import CorpusSettings


class ApiSettings(BaseSettings):
    """How the commands and the server behave (`DROGOWSKAZ_…`)."""

    model_config = SettingsConfigDict(env_prefix="DROGOWSKAZ_", env_ignore_empty=True, extra="ignore", frozen=True)

    admin_key: SecretStr | None = None
    """The key that writing over HTTP needs; without one nothing can be written over HTTP."""
    debug: bool = False
    """Print tracebacks beside the one-line errors of the command line."""
    jobs: int = Field(default=0, ge=0)
    """Processes that read and extract; 0 chooses by the number of documents."""
    queue_url: str | None = None
    """PostgreSQL address of the job queue; None does the work in the process that was asked."""
    public_url: str | None = None
    """Address under which people reach the server, for feeds; None takes it from each request."""


def child_environment(corpus: CorpusSettings) -> dict[str, str]:
    """The environment of a process that works on a data folder: this one's, with the folder and database named."""
    own = {"DROGOWSKAZ_DATA": str(corpus.data.absolute()), "DROGOWSKAZ_DATABASE_URL": corpus.database_url or ""}
    return {**os.environ, **own}  # noqa: TID251 - the settings module of this stage


@cache
def api_settings() -> ApiSettings:
    """The settings of this process."""
    return ApiSettings()
