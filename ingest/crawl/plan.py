"""What a visit to a source is to do, and what comes of it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from corpus.frozen import Frozen


class PlanKind(StrEnum):
    """Where a source lists its pages."""

    WORDPRESS = "wordpress"
    """The posts of WordPress's REST API; `url` is the API's root, …/wp-json/."""
    FEED = "feed"
    """RSS or Atom."""
    SITEMAP = "sitemap"
    """A sitemap or an index of sitemaps, also packed with gzip."""
    LISTING = "listing"
    """An HTML page of links with further pages."""
    PAGE = "page"
    """The page itself."""


class Known(Frozen):
    """What an earlier visit learned of a page's version."""

    etag: str | None = None
    last_modified: str | None = None
    modified: str | None = None
    """As the feed, sitemap or API stated it: the page is not asked for again while this stays."""


class Plan(Frozen):
    """One visit."""

    url: str
    kind: PlanKind = PlanKind.PAGE
    include: tuple[str, ...] = ()
    """Regular expressions; a page is taken where one is found in its address. None: all pages of the source's host."""
    exclude: tuple[str, ...] = ()
    since: str | None = None
    """Pages that are stated to have changed last before this day (ISO 8601) are passed over."""
    max_pages: int | None = None
    """None: the settings' own limit."""
    files: bool = True
    """Whether PDFs that a page links to are taken, too."""
    known: dict[str, Known] = Field(default_factory=dict)
    """By address."""


class Found(Frozen):
    """A page that a feed, sitemap, API or listing names."""

    url: str
    modified: str | None = None
    title: str | None = None


class Unchanged(Frozen):
    """A page that is as it was at the earlier visit."""

    kind: Literal["unchanged"] = "unchanged"
    url: str


class Problem(Frozen):
    """A page that could not be taken, and why in one line."""

    kind: Literal["problem"] = "problem"
    url: str
    message: str


class Finished(Frozen):
    """The end of a visit; always the last thing that comes of it."""

    kind: Literal["finished"] = "finished"
    pages: int
    unchanged: int
    problems: int
    reason: str
    """"finished", or what stopped it: "pages", "time", "died"."""
    modified: dict[str, str] = Field(default_factory=dict)
    """What the source states of its pages' versions, by address: `Known.modified` of the next visit."""
