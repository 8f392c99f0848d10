"""`drogowskaz sources`: the catalogue, what the user added to it, and how each source is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import filters as f

if TYPE_CHECKING:
    from corpus.store import Store

group = typer.Typer(help="The sources: add, list, check.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(group, name="sources")


@group.command("add")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any page of the site; how to follow it is found out.")],
    identity: Annotated[str | None, typer.Option("--id", help="Its id; made from the host by default.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title; the site's own by default.")] = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", help="Whom it serves: name or 7-digit TERYT code.")
    ] = None,
) -> None:
    """Add a source: find its feed, sitemap, WordPress API or listing by itself."""
    from api.sources import discovered

    source = discovered(url, identity=identity, title=title, municipality=municipality)
    with _store() as store:
        store.add_source(source)
    print(f"added {source.id}: {source.title}")
    ways = [*source.feeds, *source.sitemaps, *source.listings, *([source.wordpress] if source.wordpress else [])]
    print("".join(f"  {way}\n" for way in ways) or "  no feed, sitemap or listing was found; only this page is visited")


@group.command("list")
def list_sources(as_json: f.Json = False) -> None:
    """List the catalogue's sources and those added, with their last visits."""
    from api.records import source_record

    with _store() as store:
        sources = store.sources()
    if as_json:
        print(json.dumps([source_record(health) for health in sources], ensure_ascii=False, indent=1))
        return
    for health in sources:
        visit = health.last_visit.date().isoformat() if health.last_visit else "never visited"
        print(f"{health.source.id}  {health.source.title}  {visit}  {health.last_error or ''}".rstrip())
    if not sources:
        print("no sources; add one with drogowskaz sources add URL")


@group.command("check")
def check(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help="Ids; all by default.")] = None,
) -> int:
    """Look whether each source can be followed, and what its last visit said; stores nothing."""
    from api.arrivals import known_sources, source_ids
    from api.sources import state

    failed = 0
    with _store() as store:
        known = known_sources(store)
        health = {one.source.id: one for one in store.sources()}
        for name in source_ids(sources or (), store):
            problem = state(known[name]) or health[name].last_error
            failed += problem is not None
            print(f"{name}  {problem or 'ok'}", flush=True)
    return 1 if failed else 0


@contextmanager
def _store() -> Iterator["Store"]:
    from corpus.store import Store

    with Store.open() as store:
        yield store
