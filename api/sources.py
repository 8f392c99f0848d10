"""A new source described from its address, and whether a source can be followed at all."""

import re
from urllib.parse import urlsplit

from api.errors import BadRequestError, one_line
from api.questions import municipality_code
from api.visits import plans_of
from corpus.catalogue import Source
from corpus.places import load_register
from ingest.crawl import Discovery, PlanKind, discover
from ingest.errors import IngestError
from ingest.fetch import fetch


def discovered(url: str, *, identity: str | None, title: str | None, municipality: str | None) -> Source:
    """The source at an address, with the best way of following it.

    Raises FetchError where the address cannot be had, BadRequestError for an id or place that means nothing.
    """
    found = discover(url)
    name = identity or _identity(found.url)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise BadRequestError(f"{name!r} is no id of a source; use small letters, digits and hyphens")
    return Source(
        id=name,
        title=title or found.title or (urlsplit(found.url).hostname or found.url),
        url=found.url,
        teryt=_teryt(municipality) if municipality else None,
        wordpress=next(iter(_addresses(found, PlanKind.WORDPRESS)), None),
        feeds=_addresses(found, PlanKind.FEED),
        sitemaps=_addresses(found, PlanKind.SITEMAP),
        listings=_addresses(found, PlanKind.LISTING),
    )


def state(source: Source) -> str | None:
    """What keeps a source from being followed now; None where nothing does."""
    try:
        for plan in plans_of(source):
            fetch(plan.url)
    except IngestError as error:
        return one_line(error)
    return None


def _addresses(found: Discovery, kind: PlanKind) -> tuple[str, ...]:
    """Only the best way is kept: a feed beside WordPress's API would bring the same pages again."""
    return (found.best.url,) if found.plans and found.best.kind is kind else ()


def _identity(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return re.sub(r"[^a-z0-9]+", "-", host.casefold()).strip("-")


def _teryt(name: str) -> str:
    code = municipality_code(name)
    if code in load_register().municipalities:
        return code
    options = ", ".join(f"{place.teryt} ({place.county_name})" for place in load_register().named(code))
    raise BadRequestError(f"several municipalities are called {name}; give a code: {options}")
