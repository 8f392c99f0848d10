"""`drogowskaz search`, `similar` and `compare`: questions answered on a terminal."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from api.cli.filters import Json, filtered, the_library


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("search")(filtered(search))
    app.command("similar")(similar)
    app.command("compare")(compare)


def search(
    *,
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY", help="Words, in any form and order.")] = None,
    filters: Mapping[str, Any],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100)] = 10,
    offset: Annotated[int, typer.Option("--offset", min=0)] = 0,
    as_json: Json = False,
) -> None:
    """Find programmes."""
    from api.questions import question

    asked = question(" ".join(query or ()), **filters)
    with the_library() as library:
        found = library.search(asked, limit=limit, offset=offset)
        if as_json:
            from api.records import search_record

            print(json.dumps(search_record(asked, found, limit=limit, offset=offset), ensure_ascii=False, indent=1))
        else:
            from api.cli.show import show_found

            show_found(found)


def similar(
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME_ID", help="As search shows it.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=50)] = 5,
    as_json: Json = False,
) -> None:
    """Find programmes like one programme."""
    with the_library() as library:
        items = library.similar(programme, limit=limit)
        if as_json:
            from api.records import similar_record

            print(json.dumps([similar_record(item) for item in items], ensure_ascii=False, indent=1))
        else:
            from api.cli.show import show_items

            show_items(items)


def compare(
    municipality: Annotated[list[str], typer.Argument(metavar="MUNICIPALITY...", help="Two or more names or codes.")],
    as_json: Json = False,
) -> None:
    """Compare what municipalities do: counts and sums."""
    with the_library() as library:
        from api.towns import compare_named

        towns = compare_named(library, municipality)
        if as_json:
            from api.records import town_record

            record = {"municipalities": [town_record(town) for town in towns]}
            print(json.dumps(record, ensure_ascii=False, indent=1))
        else:
            from api.cli.show import show_towns

            show_towns(towns)
