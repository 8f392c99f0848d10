"""Programmes as JSON, remembered while the store stays as it is: most answers show what others showed before."""

import time
from collections.abc import Iterable
from typing import NamedTuple

from pydantic_core import to_json

from api.lately import FRESH
from corpus.records import stored_record
from corpus.store import Store
from corpus.store.values import Citation, Kept, Version

MOST = 4_000
"""Programmes remembered, some ten kilobytes each."""


class Written(NamedTuple):
    """A programme as JSON."""

    programme: str
    documents: str
    """A list of the documents that tell of it, best first."""


class _State(NamedTuple):
    counter: int
    since: float
    written: dict[str, Written]


class Remembered:
    """The JSON of merged programmes, made again when a programme changed, and once a minute: titles of documents may
    change alone. Safe for several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._state = _State(-1, 0.0, {})

    def of(self, ids: Iterable[str]) -> dict[str, Written]:
        """Several programmes by id; unknown ids are left out."""
        wanted = list(ids)
        # the counter is read first: what is read after it is at least as new
        known = self._known(self._store.counter())
        found = {one: known[one] for one in wanted if one in known}
        if missing := [one for one in wanted if one not in found]:
            new = {one: _written(kept) for one, kept in self._store.kept(missing).items()}
            if len(known) + len(new) > MOST:
                known.clear()
            known.update(new)
            found |= new
        return found

    def _known(self, counter: int) -> dict[str, Written]:
        state = self._state
        if state.counter != counter or time.monotonic() - state.since > FRESH:
            self._state = state = _State(counter, time.monotonic(), {})
        return state.written


def version_record(version: Version | Citation) -> dict[str, object]:
    """A document without its text."""
    record: dict[str, object] = {
        "id": version.document_id,
        "url": version.url,
        "source": version.source,
        "title": version.title,
        "published": version.published,
    }
    return record | ({"invented": True} if version.invented else {})


def _written(kept: Kept) -> Written:
    documents = [version_record(version) for version in kept.documents]
    return Written(to_json(stored_record(kept.body)).decode(), to_json(documents).decode())
