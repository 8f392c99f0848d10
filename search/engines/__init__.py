"""Where points live: chosen by settings."""

from pathlib import Path

from search.engines.base import Engine
from search.settings import SearchSettings


def open_engine(folder: Path, settings: SearchSettings) -> Engine:
    """Qdrant Edge below `folder`, or the server that the settings name; neither library is imported in vain."""
    if settings.qdrant_url is None:
        from search.engines.edge import EdgeEngine  # noqa: PLC0415

        return EdgeEngine(folder / "parts")
    from search.engines.server import ServerEngine, connect  # noqa: PLC0415

    return ServerEngine(connect(settings.qdrant_url, settings.qdrant_api_key), settings.qdrant_prefix)
