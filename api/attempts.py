"""Wrong administrator keys, counted for each client for a while: who guesses is told to wait."""

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

from fastapi import Request

from api.errors import ThrottledError

MOST = 10
"""Wrong keys that a client may give within the window."""
WINDOW = 60.0
"""Seconds."""
REMEMBERED = 10_000
"""Clients of whom wrong keys are remembered; beyond that, those that have been quiet the longest are forgotten."""
_NETWORK = 64
"""Bits of an IPv6 address that belong to one client: it chooses the others itself."""


class Attempts:
    """The wrong keys of the last minute. Safe for several threads; each server process counts its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: dict[str, deque[float]] = {}

    def wrong(self, request: Request) -> None:
        """Note that a request came with a wrong key. Raises ThrottledError where its client gave too many."""
        client, now = _client(request), self._clock()
        with self._lock:
            moments = self._wrong.pop(client, None) or deque(maxlen=MOST)
            while moments and moments[0] <= now - WINDOW:
                moments.popleft()
            wait = moments[0] + WINDOW - now if len(moments) == MOST else 0.0
            if not wait:
                moments.append(now)
            self._wrong[client] = moments
            while len(self._wrong) > REMEMBERED:
                del self._wrong[next(iter(self._wrong))]
        if wait:
            raise ThrottledError(ceil(wait))

    def __len__(self) -> int:
        """Clients that are remembered."""
        return len(self._wrong)


def attempts_of(request: Request) -> Attempts:
    """What the app remembers of wrong keys."""
    attempts = request.app.state.attempts
    assert isinstance(attempts, Attempts)
    return attempts


def _client(request: Request) -> str:
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{int(address) >> (128 - _NETWORK):x}"
