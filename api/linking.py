"""Links between the programmes of a municipality, kept up with what was merged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.programmes import Programme
from corpus.store import ProgrammeFilter, Store
from extract.links import links

PART = 500
"""Programmes read at once."""


def by_municipality(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """Merge keys in batches of about `size` that leave no known municipality half merged; of others, just batches."""
    batch: list[str] = []
    for place, group in groupby(sorted(keys), key=_place):
        for key in group:
            if len(batch) >= size and not _is_known(place):
                yield batch
                batch = []
            batch.append(key)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def municipalities(keys: Iterable[str]) -> list[str]:
    """The codes of the municipalities that merge keys speak of."""
    return sorted({place for place in map(_place, keys) if _is_known(place)})


def link(store: Store, codes: Sequence[str]) -> None:
    """Make the links within municipalities what the programmes stored now give; only what differs is written.

    A place without a code may be any of several towns of its name: its programmes are not linked.
    """
    for code in codes:
        with store.batch():
            programmes = _programmes(store, code)
            before = store.links_of(programme.id for programme in programmes)
            for identity, found in links(programmes).items():
                if before.get(identity, ()) != found:
                    store.save_links(identity, found)


def _programmes(store: Store, code: str) -> list[Programme]:
    found: list[Programme] = []
    while True:
        page = store.programmes(ProgrammeFilter(municipality=code), limit=PART, offset=len(found))
        found.extend(page.programmes)
        if not page.programmes or len(found) >= page.total:
            return found


def _place(key: str) -> str:
    return key.partition(":")[0]


def _is_known(place: str) -> bool:
    return len(place) == 7 and place.isdecimal()
