"""The filters that several commands take, and a data folder opened for reading."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from inspect import Parameter, Signature, signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from api.library import Library

FILTERS: Mapping[str, Any] = MappingProxyType(
    {
        "municipality": Annotated[
            list[str] | None, typer.Option("--municipality", help="Name or 7-digit TERYT code; may be repeated.")
        ],
        "voivodeship": Annotated[
            list[str] | None, typer.Option("--voivodeship", help="E.g. opolskie; may be repeated.")
        ],
        "target_group": Annotated[
            list[str] | None, typer.Option("--target-group", help="Code of the vocabulary, e.g. foster_families.")
        ],
        "activity": Annotated[
            list[str] | None, typer.Option("--activity", help="Code of the vocabulary, e.g. respite_care.")
        ],
        "fund": Annotated[list[str] | None, typer.Option("--fund", help="Code of the vocabulary, e.g. esf_plus.")],
        "kind": Annotated[list[str] | None, typer.Option("--kind", help="project, programme, service, event or call.")],
        "start": Annotated[
            str | None, typer.Option("--from", help="Running then or later: 2024, 2024-05 or 2024-05-11.")
        ],
        "end": Annotated[str | None, typer.Option("--to", help="Running then or earlier.")],
        "min_amount": Annotated[str | None, typer.Option("--min-amount", help="At least this many złoty.")],
        "max_amount": Annotated[str | None, typer.Option("--max-amount", help="At most this many złoty.")],
    }
)
"""The filters of `api.questions.question` as options, each of which may be left out."""
Json = Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")]


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with `FILTERS` as options where it has its parameter `filters`: it gets those that were given.

    Typer reads options from a signature, so that the list would stand in every command otherwise.
    """
    options = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=one) for name, one in FILTERS.items()]
    own = signature(command).parameters.values()
    parameters = [option for one in own for option in (options if one.name == "filters" else [one])]

    @wraps(command)
    def called(**given: Any) -> None:
        filters = {name: given.pop(name) for name in FILTERS}
        command(filters={name: value for name, value in filters.items() if value}, **given)

    called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


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
