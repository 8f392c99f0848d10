"""The question of a request, and how OpenAPI tells of its parameters.

FastAPI's own reading of eleven optional parameters takes a request a millisecond, a tenth of a search; every value is
checked by `question` in any case.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Request
from starlette.datastructures import QueryParams

from api.phrased import PhrasedError
from api.questions import MOST_TEXT, Question, question

MOST_VALUES = 50
"""Values of one filter."""
CODES = "Codes of the vocabulary."
TEXTS: Mapping[str, str] = {
    "q": "Words, in any form and order.",
    "from": "Running then or later: 2024, 2024-05.",
    "to": "Running then or earlier.",
    "min_amount": "In PLN.",
    "max_amount": "In PLN.",
}
LISTS: Mapping[str, str] = {
    "municipality": "Name or 7-digit TERYT code; several mean any of them.",
    "voivodeship": "E.g. opolskie.",
    "target_group": CODES,
    "activity": CODES,
    "fund": CODES,
    "kind": CODES,
}
ORDER = ("q", *LISTS, "from", "to", "min_amount", "max_amount")


async def asked(request: Request) -> Question:
    """The question of a request. Raises PhrasedError for a value that means nothing."""
    given = request.query_params
    return question(
        given.get("q"),
        start=given.get("from"),
        end=given.get("to"),
        min_amount=given.get("min_amount"),
        max_amount=given.get("max_amount"),
        **{name: _several(given, name) for name in LISTS if name in given},
    )


def _several(given: QueryParams, name: str) -> list[str]:
    values = given.getlist(name)
    if len(values) > MOST_VALUES:
        raise PhrasedError("asked_many", name=name, many=len(values), most=MOST_VALUES)
    return values


def described() -> dict[str, Any]:
    """What `openapi_extra` of a route that takes a question is."""
    return {"parameters": list(_parameters())}


def _parameters() -> Iterator[dict[str, Any]]:
    for name in ORDER:
        said = {"description": LISTS.get(name) or TEXTS[name]}
        value: dict[str, Any] = {"type": "string"}
        if name in LISTS:
            value = {"type": "array", "items": value, "maxItems": MOST_VALUES}
        elif name == "q":
            value |= {"maxLength": MOST_TEXT}
        title = name.replace("_", " ").title()
        schema = {"anyOf": [value, {"type": "null"}], **said, "title": title}
        yield {"name": name, "in": "query", "required": False, "schema": schema, **said}
