"""The JSON Schema of a trace, under a name with its version: what export.json and trace follow."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.web.encode import dumps
from app.web.identity import FORMAT
from app.web.reply import of_everyone
from app.web.schemas import SCHEMAS, Schema

PATH = f"/schema/trace-{FORMAT}.json"
MEDIA = "application/schema+json"


@cache
def trace_schema() -> Schema:
    """The schema of the API's document on its own, in draft 2020-12."""
    trace = _alone(SCHEMAS["Trace"])
    properties = trace["properties"] | {"format": {"const": FORMAT}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:stepgrad:trace-{FORMAT}",
        "title": "One iteration of a small network, with every matrix",
        **trace,
        "properties": properties,
        "$defs": {name: _alone(SCHEMAS[name]) for name in sorted(_named(trace))},
    }


def _alone(schema: Any) -> Any:
    """The schema with its references led to definitions of its own."""
    if isinstance(schema, list):
        return [_alone(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: value.replace("#/components/schemas/", "#/$defs/") if key == "$ref" else _alone(value)
        for key, value in schema.items()
    }


def _named(schema: Any) -> Iterator[str]:
    """The names of all definitions that a schema refers to."""
    if isinstance(schema, list):
        for part in schema:
            yield from _named(part)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            yield from [value.rpartition("/")[2]] if key == "$ref" else _named(value)


async def show_schema(request: Request) -> Response:
    """The schema as a reply."""
    return of_everyone(request, lambda: dumps(trace_schema()), MEDIA)
