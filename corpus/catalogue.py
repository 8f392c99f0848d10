"""The catalogue of sources: YAML files of `sources/`, one source a file; what a source is and what it must yield."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import Field, ValidationError

from corpus.errors import RegisterError
from corpus.frozen import Frozen


class Source(Frozen):
    """A site that announces programmes. Where it names no feed, sitemap, API or listing, the crawler looks for them."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    """Whose site it is, as people know it."""
    url: str = Field(pattern=r"^https?://")
    teryt: str | None = Field(default=None, pattern=r"^[0-9]{7}$")
    """The municipality (or a county's seat) that the publisher serves."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    wordpress: str | None = None
    """Root of a WordPress REST API (…/wp-json)."""
    listings: tuple[str, ...] = ()
    """Pages that list announcements, newest first."""
    follow: tuple[str, ...] = ()
    """Regular expressions of addresses that are announcements; empty means all of the site's pages."""
    skip: tuple[str, ...] = ()
    """Regular expressions of addresses never to visit."""
    minimum: int = Field(default=1, ge=0)
    """A full visit that finds fewer announcements is a failure."""
    maximum: int | None = None
    """A full visit that finds more is a failure (the site's structure changed)."""
    note: str | None = None
    """Why something is deliberately left out."""


@cache
def load_catalogue() -> Mapping[str, Source]:
    """The sources shipped with the package by id.

    Raises RegisterError where a file is damaged.
    """
    folder = files("corpus") / "sources"
    sources: dict[str, Source] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ():
        if entry.name.endswith(".yaml"):
            source = read_source(entry.read_text("utf-8"), entry.name)
            if f"{source.id}.yaml" != entry.name:
                raise RegisterError(f"source file {entry.name} must be called {source.id}.yaml")
            sources[source.id] = source
    return MappingProxyType(sources)


def read_source(text: str, name: str) -> Source:
    """One source from its YAML; `name` is used in messages only.

    Raises RegisterError where it is damaged.
    """
    try:
        raw: Any = yaml.safe_load(text)
        return Source.model_validate(raw)
    except yaml.YAMLError as error:
        raise RegisterError(f"source file {name} is no YAML: {error}".replace("\n", " ")) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise RegisterError(f"source file {name}: {where}: {first['msg']}") from error
