"""The filters that several commands take, and a data folder opened for reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.library import Library

Municipality = Annotated[
    list[str] | None, typer.Option("--municipality", help="Name or 7-digit TERYT code; may be repeated.")
]
Voivodeship = Annotated[list[str] | None, typer.Option("--voivodeship", help="E.g. opolskie; may be repeated.")]
TargetGroup = Annotated[
    list[str] | None, typer.Option("--target-group", help="Code of the vocabulary, e.g. foster_families.")
]
Activity = Annotated[list[str] | None, typer.Option("--activity", help="Code of the vocabulary, e.g. respite_care.")]
Fund = Annotated[list[str] | None, typer.Option("--fund", help="Code of the vocabulary, e.g. esf_plus.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="project, programme, service, event or call.")]
From = Annotated[str | None, typer.Option("--from", help="Running then or later: 2024, 2024-05 or 2024-05-11.")]
To = Annotated[str | None, typer.Option("--to", help="Running then or earlier.")]
MinAmount = Annotated[str | None, typer.Option("--min-amount", help="At least this many złoty.")]
MaxAmount = Annotated[str | None, typer.Option("--max-amount", help="At most this many złoty.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]


@contextmanager
def the_library() -> Iterator["Library"]:
    """The data folder for reading, its index brought up to date where it lags behind."""
    from api.library import Library
    from api.upkeep import catch_up

    library = Library.open()
    try:
        catch_up(library)
        yield library
    finally:
        library.close()
