"""The query parameters of the routes, for the OpenAPI document."""

from typing import Any

import orjson

from app.engine.fields import FIELDS
from app.settings import Settings
from app.web import schemas
from app.web.exports import LANGUAGES
from app.web.schemas import TEXT, Schema


def own_parameters(settings: Settings) -> dict[str, tuple[str, Schema, str]]:
    """Help, schema and example of the parameters that are no field of the spec."""
    s, most = settings, settings.limits.iterations

    def whole(low: int, high: int) -> Schema:
        return {"type": "integer", "minimum": low, "maximum": high}

    return {
        "iteration": ("updates made before this iteration", {**whole(0, most), "default": 0}, "3"),
        "step": ("the step, by what it writes", TEXT, "dW2"),
        "matrices": ("names with commas between; all if left out", TEXT, "dW2,dZ2"),
        "until": ("last iteration, included", whole(0, most), "50"),
        "points": ("iterations shown", {**whole(2, s.points), "default": 200}, "100"),
        "start": ("first iteration", {**whole(0, most), "default": 0}, "0"),
        "every": ("iterations from one frame to the next", {**whole(1, most), "default": 1}, "5"),
        "resolution": ("points along a side", {**whole(2, s.resolution), "default": 50}, "40"),
        "digits": ("decimals of the values; all by default", {**whole(1, 17), "default": 17}, "4"),
        "parameter": ("the matrix that is moved: Wl, bl, Zl, Al or A0", TEXT, "W1"),
        "cells": ("rows and columns from 0, `0,1;2,3`; the largest 64 if left out", TEXT, "0,1"),
        "cell": ("row and column from 0", TEXT, "0,1"),
        "delta": ("how far the weight is moved, at most",
                  {"type": "number", "minimum": 1e-9, "maximum": 1e9, "default": 1}, "0.1"),
        "framework": ("whose words the script uses",
                      {"enum": list(LANGUAGES), "default": "numpy"}, "torch"),
        "X_new": ("new inputs, n0 rows, a column per example", TEXT, "0.5,-1;1,0"),
        "spec": ("a saved spec by its id, instead of all fields of a spec", TEXT, ""),
        "engine": ("the engine that is expected; if it is, the reply may be kept for ever",
                   TEXT, ""),
    }  # fmt: skip


def parameters(
    settings: Settings, own: tuple[str, ...], required: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """The query parameters of a route about a spec."""
    table = own_parameters(settings)
    return [
        *(_parameter(name, *table[name], required=name in required) for name in own),
        *(
            _parameter(
                field.name, f"{field.label}: {field.help}", schemas.of_field(field, True),
                schemas.example(field),
            )
            for field in FIELDS
        ),
        *(_parameter(name, *table[name]) for name in ("spec", "engine")),
    ]  # fmt: skip


def _parameter(
    name: str, help: str, schema: Schema, example: str, required: bool = False
) -> dict[str, Any]:
    # In the schema an example is shown, at the parameter it would be filled in as a value to try.
    literal = schema.get("type") in ("integer", "number", "boolean")
    shown = {"examples": [orjson.loads(example) if literal else example]} if example else {}
    return {
        "name": name, "in": "query", "required": required, "description": help,
        "schema": {**schema, **shown},
    }  # fmt: skip
