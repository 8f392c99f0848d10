"""A plain client over one kept connection: what it does itself takes little of the time that is measured."""

import http.client
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Asking:
    """Asks a server on loopback; reads every answer whole."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def __enter__(self) -> Self:
        """Nothing is sent before the first question."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connection."""
        self._connection.close()

    def __call__(self, path: str) -> bytes:
        """The body of an answer, as compressed as it was sent. Raises RuntimeError for a status other than 200."""
        try:
            self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError):  # idle for too long: connected again
            self._connection.close()
            self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status}")
        return body
