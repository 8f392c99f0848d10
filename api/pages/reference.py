"""`/docs`: the OpenAPI description as a plain page, made from the app itself; no scripts, nothing from elsewhere."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape

from api.pages.render import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    kind: str
    where: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    summary: str
    parameters: list[Parameter]
    answer: str | None
    """Name of the schema that it answers with."""


@dataclass(frozen=True, slots=True)
class Property:
    """One field of a schema."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Schema:
    """One shape of the API."""

    name: str
    description: str
    properties: list[Property]


@router.get("/docs")
def reference(request: Request) -> Response:
    """The API's reference."""
    api = request.app.openapi()
    operations = [
        _operation(method, path, described)
        for path, methods in api["paths"].items()
        for method, described in methods.items()
    ]
    schemas = [_schema(name, shape) for name, shape in sorted(api["components"]["schemas"].items())]
    return page(request, "reference.html", title=api["info"]["title"], about=api["info"]["description"], coded=coded,
                operations=operations, schemas=[schema for schema in schemas if schema.properties])  # fmt: skip


def _operation(method: str, path: str, described: dict[str, Any]) -> Operation:
    parameters = [
        Parameter(
            parameter["name"],
            _kind(parameter["schema"]),
            parameter["in"],
            parameter.get("description", ""),
            parameter.get("required", False),
        )
        for parameter in described.get("parameters", [])
    ]
    success: dict[str, Any] = next(
        (answer for status, answer in described["responses"].items() if status.startswith("2")), {}
    )
    schema = success.get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(method.upper(), path, described.get("description", ""), parameters, _name(schema))


def _schema(name: str, shape: dict[str, Any]) -> Schema:
    properties = [
        Property(field, _kind(kind), kind.get("description", "")) for field, kind in shape.get("properties", {}).items()
    ]
    return Schema(name, shape.get("description", ""), properties)


def coded(text: str) -> Markup:
    """The text with what stands in backticks as code."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def _name(schema: dict[str, Any]) -> str | None:
    reference: str | None = schema.get("$ref") or schema.get("items", {}).get("$ref")
    return reference.rpartition("/")[2] if reference else None


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(option) for option in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    return str(schema.get("type", "any"))
