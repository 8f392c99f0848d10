"""Visits to the sources of the catalogue: what to ask for, what came, and what to remember for the next time."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from api.errors import one_line
from api.pipeline import Arrival
from corpus.catalogue import Source
from corpus.store import Store
from ingest.crawl import Finished, Plan, PlanKind, Problem, Unchanged, crawl, discover
from ingest.crawl.plan import Known
from ingest.errors import IngestError

PART = 1000
"""Documents listed at once."""


class Visit:
    """One visit to one source. Iterate over it, and call `settle` when everything that came has been stored."""

    def __init__(self, source: Source, store: Store, folder: Path) -> None:
        self._source = source
        self._store = store
        self._memory = folder / f"{source.id}.json"
        self._modified: dict[str, str] = {}
        self._problems: list[str] = []
        self._pages = 0
        self._complete = True

    def __iter__(self) -> Iterator[Arrival]:
        """What the source has that is new or changed since the last visit."""
        try:
            plans = plans_of(self._source)
        except IngestError as error:
            self._failed(one_line(error))
            yield Arrival(self._source.url, error=one_line(error))
            return
        known = self._known()
        seen: set[str] = set()
        for plan in plans:
            for found in crawl(plan.model_copy(update={"known": known})):
                if isinstance(found, Finished):
                    self._finished(found)
                elif isinstance(found, Problem):
                    yield Arrival(found.url, error=found.message)
                elif isinstance(found, Unchanged):
                    self._pages += 1
                    yield Arrival(found.url, unchanged=True)
                elif (address := found.url or found.source) not in seen:
                    seen.add(address)
                    self._pages += 1
                    yield Arrival(address, found)

    def settle(self) -> None:
        """Remember how the visit went. Only now: a page must not count as known before it is stored."""
        source = self._source
        if self._complete and self._pages < source.minimum:
            self._problems.append(f"only {self._pages} announcements; at least {source.minimum} were expected")
        if source.maximum is not None and self._pages > source.maximum:
            self._problems.append(f"{self._pages} announcements; at most {source.maximum} were expected")
        self._store.record_visit(source.id, count=self._pages, error="; ".join(self._problems) or None)
        if self._modified:
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            aside = self._memory.with_suffix(".new")
            aside.write_text(json.dumps(self._remembered() | self._modified), "utf-8")
            aside.replace(self._memory)

    def _finished(self, finished: Finished) -> None:
        self._modified |= finished.modified
        if finished.reason == "died":
            self._failed("the crawler died")
        elif finished.reason != "finished":
            self._complete = False

    def _failed(self, problem: str) -> None:
        self._complete = False
        self._problems.append(problem)

    def _known(self) -> dict[str, Known]:
        """Every stored page of the source's host, with what its server said of its version."""
        host = urlsplit(self._source.url).hostname
        modified = self._remembered()
        known: dict[str, Known] = {}
        after = ""
        while versions := self._store.documents(after=after, limit=PART):
            for version in versions:
                if version.url and urlsplit(version.url).hostname == host:
                    said = self._store.validators(version.source) or self._store.validators(version.url)
                    known[version.source] = Known(
                        etag=said.etag if said else None,
                        last_modified=said.last_modified if said else None,
                        modified=modified.get(version.source),
                    )
            after = versions[-1].document_id
        return known

    def _remembered(self) -> dict[str, str]:
        if not self._memory.exists():
            return {}
        remembered: dict[str, str] = json.loads(self._memory.read_text("utf-8"))
        return remembered


def plans_of(source: Source) -> Sequence[Plan]:
    """How to follow a source: as its catalogue entry says, else as its site allows.

    Raises FetchError where its site has to be looked at and cannot be had.
    """
    named = [
        *([(source.wordpress, PlanKind.WORDPRESS)] if source.wordpress else []),
        *((feed, PlanKind.FEED) for feed in source.feeds),
        *((sitemap, PlanKind.SITEMAP) for sitemap in source.sitemaps),
        *((listing, PlanKind.LISTING) for listing in source.listings),
    ]
    plans = [Plan(url=address, kind=kind) for address, kind in named] or [discover(source.url).best]
    return [plan.model_copy(update={"include": source.follow, "exclude": source.skip}) for plan in plans]
