"""What can be configured about search: the only place of this stage that reads the environment (`DROGOWSKAZ_*`)."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class SearchSettings(BaseSettings):
    """Defaults need nothing but the package: Qdrant Edge and the shipped model."""

    model_config = SettingsConfigDict(env_prefix="DROGOWSKAZ_", env_ignore_empty=True, extra="ignore", frozen=True)

    qdrant_url: str | None = None
    """Address of a Qdrant server (`DROGOWSKAZ_QDRANT_URL`); None means Qdrant Edge in this process."""
    qdrant_api_key: str | None = None
    qdrant_prefix: str = "drogowskaz"
    """Collections on the server begin with this."""
    embedding_model: str | None = None
    """The name or folder of a sentence-transformers model, or `drogowskaz-static`, the shipped one
    (`DROGOWSKAZ_EMBEDDING_MODEL`). None means the model of the current index; where there is none, the shipped one."""
    embedding_query_prefix: str | None = None
    """None takes the known prefix of the model."""
    embedding_passage_prefix: str | None = None
