"""Figures over the whole store: counted again only where something changed."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

FRESH = 60.0
"""Seconds that a figure may be old where no programme changed: documents that announce nothing count, too."""


class Lately(Generic[T]):
    """A value that takes long to make, kept until the store's change counter moves or a minute has gone.

    Threads that ask at the same time wait for one of them.
    """

    def __init__(self, make: Callable[[], T], counter: Callable[[], int]) -> None:
        self._make = make
        self._counter = counter
        self._lock = Lock()
        self._made: tuple[int, float, T] | None = None

    def __call__(self) -> T:
        """The value."""
        counter = self._counter()
        with self._lock:
            if self._made is None or self._made[0] != counter or time.monotonic() - self._made[1] > FRESH:
                self._made = counter, time.monotonic(), self._make()
            return self._made[2]
